import { normalQuantile } from '../../math/normalQuantile.js';
import { ensureLevel } from '../purchase/ensureAsked.js';
import { type RiskTable, riskTable } from './riskTable.js';
import type { StepCurve } from './stepCurve.js';
import { ensureSurvivalRows, type SurvivalRows } from './survivalRows.js';

/** Share still there by time, with what it rests on. */
export interface SurvivalCurve extends StepCurve {
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  /** Pointwise confidence limits; NaN where the curve is 1 or 0 and nothing is known of the spread. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Time by which half have left; Infinity when more than half are still there at the end. */
  readonly median: number;
}

/**
 * Kaplan–Meier estimate of the share still there, with log-log confidence limits (Greenwood's variance).
 *
 * @param rows - durations >= 0 and events 0 or 1
 * @param level - of the limits; default 0.95
 * @returns one step a distinct duration
 * @throws HoldfastError `no-customers`, `length-mismatch`, `bad-history`, `bad-parameter`
 * @remarks O(n): radix sort. Kalbfleisch & Prentice 2002, 1.4. Times at which nobody left are steps of height 0.
 * @example
 * ```ts
 * const { values } = kaplanMeier({ durations: [1, 2, 2, 5], events: [1, 1, 0, 0] });
 * values; // => [0.75, 0.5, 0.5]
 * ```
 */
export function kaplanMeier(rows: SurvivalRows, level = 0.95): SurvivalCurve {
  ensureSurvivalRows(rows);
  ensureLevel(level);
  return kaplanMeierOf(riskTable(rows), level);
}

/** The estimate from a table of counts. */
export function kaplanMeierOf({ times, atRisk, events }: Pick<RiskTable, 'times' | 'atRisk' | 'events'>, level: number): SurvivalCurve {
  const z = normalQuantile((1 + level) / 2);
  const n = times.length;
  const [values, low, high] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let share = 1;
  let greenwood = 0; // Σ d / (n (n − d))
  for (let i = 0; i < n; i++) {
    const [there, left] = [atRisk[i]!, events[i]!];
    share *= 1 - left / there;
    greenwood += left / (there * (there - left));
    const log = Math.log(share);
    const spread = Math.exp((z * Math.sqrt(greenwood)) / log);
    values[i] = share;
    low[i] = share === 1 ? Number.NaN : Math.exp(log / spread);
    high[i] = share === 1 ? Number.NaN : Math.exp(log * spread);
  }
  const half = values.findIndex((value) => value <= 0.5 + 1e-14);
  return { times, values, before: 1, atRisk, events, low, high, median: half < 0 ? Infinity : times[half]! };
}
