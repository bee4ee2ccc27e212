import { type LapseRule, silences } from '../account/index.js';
import { ensure } from '../core/errors.js';
import type { CategoryColumn, Table } from '../core/table.js';
import { eligibility } from '../features/index.js';
import type { History, Snapshot } from '../history/types.js';
import { type ChurnDefinition, type ChurnEvent, checkedDefinitions, DEFINITIONS_OF_EVENT } from './definitions.js';
import type { DowngradeOptions } from './downgrade.js';
import { EVENT_STATUSES, type EventStatus, eventStatuses } from './eventStatus.js';
import { LABEL_STATUSES, type LabelStatus, labelStatus } from './labelStatus.js';
import { type OutcomeRecord, outcomeRecord, type SwitchEvidence } from './outcomeRecord.js';
import { snapshotsBy } from './snapshotsBy.js';

/** What became of every customer that could be scored at the cutoff, one row each, by customer_id. */
export type ChurnLabels = Table<{
  readonly customer_id: readonly string[];
  /** Index into the history's customers. */
  readonly customer: Int32Array;
  /** 1 it happened, 0 it did not, NaN where the row must not be used (`already_gone`, `censored`, `already_down`, `not_upper_tier`). */
  readonly outcome: Float64Array;
  /** One of {@link EVENT_STATUSES}; for leaving one of {@link LABEL_STATUSES}. */
  readonly status: CategoryColumn;
}>;

/** How many customers have each status; none is dropped without being counted. Those of downgrade are there when it was asked for. */
export type LabelCounts = Readonly<Record<LabelStatus, number>> & Readonly<Partial<Record<EventStatus, number>>>;

/** Which cutoff, how far ahead, what counts, and when a silence does. */
export interface ChurnLabelOptions {
  /** ISO date or day number; leaving is counted from its start on. */
  readonly cutoff: string | number;
  /** Days looked ahead, at least 1; default 91. */
  readonly horizonDays?: number;
  /** When a silence is a lapse; default `adaptive` with epsilon 1e-3. */
  readonly rule?: LapseRule;
  /** Outcomes are read up to the start of this day; default: the end of the history. */
  readonly dataEnd?: string | number;
  /** `leave` (default), `downgrade`, or `either`, whichever comes: a short form of `definition`. */
  readonly event?: ChurnEvent;
  /** What counts as churn, one or several together; default what `event` says. */
  readonly definition?: ChurnDefinition | readonly ChurnDefinition[];
  /** `customer` (default), or `parent`: customers rolled up to the one above them. */
  readonly unit?: 'customer' | 'parent';
  /** When a customer's value counts as fallen. */
  readonly downgrade?: DowngradeOptions;
  /** Who went to another carrier, beside `exit_to`: customer_id and probability, counted from .7. */
  readonly switched?: SwitchEvidence;
}

/**
 * Who of the customers active at a cutoff left within the horizon: leaving is dated by its onset, the day after the last shipment, and
 * counted only once confirmed. The usual label, "no shipment in the next 91 days", finds customers who had stopped before.
 *
 * With `definition` or `event` other meanings of churn: `removed` by the carrier, `switched` to another carrier, `downgraded` (an
 * upper-tier customer whose value fell by half and stayed down), or several together. Who left otherwise than asked counts as 0
 * (`left_otherwise`): it can no longer do the other.
 *
 * @param history - the facts, before the cutoff and after it
 * @param options - the cutoff, how far to look ahead, what counts and when a silence is a lapse
 * @returns `labels`, one row a customer that could be scored at the cutoff; `counts` of them by status
 * @throws HoldfastError `bad-date`, `bad-parameter`, `no-rows` when nothing was known before the cutoff
 * @remarks O(shipment days). Reads outcomes after the cutoff, so its result must never be a feature. science.md A.
 * @example
 * ```ts
 * const weekly = (customer_id: string, weeks: number) =>
 *   Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(dayOf('2025-01-06') + 7 * week) }));
 * // By mid-September one had stopped a week before, so it was too late to warn; one stops three weeks later, one goes on.
 * const { history } = await historyFrom({ shipments: [...weekly('gone', 35), ...weekly('leaves', 40), ...weekly('stays', 104)] });
 * const { labels, counts } = churnLabels(history, { cutoff: '2025-09-15' });
 * counts; // => { left: 1, stayed: 1, already_gone: 1, censored: 0 }
 * labels.columns.customer_id; // => ['gone', 'leaves', 'stays']
 * labels.columns.outcome; // => [NaN, 1, 0]
 * churnLabels(history, { cutoff: '2025-09-15', definition: 'removed' }).labels.columns.outcome; // => [NaN, 0, 0]
 * ```
 */
