import { type LabelCounts, labelCounts, labelsAt, type OutcomeRecord } from '../churn/index.js';
import type { RunOptions } from '../core/run.js';
import { type FeatureTable, panel } from '../features/index.js';
import { hashKey } from '../history/hash.js';
import type { History } from '../history/types.js';
import type { Matrix, RowKeys } from '../learn/index.js';

/** Features and outcomes of every usable row, by cutoff, then customer_id. */
export interface TrainingPanel {
  readonly table: FeatureTable;
  readonly matrix: Matrix;
  readonly outcome: Uint8Array;
  readonly rowKeys: RowKeys;
  /** By cutoff: what became of the customers that could be scored then. */
  readonly counts: ReadonlyMap<number, LabelCounts>;
}

/**
 * Panel of snapshots with outcomes; rows whose outcome must not be used (already gone, censored) are left out and counted.
 *
 * @param record - outcomes, made at the end of the data
 * @throws HoldfastError `no-rows`, `aborted`
 */
export async function trainingPanel(
  history: History,
  record: OutcomeRecord,
  cutoffs: readonly number[],
  horizonDays: number,
  run: RunOptions,
): Promise<TrainingPanel> {
  const all = await panel(history, cutoffs, run);
  const counts = new Map<number, LabelCounts>();
  const outcomes = new Map<number, Map<number, number>>();
  for (const cutoff of cutoffs) {
    const labels = labelsAt(record, history.at(cutoff), horizonDays);
    counts.set(cutoff, labelCounts(labels));
    outcomes.set(cutoff, new Map(Array.from(labels.columns.customer, (customer, row) => [customer, labels.columns.outcome[row]!])));
  }
  const outcome = Float64Array.from(all.customer, (customer, row) => outcomes.get(all.cutoff[row]!)?.get(customer) ?? Number.NaN);
  const kept = Int32Array.from(outcome.keys()).filter((row) => !Number.isNaN(outcome[row]!));
  const table = tableRows(all, kept);
  return {
    table,
    matrix: matrixOf(table),
    outcome: Uint8Array.from(kept, (row) => outcome[row]!),
    rowKeys: rowKeysOf(table, history.customers.ids),
    counts,
  };
}

function tableRows(table: FeatureTable, rows: Int32Array): FeatureTable {
  return {
    ...table,
    length: rows.length,
    cutoff: rows.map((row) => table.cutoff[row]!),
    customer: rows.map((row) => table.customer[row]!),
    columns: table.columns.map((column) => Float64Array.from(rows, (row) => column[row]!)),
  };
}

/** Columns of a feature table as learners take them. */
export function matrixOf({ length, features, columns, levels }: FeatureTable): Matrix {
  return {
    length,
    features: features.map(({ id, categorical }, place) => {
      const values = columns[place]!;
      return categorical === undefined ? { name: id, values } : { name: id, values, categories: levels[id]?.length ?? 0 };
    }),
  };
}

/** Draws depend on the cutoff and the customer's id, not on which other rows there are. */
function rowKeysOf({ cutoff, customer }: FeatureTable, ids: readonly string[]): RowKeys {
  const hashes = new Map<number, number>();
  for (const index of customer) if (!hashes.has(index)) hashes.set(index, hashKey(ids[index] ?? '')[1] | 0);
  return { high: cutoff, low: customer.map((index) => hashes.get(index) ?? 0) };
}
