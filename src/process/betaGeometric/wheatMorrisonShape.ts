import { ensure } from '../../core/errors.js';

/** How regular the gaps of a population are. */
export interface Regularity {
  /** Erlang shape of the gaps: 1 is random (Poisson) shipping, more is more regular, less is clumpy. */
  readonly shape: number;
  /** Customers with two gaps. */
  readonly customers: number;
}

/**
 * Regularity of shipping by Wheat & Morrison: of two successive gaps of a customer with Erlang-k gaps, the share of the first in their
 * sum is Beta(k, k), whatever the customer's rate; its variance is 1 / (4(2k + 1)).
 *
 * @param firstGap - a gap of each customer, > 0; shape (n,), one pair a customer, at least two pairs
 * @param secondGap - the gap that followed it, > 0
 * @returns `shape`, from the variance about the known mean 1/2; Infinity when all pairs are equal
 * @throws HoldfastError `length-mismatch`, `too-little-history`, `bad-history` naming the first bad row
 * @remarks Wheat & Morrison, J. Marketing Research 27 (1990). O(n). k > 1.5 speaks for BG/CNBD-k.
 * @example
 * ```ts
 * wheatMorrisonShape([7, 6, 8, 7], [7, 8, 6, 5]).shape; // => 28.66 (2 dp)
 * ```
 */
export function wheatMorrisonShape(firstGap: ArrayLike<number>, secondGap: ArrayLike<number>): Regularity {
  const n = firstGap.length;
  ensure(secondGap.length === n, 'length-mismatch', () => ({
    en: `firstGap has ${n} rows and secondGap ${secondGap.length}; both must have the same`,
    zh: `firstGap 有 ${n} 行，secondGap 有 ${secondGap.length} 行；两列行数必须相同`,
  }));
  ensure(n >= 2, 'too-little-history', () => ({
    en: `${n} customers have two gaps; at least 2 are needed to measure regularity`,
    zh: `仅 ${n} 位客户有两次间隔；衡量规律性至少需要 2 位`,
  }));
  let squares = 0;
  for (let i = 0; i < n; i++) {
    ensure(firstGap[i]! > 0 && secondGap[i]! > 0 && firstGap[i]! + secondGap[i]! < Infinity, 'bad-history', () => ({
      en: `Row ${i} has gaps ${firstGap[i]} and ${secondGap[i]}; both must be finite and above 0`,
      zh: `第 ${i} 行的间隔为 ${firstGap[i]} 与 ${secondGap[i]}；两者均应为大于 0 的有限数`,
    }));
    const share = firstGap[i]! / (firstGap[i]! + secondGap[i]!) - 0.5;
    squares += share * share;
  }
  const variance = squares / n;
  return { shape: (1 - 4 * variance) / (8 * variance), customers: n };
}
