import { fitRecalibration } from '../learn/index.js';
import { logistic } from '../math/logSums.js';

/** Fewer churners than this cannot carry a recalibration: the margins are then taken as they are. */
export const FEWEST_CHURNERS = 100;

/** Levels searched, on the log-odds, and how often their range is halved: to 1e-12. */
const MOST_LEVEL = 1000;
const HALVINGS = 51;

/** logit p = a + b · margin, with the variances of a and b by customer; what `RiskModel` keeps. */
export interface RiskRecalibration {
  readonly a: number;
  readonly b: number;
  readonly varianceA: number;
  readonly covariance: number;
  readonly varianceB: number;
  /** Churners it rests on; 0 where there were too few and a = 0, b = 1. */
  readonly churners: number;
}

export const NO_RECALIBRATION: RiskRecalibration = { a: 0, b: 1, varianceA: 0, covariance: 0, varianceB: 0, churners: 0 };

/**
 * Recalibration on rows later than those the model was fitted to. Variances are summed by customer, because the same leaving is seen
 * from up to four cutoffs.
 *
 * @param margins - log-odds, shape (n,)
 * @param customer - customer of each row, shape (n,)
 */
export function recalibrationOf(margins: Float64Array, outcome: Uint8Array, customer: Int32Array): RiskRecalibration {
  const churners = outcome.reduce((sum, value) => sum + value, 0);
  if (churners < FEWEST_CHURNERS || churners > outcome.length - FEWEST_CHURNERS) return NO_RECALIBRATION;
  const fit = fitOrNone(margins, outcome);
  if (fit === undefined || !(fit.b > 0)) return NO_RECALIBRATION;
  return { ...fit, ...varianceByCustomer(margins, outcome, customer, fit), churners };
}

/**
 * The same slope at another level: a is moved until the probabilities add up to the leavers. For rows too few to carry a slope.
 *
 * @param before - the recalibration whose slope is kept
 */
export function shiftedRecalibration(
  before: RiskRecalibration,
  margins: Float64Array,
  outcome: Uint8Array,
  customer: Int32Array,
): RiskRecalibration {
  const { b, varianceB } = before;
  const churners = outcome.reduce((sum, value) => sum + value, 0);
  const a = levelOf(margins, churners, b);
  const misses = new Map<number, number>();
  let [info, infoMargin] = [0, 0];
  for (let row = 0; row < margins.length; row++) {
    const p = logistic(a + b * margins[row]!);
    misses.set(customer[row]!, (misses.get(customer[row]!) ?? 0) + outcome[row]! - p);
    info += p * (1 - p);
    infoMargin += p * (1 - p) * margins[row]!;
  }
  const squares = [...misses.values()].reduce((sum, miss) => sum + miss * miss, 0);
  const mean = infoMargin / info;
  return { a, b, varianceA: squares / (info * info) + mean * mean * varianceB, covariance: -mean * varianceB, varianceB, churners };
}

/** The a at which Σ logistic(a + b · margin) is the number of leavers, by halving: the sum rises with a. */
function levelOf(margins: Float64Array, churners: number, b: number): number {
  let [low, high] = [-MOST_LEVEL, MOST_LEVEL];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    const promised = margins.reduce((sum, margin) => sum + logistic(middle + b * margin), 0);
    if (promised < churners) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Undefined where all margins are equal, as when no tree found a split. */
function fitOrNone(margins: Float64Array, outcome: Uint8Array): { a: number; b: number } | undefined {
  if (margins.every((margin) => margin === margins[0])) return undefined;
  const { a, b } = fitRecalibration(margins, outcome);
  return { a, b };
}

/** Sandwich: inverse information × (outer products of each customer's score) × inverse information. */
function varianceByCustomer(margins: Float64Array, outcome: Uint8Array, customer: Int32Array, { a, b }: { a: number; b: number }) {
  const scores = new Map<number, [number, number]>();
  let [infoAA, infoAB, infoBB] = [0, 0, 0];
  for (let row = 0; row < margins.length; row++) {
    const margin = margins[row]!;
    const p = logistic(a + b * margin);
    const miss = outcome[row]! - p;
    const score = scores.get(customer[row]!) ?? [0, 0];
    scores.set(customer[row]!, [score[0] + miss, score[1] + miss * margin]);
    infoAA += p * (1 - p);
    infoAB += p * (1 - p) * margin;
    infoBB += p * (1 - p) * margin * margin;
  }
  let [varianceA, covariance, varianceB] = [0, 0, 0];
  const determinant = infoAA * infoBB - infoAB * infoAB;
  for (const [scoreA, scoreB] of scores.values()) {
    const shiftA = (infoBB * scoreA - infoAB * scoreB) / determinant;
    const shiftB = (infoAA * scoreB - infoAB * scoreA) / determinant;
    varianceA += shiftA * shiftA;
    covariance += shiftA * shiftB;
    varianceB += shiftB * shiftB;
  }
  return { varianceA, covariance, varianceB };
}
