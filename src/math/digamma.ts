/** Coefficients B₂ₖ / 2k of the asymptotic series, k = 1…7, in 1/x², 1/x⁴, … */
const D1 = 1 / 12;
const D2 = -1 / 120;
const D3 = 1 / 252;
const D4 = -1 / 240;
const D5 = 1 / 132;
const D6 = -691 / 32760;
const D7 = 1 / 12;

/**
 * Digamma function, the derivative of {@link logGamma}, for x > 0.
 *
 * @remarks Shifts x to 10 or more, then seven terms of the asymptotic series. Error below 3e-15 of max(1, |ψ|).
 */
export function digamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < 10) shift += 1 / y++;
  const q = 1 / (y * y);
  const series = q * (D1 + q * (D2 + q * (D3 + q * (D4 + q * (D5 + q * (D6 + q * D7))))));
  return Math.log(y) - 0.5 / y - series - shift;
}
