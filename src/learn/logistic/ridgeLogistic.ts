import type { HoldfastError } from '../../core/errors.js';
import { breathe, type RunOptions, throwIfAborted } from '../../core/run.js';
import { choleskyFactor, choleskySolve } from '../../math/cholesky.js';
import { dot, evaluate, type LossState, startAt } from './lossState.js';
import { noConvergence } from './noConvergence.js';
import { weightedGram } from './weightedGram.js';

/** Intercept and one coefficient a column. */
export interface LinearFit {
  readonly intercept: number;
  readonly coefficients: Float64Array;
  /** Newton steps taken. */
  readonly steps: number;
}

const MOST_STEPS = 100;
/** Half the loss still to be gained, a row, at which the fit is done; and at which a step needs no search of its length. */
const DONE = 1e-20;
const NEAR = 1e-10;
/** The curvature is summed anew when a step with the old one gains less than this factor. */
const STALE = 0.05;

/**
 * Minimises Σ weight·log-loss + ‖coefficients‖² / (2C), the intercept unpenalised, by Newton's method with a curvature that is kept while
 * it serves.
 *
 * @param columns - p columns of shape (n,), finite
 * @param strength - C > 0, the inverse of the penalty, as in scikit-learn's LogisticRegression
 * @throws HoldfastError `no-convergence`, `aborted`
 * @remarks O(n p²) for each curvature, usually three, and O(n p) a step, usually ten. The loss is convex, the optimum unique.
 */
export async function ridgeLogistic(
  columns: readonly Float64Array[],
  outcome: Uint8Array,
  weights: Float64Array,
  strength: number,
  run: RunOptions = {},
): Promise<LinearFit> {
  const design = [new Float64Array(outcome.length).fill(1), ...columns];
  let state = evaluate(design, outcome, weights, startAt(design.length, outcome, weights), strength);
  let factor = curvatureFactor(design, state, strength);
  let before = Infinity;
  for (let step = 0; step < MOST_STEPS; step++) {
    let direction = choleskySolve(factor, state.gradient);
    if (dot(direction, state.gradient) > STALE * before) {
      factor = curvatureFactor(design, state, strength);
      direction = choleskySolve(factor, state.gradient);
    }
    before = dot(direction, state.gradient);
    if (before <= DONE * outcome.length) return { intercept: state.theta[0]!, coefficients: state.theta.slice(1), steps: step };
    state = takeStep(design, outcome, weights, state, direction, strength, before <= NEAR * outcome.length);
    run.onProgress?.({ stage: 'logistic', done: step + 1, total: MOST_STEPS });
    await breathe();
    throwIfAborted(run.signal);
  }
  throw stuck();
}

const stuck = (): HoldfastError => noConvergence('The logistic model', '逻辑回归', MOST_STEPS);

/** Cholesky factor of the penalised curvature. A tiny ridge keeps the intercept's row positive when every probability is 0 or 1. */
function curvatureFactor(design: readonly Float64Array[], state: LossState, strength: number): Float64Array {
  const size = design.length;
  const hessian = weightedGram(design, state.curvature);
  hessian[0]! += 1e-10;
  for (let k = 1; k < size; k++) hessian[k * size + k]! += 1 / strength;
  const factor = choleskyFactor(hessian, size);
  if (factor === undefined) throw stuck();
  return factor;
}

/** The state a step away; the step is halved until the loss falls, unless the end is so near that rounding would decide. */
function takeStep(
  design: readonly Float64Array[],
  outcome: Uint8Array,
  weights: Float64Array,
  state: LossState,
  direction: Float64Array,
  strength: number,
  near: boolean,
): LossState {
  let next = state;
  for (let length = 1; length > 1e-6; length /= 2) {
    const theta = state.theta.map((value, k) => value - length * direction[k]!);
    next = evaluate(design, outcome, weights, theta, strength);
    if (near || next.loss <= state.loss) return next;
  }
  return next;
}
