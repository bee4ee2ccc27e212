/** Days of a mean calendar year. */
export const YEAR_DAYS = 365.25;

/**
 * Churn of a period brought to a year: 1 − (1 − rate)^(365.25 / days).
 *
 * @param rate - share lost in the period, in [0, 1]; NaN gives NaN
 * @param days - length of the period
 * @example
 * ```ts
 * annualChurnRate(0.01, 30.4375); // => 0.1136 (4 dp)
 * ```
 */
export function annualChurnRate(rate: number, days: number): number {
  return -Math.expm1((YEAR_DAYS / days) * Math.log1p(-rate));
}

/**
 * Years in which half of the customers are lost at the rate of a period; NaN where nobody was lost.
 *
 * @param rate - share lost in the period, in [0, 1]
 * @param days - length of the period
 * @remarks The teaching says five years: 12.9 % a year, 1.15 % a month.
 * @example
 * ```ts
 * halfLifeYears(0.12944943670387588, 365.25); // => 5 (9 dp)
 * ```
 */
export function halfLifeYears(rate: number, days: number): number {
  if (!(rate > 0)) return Number.NaN;
  return (Math.LN2 / -Math.log1p(-rate)) * (days / YEAR_DAYS);
}
