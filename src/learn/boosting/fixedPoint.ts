/** Rows summed before the packed hessian and count are parted; 2¹⁵ counts fit their 16 bits. */
export const CHUNK_ROWS = 32_768;
/** A row's second number is `hessian × COUNT_UNIT + 1`: both sums in one addition. */
export const COUNT_UNIT = 65_536;

/** How gradients and hessians become whole numbers, so that their sums are exact in any order. */
export interface FixedPoint {
  /** Power of two; a gradient is held as `round(gradient × gradientScale)`. */
  readonly gradientScale: number;
  /** Power of two; a hessian is held as `round(hessian × hessianScale)`, < 2²². */
  readonly hessianScale: number;
}

/**
 * Scales for `rows` rows with weights up to `maxWeight`: `rows × max|gradient| × gradientScale < 2⁵³`, and a chunk of packed
 * hessians and counts below 2⁵³. At weight 1: 2³⁰ (to 8 M rows) and 2²³.
 */
export function fixedPointFor(rows: number, maxWeight: number): FixedPoint {
  let gradientScale = powerOfTwoBelow(2 ** 30 / maxWeight);
  while (rows * maxWeight * gradientScale >= 2 ** 53) gradientScale /= 2;
  return { gradientScale, hessianScale: powerOfTwoBelow((2 ** 22 - 1) / (0.25 * maxWeight)) };
}

function powerOfTwoBelow(limit: number): number {
  let power = 1;
  while (power * 2 <= limit) power *= 2;
  while (power > limit) power /= 2;
  return power;
}
