import { ensure } from '../../core/errors.js';
import { chiSquareQuantile } from '../../math/chiSquareQuantile.js';

const BINS = 10;

/** How a column was spread when the model was trained: `counts` of the bins cut at `edges` (value ≤ edge), then of missing values. */
export interface ReferenceBins {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/**
 * How a column is spread now, to compare later columns with: ten bins at its quantiles (fewer where values tie) and one for missing values.
 *
 * @param values - shape (n,); missing is NaN
 * @returns upper edges of all bins but the last, and the count of each bin, then of missing values
 * @remarks O(n log n).
 * @example
 * ```ts
 * referenceBins([1, 1, 2, NaN]); // => { edges: [1], counts: [2, 1, 1] }
 * ```
 */
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

export interface StabilityOptions {
  /** Added to every bin, so that an empty one does not give an infinite index, >= 0; default 0.5. */
  readonly pseudoCount?: number | undefined;
}

/**
 * Population stability index Σ(q − p)·ln(q/p) of two lists of counts over the same bins; bins empty in both are left out.
 *
 * @param expected - counts (or shares, without pseudo-count) of the reference, shape (bins,)
 * @param actual - counts of what is compared with it, shape (bins,)
 * @param options - `pseudoCount` 0.5
 * @returns >= 0; how large chance makes it: {@link stabilityLimit}
 * @throws HoldfastError `length-mismatch`, `bad-parameter`
 * @example
 * ```ts
 * stabilityIndex([100, 100], [100, 100]); // => 0
 * stabilityIndex([100, 100], [150, 50]); // => 0.2716 (4 dp)
 * ```
 */
export function stabilityIndex(expected: ArrayLike<number>, actual: ArrayLike<number>, options: StabilityOptions = {}): number {
  const { pseudoCount = 0.5 } = options;
  ensure(expected.length === actual.length, 'length-mismatch', () => ({
    en: `expected has ${expected.length} bins and actual ${actual.length}; they must be the same bins`,
    zh: `expected 有 ${expected.length} 个分箱，actual 有 ${actual.length} 个；两者必须是同一组分箱`,
  }));
  ensure(pseudoCount >= 0 && pseudoCount < Infinity, 'bad-parameter', () => ({
    en: `pseudoCount is ${pseudoCount}; it must be a finite number, 0 or more`,
    zh: `pseudoCount 为 ${pseudoCount}；应为不小于 0 的有限数`,
  }));
  const used = Array.from(expected, (count, bin) => [count + pseudoCount, actual[bin]! + pseudoCount] as const).filter(
    ([e, a]) => e + a > 2 * pseudoCount,
  );
  const expectedTotal = used.reduce((total, [count]) => total + count, 0);
  const actualTotal = used.reduce((total, [, count]) => total + count, 0);
  return used.reduce((index, [e, a]) => index + (a / actualTotal - e / expectedTotal) * Math.log(a / actualTotal / (e / expectedTotal)), 0);
}

/**
 * What the stability index stays below with the given probability where nothing moved: χ²(bins − 1) · (1/M + 1/N). A fixed 0.1 or 0.25 cries
 * wolf on small samples and sleeps on large ones.
 *
 * @param bins - bins that hold any row, missing values' bin included, >= 1
 * @param expectedRows - M, rows of the reference, > 0
 * @param actualRows - N, rows compared, > 0
 * @param level - in (0, 1); default 0.99
 * @throws HoldfastError `bad-parameter`
 * @remarks Rows are taken as independent. Yurdakul & Naranjo, Journal of Risk Model Validation 14 (2020).
 * @example
 * ```ts
 * stabilityLimit(10, 1000, 1000); // => 0.0433 (4 dp)
 * stabilityLimit(10, 10_000, 2000); // => 0.013 (4 dp)
 * ```
 */
export function stabilityLimit(bins: number, expectedRows: number, actualRows: number, level = 0.99): number {
  ensure(bins >= 1 && expectedRows > 0 && actualRows > 0 && level > 0 && level < 1, 'bad-parameter', () => ({
    en: `bins ${bins}, rows ${expectedRows} and ${actualRows}, level ${level}: there must be bins and rows, and a level between 0 and 1`,
    zh: `bins 为 ${bins}，行数为 ${expectedRows} 和 ${actualRows}，level 为 ${level}：分箱数与行数应为正，level 应在 0 与 1 之间`,
  }));
  return bins < 2 ? 0 : chiSquareQuantile(level, bins - 1) * (1 / expectedRows + 1 / actualRows);
}
