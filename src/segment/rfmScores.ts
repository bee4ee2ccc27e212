import { ensure } from '../core/errors.js';
import { quantileSorted } from '../math/quantile.js';
import { type TieRanks, tieRanks } from './tieRanks.js';

/** Cut points of one measure, ascending, one fewer than the bins; a value at a cut belongs to the bin above. */
export type Cuts = readonly number[];

/** Cut points of the three measures. */
export interface RfmCuts {
  readonly recencyDays: Cuts;
  readonly frequency: Cuts;
  readonly monetary: Cuts;
}

/**
 * How values become scores.
 * - `midrank` (default): by the middle of a value's rank; equal values get equal scores, whatever the order of rows;
 * - `rfm-r`: as the R package `rfm` does: type-7 quantiles + 1, bins closed below. Its + 1 presumes whole numbers;
 * - cut points: fixed, so that scores of two dates mean the same.
 */
export type ScoreMethod = 'midrank' | 'rfm-r' | RfmCuts;

export interface ScoreOptions {
  /** 2 to 10; default 5. */
  readonly bins?: number;
  readonly method?: ScoreMethod;
  /** Group of each row, a whole number >= 0: rows are scored among their own group. Not with fixed cut points. */
  readonly groups?: Int32Array;
  /** Ranks of `monetary` (`tieRanks`), where they are at hand. */
  readonly monetaryRanks?: TieRanks;
}

/** One row a customer; columns of equal length, without NaN. */
export interface RfmValues {
  /** Days since the last shipment; fewer score higher. */
  readonly recencyDays: Float64Array;
  readonly frequency: Float64Array;
  readonly monetary: Float64Array;
}

/** Scores from 1 (worst) to the number of bins (best). */
export interface RfmScores {
  readonly r: Int32Array;
  readonly f: Int32Array;
  readonly m: Int32Array;
}

/**
 * RFM scores of columns: recency, frequency and money, each from 1 to `bins`, the highest best.
 *
 * @returns three columns of shape (n,)
 * @throws HoldfastError `bad-parameter` (bins, cut points, NaN), `length-mismatch`
 * @remarks Midrank: ⌈bins·(2L + E) ∕ 2n⌉ with L rows below and E rows equal, in whole numbers. O(n). Scores are relative: among any customers
 *   some score 1. Source of `rfm-r`: github.com/rsquaredacademy/rfm (MIT). Oracle: its snapshots, test/segment/rfmScores.test.ts.
 * @example
 * ```ts
 * const values = Float64Array.of(1, 1, 1, 1, 2, 2, 3, 4, 8, 20);
 * const { m } = rfmScores({ recencyDays: values, frequency: values, monetary: values });
 * m; // => [1, 1, 1, 1, 3, 3, 4, 4, 5, 5]
 * ```
 */
export function rfmScores(values: RfmValues, options: ScoreOptions = {}): RfmScores {
  const { recencyDays, frequency, monetary } = values;
  const { bins = 5, method = 'midrank', groups } = options;
  checkBins(bins);
  const n = recencyDays.length;
  const equal = frequency.length === n && monetary.length === n && (groups === undefined || groups.length === n);
  ensure(equal, 'length-mismatch', () => ({
    en: `All columns must have the ${n} rows of recencyDays.`,
    zh: `各列都须与 recencyDays 的 ${n} 行一致。`,
  }));
  const cuts = typeof method === 'object' ? method : undefined;
  const score = (name: keyof RfmCuts, direction: 1 | -1): Int32Array => {
    checkNumbers(values[name], name);
    if (cuts) return cutScores(values[name], checkCuts(cuts[name], bins, name), direction);
    if (groups === undefined && method === 'midrank')
      return midrankScores(values[name], bins, direction, name === 'monetary' ? options.monetaryRanks : undefined);
    const one = method === 'rfm-r' ? rfmRScores : midrankScores;
    return groups === undefined ? one(values[name], bins, direction) : byGroup(values[name], groups, (own) => one(own, bins, direction));
  };
  return { r: score('recencyDays', -1), f: score('frequency', 1), m: score('monetary', 1) };
}

function checkBins(bins: number): void {
  ensure(Number.isInteger(bins) && bins >= 2 && bins <= 10, 'bad-parameter', () => ({
    en: `RFM takes 2 to 10 bins, got ${bins}.`,
    zh: `RFM 的分档数应为 2 到 10，收到 ${bins}。`,
  }));
}

function checkNumbers(values: Float64Array, name: string): void {
  let row = 0;
  while (row < values.length && !Number.isNaN(values[row]!)) row++;
  ensure(row === values.length, 'bad-parameter', () => ({
    en: `${name} is missing in row ${row}; score only rows that have it.`,
    zh: `第 ${row} 行缺少 ${name}；请只对有值的行评分。`,
  }));
}

