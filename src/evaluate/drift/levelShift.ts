import { quantile } from '../../math/quantile.js';

export interface LevelShiftOptions {
  /** Periods that make up the usual level, at least 4; default 13. */
  readonly before?: number | undefined;
  /** Latest periods that may already be different, at least 1; default 13. */
  readonly most?: number | undefined;
}

/** A lasting step in a series. */
export interface LevelShift {
  /** How many of the latest periods lie beyond the step; 0 where there is none to speak of. */
  readonly periods: number;
  /** Level after the step less the level before, medians. */
  readonly step: number;
  /** The step in robust standard deviations of the periods before it. */
  readonly deviations: number;
  /** The smallest distance of a period after the step from the level before it, in the step's direction: how sure it is to have stayed. */
  readonly least: number;
  /** Signed distance of the period after the step that is farthest from the level before it. */
  readonly farthest: number;
}

/** σ of a normal law in units of its median absolute deviation. */
const SIGMA = 1.4826;

/**
 * The lasting step among the latest periods of a series: after it every period lies on one side of the level before.
 *
 * @param values - latest first, as logarithms where ratios matter; NaN ends the series
 * @param options - `before` 13, `most` 13
 * @returns the step that, taken out, leaves least; `periods` 0 where the series is too short or no step lasts
 * @remarks O(most · before · log before). Levels are medians and the spread a median absolute deviation, so that one odd month neither makes nor
 *   hides a step.
 * @example
 * ```ts
 * levelShift([5, 5.1, 1, 1.1, 0.9, 1, 1.2, 1]); // => { periods: 2, step: 4.05, deviations: 54.6, least: 4, farthest: 4.1 } (1 dp)
 * ```
 */
export function levelShift(values: ArrayLike<number>, options: LevelShiftOptions = {}): LevelShift {
  const { before = 13, most = 13 } = options;
  const known = Array.from(values);
  const end = known.findIndex(Number.isNaN);
  const series = known.slice(0, Math.min(before + most, end < 0 ? known.length : end));
  let best: LevelShift = { periods: 0, step: 0, deviations: 0, least: 0, farthest: 0 };
  let smallest = Number.POSITIVE_INFINITY;
  for (let periods = 1; periods <= most && series.length - periods >= 4; periods++) {
    const [after, earlier] = [series.slice(0, periods), series.slice(periods)];
    const left = strayed(after) + strayed(earlier);
    const shift = shiftAfter(after, earlier.slice(0, before));
    if (shift.least <= 0 || left >= smallest) continue;
    smallest = left;
    best = { periods, ...shift };
  }
  return best;
}

/** Sum of the distances from the median. */
function strayed(values: readonly number[]): number {
  const level = quantile(values, 0.5);
  return values.reduce((sum, value) => sum + Math.abs(value - level), 0);
}

function shiftAfter(after: readonly number[], before: readonly number[]): Omit<LevelShift, 'periods'> {
  const level = quantile(before, 0.5);
  const strays = before.map((value) => Math.abs(value - level));
  const step = quantile(after, 0.5) - level;
  const distances = after.map((value) => (value - level) * Math.sign(step));
  return {
    step,
    deviations: Math.abs(step) / Math.max(SIGMA * quantile(strays, 0.5), 1e-9),
    least: Math.min(...distances),
    farthest: Math.sign(step) * Math.max(...distances),
  };
}
