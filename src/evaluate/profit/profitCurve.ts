import type { Table } from '../../core/table.js';
import { type CurveOptions, curveCounts } from './curveSteps.js';
import { listOrder } from './listOrder.js';

/** Profit of contacting so many from the top; one row a point, from nobody to everybody. */
export type ProfitCurve = Table<{
  readonly contacted: Int32Array;
  readonly share: Float64Array;
  /** Score of the last one contacted; +∞ for nobody. */
  readonly cut: Float64Array;
  /** Money of all contacts together. */
  readonly profit: Float64Array;
}>;

/**
 * Profit curve: what contacting the first k of a list earns, for k from nobody to everybody.
 *
 * @param score - shape (n,), what the list is sorted by, highest first; equal scores stay in the order given
 * @param gains - shape (n,), what contacting each earns, as `contactGains` gives it
 * @param options - `steps`: points beside the first, 100
 * @returns table of contacted, share, cut and profit
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @remarks O(n). The exact maximum is {@link profitCut}'s.
 * @example
 * ```ts
 * profitCurve([0.9, 0.8, 0.7, 0.6], [50, -10, 20, -45]).columns.profit; // => [0, 50, 40, 60, 15]
 * ```
 */
export function profitCurve(score: ArrayLike<number>, gains: ArrayLike<number>, options: CurveOptions = {}): ProfitCurve {
  const order = listOrder(score, gains);
  const contacted = curveCounts(order.length, options);
  const profit = new Float64Array(contacted.length);
  let total = 0;
  for (let step = 1; step < contacted.length; step++) {
    for (let place = contacted[step - 1]!; place < contacted[step]!; place++) total += gains[order[place]!]!;
    profit[step] = total;
  }
  return {
    length: contacted.length,
    columns: {
      contacted,
      share: Float64Array.from(contacted, (count) => count / order.length),
      cut: Float64Array.from(contacted, (count) => (count === 0 ? Number.POSITIVE_INFINITY : score[order[count - 1]!]!)),
      profit,
    },
  };
}
