import { ensure } from '../core/errors.js';

/** One law of leaving, said in five ways. */
export interface HalfLifeRates {
  /** Share kept from year to year. */
  readonly retentionRate: number;
  readonly annualChurn: number;
  /** A twelfth of a year. */
  readonly monthlyChurn: number;
  readonly hazardPerYear: number;
  /** 1 ÷ annual churn: expected years, the running one included. */
  readonly meanYears: number;
}

/**
 * What "half the customers are gone in so many years" means a year and a month, when the rate does not change.
 *
 * @param years - of the half life, > 0; the teaching says 5
 * @throws HoldfastError `bad-parameter`
 * @example
 * ```ts
 * const { retentionRate, annualChurn, meanYears } = halfLifeRates(5);
 * [retentionRate, annualChurn, meanYears]; // => [0.8706, 0.1294, 7.7250] (4 dp)
 * ```
 */
export function halfLifeRates(years = 5): HalfLifeRates {
  ensure(years > 0 && years < Number.POSITIVE_INFINITY, 'bad-parameter', () => ({
    en: `The half life must be a number of years above 0, got ${years}.`,
    zh: `半衰期应为大于 0 的年数，收到 ${years}。`,
  }));
  const hazard = Math.LN2 / years;
  const annualChurn = -Math.expm1(-hazard);
  return {
    retentionRate: Math.exp(-hazard),
    annualChurn,
    monthlyChurn: -Math.expm1(-hazard / 12),
    hazardPerYear: hazard,
    meanYears: 1 / annualChurn,
  };
}
