import { softmax } from './softmaxFit.js';

/** Margins of rows the model did not know, `classCount` side by side, and their classes. */
export interface HeldOut {
  readonly margins: Float64Array;
  readonly classes: Int32Array;
  readonly classCount: number;
}

const LEAST = 0.05;
const MOST = 20;
const STEPS = 60;

/**
 * The factor b that makes softmax(b · margins) likeliest on rows the model did not know (temperature 1 / b); below 1 the model was too sure.
 *
 * @remarks One number, so that little is fitted to the held-out rows; the likelihood is concave in b, found by halving on its slope.
 *   Guo et al. 2017, "On calibration of modern neural networks".
 */
export function marginFactor(held: HeldOut): number {
  let low = LEAST;
  let high = MOST;
  for (let step = 0; step < STEPS; step++) {
    const middle = Math.sqrt(low * high);
    if (slope(held, middle) > 0) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}

/** d ln likelihood / d b. */
function slope({ margins, classes, classCount }: HeldOut, factor: number): number {
  let sum = 0;
  for (let row = 0; row < classes.length; row++) {
    const own = margins.subarray(row * classCount, (row + 1) * classCount);
    const probabilities = own.map((margin) => factor * margin);
    softmax(probabilities);
    let mean = 0;
    for (let k = 0; k < classCount; k++) mean += probabilities[k]! * own[k]!;
    sum += own[classes[row]!]! - mean;
  }
  return sum;
}

/** Calibrated probabilities of held-out rows, `classCount` side by side. */
export function heldOutProbabilities({ margins, classes, classCount }: HeldOut, factor: number): Float64Array {
  const all = margins.map((margin) => factor * margin);
  for (let row = 0; row < classes.length; row++) softmax(all.subarray(row * classCount, (row + 1) * classCount));
  return all;
}
