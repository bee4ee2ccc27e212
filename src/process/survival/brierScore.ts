import { ensure } from '../../core/errors.js';
import { censoringCurve } from './concordance.js';
import { valueAt } from './stepCurve.js';
import { ensureSurvivalRows, type SurvivalRows } from './survivalRows.js';

/**
 * Brier score of predicted survival at one time, weighted for censoring: mean squared distance between the predicted share still there
 * and who was. 0 is perfect, 0.25 is always saying half.
 *
 * @param predicted - probability of each row to be there after `time`, shape (n,)
 * @param censoring - rows from which the chance of censoring is estimated; default the same rows
 * @throws HoldfastError `no-customers`, `length-mismatch`, `bad-history`
 * @remarks Graf, Schmoor, Sauerbrei & Schumacher, Statistics in Medicine 18 (1999). O(n log n).
 * @example
 * ```ts
 * const rows = { durations: [1, 3, 5, 8], events: [1, 1, 0, 1] };
 * survivalBrier(rows, [0.2, 0.6, 0.8, 0.9], 4); // => 0.1125 (4 dp)
 * ```
 */
export function survivalBrier(rows: SurvivalRows, predicted: ArrayLike<number>, time: number, censoring: SurvivalRows = rows): number {
  ensureSurvivalRows(rows);
  ensureSurvivalRows(censoring);
  ensurePredicted(predicted, rows.durations.length);
  const G = censoringCurve(censoring);
  const uncensoredThen = valueAt(G, time);
  let sum = 0;
  for (let i = 0; i < predicted.length; i++) {
    const duration = rows.durations[i]!;
    const p = predicted[i]!;
    if (duration > time) sum += ((1 - p) * (1 - p)) / uncensoredThen;
    else if (rows.events[i]! > 0) sum += (p * p) / valueAt(G, duration);
  }
  return sum / predicted.length;
}

/**
 * Integrated Brier score: the mean of {@link survivalBrier} over `times` by the trapezoid rule.
 *
 * @param predicted - one column of probabilities for each time
 * @param times - ascending, at least two
 * @example
 * ```ts
 * const rows = { durations: [1, 3, 5, 8], events: [1, 1, 1, 1] };
 * integratedBrier(rows, [[0.2, 0.6, 0.8, 0.9], [0.1, 0.3, 0.5, 0.8]], [2, 4]); // => 0.08 (4 dp)
 * ```
 */
export function integratedBrier(
  rows: SurvivalRows,
  predicted: readonly ArrayLike<number>[],
  times: ArrayLike<number>,
  censoring: SurvivalRows = rows,
): number {
  ensure(predicted.length === times.length && times.length >= 2, 'length-mismatch', () => ({
    en: `There are ${predicted.length} columns of probabilities for ${times.length} times; pass one for each of at least two times`,
    zh: `概率有 ${predicted.length} 列，时点有 ${times.length} 个；请为至少两个时点各传入一列`,
  }));
  const scores = predicted.map((column, i) => survivalBrier(rows, column, times[i]!, censoring));
  let area = 0;
  for (let i = 1; i < times.length; i++) area += ((scores[i]! + scores[i - 1]!) / 2) * (times[i]! - times[i - 1]!);
  return area / (times[times.length - 1]! - times[0]!);
}

function ensurePredicted(predicted: ArrayLike<number>, n: number): void {
  ensure(predicted.length === n, 'length-mismatch', () => ({
    en: `predicted has ${predicted.length} rows and durations ${n}; both must have the same`,
    zh: `predicted 有 ${predicted.length} 行，durations 有 ${n} 行；两列行数必须相同`,
  }));
}
