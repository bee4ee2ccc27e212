import { type LapseRule, silences } from '../account/index.js';
import { ensure } from '../core/errors.js';
import type { CategoryColumn, Table } from '../core/table.js';
import { eligibility } from '../features/index.js';
import type { History, Snapshot } from '../history/types.js';
import { LABEL_STATUSES, type LabelStatus, labelStatus } from './labelStatus.js';
import { type OutcomeRecord, outcomeRecord } from './outcomeRecord.js';

/** What became of every customer that could be scored at the cutoff, one row each, by customer_id. */
export type ChurnLabels = Table<{
  readonly customer_id: readonly string[];
  /** Index into the history's customers. */
  readonly customer: Int32Array;
  /** 1 left, 0 stayed, NaN where it must not be used (`already_gone`, `censored`). */
  readonly outcome: Float64Array;
  /** `left`, `stayed`, `already_gone`, `censored`. */
  readonly status: CategoryColumn;
}>;

/** How many customers have each status; none is dropped without being counted. */
export type LabelCounts = Readonly<Record<LabelStatus, number>>;

/** Which cutoff, how far ahead, and when a silence counts. */
export interface ChurnLabelOptions {
  /** ISO date or day number; leaving is counted from its start on. */
  readonly cutoff: string | number;
  /** Days looked ahead, at least 1; default 91. */
  readonly horizonDays?: number;
  /** When a silence is a lapse; default `adaptive` with epsilon 1e-3. */
  readonly rule?: LapseRule;
  /** Outcomes are read up to the start of this day; default: the end of the history. */
  readonly dataEnd?: string | number;
}

/**
 * Who of the customers active at a cutoff left within the horizon: leaving is dated by its onset, the day after the last shipment, and
 * counted only once confirmed. The usual label, "no shipment in the next 91 days", finds customers who had stopped before.
 *
 * @param history - the facts, before the cutoff and after it
 * @param options - the cutoff, how far to look ahead and when a silence is a lapse
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
 * ```
 */
export function churnLabels(history: History, options: ChurnLabelOptions): { readonly labels: ChurnLabels; readonly counts: LabelCounts } {
  const record = outcomeRecord(history.at(options.dataEnd ?? history.endDay), options.rule);
  const labels = labelsAt(record, history.at(options.cutoff), options.horizonDays ?? 91);
  return { labels, counts: labelCounts(labels) };
}

/** Labels of one snapshot from a record made once for many. O(customers). */
export function labelsAt(record: OutcomeRecord, snapshot: Snapshot, horizonDays: number): ChurnLabels {
  ensure(Number.isInteger(horizonDays) && horizonDays >= 1, 'bad-parameter', () => ({
    en: `horizonDays is ${horizonDays}; it must be a whole number of days, for example 91`,
    zh: `horizonDays 为 ${horizonDays}；应为正整数天数，例如 91`,
  }));
  const limits = silences(snapshot, record.rule).columns;
  const rows = [...snapshot.indices.keys()].filter((row) => eligibility(snapshot.view(snapshot.indices[row]!)) === 'eligible');
  const customer = Int32Array.from(rows, (row) => snapshot.indices[row]!);
  const codes = Int32Array.from(rows, (row, place) => {
    const status = labelStatus(record, customer[place]!, snapshot.cutoff, horizonDays, limits.limitDays[row]!);
    return LABEL_STATUSES.indexOf(status) + 1;
  });
  return {
    length: rows.length,
    columns: {
      customer_id: Array.from(customer, (index) => snapshot.customers.ids[index] ?? ''),
      customer,
      outcome: Float64Array.from(codes, (code) => OUTCOMES[LABEL_STATUSES[code - 1]!]),
      status: { codes, levels: LABEL_STATUSES },
    },
  };
}

const OUTCOMES: Readonly<Record<LabelStatus, number>> = { left: 1, stayed: 0, already_gone: Number.NaN, censored: Number.NaN };

/** Customers by status. */
export function labelCounts(labels: ChurnLabels): LabelCounts {
  const counts = { left: 0, stayed: 0, already_gone: 0, censored: 0 };
  for (const code of labels.columns.status.codes) counts[LABEL_STATUSES[code - 1]!]++;
  return counts;
}
