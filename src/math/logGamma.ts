const HALF_LOG_TWO_PI = 0.9189385332046727;
/** Coefficients B₂ₖ / (2k(2k−1)) of the Stirling series, k = 1…7, in 1/x, 1/x³, … */
const S1 = 1 / 12;
const S2 = -1 / 360;
const S3 = 1 / 1260;
const S4 = -1 / 1680;
const S5 = 1 / 1188;
const S6 = -691 / 360360;
const S7 = 1 / 156;

/**
 * Logarithm of the gamma function, for x > 0.
 *
 * @remarks Shifts x to 10 or more, then seven terms of the Stirling series. Absolute error below 4e-15 to x = 10, relative
 *   error below 4e-16 beyond 10. Checked against 40-digit mpmath in `test/oracle/math`.
 */
export function logGamma(x: number): number {
  let product = 1;
  let y = x;
  while (y < 10) product *= y++;
  const q = 1 / (y * y);
  const series = (S1 + q * (S2 + q * (S3 + q * (S4 + q * (S5 + q * (S6 + q * S7)))))) / y;
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_TWO_PI + series - Math.log(product);
}

/** Logarithm of the beta function, for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
