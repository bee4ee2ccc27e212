import { ensureTime } from '../purchase/ensureAsked.js';
import { type StepCurve, stepsUpTo, valueAt } from './stepCurve.js';

/** How long a customer that has stayed so far is expected to stay on. */
export interface RemainingLife {
  /** Expected further time within the horizon (restricted mean). */
  readonly mean: number;
  /** Further time by which half of such customers have left; Infinity when the curve does not fall so far. */
  readonly median: number;
  /** Share of such customers still there at the end of the horizon. */
  readonly survival: number;
}

/**
 * Remaining life given survived so far, from any survival curve: S(soFar + s) / S(soFar).
 *
 * @param curve - of {@link kaplanMeier}, or any falling steps from 1
 * @param soFar - time already stayed; where the curve is still above 0
 * @param horizon - further time counted; beyond the last step the curve stays level
 * @returns in the unit of time of the curve; NaN where the curve is 0 at `soFar`
 * @throws HoldfastError `bad-parameter`
 * @example
 * ```ts
 * const curve = { times: Float64Array.of(1, 2, 4), values: Float64Array.of(0.8, 0.4, 0.2), before: 1 };
 * remainingLife(curve, 1, 2); // => { mean: 1.5, median: 1, survival: 0.5 } (9 dp)
 * ```
 */
export function remainingLife(curve: StepCurve, soFar: number, horizon: number): RemainingLife {
  ensureTime(soFar);
  ensureTime(horizon);
  const now = valueAt(curve, soFar);
  const { times, values } = curve;
  let [area, level, from, median] = [0, now, soFar, Infinity];
  for (let i = stepsUpTo(times, soFar); i < times.length; i++) {
    if (times[i]! <= soFar + horizon) {
      area += level * (times[i]! - from);
      [level, from] = [values[i]!, times[i]!];
    }
    if (median === Infinity && values[i]! <= now / 2) median = times[i]! - soFar;
  }
  area += level * (soFar + horizon - from);
  return now > 0 ? { mean: area / now, median, survival: level / now } : { mean: Number.NaN, median: Number.NaN, survival: Number.NaN };
}
