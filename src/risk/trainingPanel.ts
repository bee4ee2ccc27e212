import {
  type ChurnLabels,
  DEFINITIONS_OF_EVENT,
  EVENT_STATUSES,
  type EventStatus,
  eventLabelsAt,
  type LabelCounts,
  type LabelStatus,
  labelCounts,
  labelsAt,
  type OutcomeRecord,
} from '../churn/index.js';
import type { RunOptions } from '../core/run.js';
import { type FeatureTable, type FeatureTableOptions, panel } from '../features/index.js';
import { hashKey } from '../history/hash.js';
import type { History, Snapshot } from '../history/types.js';
import type { Matrix, RowKeys } from '../learn/index.js';
import { TRAINING_FEATURES } from './trainingFeatures.js';
import { gathered } from './trainingRows.js';

/** Features and outcomes of every usable row, by cutoff, then customer_id. */
export interface TrainingPanel extends LabelledTable {
  readonly matrix: Matrix;
  readonly rowKeys: RowKeys;
}

/** A panel for each event: the same features, each with its own outcomes and rows. */
export interface EventPanels {
  readonly leave: TrainingPanel;
  readonly downgrade: TrainingPanel;
}

/**
 * Panels of snapshots with outcomes; rows whose outcome must not be used (already gone, censored) are left out and counted.
 *
 * @param record - outcomes, made at the end of the data
 * @throws HoldfastError `no-rows`, `aborted`
 */
export async function trainingPanels(
  history: History,
  record: OutcomeRecord,
  cutoffs: readonly number[],
  horizonDays: number,
  run: RunOptions,
): Promise<EventPanels> {
  const all = await panel(history, cutoffs, { ...run, features: TRAINING_FEATURES });
  const at = (day: number): Snapshot => history.at(day);
  const downgrade = { definitions: DEFINITIONS_OF_EVENT.downgrade };
  const keyed = (labelled: LabelledTable): TrainingPanel => ({
    ...labelled,
    matrix: matrixOf(labelled.table),
    rowKeys: rowKeysOf(labelled.table, history.customers.ids),
  });
  return {
    leave: keyed(labelled(all, cutoffs, (cutoff) => labelsAt(record, at(cutoff), horizonDays))),
    downgrade: keyed(labelled(all, cutoffs, (cutoff) => eventLabelsAt(at, record, at(cutoff), horizonDays, downgrade))),
  };
}

/** A feature table with the outcome of each row, and what became of everyone at its cutoffs. */
export interface LabelledTable {
  readonly table: FeatureTable;
  readonly outcome: Uint8Array;
  readonly counts: ReadonlyMap<number, LabelCounts>;
  readonly customers: LabelCounts;
}

/** Features at some cutoffs and who left after them, by cutoff, then customer_id. */
export async function labelledTable(
  history: History,
  record: OutcomeRecord,
  cutoffs: readonly number[],
  horizonDays: number,
  options: FeatureTableOptions & RunOptions,
): Promise<LabelledTable> {
  return labelled(await panel(history, cutoffs, options), cutoffs, (cutoff) => labelsAt(record, history.at(cutoff), horizonDays));
}

function labelled(all: FeatureTable, cutoffs: readonly number[], labelsOf: (cutoff: number) => ChurnLabels): LabelledTable {
  const counts = new Map<number, LabelCounts>();
  const outcomes = new Map<number, Map<number, number>>();
  for (const cutoff of cutoffs) {
    const labels = labelsOf(cutoff);
    counts.set(cutoff, labelCounts(labels));
    outcomes.set(cutoff, new Map(Array.from(labels.columns.customer, (customer, row) => [customer, labels.columns.outcome[row]!])));
  }
  const outcome = Float64Array.from(all.customer, (customer, row) => outcomes.get(all.cutoff[row]!)?.get(customer) ?? Number.NaN);
  const kept = Int32Array.from(outcome.keys()).filter((row) => !Number.isNaN(outcome[row]!));
  return {
    table: tableRows(all, kept),
    outcome: Uint8Array.from(kept, (row) => outcome[row]!),
    counts,
    customers: totalCounts(counts.values()),
  };
}

/** Counts of several cutoffs together. */
export function totalCounts(counts: Iterable<LabelCounts>): LabelCounts {
  const total: Record<LabelStatus, number> & Partial<Record<EventStatus, number>> = { left: 0, stayed: 0, already_gone: 0, censored: 0 };
  for (const one of counts)
    for (const status of EVENT_STATUSES) if (status in one) total[status] = (total[status] ?? 0) + (one[status] ?? 0);
  return total;
}

/** Some rows of a feature table, in the order given. */
export function tableRows(table: FeatureTable, rows: Int32Array): FeatureTable {
  return {
    ...table,
    length: rows.length,
    cutoff: gathered(table.cutoff, rows, new Int32Array(rows.length)),
    customer: gathered(table.customer, rows, new Int32Array(rows.length)),
    columns: table.columns.map((column) => gathered(column, rows, new Float64Array(rows.length))),
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