export function churnLabels(history: History, options: ChurnLabelOptions): { readonly labels: ChurnLabels; readonly counts: LabelCounts } {
  const { event = 'leave', definition, unit = 'customer', downgrade, horizonDays = 91 } = options;
  const at = snapshotsBy(unit, history);
  const record = outcomeRecord(at(options.dataEnd ?? history.endDay), options.rule, options.switched);
  const what = { definitions: checkedDefinitions(definition ?? DEFINITIONS_OF_EVENT[event]), ...(downgrade ? { downgrade } : {}) };
  const labels = eventLabelsAt(at, record, at(options.cutoff), horizonDays, what);
  return { labels, counts: labelCounts(labels) };
}

/** Labels of leaving of one snapshot, from a record made once for many. O(customers). */
export function labelsAt(record: OutcomeRecord, snapshot: Snapshot, horizonDays: number): ChurnLabels {
  return labelTable(record, snapshot, horizonDays, LABEL_STATUSES, (_, customer, limitDays) =>
    labelStatus(record, customer, snapshot.cutoff, horizonDays, limitDays),
  );
}

/** What counts as churn, for {@link eventLabelsAt}. */
export interface EventLabelOptions {
  /** One or several; `DEFINITIONS_OF_EVENT` has those of `leave`, `downgrade`, `either`. */
  readonly definitions: readonly ChurnDefinition[];
  readonly downgrade?: DowngradeOptions;
}

/**
 * Labels of one snapshot under any definitions, from a record made once for many: the same rows and columns as {@link labelsAt}, and the
 * same outcomes for those of `leave`.
 *
 * For `downgraded`, `outcome` is 1 where an upper-tier customer's value fell within the horizon and stayed down (see `valueFalls`), 0
 * where it kept up or left, NaN where it had stopped or fallen before the cutoff, was not of an upper tier, or the data do not run
 * to t + H + the downgrade's window (91 days). Together with leaving, customers of no upper tier and those already down count by their leaving.
 *
 * @param at - snapshots of the history the record was made of: `(day) => history.at(day)`; asked for t + H + window
 * @param record - from `outcomeRecord(history.at(dataEnd))`; nothing after its `dataEnd` is read
 * @param horizonDays - days looked ahead, at least 1
 * @throws HoldfastError `bad-parameter`
 * @remarks O(customers), and one snapshot more for `downgraded`.
 */
export function eventLabelsAt(
  at: (day: number) => Snapshot,
  record: OutcomeRecord,
  snapshot: Snapshot,
  horizonDays: number,
  options: EventLabelOptions,
): ChurnLabels {
  const statusOf = eventStatuses(at, record, snapshot, horizonDays, options);
  return labelTable(record, snapshot, horizonDays, EVENT_STATUSES, statusOf);
}

function labelTable<S extends EventStatus>(
  record: OutcomeRecord,
  snapshot: Snapshot,
  horizonDays: number,
  levels: readonly S[],
  statusOf: (row: number, customer: number, limitDays: number) => S,
): ChurnLabels {
  ensure(Number.isInteger(horizonDays) && horizonDays >= 1, 'bad-parameter', () => ({
    en: `horizonDays is ${horizonDays}; it must be a whole number of days, for example 91`,
    zh: `horizonDays 为 ${horizonDays}；应为正整数天数，例如 91`,
  }));
  const limits = silences(snapshot, record.rule).columns;
  const rows = [...snapshot.indices.keys()].filter((row) => eligibility(snapshot.view(snapshot.indices[row]!)) === 'eligible');
  const customer = Int32Array.from(rows, (row) => snapshot.indices[row]!);
  const codes = Int32Array.from(rows, (row, place) => levels.indexOf(statusOf(row, customer[place]!, limits.limitDays[row]!)) + 1);
  return {
    length: rows.length,
    columns: {
      customer_id: Array.from(customer, (index) => snapshot.customers.ids[index] ?? ''),
      customer,
      outcome: Float64Array.from(codes, (code) => OUTCOMES[levels[code - 1]!]),
      status: { codes, levels },
    },
  };
}

const OUTCOMES: Readonly<Record<EventStatus, number>> = {
  left: 1,
  stayed: 0,
  already_gone: Number.NaN,
  censored: Number.NaN,
  downgraded: 1,
  left_otherwise: 0,
  already_down: Number.NaN,
  not_upper_tier: Number.NaN,
};

/** Customers by status. */
export function labelCounts(labels: ChurnLabels): LabelCounts {
  const { codes, levels } = labels.columns.status;
  const counts: Record<LabelStatus, number> & Partial<Record<EventStatus, number>> = { left: 0, stayed: 0, already_gone: 0, censored: 0 };
  for (const code of codes) {
    const status = levels[code - 1] as EventStatus;
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}
