import { normalQuantile } from '../../math/normalQuantile.js';
import { ensureLevel } from '../purchase/ensureAsked.js';
import { riskTable } from './riskTable.js';
import type { StepCurve } from './stepCurve.js';
import { ensureSurvivalRows, type SurvivalRows } from './survivalRows.js';

/** Cumulative hazard by time. */
export interface HazardCurve extends StepCurve {
  /** Variance of each value. */
  readonly variance: Float64Array;
  /** Pointwise limits on the logarithm; NaN before the first event. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Nelson–Aalen estimate of the cumulative hazard; those who leave at the same time count one after the other.
 *
 * @param level - of the limits; default 0.95
 * @throws HoldfastError `no-customers`, `length-mismatch`, `bad-history`, `bad-parameter`
 * @remarks O(n + events). Fleming & Harrington 1991; ties as if they were not (Σ 1/(n − i)).
 * @example
 * ```ts
 * nelsonAalen({ durations: [1, 2, 2, 5], events: [1, 1, 0, 0] }).values; // => [0.25, 0.5833, 0.5833] (4 dp)
 * ```
 */
export function nelsonAalen(rows: SurvivalRows, level = 0.95): HazardCurve {
  ensureSurvivalRows(rows);
  ensureLevel(level);
  const { times, atRisk, events } = riskTable(rows);
  const z = normalQuantile((1 + level) / 2);
  const n = times.length;
  const [values, variance, low, high] = [0, 1, 2, 3].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [sum, squares] = [0, 0];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < events[i]!; k++) {
      sum += 1 / (atRisk[i]! - k);
      squares += 1 / ((atRisk[i]! - k) * (atRisk[i]! - k));
    }
    const spread = Math.exp((z * Math.sqrt(squares)) / sum);
    [values[i], variance[i], low[i], high[i]] = [sum, squares, sum / spread, sum * spread];
  }
  return { times, values, before: 0, variance, low, high };
}
