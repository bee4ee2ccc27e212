import { ensure } from '../core/errors.js';
import { distinctValues, type TieRanks, tieRanks, withoutMissing } from './tieRanks.js';

/** Classes by cumulative share; `D` costs money. */
export const ABC_CLASSES = ['A', 'B', 'C', 'D'] as const;
export type AbcClass = (typeof ABC_CLASSES)[number];

export interface AbcLimits {
  /** Cumulative share up to which a value is A, and up to which B; default .8 and .95. */
  readonly a?: number;
  readonly b?: number;
  /** Which cumulative share decides: the one `before` a value (default; the value that crosses the line is still in) or `after` it. */
  readonly decide?: 'before' | 'after';
  /** Equal values `share` the class of the first of them (default), or are taken one by one in the `order` of rows. */
  readonly ties?: 'share' | 'order';
}

/** ABC of a column, by row. */
export interface AbcScores {
  /** 1-based position in {@link ABC_CLASSES}; 0 where the value is missing. */
  readonly classes: Int32Array;
  /** Value ÷ sum of the values that are not negative; NaN where that sum is 0. */
  readonly share: Float64Array;
  /** Share of all values down to and including this one and its equals; 1 for D. */
  readonly cumulativeShare: Float64Array;
}

/**
 * ABC classes of a column: sorted from the highest, A until 80 % of the sum is reached, B until 95 %, then C. Negative values are D and
 * outside the sum; equal values share the class of the first of them; NaN has no class.
 *
 * @param given - ranks of the same values (`tieRanks`), where they are at hand
 * @throws HoldfastError `bad-parameter` unless 0 < a <= b <= 1
 * @remarks O(n). Give whole numbers (cents) where the sum must be exact. That few bring most is a finding of each company, no law.
 * @example
 * ```ts
 * const { classes } = abcClasses([55, 34, 21, 13, 8, 5, 3, 2, 1, 1]);
 * classes; // => [1, 1, 1, 1, 2, 2, 3, 3, 3, 3]
 * ```
 */
export function abcClasses(values: ArrayLike<number>, limits: AbcLimits = {}, given?: TieRanks): AbcScores {
  const { a, b, decide, ties } = checkLimits(limits);
  const known = withoutMissing(values);
  const ranks = ties === 'share' ? (given ?? tieRanks(known)) : brokenTies(known);
  const distinct = distinctValues(known, ranks);
  const { classOf, shareOf, cumulativeOf } = classify(distinct, ranks.below, a, b, decide);
  const pick = <T extends Int32Array | Float64Array>(to: T, of: T): T => {
    for (let row = 0; row < to.length; row++) to[row] = of[ranks.ranks[row]!]!;
    return to;
  };
  const n = known.length;
  return {
    classes: pick(new Int32Array(n), classOf),
    share: pick(new Float64Array(n), shareOf),
    cumulativeShare: pick(new Float64Array(n), cumulativeOf),
  };
}

function checkLimits({ a = 0.8, b = 0.95, decide = 'before', ties = 'share' }: AbcLimits): Required<AbcLimits> {
  ensure(a > 0 && a <= b && b <= 1, 'bad-parameter', () => ({
    en: `ABC needs 0 < a ≤ b ≤ 1, got a = ${a}, b = ${b}.`,
    zh: `ABC 的界限应满足 0 < a ≤ b ≤ 1，收到 a = ${a}、b = ${b}。`,
  }));
  return { a, b, decide, ties };
}

/** A place of its own for every row, equal values from the last row up, so that the first stands highest. */
function brokenTies(values: Float64Array): TieRanks {
  const { ranks, below } = tieRanks(values);
  const next = Int32Array.from(below.subarray(1));
  const places = ranks.map((rank) => --next[rank]!);
  return { ranks: places, below: Int32Array.from({ length: values.length + 1 }, (_, place) => place) };
}

function classify(distinct: Float64Array, below: Int32Array, a: number, b: number, decide: 'before' | 'after') {
  const count = distinct.length;
  const classOf = new Int32Array(count);
  const shareOf = new Float64Array(count).fill(Number.NaN);
  const cumulativeOf = new Float64Array(count).fill(Number.NaN);
  let total = 0;
  for (let k = 0; k < count; k++) if (distinct[k]! > 0) total += distinct[k]! * (below[k + 1]! - below[k]!);
  let sum = 0;
  for (let k = count - 1; k >= 0; k--) {
    const value = distinct[k]!;
    if (value === Number.NEGATIVE_INFINITY) continue;
    shareOf[k] = value / total;
    const before = sum / total;
    const after = (sum + value) / total;
    if (value > 0) sum += value * (below[k + 1]! - below[k]!);
    cumulativeOf[k] = sum / total;
    classOf[k] = value < 0 ? 4 : decide === 'before' ? (before < a ? 1 : before < b ? 2 : 3) : after <= a ? 1 : after <= b ? 2 : 3;
  }
  return { classOf, shareOf, cumulativeOf };
}

/**
 * Limits that the values themselves suggest: the cumulative share where their curve is farthest from even shares, then the same
 * for the rest. Everything above the first limit is larger than the mean, above the second larger than the mean of the rest.
 *
 * @returns limits for {@link abcClasses} under `before`; undefined where no value is above 0 or all are equal
 * @remarks O(n).
 * @example
 * ```ts
 * abcBreakPoints([50, 40, 4, 3, 2, 1]); // => { a: 0.9, b: 0.97 }
 * ```
 */
export function abcBreakPoints(values: ArrayLike<number>): { readonly a: number; readonly b: number } | undefined {
  const positive = Float64Array.from(values)
    .filter((value) => value > 0)
    .sort()
    .reverse();
  const total = positive.reduce((sum, value) => sum + value, 0);
  const first = aboveMean(positive, 0);
  if (first === 0) return undefined;
  const second = aboveMean(positive, first);
  const shareOf = (count: number): number => positive.subarray(0, count).reduce((sum, value) => sum + value, 0) / total;
  return { a: shareOf(first), b: shareOf(second) };
}

/** End of the values from `start` on that are above the mean of all from `start` on: there the curve is farthest from the diagonal. */
function aboveMean(descending: Float64Array, start: number): number {
  const rest = descending.subarray(start);
  const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
  let end = start;
  while (end < descending.length && descending[end]! > mean) end++;
  return end;
}
