import type { Table } from '../core/table.js';
import { pyramidTiers, TIERS, type TierShares } from '../segment/index.js';
import type { LifetimeTable } from './lifetimeProfit.js';

/** What all customers together are worth, money over the horizon of the table. */
export interface CustomerEquity {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Share of the sum that the customers of the top tier bring. */
  readonly topTierShare: number;
  /** Expected profit of those that are expected to bring a loss; at most 0. */
  readonly losses: number;
  /** One row a tier of the pyramid by expected profit, best first. */
  readonly tiers: Table<{
    readonly tier: readonly string[];
    readonly customers: Int32Array;
    readonly expected_profit: Float64Array;
    readonly share: Float64Array;
  }>;
}

/**
 * Customer equity: the sum of lifetime profits, with its interval, and who carries it. The interval takes customers as independent but for an
 * error that all share, as large as the backtest found it.
 *
 * @param lifetime - of {@link lifetimeProfit}
 * @param shares - of customers in platinum, gold and iron; default 1 %, 4 %, 15 %
 * @throws HoldfastError `bad-parameter`
 * @remarks O(customers log customers).
 * @example
 * ```ts
 * const shipments = Array.from({ length: 40 * 60 }, (_, at) => ({
 *   customer_id: `C${100 + (at % 40)}`, shipped_at: formatDay(dayOf('2025-01-06') + 7 * Math.floor(at / 40)), freight: 10, cost: 6,
 * }));
 * const { history } = await historyFrom({ shipments });
 * const { low, estimate, high } = customerEquity(lifetimeProfit(history.at(history.endDay)));
 * low < estimate && estimate < high; // => true
 * ```
 */
export function customerEquity({ columns, report }: LifetimeTable, shares?: TierShares): CustomerEquity {
  const { expected_profit: value } = columns;
  const codes = pyramidTiers(value, shares);
  const customers = new Int32Array(TIERS.length);
  const profit = new Float64Array(TIERS.length);
  let losses = 0;
  value.forEach((own, row) => {
    customers[codes[row]! - 1]!++;
    profit[codes[row]! - 1]! += own;
    losses += Math.min(0, own);
  });
  const { estimate, low, high } = report.total;
  const share = profit.map((part) => (estimate > 0 ? part / estimate : Number.NaN));
  return {
    estimate,
    low,
    high,
    topTierShare: share[0]!,
    losses,
    tiers: { length: TIERS.length, columns: { tier: TIERS, customers, expected_profit: profit, share } },
  };
}
