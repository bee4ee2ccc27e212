import { ensure } from '../core/errors.js';
import { logistic } from '../math/logSums.js';
import { checkOutcome } from './matrix.js';

/** Logistic recalibration: margin′ = a + b · margin. A calibrated model has a = 0 and b = 1. */
export interface Recalibration {
  readonly a: number;
  readonly b: number;
}

/** A {@link Recalibration} with the standard errors of its numbers. */
export interface RecalibrationFit extends Recalibration {
  readonly aStandardError: number;
  readonly bStandardError: number;
}

const MOST_STEPS = 50;
const TOLERANCE = 1e-10;

/**
 * Fits logit P(outcome) = a + b · margin on rows the model was not trained on.
 *
 * @param margins - shape (n,), log-odds, finite
 * @param outcome - shape (n,), 0 or 1; at least 100 ones are advised
 * @throws HoldfastError `length-mismatch`, `bad-parameter`, `too-few-events` where only one outcome occurs, `no-convergence` where all
 *   margins are equal or part the outcomes without error
 * @remarks Newton on two parameters, O(n) a step, about 5 steps; standard errors from the information matrix. Cox 1958; Platt 1999.
 * @example
 * ```ts
 * const fit = fitRecalibration([-1, -1, -1, -1, 1, 1, 1, 1], [0, 0, 0, 1, 0, 1, 1, 1]);
 * fit.b; // => 1.0986 (4 dp)
 * ```
 */
export function fitRecalibration(margins: ArrayLike<number>, outcome: ArrayLike<number>): RecalibrationFit {
  checkOutcome(outcome, margins.length);
  for (let row = 0; row < margins.length; row++)
    ensure(Number.isFinite(margins[row]), 'bad-parameter', () => ({
      en: `margins[${row}] is ${margins[row]}; every margin must be finite.`,
      zh: `margins[${row}] 为 ${margins[row]}；每个对数几率必须是有限数。`,
    }));
  const fit = newton(margins, outcome);
  ensure(fit !== undefined, 'no-convergence', () => ({
    en: 'The scores cannot be recalibrated: they are all equal, or they part the outcomes without error; use more rows.',
    zh: '无法校准分数：所有分数都相等，或分数把两种结果完全分开；请使用更多的行。',
  }));
  return fit;
}

/**
 * Recalibrated margins: a + b · margin.
 *
 * @param recalibration - from {@link fitRecalibration}, or `model.model.recalibration` of a risk model
 * @param margins - shape (n,), log-odds
 * @returns shape (n,), log-odds
 * @example
 * ```ts
 * recalibrate({ a: 0.5, b: 2 }, Float64Array.of(-1, 0, 1)); // => [-1.5, 0.5, 2.5]
 * ```
 */
export function recalibrate({ a, b }: Recalibration, margins: Float64Array): Float64Array {
  return margins.map((margin) => a + b * margin);
}

function newton(margins: ArrayLike<number>, outcome: ArrayLike<number>): RecalibrationFit | undefined {
  let a = 0;
  let b = 1;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { scoreA, scoreB, infoAA, infoAB, infoBB } = information(margins, outcome, a, b);
    const determinant = infoAA * infoBB - infoAB * infoAB;
    if (!(determinant > 1e-12 * infoAA * infoBB)) return undefined;
    const changeA = (infoBB * scoreA - infoAB * scoreB) / determinant;
    const changeB = (infoAA * scoreB - infoAB * scoreA) / determinant;
    const largest = Math.max(Math.abs(changeA), Math.abs(changeB));
    // Far from the optimum the quadratic model overshoots: no step is longer than 2.
    const shorten = Math.min(1, 2 / largest);
    a += shorten * changeA;
    b += shorten * changeB;
    if (largest <= TOLERANCE)
      return { a, b, aStandardError: Math.sqrt(infoBB / determinant), bStandardError: Math.sqrt(infoAA / determinant) };
  }
  return undefined;
}

/** Score vector and information matrix of the two-parameter logistic likelihood. */
function information(
  margins: ArrayLike<number>,
  outcome: ArrayLike<number>,
  a: number,
  b: number,
): { scoreA: number; scoreB: number; infoAA: number; infoAB: number; infoBB: number } {
  let [scoreA, scoreB, infoAA, infoAB, infoBB] = [0, 0, 0, 0, 0];
  for (let row = 0; row < margins.length; row++) {
    const margin = margins[row]!;
    const p = logistic(a + b * margin);
    const miss = outcome[row]! - p;
    const spread = p * (1 - p);
    scoreA += miss;
    scoreB += miss * margin;
    infoAA += spread;
    infoAB += spread * margin;
    infoBB += spread * margin * margin;
  }
  return { scoreA, scoreB, infoAA, infoAB, infoBB };
}
