import { philox } from '../core/random.js';

const block = new Uint32Array(4);

/** One uniform in (0, 1), keyed by seed, purpose and four indices: the same whatever was drawn before. */
export function draw(seed: number, purpose: number, a: number, b = 0, c = 0, d = 0): number {
  philox(seed, purpose, a, b, c, d, block);
  return toUniform(block[0]!);
}

/** Uniform of a 32-bit word: `(word + 0.5) / 2³²`. */
export function toUniform(word: number): number {
  return (word + 0.5) / 4294967296;
}

/** Whole number in [0, count) of a uniform. */
export function pick(u: number, count: number): number {
  return Math.min(count - 1, Math.floor(u * count));
}

/** Position of a uniform among probabilities that sum to 1. */
export function choose(u: number, probabilities: readonly number[]): number {
  return divide(u, probabilities).index;
}

/** Position of a uniform among probabilities that sum to 1, and where it lies within that part: a uniform again. */
export function divide(u: number, probabilities: readonly number[]): { readonly index: number; readonly rest: number } {
  let index = 0;
  let left = u;
  while (index < probabilities.length - 1 && left >= probabilities[index]!) left -= probabilities[index++]!;
  return { index, rest: Math.min(left / probabilities[index]!, 1) };
}

/** Failures before the first success of chance `p`: 0, 1, 2, … */
export function geometric(u: number, p: number): number {
  return Math.floor(Math.log(u) / Math.log1p(-p));
}

/** Gamma of shape 2 and mean 1, of two uniforms. */
export function gammaOfShapeTwo(u1: number, u2: number): number {
  return -(Math.log(u1) + Math.log(u2)) / 2;
}

/** Poisson number of mean `mean` by inversion of one uniform, chopping down from the mode outwards; O(√mean). */
export function poisson(u: number, mean: number): number {
  if (!(mean > 0)) return 0;
  const mode = Math.floor(mean);
  const peak = Math.exp(mode * Math.log(mean) - mean - logFactorial(mode));
  return chopDown(u, mode, peak, (k) => mean / k, Number.POSITIVE_INFINITY);
}

/** Successes of `n` trials of chance `p`, by inversion of one uniform from the mode outwards. */
export function binomial(u: number, n: number, p: number): number {
  if (!(n > 0 && p > 0)) return 0;
  if (p >= 1) return n;
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const logPeak = logFactorial(n) - logFactorial(mode) - logFactorial(n - mode) + mode * Math.log(p) + (n - mode) * Math.log1p(-p);
  const odds = p / (1 - p);
  return chopDown(u, mode, Math.exp(logPeak), (k) => ((n - k + 1) / k) * odds, n);
}

/** `ratio(k)` is P(k) / P(k − 1). */
function chopDown(u: number, mode: number, peak: number, ratio: (k: number) => number, top: number): number {
  let left = u - peak;
  let up = mode;
  let down = mode;
  let above = peak;
  let below = peak;
  while (left >= 0) {
    if (up < top) {
      above *= ratio(++up);
      left -= above;
      if (left < 0) return up;
    }
    if (down > 0) {
      below /= ratio(down--);
      left -= below;
      if (left < 0) return down;
    } else if (above < 1e-18 || up >= top) return mode; // the rounding of the sum, less than 1e-12 of the mass
  }
  return mode;
}

const LOG_FACTORIALS = logFactorials(256);

function logFactorials(length: number): Float64Array {
  const sums = new Float64Array(length);
  for (let k = 2; k < length; k++) sums[k] = sums[k - 1]! + Math.log(k);
  return sums;
}

function logFactorial(n: number): number {
  if (n < LOG_FACTORIALS.length) return LOG_FACTORIALS[n]!;
  return (n + 0.5) * Math.log(n) - n + 0.9189385332046728 + 1 / (12 * n) - 1 / (360 * n * n * n);
}
