import { breathe, type RunOptions, throwIfAborted } from '../../core/run.js';
import { evaluate, type LossState, startAt } from './lossState.js';
import { noConvergence } from './noConvergence.js';
import type { LinearFit } from './ridgeLogistic.js';
import { weightedGram } from './weightedGram.js';

/** Penalty (l1 · ‖w‖₁ + l2 · ‖w‖² / 2) on the summed loss. */
interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

const MOST_STEPS = 200;
const MOST_CYCLES = 2000;
/** Largest breach of the optimality conditions, a row, at which the fit is done. */
const DONE = 1e-12;

/**
 * Minimises Σ weight·log-loss + (share · ‖w‖₁ + (1 − share) · ‖w‖² / 2) / C, the intercept unpenalised: Newton steps, each solved by
 * coordinate descent.
 *
 * @param columns - p columns of shape (n,), finite
 * @param strength - C > 0, the inverse of the penalty, as in scikit-learn
 * @param l1Share - 0…1: how much of the penalty is on absolute values, which makes coefficients exactly 0
 * @param start - a fit to begin with, of a like penalty
 * @throws HoldfastError `no-convergence`, `aborted`
 * @remarks O(n p²) a Newton step, usually under ten, and O(p²) a cycle of coordinates. Convex; unique where the share is below 1.
 *   Friedman, Hastie & Tibshirani 2010 (glmnet).
 */
export async function elasticNet(
  columns: readonly Float64Array[],
  outcome: Uint8Array,
  weights: Float64Array,
  strength: number,
  l1Share: number,
  start?: LinearFit,
  run: RunOptions = {},
): Promise<LinearFit> {
  const design = [new Float64Array(outcome.length).fill(1), ...columns];
  const penalty = { l1: l1Share / strength, l2: (1 - l1Share) / strength };
  const first = start ? Float64Array.of(start.intercept, ...start.coefficients) : startAt(design.length, outcome, weights);
  const at = (theta: Float64Array): LossState => evaluate(design, outcome, weights, theta, Infinity);
  let state = at(first);
  for (let step = 0; step < MOST_STEPS; step++) {
    if (largestBreach(state, penalty) <= DONE * outcome.length)
      return { intercept: state.theta[0]!, coefficients: state.theta.slice(1), steps: step };
    const target = quadraticOptimum(state, mirrored(weightedGram(design, state.curvature), design.length), penalty);
    const next = backtracked(state, target, penalty, at);
    // No shorter step falls any further: what is left is rounding.
    if (next === undefined) return { intercept: state.theta[0]!, coefficients: state.theta.slice(1), steps: step };
    state = next;
    run.onProgress?.({ stage: 'logistic', done: step + 1, total: MOST_STEPS });
    await breathe();
    throwIfAborted(run.signal);
  }
  throw noConvergence('The elastic net', '弹性网络回归', MOST_STEPS);
}

/** How far the gradient is from the set that the penalty allows, at worst. */
function largestBreach({ theta, gradient }: LossState, { l1, l2 }: Penalty): number {
  let largest = Math.abs(gradient[0]!);
  for (let k = 1; k < theta.length; k++) {
    const slope = gradient[k]! + l2 * theta[k]!;
    const breach = theta[k] === 0 ? Math.max(0, Math.abs(slope) - l1) : Math.abs(slope + l1 * Math.sign(theta[k]!));
    largest = Math.max(largest, breach);
  }
  return largest;
}

/** Where the quadratic model of the loss, with the penalty, is smallest; by coordinate descent over the curvature matrix. */
function quadraticOptimum({ theta, gradient }: LossState, hessian: Float64Array, penalty: Penalty): Float64Array {
  const size = theta.length;
  const target = theta.slice();
  /** Gradient of the quadratic model at `target`. */
  const slope = gradient.slice();
  for (let cycle = 0; cycle < MOST_CYCLES; cycle++) {
    let moved = 0;
    for (let k = 0; k < size; k++) {
      const curvature = hessian[k * size + k]! + 1e-12;
      const { l1, l2 } = k === 0 ? { l1: 0, l2: 0 } : penalty;
      const change = shrunk(curvature * target[k]! - slope[k]!, l1) / (curvature + l2) - target[k]!;
      if (change === 0) continue;
      target[k]! += change;
      for (let j = 0; j < size; j++) slope[j]! += change * hessian[k * size + j]!;
      moved = Math.max(moved, change * change * curvature);
    }
    if (moved < 1e-24) break;
  }
  return target;
}

/** The whole matrix of its lower triangle; in place. */
function mirrored(matrix: Float64Array, size: number): Float64Array {
  for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) matrix[a * size + b] = matrix[b * size + a]!;
  return matrix;
}

/** Soft threshold. */
function shrunk(value: number, by: number): number {
  return value > by ? value - by : value < -by ? value + by : 0;
}

/** The state at the target, or on the way to it, where the penalised loss has not risen. */
function backtracked(
  state: LossState,
  target: Float64Array,
  penalty: Penalty,
  at: (theta: Float64Array) => LossState,
): LossState | undefined {
  const before = penalised(state, penalty);
  for (let length = 1; length > 1e-6; length /= 2) {
    const theta = length === 1 ? target : state.theta.map((value, k) => value + length * (target[k]! - value));
    const next = at(theta);
    if (penalised(next, penalty) <= before && largestChange(state.theta, theta) > 0) return next;
  }
  return undefined;
}

function penalised({ theta, loss }: LossState, { l1, l2 }: Penalty): number {
  let sum = loss;
  for (let k = 1; k < theta.length; k++) sum += l1 * Math.abs(theta[k]!) + (l2 * theta[k]! * theta[k]!) / 2;
  return sum;
}

function largestChange(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, k) => Math.max(largest, Math.abs(value - b[k]!)), 0);
}
