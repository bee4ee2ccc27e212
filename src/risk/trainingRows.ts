import { type BinnedMatrix, type BoostingData, binMatrix } from '../learn/index.js';
import type { TrainingPanel } from './trainingPanel.js';

/** Some rows of a panel, by cutoff, then customer_id. */
export interface PanelRows extends BoostingData {
  readonly outcome: Uint8Array;
  readonly customer: Int32Array;
}

/** Rows to learn from: binned once however many learners are fitted to them. */
export interface TrainingRows extends PanelRows {
  readonly binned: BinnedMatrix;
}

/** Rows of the given cutoffs. */
export function rowsOfCutoffs(panel: TrainingPanel, cutoffs: readonly number[]): PanelRows {
  const wanted = new Set(cutoffs);
  const rows = Int32Array.from(panel.table.cutoff.keys()).filter((row) => wanted.has(panel.table.cutoff[row]!));
  const { matrix, outcome, rowKeys } = panel;
  return select({ matrix, outcome, rowKeys, customer: panel.table.customer }, rows);
}

/** The rows with their bins. */
export function binnedRows(rows: PanelRows): TrainingRows {
  return { ...rows, binned: binMatrix(rows.matrix, 255, rows.rowKeys) };
}

/** Some of those rows; bins stay as they are. */
export function someRows(data: TrainingRows, rows: Int32Array): TrainingRows {
  const columns = data.binned.columns.map((column) => gathered(column, rows, new Uint8Array(rows.length)));
  return { ...select(data, rows), binned: { length: rows.length, features: data.binned.features, columns } };
}

function select({ matrix, outcome, rowKeys, customer }: Pick<PanelRows, 'matrix' | 'outcome' | 'rowKeys' | 'customer'>, rows: Int32Array) {
  const pick = (column: Int32Array): Int32Array => gathered(column, rows, new Int32Array(rows.length));
  return {
    matrix: {
      length: rows.length,
      features: matrix.features.map((feature) => ({ ...feature, values: gathered(feature.values, rows, new Float64Array(rows.length)) })),
    },
    outcome: gathered(outcome, rows, new Uint8Array(rows.length)),
    customer: pick(customer),
    rowKeys: { high: pick(rowKeys?.high ?? rows), low: pick(rowKeys?.low ?? rows) },
  };
}

/** Some cells of a column, written to `out`, which is returned; a plain loop, ten times faster than `from` with a function. */
export function gathered<T extends Float64Array | Int32Array | Uint8Array>(column: T, rows: Int32Array, out: T): T {
  for (let place = 0; place < rows.length; place++) out[place] = column[rows[place]!]!;
  return out;
}
