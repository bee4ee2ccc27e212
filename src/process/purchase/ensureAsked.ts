import { ensure } from '../../core/errors.js';

/** Throws `bad-parameter` unless a time to come is finite and not negative. */
export function ensureTime(days: number): void {
  ensure(days >= 0 && days < Infinity, 'bad-parameter', () => ({
    en: `days is ${days}; it must be finite and not negative`,
    zh: `days 为 ${days}；应为非负的有限数`,
  }));
}

/** Throws `bad-parameter` unless a number of shipments is whole and not negative. */
export function ensureCount(count: number): void {
  ensure(Number.isSafeInteger(count) && count >= 0, 'bad-parameter', () => ({
    en: `count is ${count}; it must be a whole number from 0`,
    zh: `count 为 ${count}；应为不小于 0 的整数`,
  }));
}

/** Throws `bad-parameter` unless a discount per day is above 0: without one the sum over all time has no end. */
export function ensureDiscount(discountPerDay: number): void {
  ensure(discountPerDay > 0 && discountPerDay < Infinity, 'bad-parameter', () => ({
    en: `discountPerDay is ${discountPerDay}; it must be finite and above 0, for example ln(1.1) / 365 for 10 % a year`,
    zh: `discountPerDay 为 ${discountPerDay}；应为大于 0 的有限数，例如年利率 10% 对应 ln(1.1) / 365`,
  }));
}

/** Throws `bad-parameter` unless a level of confidence lies strictly between 0 and 1. */
export function ensureLevel(level: number): void {
  ensure(level > 0 && level < 1, 'bad-parameter', () => ({
    en: `level is ${level}; it must lie between 0 and 1, for example 0.9`,
    zh: `level 为 ${level}；应介于 0 与 1 之间，例如 0.9`,
  }));
}
