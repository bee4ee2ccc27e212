import { listOrder } from './listOrder.js';

/** Where to cut a list, and what that earns. */
export interface ProfitCut {
  /** Contact so many from the top: fewest of those that earn the most. */
  readonly contacted: number;
  readonly share: number;
  /** Money of all contacts together; never below 0. */
  readonly profit: number;
  /** Score of the last one contacted; +∞ where contacting nobody is best. */
  readonly cut: number;
  /** The longest list that does not cost more than it saves, at least `contacted`. */
  readonly breakEven: number;
}

/**
 * The cut of a list that earns most, and how far beyond it the list still breaks even.
 *
 * @param score - shape (n,), what the list is sorted by, highest first; equal scores stay in the order given and may be parted
 * @param gains - shape (n,), what contacting each earns, as `contactGains` gives it
 * @returns the number to contact, profit, score at the cut, break-even
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @remarks O(n).
 * @example
 * ```ts
 * profitCut([0.9, 0.8, 0.7, 0.6], [50, -10, 20, -45]); // => { contacted: 3, share: 0.75, profit: 60, cut: 0.7, breakEven: 4 }
 * ```
 */
export function profitCut(score: ArrayLike<number>, gains: ArrayLike<number>): ProfitCut {
  const order = listOrder(score, gains);
  let [total, best, contacted, breakEven] = [0, 0, 0, 0];
  for (let place = 0; place < order.length; place++) {
    total += gains[order[place]!]!;
    if (total > best) {
      best = total;
      contacted = place + 1;
    }
    if (total >= 0) breakEven = place + 1;
  }
  return {
    contacted,
    share: contacted / order.length,
    profit: best,
    cut: contacted === 0 ? Number.POSITIVE_INFINITY : score[order[contacted - 1]!]!,
    breakEven: Math.max(breakEven, contacted),
  };
}
