import { ensure } from './errors.js';

/** Minutes in a day. */
export const DAY_MINUTES = 1440;
const MS_PER_DAY = 86_400_000;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Day number (whole days since 1970-01-01) of an ISO date `YYYY-MM-DD`.
 *
 * @param text - a day of the years 1900 to 2149
 * @throws HoldfastError `bad-date` for anything that is not a day of the calendar
 * @example
 * ```ts
 * dayOf('2026-06-30'); // => 20634
 * ```
 */
export function dayOf(text: string): number {
  const match = ISO_DAY.exec(text);
  const day = match ? dayFromParts(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN;
  ensure(!Number.isNaN(day), 'bad-date', () => ({
    en: `"${text.slice(0, 40)}" is not a date; write it as YYYY-MM-DD, for example 2026-06-30`,
    zh: `“${text.slice(0, 40)}”不是日期；请写成 YYYY-MM-DD，例如 2026-06-30`,
  }));
  return day;
}

/** Day number of a year, month 1–12 and day of month, or NaN where the calendar has no such day (years 1900–2149). */
export function dayFromParts(year: number, month: number, dayOfMonth: number): number {
  if (!(year >= 1900 && year <= 2149)) return Number.NaN;
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth ? date.getTime() / MS_PER_DAY : Number.NaN;
}

/**
 * `YYYY-MM-DD` of a day number; '' for NaN.
 *
 * @param day - whole days since 1970-01-01, as results hold their days
 * @example
 * ```ts
 * formatDay(20634); // => '2026-06-30'
 * ```
 */
export function formatDay(day: number): string {
  return Number.isNaN(day) ? '' : new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD HH:MM` of wall-clock minutes since 1970-01-01 00:00; '' for NaN. */
export function formatInstant(minutes: number): string {
  return Number.isNaN(minutes) ? '' : new Date(minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Week number of a day; weeks begin on Monday. */
export function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}
