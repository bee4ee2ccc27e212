import { logistic, logit } from '../../math/logSums.js';
import { calibrationLine } from '../calibrationLine.js';
import { probabilityRows } from '../scoredRows.js';
import { applyIsotonic, fitIsotonic, type IsotonicFit } from './isotonic.js';

/** How to mend probabilities; plain JSON. */
export type Calibrator =
  | { readonly kind: 'none' }
  /** logit p′ = intercept + slope · logit p. */
  | { readonly kind: 'logistic'; readonly slope: number; readonly intercept: number }
  | { readonly kind: 'isotonic'; readonly curve: IsotonicFit };

/** Fewer of either outcome than this carry no line. */
export const FEWEST_EVENTS = 100;
/** Fewer of either outcome than this carry no free curve. */
export const FEWEST_FOR_ISOTONIC = 1000;
const FOLDS = 5;
const EPSILON = Number.EPSILON;

/**
 * The calibration that the rows can carry: none below 100 events, a line on the log-odds from there, and a free rising curve only from 1,000,
 * where it is better than the line by more than a standard error on rows it was not fitted to.
 *
 * @param probability - shape (n,), each in [0, 1]; later rows than those the model was fitted to
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @returns plain JSON for {@link applyCalibrator}
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `no-convergence` where all probabilities are equal
 * @remarks O(n). Cross-fitted over five folds by row number; both outcomes must reach the numbers. science.md C.
 * @example
 * ```ts
 * fitCalibrator([0.2, 0.7, 0.4], [0, 1, 0]); // => { kind: 'none' }
 * const said = Array.from({ length: 1000 }, (_, row) => (row % 10 < 5 ? 0.2 : 0.6));
 * const truth = said.map((p, row) => (row % 5 < 5 * p - 1 ? 1 : 0)); // never at 0.2, two in five at 0.6
 * fitCalibrator(said, truth.map((left, row) => (row % 50 === 0 ? 1 : left))).kind; // => 'logistic'
 * ```
 */
export function fitCalibrator(probability: ArrayLike<number>, truth: ArrayLike<number>): Calibrator {
  const rows = probabilityRows(probability, truth);
  const events = rows.truth.reduce((sum, value) => sum + value, 0);
  const fewer = Math.min(events, rows.truth.length - events);
  if (fewer < FEWEST_EVENTS) return { kind: 'none' };
  if (fewer >= FEWEST_FOR_ISOTONIC && isotonicWins(rows.score, rows.truth))
    return { kind: 'isotonic', curve: fitIsotonic(rows.score, rows.truth) };
  return fitLine(rows.score, rows.truth);
}

/**
 * Mended probabilities.
 *
 * @param calibrator - from {@link fitCalibrator}
 * @param probability - shape (n,), each in [0, 1]
 * @returns shape (n,), each in [0, 1]
 * @example
 * ```ts
 * applyCalibrator({ kind: 'logistic', slope: 1, intercept: Math.log(2) }, [0.5]); // => [0.6667] (4 dp)
 * ```
 */
export function applyCalibrator(calibrator: Calibrator, probability: ArrayLike<number>): Float64Array {
  if (calibrator.kind === 'none') return Float64Array.from(probability);
  if (calibrator.kind === 'isotonic') return applyIsotonic(calibrator.curve, probability);
  const { slope, intercept } = calibrator;
  return Float64Array.from(probability, (p) => logistic(intercept + slope * logit(Math.min(1 - EPSILON, Math.max(EPSILON, p)))));
}

function fitLine(probability: Float64Array, truth: Uint8Array): Calibrator {
  const { slope, intercept } = calibrationLine(probability, truth);
  return { kind: 'logistic', slope, intercept };
}

/** Whether the curve's mean log loss on the other folds is lower than the line's by more than a standard error of the difference. */
function isotonicWins(probability: Float64Array, truth: Uint8Array): boolean {
  const gains = new Float64Array(truth.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const inside = (_: number, row: number): boolean => row % FOLDS === fold;
    const outside = (_: number, row: number): boolean => row % FOLDS !== fold;
    const [p, y] = [probability.filter(outside), truth.filter(outside)];
    const [later, outcome] = [probability.filter(inside), truth.filter(inside)];
    const curve = applyIsotonic(fitIsotonic(p, y), later);
    const line = applyCalibrator(fitLine(p, y), later);
    for (let at = 0; at < later.length; at++) gains[at * FOLDS + fold] = loss(line[at]!, outcome[at]!) - loss(curve[at]!, outcome[at]!);
  }
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const squares = gains.reduce((sum, gain) => sum + (gain - mean) * (gain - mean), 0);
  return mean > Math.sqrt(squares) / gains.length;
}

/** Log loss; a step curve says 0 and 1 where its rows agree, which may not cost everything. */
function loss(p: number, outcome: number): number {
  const clipped = Math.min(1 - 1e-6, Math.max(1e-6, p));
  return outcome === 1 ? -Math.log(clipped) : -Math.log1p(-clipped);
}
