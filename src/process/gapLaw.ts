/**
 * Prior of the gap law: a customer's shipping rate is Gamma(shape, rate) before anything is seen of it. `rateDays` is in days
 * (of the business clock, where one is used).
 */
export const GAP_PRIOR: { readonly shape: number; readonly rateDays: number } = { shape: 0.5, rateDays: 7 };

/**
 * ln of 1 / P(gap > `gap`), in nats: how surprising it is to have waited this long. The gap law is Lomax: gaps are exponential
 * with a rate that is Gamma(A, B) after what has been seen, so P(gap > τ) = (B / (B + τ))^A.
 *
 * @param shape - A = prior shape + number of gaps seen; > 0
 * @param rate - B = prior rate + time over which they were seen; > 0, in the unit of `gap`
 * @param gap - time since the last shipment; >= 0
 * @remarks O(1), allocates nothing.
 * @example
 * ```ts
 * gapSurprise(25.5, 51, 15.8678308); // => 6.9078 (4 dp)
 * ```
 */
export function gapSurprise(shape: number, rate: number, gap: number): number {
  return shape * Math.log1p(gap / rate);
}

/**
 * Probability that a gap of a customer that goes on shipping lasts longer than `gap`, under the law of {@link gapSurprise}.
 *
 * @param shape - A > 0
 * @param rate - B > 0, in the unit of `gap`
 * @param gap - >= 0
 * @returns in [0, 1], falling with `gap`
 * @example
 * ```ts
 * gapSurvival(25.5, 51, 15.8678308); // => 0.001 (6 dp)
 * ```
 */
export function gapSurvival(shape: number, rate: number, gap: number): number {
  return Math.exp(-gapSurprise(shape, rate, gap));
}

/**
 * The gap that a customer that goes on shipping exceeds with probability `epsilon`: τ = B·(ε^(−1/A) − 1).
 *
 * @param shape - A > 0
 * @param rate - B > 0; the answer is in its unit
 * @param epsilon - in (0, 1]; 0.001 to call a customer lapsed, 0.01 for alerts, 0.05 for "still active"
 * @returns >= 0; falls as `epsilon` and A rise. Infinity where it is beyond all numbers
 * @example
 * ```ts
 * gapLimit(25.5, 51, 0.001); // => 15.8678 (4 dp)
 * ```
 */
export function gapLimit(shape: number, rate: number, epsilon: number): number {
  return rate * Math.expm1(Math.log(1 / epsilon) / shape);
}
