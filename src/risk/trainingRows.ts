import { type BinnedMatrix, type BoostingData, binMatrix } from '../learn/index.js';
import type { TrainingPanel } from './trainingPanel.js';

/** Some rows of a panel: training data that is binned once however many learners are fitted to it. */
export interface TrainingRows extends BoostingData {
  readonly outcome: Uint8Array;
  readonly customer: Int32Array;
  readonly binned: BinnedMatrix;
}

/** Rows of the given cutoffs, by cutoff, then customer_id. */
export function rowsOfCutoffs(panel: TrainingPanel, cutoffs: readonly number[]): TrainingRows {
  const wanted = new Set(cutoffs);
  const rows = Int32Array.from(panel.table.cutoff.keys()).filter((row) => wanted.has(panel.table.cutoff[row]!));
  const { matrix, outcome, rowKeys } = panel;
  const data = select({ matrix, outcome, rowKeys, customer: panel.table.customer }, rows);
  return { ...data, binned: binMatrix(data.matrix, 255, data.rowKeys) };
}

/** Some of those rows; bins stay as they are. */
export function someRows(data: TrainingRows, rows: Int32Array): TrainingRows {
  const { length, features, columns } = { ...data.binned, length: rows.length };
  return {
    ...select(data, rows),
    binned: { length, features, columns: columns.map((column) => Uint8Array.from(rows, (row) => column[row]!)) },
  };
}

function select(
  { matrix, outcome, rowKeys, customer }: Pick<TrainingRows, 'matrix' | 'outcome' | 'rowKeys' | 'customer'>,
  rows: Int32Array,
) {
  const pick = (column: Int32Array): Int32Array => rows.map((row) => column[row]!);
  return {
    matrix: {
      length: rows.length,
      features: matrix.features.map((feature) => ({ ...feature, values: Float64Array.from(rows, (row) => feature.values[row]!) })),
    },
    outcome: Uint8Array.from(rows, (row) => outcome[row]!),
    customer: pick(customer),
    rowKeys: { high: pick(rowKeys?.high ?? rows), low: pick(rowKeys?.low ?? rows) },
  };
}
