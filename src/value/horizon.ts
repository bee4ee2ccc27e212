import { ensure } from '../core/errors.js';
import type { Company } from '../history/types.js';

/** Days of one period of a forecast. */
export const PERIOD_DAYS = 28;
/** Days of the year that rates and discounts are stated for: 52 weeks, 13 periods. */
export const YEAR_DAYS = 364;
const PERIOD_BLOCKS = 4;
const YEAR_BLOCKS = 52;

/** The coming 28-day periods; the last may be shorter. */
export interface Horizon {
  readonly days: number;
  /** Days of each period. */
  readonly lengths: Float64Array;
  /** Worth today of one unit of money earned in the middle of each period. */
  readonly discount: Float64Array;
}

/** Throws `bad-parameter` unless a horizon may be asked for, at a rate that {@link ensureAnnualRate} takes. */
export function ensureHorizon(days: number, annualDiscountRate: number): void {
  ensure(Number.isInteger(days) && days >= PERIOD_DAYS && days <= 10 * YEAR_DAYS, 'bad-parameter', () => ({
    en: `horizonDays must be a whole number of days from ${PERIOD_DAYS} to ${10 * YEAR_DAYS}, got ${days}.`,
    zh: `horizonDays 应为 ${PERIOD_DAYS} 到 ${10 * YEAR_DAYS} 之间的整数天，收到 ${days}。`,
  }));
  ensureAnnualRate(annualDiscountRate);
}

/** Cuts a horizon of whole days into periods. */
export function horizonOf(days: number, annualDiscountRate: number): Horizon {
  const periods = Math.ceil(days / PERIOD_DAYS);
  const lengths = Float64Array.from({ length: periods }, (_, k) => Math.min(PERIOD_DAYS, days - k * PERIOD_DAYS));
  const perDay = Math.log1p(annualDiscountRate) / YEAR_DAYS;
  const discount = lengths.map((length, k) => Math.exp(-perDay * (k * PERIOD_DAYS + length / 2)));
  return { days, lengths, discount };
}

/** Throws `bad-parameter` unless the rate is a share a year, such as 0.1. */
export function ensureAnnualRate(rate: number): void {
  ensure(rate >= 0 && rate < 1, 'bad-parameter', () => ({
    en: `The annual discount rate must be a share from 0 to below 1 (10 % is 0.1), got ${rate}.`,
    zh: `年折现率应为 0 到 1 之间（不含 1）的小数（10% 写作 0.1），收到 ${rate}。`,
  }));
}

/** Season of each coming period from `agoDays` before the cutoff on: of the same weeks a year before, and two where there are two; else 1. */
export function seasonAhead({ blocks, volumeSeason }: Company, agoDays: number, periods: number): Float64Array {
  const ago = agoDays / 7;
  return Float64Array.from({ length: periods }, (_, period) => {
    let sum = 0;
    let count = 0;
    for (let week = 0; week < PERIOD_BLOCKS; week++) {
      const ahead = (period * PERIOD_BLOCKS + week) % YEAR_BLOCKS;
      for (let block = ago + YEAR_BLOCKS - 1 - ahead, years = 0; years < 2 && block < blocks - 1; block += YEAR_BLOCKS, years++) {
        sum += volumeSeason(block);
        count++;
      }
    }
    return count === 0 ? 1 : sum / count;
  });
}

/** Season of each of the last `periods` periods before `agoDays` before the cutoff, the latest first. */
export function seasonBefore({ volumeSeason }: Company, agoDays: number, periods: number): Float64Array {
  return Float64Array.from({ length: periods }, (_, period) => {
    let sum = 0;
    for (let week = 0; week < PERIOD_BLOCKS; week++) sum += volumeSeason(agoDays / 7 + period * PERIOD_BLOCKS + week);
    return sum / PERIOD_BLOCKS;
  });
}
