import { silences } from '../account/lapses.js';
import { ensure } from '../core/errors.js';
import type { Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { quantileSorted } from '../math/quantile.js';

export interface PurchaseNumberOptions {
  /** How many purchases to follow; default 10. */
  readonly purchases?: number;
}

/** One row a purchase number: the customers that made it, and what became of them. */
export type PurchaseNumberTable = Table<{
  /** 1 is the first day with a shipment. */
  readonly purchase_number: Int32Array;
  readonly customers: Int32Array;
  /** Made another one; stopped for certain; not yet decided. */
  readonly went_on: Int32Array;
  readonly lost: Int32Array;
  readonly open: Int32Array;
  /** Lost ÷ (went on + lost): the undecided are left out. NaN when nothing is decided. */
  readonly churn_rate: Float64Array;
  /** Quantiles of the days to the next purchase, of those that made it. */
  readonly days_p10: Float64Array;
  readonly days_p25: Float64Array;
  readonly days_p50: Float64Array;
  readonly days_p75: Float64Array;
  readonly days_p90: Float64Array;
}>;

const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/**
 * After which purchase customers leave, and how long they take to the next: churn by purchase number and quantiles of the days between.
 * A purchase is a day with a shipment.
 *
 * @throws HoldfastError `bad-parameter` unless purchases >= 1
 * @remarks Silences that are not yet certain are `open`, not lost. Days between are those seen: the slowest have not come back yet, so the upper
 *   quantiles are too low in a short history. O(customers · purchases).
 * @example
 * ```ts
 * const shipments = [['a', '01-01'], ['a', '01-08'], ['a', '01-29'], ['b', '01-01'], ['b', '01-15'], ['c', '01-01']].map(([customer_id, day]) => ({ customer_id, shipped_at: `2025-${day}` }));
 * const { columns } = purchaseNumbers((await historyFrom({ shipments })).history.at('2025-12-31'), { purchases: 2 });
 * [columns.customers, columns.went_on, columns.lost, columns.days_p50]; // => [[3, 2], [2, 1], [1, 1], [10.5, 21]]
 * ```
 */
export function purchaseNumbers(snapshot: Snapshot, options: PurchaseNumberOptions = {}): PurchaseNumberTable {
  const { purchases = 10 } = options;
  ensure(Number.isInteger(purchases) && purchases >= 1, 'bad-parameter', () => ({
    en: `The number of purchases must be a whole number from 1, got ${purchases}.`,
    zh: `购买次数应为不小于 1 的整数，收到 ${purchases}。`,
  }));
  const confirmed = silences(snapshot).columns.confirmed;
  const gaps: number[][] = Array.from({ length: purchases }, () => []);
  const lost = new Int32Array(purchases);
  const open = new Int32Array(purchases);
  for (let row = 0; row < snapshot.indices.length; row++) {
    const view = snapshot.view(snapshot.indices[row]!);
    const days = view.shipmentDays;
    for (let at = 0; at < purchases && at + 1 < days.length; at++) gaps[at]!.push(days[at + 1]! - days[at]!);
    const last = days.length - 1;
    if (last >= purchases) continue;
    const isLost = !Number.isNaN(confirmed[row]!) || !Number.isNaN(view.closedOn);
    (isLost ? lost : open)[last]!++;
  }
  const sorted = gaps.map((list) => Float64Array.from(list).sort());
  const quantiles = (at: number): Float64Array => Float64Array.from(sorted, (list) => quantileSorted(list, QUANTILES[at]!));
  const wentOn = Int32Array.from(gaps, (list) => list.length);
  return {
    length: purchases,
    columns: {
      purchase_number: Int32Array.from(gaps, (_, at) => at + 1),
      customers: wentOn.map((count, at) => count + lost[at]! + open[at]!),
      went_on: wentOn,
      lost,
      open,
      churn_rate: Float64Array.from(lost, (count, at) => count / (count + wentOn[at]!)),
      days_p10: quantiles(0),
      days_p25: quantiles(1),
      days_p50: quantiles(2),
      days_p75: quantiles(3),
      days_p90: quantiles(4),
    },
  };
}
