import { COUNT_UNIT, type FixedPoint } from './fixedPoint.js';

/** Adding and taking away 1.5 × 2⁵² rounds a number below 2⁵¹ to a whole one. */
export const ROUNDER = 6755399441055744;
/** Odds are kept between these, so that no product of steps leaves the numbers. */
export const MOST_ODDS = 1e300;
export const LEAST_ODDS = 1e-300;
const SMALLEST = 1e-150;

/**
 * Log-loss gradient and hessian of every row as whole numbers, interleaved: `pairs[2r]` = gradient,
 * `pairs[2r + 1]` = hessian × {@link COUNT_UNIT} + 1. Returns the summed log-loss at these odds.
 *
 * @param odds - shape (n,), (1 − p) / p; kept in place of the margin so that a tree costs a product, not an exponential
 * @remarks O(n). The loss multiplies likelihoods and takes a logarithm only when their product becomes small.
 */
export function setGradients(
  odds: Float64Array,
  outcome: Uint8Array,
  weights: Float64Array | undefined,
  { gradientScale, hessianScale }: FixedPoint,
  pairs: Float64Array,
): number {
  let loss = 0;
  let product = 1;
  for (let row = 0; row < odds.length; row++) {
    const odd = odds[row]!;
    const p = 1 / (1 + odd);
    const q = odd * p;
    const left = outcome[row]! === 1;
    const weight = weights === undefined ? 1 : weights[row]!;
    const gradient = (left ? -q : p) * weight * gradientScale;
    const hessian = p * q * weight * hessianScale;
    pairs[2 * row] = gradient + ROUNDER - ROUNDER;
    pairs[2 * row + 1] = (hessian + ROUNDER - ROUNDER) * COUNT_UNIT + 1;
    const likelihood = left ? p : q;
    if (weights !== undefined) loss -= weight * Math.log(likelihood > SMALLEST ? likelihood : SMALLEST);
    else {
      product *= likelihood > SMALLEST ? likelihood : SMALLEST;
      if (product > SMALLEST) continue;
      loss -= Math.log(product);
      product = 1;
    }
  }
  return loss - Math.log(product);
}

/** Exact mean log-loss of margins, the same bits in any row order: terms are rounded to multiples of 2⁻²⁴. */
export function meanLogLoss(margins: Float64Array, outcome: Uint8Array, weights: Float64Array | undefined): number {
  let loss = 0;
  let total = 0;
  for (let row = 0; row < margins.length; row++) {
    const towards = outcome[row]! === 1 ? margins[row]! : -margins[row]!;
    const term = towards > 0 ? Math.log1p(Math.exp(-towards)) : Math.log1p(Math.exp(towards)) - towards;
    const weight = weights === undefined ? 1 : weights[row]!;
    loss += Math.round(term * weight * 16777216);
    total += Math.round(weight * 16777216);
  }
  return loss / total;
}
