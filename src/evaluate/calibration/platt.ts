import { ensure } from '../../core/errors.js';
import { logistic } from '../../math/logSums.js';
import { ensureBothOutcomes, scoredRows } from '../scoredRows.js';

/** logit P(event) = intercept + slope · score. */
export interface PlattFit {
  readonly slope: number;
  readonly intercept: number;
}

const MOST_STEPS = 100;
const RIDGE = 1e-12;
const TOLERANCE = 1e-12;

/**
 * Platt's calibration of any score: a logistic curve fitted to outcomes drawn in a little, (n₁ + 1)/(n₁ + 2) for events and 1/(n₀ + 2) for
 * others, so that few rows, or rows that a threshold splits without error, give no certainty.
 *
 * @param score - shape (n,), any finite numbers; rows the model was not trained on
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @returns slope and intercept of the log-odds; Platt's A and B are −slope and −intercept
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs, `no-convergence`
 * @remarks Newton with halved steps, O(n) a step. Platt 1999; Lin, Lin & Weng, Machine Learning 68 (2007).
 * @example
 * ```ts
 * const { slope, intercept } = fitPlatt([5, -4, 1], [1, 0, 0]);
 * [-slope, -intercept]; // => [-0.2026145, 0.6523666] (7 dp)
 * ```
 */
export function fitPlatt(score: ArrayLike<number>, truth: ArrayLike<number>): PlattFit {
  const rows = scoredRows(score, truth);
  ensureBothOutcomes(rows);
  const events = rows.truth.reduce((sum, value) => sum + value, 0);
  const others = rows.truth.length - events;
  const target = Float64Array.from(rows.truth, (value) => (value === 1 ? (events + 1) / (events + 2) : 1 / (others + 2)));
  const fit = newton(rows.score, target, Math.log((events + 1) / (others + 1)));
  ensure(fit !== undefined, 'no-convergence', () => ({
    en: 'No logistic curve fits the scores; are they finite and not all equal?',
    zh: '无法用逻辑曲线拟合这些得分；请确认得分均为有限数且不全相等',
  }));
  return fit;
}

function newton(score: Float64Array, target: Float64Array, start: number): PlattFit | undefined {
  let fit = { slope: 0, intercept: start };
  let loss = lossOf(score, target, fit);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { gradientSlope, gradientIntercept, hessianSS, hessianSI, hessianII } = derivatives(score, target, fit);
    const determinant = (hessianSS + RIDGE) * (hessianII + RIDGE) - hessianSI * hessianSI;
    const bySlope = -((hessianII + RIDGE) * gradientSlope - hessianSI * gradientIntercept) / determinant;
    const byIntercept = -((hessianSS + RIDGE) * gradientIntercept - hessianSI * gradientSlope) / determinant;
    if (!Number.isFinite(bySlope + byIntercept)) return undefined;
    if (Math.max(Math.abs(bySlope), Math.abs(byIntercept)) <= TOLERANCE * (1 + Math.abs(fit.slope) + Math.abs(fit.intercept))) return fit;
    let size = 1;
    let next = fit;
    let nextLoss = loss;
    for (; size > 1e-10; size /= 2) {
      next = { slope: fit.slope + size * bySlope, intercept: fit.intercept + size * byIntercept };
      nextLoss = lossOf(score, target, next);
      if (nextLoss <= loss) break;
    }
    if (size <= 1e-10) return fit;
    [fit, loss] = [next, nextLoss];
  }
  return undefined;
}

function lossOf(score: Float64Array, target: Float64Array, { slope, intercept }: PlattFit): number {
  let loss = 0;
  for (let row = 0; row < score.length; row++) {
    const margin = intercept + slope * score[row]!;
    loss += Math.max(0, margin) + Math.log1p(Math.exp(-Math.abs(margin))) - target[row]! * margin;
  }
  return loss;
}

function derivatives(score: Float64Array, target: Float64Array, { slope, intercept }: PlattFit) {
  let [gradientSlope, gradientIntercept, hessianSS, hessianSI, hessianII] = [0, 0, 0, 0, 0];
  for (let row = 0; row < score.length; row++) {
    const x = score[row]!;
    const p = logistic(intercept + slope * x);
    const spread = p * (1 - p);
    gradientSlope += (p - target[row]!) * x;
    gradientIntercept += p - target[row]!;
    hessianSS += spread * x * x;
    hessianSI += spread * x;
    hessianII += spread;
  }
  return { gradientSlope, gradientIntercept, hessianSS, hessianSI, hessianII };
}
