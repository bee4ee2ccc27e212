import { logistic } from '../math/logSums.js';
import type { RiskRecalibration } from './recalibration.js';

/** Half width of a 90 % interval in standard deviations. */
export const NORMAL_95 = 1.6448536269514722;

/** A churn probability with its 90 % interval, shape (n,) each. */
export interface ProbabilityIntervals {
  readonly probability: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Probabilities with 90 % intervals, made on the log-odds by the delta method from two sources: which customers happened to be there to
 * learn from (`variance` of the margin, by jackknife over the members), and how well the recalibration is known. Not in it: that the
 * future may differ from the past. One check, with five simulated companies of the same kind (demo), each trained apart with `boosting_4`
 * and scoring the same 546 customers: the standard deviation claimed was .38 on the log-odds, that between the companies .40; an
 * interval held the mean of the other four in 79 of 100 cases, where about 86 are to be expected, so it is somewhat too narrow.
 *
 * @param mean - margin averaged over the members, shape (n,)
 * @param variance - of that mean, shape (n,)
 */
export function probabilityIntervals(mean: Float64Array, variance: Float64Array, recalibration: RiskRecalibration): ProbabilityIntervals {
  const { a, b, varianceA, covariance, varianceB } = recalibration;
  const logOdds = mean.map((margin) => a + b * margin);
  const half = mean.map((margin, row) => {
    const calibration = varianceA + 2 * margin * covariance + margin * margin * varianceB;
    return NORMAL_95 * Math.sqrt(Math.max(0, calibration) + b * b * variance[row]!);
  });
  return {
    probability: logOdds.map(logistic),
    low: logOdds.map((value, row) => logistic(value - half[row]!)),
    high: logOdds.map((value, row) => logistic(value + half[row]!)),
  };
}
