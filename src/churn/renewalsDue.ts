import { profitBasis } from '../account/index.js';
import { formatDay } from '../core/day.js';
import { ensure } from '../core/errors.js';
import type { CategoryColumn, Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { pyramid, TIERS } from '../segment/index.js';
import { idsOf, masterText } from '../segment/masterText.js';
import { annualProfitBefore } from './annualProfit.js';

/** Contracts that end soon, the next first. */
export type RenewalTable = Table<{
  readonly customer_id: readonly string[];
  readonly name: readonly string[];
  readonly account_manager: readonly string[];
  readonly contract_end: readonly string[];
  readonly days_left: Int32Array;
  /** Pieces of the last 91 days over those committed to; NaN without a commitment. */
  readonly contract_fulfilment_91d: Float64Array;
  readonly tier: CategoryColumn;
  /** Of the last 364 days; NaN without freight. */
  readonly profit: Float64Array;
}>;

const DAYS = 91;
const MONTH_DAYS = 30.4375;

/**
 * Contracts that end in the coming days, with what they brought and how far they were fulfilled: customers leave at renewal.
 *
 * @param snapshot - the facts known at a cutoff
 * @param withinDays - contracts ending in [t, t + withinDays) are due; whole, at least 1; default 91
 * @returns one row a contract, by its end, then customer_id; closed customers are not among them
 * @throws HoldfastError `bad-parameter`
 * @remarks O(customers).
 * @example
 * ```ts
 * const shipments = Array.from({ length: 13 }, (_, k) => ({ customer_id: 'a', shipped_at: formatDay(dayOf('2026-01-01') + 7 * k), pieces: 10 }));
 * const customers = [{ customer_id: 'a', contract_start: '2025-05-01', contract_end: '2026-05-01', committed_monthly_pieces: 60 }];
 * const { columns } = renewalsDue((await historyFrom({ shipments, customers })).history.at('2026-04-02'), 60);
 * [columns.customer_id, columns.contract_end, columns.days_left]; // => [['a'], ['2026-05-01'], [29]]
 * columns.contract_fulfilment_91d; // => [0.7247] (4 dp)
 * ```
 */
export function renewalsDue(snapshot: Snapshot, withinDays = 91): RenewalTable {
  ensure(Number.isInteger(withinDays) && withinDays >= 1, 'bad-parameter', () => ({
    en: `withinDays must be a whole number of days from 1, got ${withinDays}.`,
    zh: `withinDays 应为不小于 1 的整数天数，收到 ${withinDays}。`,
  }));
  const { cutoff, indices, customers } = snapshot;
  const ends = Float64Array.from(indices, (index) => {
    const { contractEnd, closedOn } = snapshot.view(index);
    return Number.isNaN(closedOn) ? contractEnd : Number.NaN;
  });
  const rows = [...indices.keys()]
    .filter((row) => ends[row]! >= cutoff && ends[row]! < cutoff + withinDays)
    .sort((a, b) => ends[a]! - ends[b]! || a - b);
  const own = rows.map((row) => indices[row]!);
  const basis = profitBasis(snapshot);
  const tiers = pyramid(snapshot).columns.tier.codes;
  const ids = idsOf(snapshot);
  return {
    length: rows.length,
    columns: {
      customer_id: rows.map((row) => ids[row]!),
      name: masterText(customers, own, 'name'),
      account_manager: masterText(customers, own, 'account_manager'),
      contract_end: rows.map((row) => formatDay(ends[row]!)),
      days_left: Int32Array.from(rows, (row) => ends[row]! - cutoff),
      contract_fulfilment_91d: Float64Array.from(own, (index) => {
        const view = snapshot.view(index);
        return view.sum('pieces', DAYS) / ((view.committedMonthlyPieces * DAYS) / MONTH_DAYS);
      }),
      tier: { codes: Int32Array.from(rows, (row) => tiers[row]!), levels: TIERS },
      profit: Float64Array.from(own, (index) => annualProfitBefore(snapshot.view(index), basis, cutoff)),
    },
  };
}
