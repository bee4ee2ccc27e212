import { ensure } from '../../core/errors.js';
import { minimise } from '../../math/lbfgs.js';
import type { SparseRows } from './vectors.js';

/** Weights of a multinomial logistic model: of place f and class k at `f * classCount + k`; an intercept a class. */
export interface SoftmaxWeights {
  readonly weights: Float64Array;
  readonly intercepts: Float64Array;
}

const TOLERANCE = 1e-5;
const MOST_STEPS = 1000;
/** Good enough where rounding ends the search early: a tenth of what one text of a thousand weighs. */
const NEAR = 1e-4;

/**
 * Minimises Σ log-loss + ‖weights‖² / (2 strength), intercepts unpenalised.
 *
 * @param classes - class of each row, 0 to classCount − 1
 * @throws HoldfastError `no-convergence`
 * @remarks Multinomial logistic regression by L-BFGS; the loss is convex and with the penalty its weights are unique. O(values × classes) a step.
 */
export function softmaxFit(
  rows: SparseRows,
  placeCount: number,
  classes: Int32Array,
  classCount: number,
  strength: number,
): SoftmaxWeights {
  const size = placeCount * classCount;
  const start = new Float64Array(size + classCount);
  for (const [k, share] of sharesOf(classes, classCount).entries()) start[size + k] = Math.log(share);
  const margins = new Float64Array(classCount);
  const penalty = 1 / (strength * rows.length);
  const objective = (x: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    const intercepts = x.subarray(size);
    let loss = 0;
    for (let row = 0; row < rows.length; row++) {
      marginsOf(rows, row, x, intercepts, classCount, margins);
      loss += lossOf(margins, classes[row]!);
      spread(rows, row, margins, classes[row]!, size, classCount, gradient);
    }
    let squares = 0;
    for (let at = 0; at < size; at++) {
      squares += x[at]! * x[at]!;
      gradient[at] = gradient[at]! / rows.length + penalty * x[at]!;
    }
    for (let k = 0; k < classCount; k++) gradient[size + k]! /= rows.length;
    return loss / rows.length + (penalty * squares) / 2;
  };
  const { x, converged, gradientNorm } = minimise(objective, start, {
    gradientTolerance: TOLERANCE,
    valueTolerance: 1e-10,
    maxIterations: MOST_STEPS,
  });
  ensure(converged || gradientNorm < NEAR, 'no-convergence', () => ({
    en: `the text classifier did not converge in ${MOST_STEPS} steps; lower "strength"`,
    zh: `文本分类器在 ${MOST_STEPS} 步内未收敛；请减小 strength`,
  }));
  return { weights: x.slice(0, size), intercepts: x.slice(size) };
}

function sharesOf(classes: Int32Array, classCount: number): Float64Array {
  const shares = new Float64Array(classCount);
  for (const k of classes) shares[k]! += 1 / classes.length;
  return shares;
}

/** Log-odds of one row, up to a constant, into `out`. */
export function marginsOf(
  rows: SparseRows,
  row: number,
  x: Float64Array,
  intercepts: Float64Array,
  classCount: number,
  out: Float64Array,
): void {
  for (let k = 0; k < classCount; k++) out[k] = intercepts[k]!;
  for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
    const value = rows.values[at]!;
    const from = rows.places[at]! * classCount;
    for (let k = 0; k < classCount; k++) out[k]! += value * x[from + k]!;
  }
}

/** −ln P(class) of the row; the margins become its probabilities. */
function lossOf(margins: Float64Array, own: number): number {
  const ownMargin = margins[own]!;
  const total = softmax(margins);
  return total - ownMargin;
}

/** Turns margins into probabilities in place; returns ln Σ exp(margin). */
export function softmax(margins: Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < margins.length; k++) largest = Math.max(largest, margins[k]!);
  let sum = 0;
  for (let k = 0; k < margins.length; k++) {
    margins[k] = Math.exp(margins[k]! - largest);
    sum += margins[k]!;
  }
  for (let k = 0; k < margins.length; k++) margins[k]! /= sum;
  return largest + Math.log(sum);
}

function spread(
  rows: SparseRows,
  row: number,
  probabilities: Float64Array,
  own: number,
  size: number,
  classCount: number,
  gradient: Float64Array,
): void {
  probabilities[own]! -= 1;
  for (let k = 0; k < classCount; k++) gradient[size + k]! += probabilities[k]!;
  for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
    const value = rows.values[at]!;
    const from = rows.places[at]! * classCount;
    for (let k = 0; k < classCount; k++) gradient[from + k]! += value * probabilities[k]!;
  }
}
