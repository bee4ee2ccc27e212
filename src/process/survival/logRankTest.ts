import { ensure } from '../../core/errors.js';
import { choleskyFactor, choleskySolve } from '../../math/cholesky.js';
import { chiSquareTail } from '../../math/incompleteGamma.js';
import { riskTable } from './riskTable.js';
import { ensureSurvivalRows, type SurvivalRows } from './survivalRows.js';

/** What the difference at each time is multiplied by: 1; those there n; √n; the pooled share still there (Peto–Peto). */
export type LogRankWeight = 'log-rank' | 'wilcoxon' | 'tarone-ware' | 'peto';

export interface LogRankResult {
  /** Chi-square with `degrees` degrees of freedom when the groups do not differ. */
  readonly statistic: number;
  readonly degrees: number;
  readonly pValue: number;
}

/**
 * Log-rank test of whether groups leave at the same rate, and its weighted relatives, which look more at early times.
 *
 * @param groups - group of each row, whole from 0; each group needs a row
 * @throws HoldfastError `no-customers`, `length-mismatch`, `bad-history`, `too-few-events`
 * @remarks Hypergeometric variance; Klein & Moeschberger 2003, 7.3. O(n + times · groups²).
 * @example
 * ```ts
 * logRankTest({ durations: [10, 20, 30, 10, 20, 50], events: [1, 1, 1, 1, 1, 1] }, [0, 0, 0, 1, 1, 1]).statistic; // => 0.254237 (6 dp)
 * ```
 */
export function logRankTest(rows: SurvivalRows, groups: ArrayLike<number>, weight: LogRankWeight = 'log-rank'): LogRankResult {
  ensureSurvivalRows(rows);
  const count = groupCount(groups, rows.durations.length);
  const { times, atRisk, events, ranks } = riskTable(rows);
  const there = countsByGroup(ranks, groups, count, times.length);
  const left = countsByGroup(ranks, groups, count, times.length, rows.events);
  for (let rank = times.length - 2; rank >= 0; rank--)
    for (let g = 0; g < count; g++) there[rank * count + g]! += there[(rank + 1) * count + g]!;
  const degrees = count - 1;
  const difference = new Float64Array(degrees);
  const covariance = new Float64Array(degrees * degrees);
  let peto = 1;
  for (let rank = 0; rank < times.length; rank++) {
    const [n, d] = [atRisk[rank]!, events[rank]!];
    if (d === 0) continue;
    peto *= 1 - d / (n + 1);
    const w = { 'log-rank': 1, wilcoxon: n, 'tarone-ware': Math.sqrt(n), peto }[weight];
    const spread = n > 1 ? (w * w * d * (n - d)) / (n - 1) : 0;
    for (let g = 0; g < degrees; g++) {
      const share = there[rank * count + g]! / n;
      difference[g]! += w * (left[rank * count + g]! - d * share);
      for (let h = 0; h < degrees; h++) covariance[g * degrees + h]! += spread * share * ((g === h ? 1 : 0) - there[rank * count + h]! / n);
    }
  }
  const factor = choleskyFactor(covariance, degrees);
  ensure(factor !== undefined, 'too-few-events', () => ({
    en: 'The groups cannot be compared: too few customers left while more than one group was there',
    zh: '无法比较各组：在多组并存期间流失的客户过少',
  }));
  const statistic = choleskySolve(factor, difference).reduce((sum, value, g) => sum + value * difference[g]!, 0);
  return { statistic, degrees, pValue: chiSquareTail(statistic, degrees) };
}

/** Rows of each distinct time and group, time by time; only those with an event where events are given. */
function countsByGroup(
  ranks: Int32Array,
  groups: ArrayLike<number>,
  count: number,
  times: number,
  events?: ArrayLike<number>,
): Float64Array {
  const counts = new Float64Array(times * count);
  for (let i = 0; i < ranks.length; i++) if (events === undefined || events[i]! > 0) counts[ranks[i]! * count + groups[i]!]!++;
  return counts;
}

function groupCount(groups: ArrayLike<number>, n: number): number {
  ensure(groups.length === n, 'length-mismatch', () => ({
    en: `groups has ${groups.length} rows and durations ${n}; both must have the same`,
    zh: `groups 有 ${groups.length} 行，durations 有 ${n} 行；两列行数必须相同`,
  }));
  const seen = new Set(Array.from(groups));
  const whole = [...seen].every((group) => Number.isInteger(group) && group >= 0 && group < seen.size);
  ensure(whole && seen.size >= 2, 'bad-history', () => ({
    en: `The groups are ${[...seen].slice(0, 5).join(', ')}; number at least two of them 0, 1, 2, … without a gap`,
    zh: `分组为 ${[...seen].slice(0, 5).join('、')}；请至少有两组，并从 0 起连续编号`,
  }));
  return seen.size;
}
