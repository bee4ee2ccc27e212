import { ensure } from '../core/errors.js';

/** Pseudo-count added to every bin, so that an empty one does not give an infinite index. */
const PSEUDO_COUNT = 0.5;
const BINS = 10;

/** How a column was spread when the model was trained: `counts` of the bins cut at `edges` (value ≤ edge), then of missing values. */
export interface ReferenceBins {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** Ten bins at the training quantiles (fewer where values tie) and one for missing values; O(n log n). */
export function referenceBins(values: ArrayLike<number>): ReferenceBins {
  const present = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const edges: number[] = [];
  for (let bin = 1; bin < BINS; bin++) {
    const edge = present[Math.ceil((bin * present.length) / BINS) - 1];
    if (edge !== undefined && edge !== edges.at(-1) && edge < present[present.length - 1]!) edges.push(edge);
  }
  return { edges, counts: Array.from(countBins(edges, values)) };
}

/** Rows by bin of `edges`, the last for missing values. */
export function countBins(edges: readonly number[], values: ArrayLike<number>): Float64Array {
  const counts = new Float64Array(edges.length + 2);
  for (let row = 0; row < values.length; row++) counts[binOf(edges, values[row]!)]!++;
  return counts;
}

function binOf(edges: readonly number[], value: number): number {
  if (Number.isNaN(value)) return edges.length + 1;
  const bin = edges.findIndex((edge) => value <= edge);
  return bin < 0 ? edges.length : bin;
}

/**
 * Population stability index Σ(q − p)·ln(q/p) of two lists of counts over the same bins, with half a pseudo-count a bin; bins empty in
 * both are left out.
 *
 * @throws HoldfastError `length-mismatch`
 * @example
 * ```ts
 * stabilityIndex([100, 100], [100, 100]); // => 0
 * stabilityIndex([100, 100], [150, 50]); // => 0.2716 (4 dp)
 * ```
 */
export function stabilityIndex(expected: ArrayLike<number>, actual: ArrayLike<number>): number {
  ensure(expected.length === actual.length, 'length-mismatch', () => ({
    en: `expected has ${expected.length} bins and actual ${actual.length}; they must be the same bins`,
    zh: `expected 有 ${expected.length} 个分箱，actual 有 ${actual.length} 个；两者必须是同一组分箱`,
  }));
  const used = Array.from(expected, (count, bin) => [count + PSEUDO_COUNT, actual[bin]! + PSEUDO_COUNT] as const).filter(
    ([e, a]) => e + a > 2 * PSEUDO_COUNT,
  );
  const expectedTotal = used.reduce((total, [count]) => total + count, 0);
  const actualTotal = used.reduce((total, [, count]) => total + count, 0);
  return used.reduce((index, [e, a]) => index + (a / actualTotal - e / expectedTotal) * Math.log(a / actualTotal / (e / expectedTotal)), 0);
}
