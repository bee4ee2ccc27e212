import { ensure } from '../../core/errors.js';
import { denseRank } from '../../math/denseRank.js';
import { kaplanMeierOf } from './kaplanMeier.js';
import { orderOfRanks } from './orderOfRanks.js';
import { riskTable } from './riskTable.js';
import { valueAt } from './stepCurve.js';
import { ensureSurvivalRows, type SurvivalRows } from './survivalRows.js';

/** How well scores order the times of leaving. */
export interface Concordance {
  /** Share of comparable pairs in which the one that left first had the higher risk; tied risks count half. */
  readonly index: number;
  readonly concordant: number;
  readonly discordant: number;
  readonly tiedRisk: number;
}

/**
 * Harrell's concordance index. A pair is comparable when one of the two left, and the other stayed longer or was censored at the same
 * time; pairs that left at the same time are not.
 *
 * @param risk - higher is expected to leave earlier, shape (n,); for predicted times pass their negatives
 * @returns counts of pairs, and `index`, NaN when no pair is comparable
 * @throws HoldfastError `no-customers`, `length-mismatch`, `bad-history`
 * @remarks O(n log n) by a Fenwick tree over the ranks of risk. Harrell et al. 1996.
 * @example
 * ```ts
 * concordanceIndex({ durations: [1, 5, 6, 11], events: [0, 1, 1, 0] }, [5, 8, 11, 34]).index; // => 0
 * ```
 */
export function concordanceIndex(rows: SurvivalRows, risk: ArrayLike<number>): Concordance {
  return weightedPairs(rows, risk, () => 1);
}

/**
 * Uno's concordance index: pairs count 1 / G(t)², G the chance not to be censored up to the earlier time, so that the answer does not
 * depend on how long customers happened to be watched.
 *
 * @param until - only pairs whose earlier time is below it count; default all
 * @param censoring - rows from which G is estimated; default the same rows
 * @remarks Uno et al., Statistics in Medicine 30 (2011).
 * @example
 * ```ts
 * const rows = { durations: [1, 5, 6, 10, 11, 34, 45, 46, 50, 56], events: [0, 1, 1, 0, 1, 0, 1, 0, 0, 1] };
 * unoConcordance(rows, [5, 8, 11, 19, 34, 12, 3, 9, 12, 20]).index; // => 0.3479 (4 dp)
 * ```
 */
export function unoConcordance(
  rows: SurvivalRows,
  risk: ArrayLike<number>,
  until: number = Infinity,
  censoring: SurvivalRows = rows,
): Concordance {
  ensureSurvivalRows(censoring);
  const G = censoringCurve(censoring);
  return weightedPairs(rows, risk, (time) => {
    const share = valueAt(G, time);
    return time < until && share > 0 ? 1 / (share * share) : 0;
  });
}

/** Kaplan–Meier of not being censored: who left at a time is at risk of censoring until then, and leaves first. */
export function censoringCurve({ durations, events }: SurvivalRows): ReturnType<typeof kaplanMeierOf> {
  const table = riskTable({ durations, events });
  const atRisk = table.atRisk.map((n, i) => n - table.events[i]!);
  const censored = table.atRisk.map((n, i) => n - (table.atRisk[i + 1] ?? 0) - table.events[i]!);
  return kaplanMeierOf({ times: table.times, atRisk: atRisk.map((n) => Math.max(1, n)), events: censored }, 0.95);
}

function weightedPairs(rows: SurvivalRows, risk: ArrayLike<number>, weightOf: (time: number) => number): Concordance {
  ensureSurvivalRows(rows);
  const n = rows.durations.length;
  ensure(risk.length === n, 'length-mismatch', () => ({
    en: `risk has ${risk.length} rows and durations ${n}; both must have the same`,
    zh: `risk 有 ${risk.length} 行，durations 有 ${n} 行；两列行数必须相同`,
  }));
  const { ranks: score, count } = denseRank(Float64Array.from(risk));
  const { ranks: time, count: times } = denseRank(Float64Array.from(rows.durations));
  const order = orderOfRanks(time, times);
  const tree = new Float64Array(count + 1);
  let [concordant, discordant, tiedRisk, inTree] = [0, 0, 0, 0];
  for (let end = n; end > 0; ) {
    let begin = end;
    while (begin > 0 && time[order[begin - 1]!] === time[order[end - 1]!]) begin--;
    const rowsAt = order.subarray(begin, end);
    for (const row of rowsAt) if (rows.events[row] === 0) inTree += add(tree, score[row]!);
    const weight = weightOf(rows.durations[rowsAt[0]!]!);
    for (const row of rowsAt) {
      if (rows.events[row] === 0) continue;
      const below = sumUpTo(tree, score[row]!);
      const notAbove = sumUpTo(tree, score[row]! + 1);
      concordant += weight * below;
      tiedRisk += weight * (notAbove - below);
      discordant += weight * (inTree - notAbove);
    }
    for (const row of rowsAt) if (rows.events[row] !== 0) inTree += add(tree, score[row]!);
    end = begin;
  }
  return { index: (concordant + tiedRisk / 2) / (concordant + tiedRisk + discordant), concordant, discordant, tiedRisk };
}

/** Counts one more at `position` of a Fenwick tree. */
function add(tree: Float64Array, position: number): 1 {
  for (let i = position + 1; i < tree.length; i += i & -i) tree[i]!++;
  return 1;
}

/** How many are at positions below `end`. */
function sumUpTo(tree: Float64Array, end: number): number {
  let sum = 0;
  for (let i = end; i > 0; i -= i & -i) sum += tree[i]!;
  return sum;
}
