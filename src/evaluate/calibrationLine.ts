import { ensure } from '../core/errors.js';
import { logistic, logit } from '../math/logSums.js';
import { ensureBothOutcomes, type PrepareMetric, probabilityRows, type WeightOptions } from './scoredRows.js';

/** Logistic regression of the outcome on the log-odds of the probability. A calibrated model has slope 1 and intercept 0. */
export interface CalibrationLine {
  /** Below 1: too sure of itself; above 1: too timid. */
  readonly slope: number;
  /** Above 0: events are more frequent than said. */
  readonly intercept: number;
  /** Of the slope, and of the intercept below; rows taken as independent. */
  readonly slopeStandardError: number;
  readonly interceptStandardError: number;
}

const EPSILON = Number.EPSILON;
const MAX_STEPS = 50;
const TOLERANCE = 1e-10;

/** Slope of the {@link calibrationLine} of checked rows as a function of their weights; NaN where there is none. */
export const prepareCalibrationSlope: PrepareMetric = prepareLine((line) => line.slope);

/** Intercept of the {@link calibrationLine} of checked rows as a function of their weights; NaN where there is none. */
export const prepareCalibrationIntercept: PrepareMetric = prepareLine((line) => line.intercept);

function prepareLine(read: (line: CalibrationLine) => number): PrepareMetric {
  return (probability, truth) => {
    const logOdds = clippedLogOdds(probability);
    return (weights) => {
      const line = fitLine(logOdds, truth, weights);
      return line === undefined ? Number.NaN : read(line);
    };
  };
}

/**
 * Calibration slope and intercept with their standard errors: logit P(event) = intercept + slope · logit(probability).
 *
 * @param probability - shape (n,), each in [0, 1]; moved to [2⁻⁵², 1 − 2⁻⁵²]
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `weights`: how often each row counts; default once
 * @returns maximum likelihood estimates; standard errors from the information matrix, rows taken as independent
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs,
 *   `no-convergence` when all probabilities are equal or a threshold splits the outcomes without error
 * @remarks Newton's method on two parameters, O(n) a step, usually 5 steps. Cox, Biometrika 45 (1958).
 * @example
 * ```ts
 * const line = calibrationLine([0.2, 0.2, 0.2, 0.2, 0.8, 0.8, 0.8, 0.8], [0, 0, 0, 1, 0, 1, 1, 1]);
 * line.slope; // => 0.7925 (4 dp)
 * ```
 */
export function calibrationLine(probability: ArrayLike<number>, truth: ArrayLike<number>, options: WeightOptions = {}): CalibrationLine {
  const rows = probabilityRows(probability, truth, options.weights);
  ensureBothOutcomes(rows);
  const line = fitLine(clippedLogOdds(rows.score), rows.truth, rows.weights);
  ensure(line !== undefined, 'no-convergence', () => ({
    en: 'No calibration line fits: all probabilities are equal, or they split the outcomes without error; use more rows',
    zh: '无法拟合校准线：所有概率都相等，或概率把两种结果完全分开；请使用更多的行',
  }));
  return line;
}

function clippedLogOdds(probability: Float64Array): Float64Array {
  return probability.map((p) => logit(Math.min(1 - EPSILON, Math.max(EPSILON, p))));
}

/** Score vector and information matrix of the two-parameter logistic likelihood. */
interface Curvature {
  readonly score0: number;
  readonly score1: number;
  readonly info00: number;
  readonly info01: number;
  readonly info11: number;
}

function fitLine(logOdds: Float64Array, truth: Uint8Array, weights: Float64Array): CalibrationLine | undefined {
  let intercept = 0;
  let slope = 1;
  for (let step = 0; step < MAX_STEPS; step++) {
    const { score0, score1, info00, info01, info11 } = curvature(logOdds, truth, weights, intercept, slope);
    const determinant = info00 * info11 - info01 * info01;
    if (!(determinant > 1e-12 * info00 * info11)) return undefined;
    const change0 = (info11 * score0 - info01 * score1) / determinant;
    const change1 = (info00 * score1 - info01 * score0) / determinant;
    // A step longer than 2 is cut: far from the optimum the quadratic model overshoots.
    const shorten = Math.min(1, 2 / Math.max(Math.abs(change0), Math.abs(change1)));
    intercept += shorten * change0;
    slope += shorten * change1;
    if (Math.max(Math.abs(change0), Math.abs(change1)) <= TOLERANCE)
      return {
        slope,
        intercept,
        slopeStandardError: Math.sqrt(info00 / determinant),
        interceptStandardError: Math.sqrt(info11 / determinant),
      };
  }
  return undefined;
}

function curvature(logOdds: Float64Array, truth: Uint8Array, weights: Float64Array, intercept: number, slope: number): Curvature {
  let score0 = 0;
  let score1 = 0;
  let info00 = 0;
  let info01 = 0;
  let info11 = 0;
  for (let i = 0; i < logOdds.length; i++) {
    const x = logOdds[i]!;
    const p = logistic(intercept + slope * x);
    const miss = weights[i]! * (truth[i]! - p);
    const spread = weights[i]! * p * (1 - p);
    score0 += miss;
    score1 += miss * x;
    info00 += spread;
    info01 += spread * x;
    info11 += spread * x * x;
  }
  return { score0, score1, info00, info01, info11 };
}
