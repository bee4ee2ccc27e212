import { ensure } from '../core/errors.js';
import type { Table } from '../core/table.js';
import { PERIOD_DAYS } from './horizon.js';
import type { LifetimeTable } from './lifetimeProfit.js';

/** One row a 28-day period of the horizon. */
export type ValueAtRiskTable = Table<{
  /** Days from the cutoff to the start of the period. */
  readonly from_day: Int32Array;
  /** Customers expected to leave in it. */
  readonly customers_leaving: Float64Array;
  /** Profit of the rest of the horizon that goes with them, discounted to the cutoff; money. */
  readonly value_at_risk: Float64Array;
}>;

/**
 * Value at risk by month: what is expected to be lost through customers leaving in each 28-day period, which is what could be saved by keeping
 * them from then on. The sum is the profit that staying customers would bring less the profit expected.
 *
 * @param lifetime - of {@link lifetimeProfit}; each customer leaves at an even rate over the horizon
 * @remarks O(customers × periods). With churn probabilities of your own, Σ p·value is {@link expectedLoss}.
 * @example
 * ```ts
 * const shipments = Array.from({ length: 40 * 60 }, (_, at) => ({
 *   customer_id: `C${100 + (at % 40)}`, shipped_at: formatDay(dayOf('2025-01-06') + 7 * Math.floor(at / 40)), freight: 10, cost: 6,
 * }));
 * const { history } = await historyFrom({ shipments });
 * valueAtRisk(lifetimeProfit(history.at(history.endDay))).length; // => 13
 * ```
 */
export function valueAtRisk({ length, columns, report }: LifetimeTable): ValueAtRiskTable {
  const { probability_active: active, probability_staying: staying, profit_if_staying: whole } = columns;
  const periods = Math.ceil(report.horizonDays / PERIOD_DAYS);
  const customers = new Float64Array(periods);
  const value = new Float64Array(periods);
  for (let row = 0; row < length; row++) {
    const there = active[row]!;
    if (there === 0) continue;
    const kept = Math.exp(Math.log(staying[row]! / there) / periods);
    let left = there;
    for (let k = 0; k < periods; k++) {
      const leaving = left * (1 - kept);
      customers[k]! += leaving;
      value[k]! += leaving * whole[row]! * (1 - (k + 0.5) / periods);
      left -= leaving;
    }
  }
  const from = Int32Array.from({ length: periods }, (_, k) => k * PERIOD_DAYS);
  return { length: periods, columns: { from_day: from, customers_leaving: customers, value_at_risk: value } };
}

/**
 * Expected loss of churn, Σ p·value: of customers with a churn probability and a value each, such as `churn_probability` of `scoreRisk` and
 * `profit_if_staying` of {@link lifetimeProfit}, in the same order.
 *
 * @throws HoldfastError `length-mismatch`
 * @example
 * ```ts
 * expectedLoss([0.5, 0.1], [1000, 200]); // => 520
 * ```
 */
export function expectedLoss(probability: ArrayLike<number>, value: ArrayLike<number>): number {
  ensure(probability.length === value.length, 'length-mismatch', () => ({
    en: `${probability.length} probabilities and ${value.length} values: both must have the same customers in the same order.`,
    zh: `概率 ${probability.length} 个，价值 ${value.length} 个：两者应为同一批客户且顺序一致。`,
  }));
  let sum = 0;
  for (let row = 0; row < probability.length; row++) {
    const part = probability[row]! * value[row]!;
    if (!Number.isNaN(part)) sum += part;
  }
  return sum;
}
