import { formatDay } from '../../core/day.js';
import { errorCodeOf } from '../../core/errors.js';
import { bootstrapByGroup, type CalibrationLine, calibrationLine } from '../../evaluate/index.js';
import { numberOrNull } from '../evaluation.js';
import type { Measured } from '../report.js';

/** Rows whose outcome is known, with what was said of them. */
export interface JudgedRows {
  readonly cutoff: Int32Array;
  readonly customer: Int32Array;
  readonly probability: Float64Array;
  readonly outcome: Uint8Array;
}

/** Customers of one cutoff whose outcomes are all known. */
export interface Cohort {
  readonly cutoff: string;
  readonly customers: number;
  /** Leavers that the probabilities promised, and those there were. */
  readonly expected: number;
  readonly left: number;
  /** Left ÷ expected with its 99 % interval. */
  readonly ratio: Measured;
  /** Of the calibration line, with 99 % intervals; null where leavers are too few. */
  readonly slope: Measured;
  readonly intercept: Measured;
}

/** 99 % of a normal law lie within so many standard deviations. */
export const NORMAL_995 = 2.5758293035489004;
const FEWEST_LEAVERS = 10;

/** One row a cutoff, ascending. */
export function cohortsOf(rows: JudgedRows): Cohort[] {
  return [...new Set(rows.cutoff)].sort((a, b) => a - b).map((cutoff) => cohortOf(rows, cutoff));
}

function cohortOf({ cutoff: cutoffs, probability: all, outcome }: JudgedRows, cutoff: number): Cohort {
  const at = (_: number, row: number): boolean => cutoffs[row] === cutoff;
  const probability = all.filter(at);
  const truth = outcome.filter(at);
  const left = truth.reduce((sum, value) => sum + value, 0);
  const expected = probability.reduce((sum, p) => sum + p, 0);
  const half = (NORMAL_995 * Math.sqrt(probability.reduce((sum, p) => sum + p * (1 - p), 0))) / expected;
  return {
    cutoff: formatDay(cutoff),
    customers: truth.length,
    expected,
    left,
    ratio: measured(left / expected, half),
    ...lineOf(probability, truth, left),
  };
}

function lineOf(probability: Float64Array, truth: Uint8Array, left: number): Pick<Cohort, 'slope' | 'intercept'> {
  const unknown = { slope: measured(Number.NaN, Number.NaN), intercept: measured(Number.NaN, Number.NaN) };
  if (Math.min(left, truth.length - left) < FEWEST_LEAVERS) return unknown;
  const line = lineOrNone(probability, truth);
  if (line === undefined) return unknown;
  const { slope, intercept, slopeStandardError, interceptStandardError } = line;
  return { slope: measured(slope, NORMAL_995 * slopeStandardError), intercept: measured(intercept, NORMAL_995 * interceptStandardError) };
}

/** Undefined where the probabilities are all but equal, or split the outcomes without error. */
function lineOrNone(probability: Float64Array, truth: Uint8Array): CalibrationLine | undefined {
  try {
    return calibrationLine(probability, truth);
  } catch (error) {
    if (errorCodeOf(error) === 'no-convergence') return undefined;
    throw error;
  }
}

function measured(estimate: number, half: number): Measured {
  return { estimate: numberOrNull(estimate), low: numberOrNull(Math.max(estimate - half, -1e300)), high: numberOrNull(estimate + half) };
}

/** Left ÷ expected over all cutoffs, with a 99 % interval from resamples of customers: one customer is in several cohorts. */
export function pooledRatio({ customer, probability, outcome }: JudgedRows): Measured {
  const statistic = (weights: Float64Array): number => {
    let [left, expected] = [0, 0];
    for (let row = 0; row < weights.length; row++) {
      left += weights[row]! * outcome[row]!;
      expected += weights[row]! * probability[row]!;
    }
    return left / expected;
  };
  const { estimate, standardError } = bootstrapByGroup({ groups: customer, statistic });
  return measured(estimate, NORMAL_995 * standardError);
}
