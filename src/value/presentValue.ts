import { ensure } from '../core/errors.js';
import { ensureAnnualRate } from './horizon.js';

export interface MoneyStream {
  /** Money a year. */
  readonly perYear: number;
  /** Whole years, 0 to 1000. */
  readonly years: number;
  /** Share a year, in [0, 1); default 0: not discounted. */
  readonly annualDiscountRate?: number;
  /** Share of the stream that is left a year later, in [0, 1]; default 1. The first payment is whole. */
  readonly retentionRate?: number;
  /** Whether a year's money is counted at its end (default) or its start. */
  readonly timing?: 'end' | 'start';
}

/**
 * Worth today of so much a year over some years: Σ perYear · r^t ÷ (1 + d)^(t + 1) for t = 0 … years − 1 at year ends, ÷ (1 + d)^t at starts.
 *
 * @returns money
 * @throws HoldfastError `bad-parameter`
 * @example
 * ```ts
 * // The shop that lost a customer of 25 a week over a slight: twelve years of it.
 * const shop = { perYear: 25 * 52, years: 12 };
 * presentValue(shop); // => 15600
 * presentValue({ ...shop, annualDiscountRate: 0.1 }); // => 8857.80 (2 dp)
 * const halfGoneInFiveYears = halfLifeRates(5).retentionRate;
 * presentValue({ ...shop, retentionRate: halfGoneInFiveYears, timing: 'start' }); // => 8139.83 (2 dp)
 * ```
 */
export function presentValue({ perYear, years, annualDiscountRate = 0, retentionRate = 1, timing = 'end' }: MoneyStream): number {
  ensureAnnualRate(annualDiscountRate);
  ensure(Number.isFinite(perYear), 'bad-parameter', () => ({
    en: `perYear must be an amount of money, got ${perYear}.`,
    zh: `perYear 应为金额，收到 ${perYear}。`,
  }));
  ensure(Number.isInteger(years) && years >= 0 && years <= 1000, 'bad-parameter', () => ({
    en: `years must be a whole number from 0 to 1000, got ${years}.`,
    zh: `years 应为 0 到 1000 之间的整数，收到 ${years}。`,
  }));
  ensureRetention(retentionRate, 1);
  let worth = timing === 'end' ? perYear / (1 + annualDiscountRate) : perYear;
  let sum = 0;
  for (let year = 0; year < years; year++) {
    sum += worth;
    worth *= retentionRate / (1 + annualDiscountRate);
  }
  return sum;
}

/** Throws `bad-parameter` unless the rate is a share a year of at most `most`. */
export function ensureRetention(rate: number, most: number): void {
  ensure(rate >= 0 && rate <= most, 'bad-parameter', () => ({
    en: `The retention rate must be a share a year from 0 to ${most}, got ${rate}.`,
    zh: `留存率应为 0 到 ${most} 之间的年留存率，收到 ${rate}。`,
  }));
}