function checkCuts(cuts: Cuts, bins: number, name: string): Cuts {
  const ascends = cuts.every((cut, at) => !Number.isNaN(cut) && (at === 0 || cut >= cuts[at - 1]!));
  ensure(cuts.length === bins - 1 && ascends, 'bad-parameter', () => ({
    en: `${bins} bins need ${bins - 1} ascending cut points of ${name}, got [${cuts.join(', ')}].`,
    zh: `${bins} 档需要 ${bins - 1} 个升序的 ${name} 切点，收到 [${cuts.join(', ')}]。`,
  }));
  return cuts;
}

/** Scores by the middle of the rank; `direction` −1 where less is better. */
export function midrankScores(values: Float64Array, bins: number, direction: 1 | -1 = 1, given?: TieRanks): Int32Array {
  const { ranks, below } = given ?? tieRanks(values);
  const n = values.length;
  const scoreOf = new Int32Array(below.length - 1);
  for (let k = 0; k < scoreOf.length; k++) {
    const twiceMiddle = direction > 0 ? below[k]! + below[k + 1]! : 2 * n - below[k]! - below[k + 1]!;
    scoreOf[k] = Math.ceil((bins * twiceMiddle) / (2 * n));
  }
  const scores = new Int32Array(n);
  for (let row = 0; row < n; row++) scores[row] = scoreOf[ranks[row]!]!;
  return scores;
}

/** Score 1 + number of cuts at or below the value, turned around where less is better. */
export function cutScores(values: Float64Array, cuts: Cuts, direction: 1 | -1 = 1): Int32Array {
  const bins = cuts.length + 1;
  return Int32Array.from(values, (value) => {
    let passed = 0;
    while (passed < cuts.length && value >= cuts[passed]!) passed++;
    return direction > 0 ? passed + 1 : bins - passed;
  });
}

/** Cut points of the R package: type-7 quantiles + 1. */
export function rfmRCuts(values: Float64Array, bins: number): Cuts {
  const sorted = Float64Array.from(values).sort();
  return Array.from({ length: bins - 1 }, (_, at) => quantileSorted(sorted, (at + 1) / bins) + 1);
}

function rfmRScores(values: Float64Array, bins: number, direction: 1 | -1): Int32Array {
  return values.length === 0 ? new Int32Array(0) : cutScores(values, rfmRCuts(values, bins), direction);
}

function byGroup(values: Float64Array, groups: Int32Array, score: (own: Float64Array) => Int32Array): Int32Array {
  const scores = new Int32Array(values.length);
  for (const rows of rowsByGroup(groups)) {
    const own = score(Float64Array.from(rows, (row) => values[row]!));
    for (let at = 0; at < rows.length; at++) scores[rows[at]!] = own[at]!;
  }
  return scores;
}

/** Rows of each group, by group; groups without rows give an empty list. */
export function rowsByGroup(groups: Int32Array): Int32Array[] {
  let count = 0;
  for (const group of groups) count = Math.max(count, group + 1);
  const sizes = new Int32Array(count);
  for (const group of groups) sizes[group]!++;
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let row = 0; row < groups.length; row++) lists[groups[row]!]![sizes[groups[row]!]!++] = row;
  return lists;
}

/**
 * The cut points at which scores change, so that another date can be scored by the same limits.
 *
 * @returns for each measure the least value (for recency the fewest days) from which the next score begins; Infinity where none does
 * @example
 * ```ts
 * const spend = Float64Array.of(10, 20, 30, 40);
 * const days = Float64Array.of(4, 3, 2, 1);
 * const scores = rfmScores({ recencyDays: days, frequency: spend, monetary: spend }, { bins: 2 });
 * cutsOfScores({ recencyDays: days, frequency: spend, monetary: spend }, scores, 2); // => { recencyDays: [3], frequency: [30], monetary: [30] }
 * ```
 */
export function cutsOfScores(values: RfmValues, scores: RfmScores, bins = 5): RfmCuts {
  return {
    recencyDays: cutsOf(values.recencyDays, scores.r, bins, -1),
    frequency: cutsOf(values.frequency, scores.f, bins, 1),
    monetary: cutsOf(values.monetary, scores.m, bins, 1),
  };
}

function cutsOf(values: Float64Array, scores: Int32Array, bins: number, direction: 1 | -1): Cuts {
  const least = new Array<number>(bins).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < values.length; row++) {
    const bin = direction > 0 ? scores[row]! - 1 : bins - scores[row]!;
    if (values[row]! < least[bin]!) least[bin] = values[row]!;
  }
  for (let bin = bins - 2; bin >= 0; bin--) least[bin] = Math.min(least[bin]!, least[bin + 1]!);
  return least.slice(1);
}
