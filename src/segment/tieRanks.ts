import { MONEY_SCALE } from '../core/money.js';
import { denseRank } from '../math/denseRank.js';
import { rankWhole } from './rankWhole.js';

/** Where each value of a column stands among the others; equal values stand together. */
export interface TieRanks {
  /** Number of each row's distinct value, ascending from 0. */
  readonly ranks: Int32Array;
  /** How many rows lie below distinct value k, for k = 0 … number of distinct values; the last is n. */
  readonly below: Int32Array;
}

/**
 * Ranks of a column, which several segmentations of the same column can share.
 *
 * @param values - shape (n,), without NaN
 * @remarks O(n): whole numbers, and money down to its 1/10,000, by counting or by a short radix sort; all others by a long one.
 * @example
 * ```ts
 * tieRanks(Float64Array.of(20, 5, 20)); // => { ranks: [1, 0, 1], below: [0, 1, 3] }
 * ```
 */
export function tieRanks(values: Float64Array): TieRanks {
  const { ranks, count } = rankWhole(values, 1) ?? rankWhole(values, MONEY_SCALE) ?? denseRank(values);
  const below = new Int32Array(count + 1);
  for (let row = 0; row < ranks.length; row++) below[ranks[row]! + 1]!++;
  for (let k = 0; k < count; k++) below[k + 1]! += below[k]!;
  return { ranks, below };
}

/** The values with −∞ for what is missing, so that they can be ranked; the column itself where nothing is. */
export function withoutMissing(values: ArrayLike<number>): Float64Array {
  let copy = values instanceof Float64Array ? values : Float64Array.from(values);
  for (let row = 0; row < copy.length; row++) {
    if (!Number.isNaN(copy[row]!)) continue;
    if (copy === values) copy = copy.slice();
    copy[row] = Number.NEGATIVE_INFINITY;
  }
  return copy;
}

/** The distinct values in ascending order. */
export function distinctValues(values: Float64Array, { ranks, below }: TieRanks): Float64Array {
  const distinct = new Float64Array(below.length - 1);
  for (let row = 0; row < ranks.length; row++) distinct[ranks[row]!] = values[row]!;
  return distinct;
}
