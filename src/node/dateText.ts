import { parseIsoInstant } from '../history/cells.js';

/** Order of day, month and year in a date of three numbers with the year not written first in full. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** Wall-clock minutes, NaN for what is no date, or `undecided` for three numbers whose order must be settled for the whole column first. */
export type ParsedDate = number | 'undecided';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_NAME_YEAR = /^(\d{1,2})[-\s./]*([a-z]{3,9})\.?[-\s./,]*(\d{4}|\d{2})(?!\d)(.*)$/i;
const NAME_DAY_YEAR = /^([a-z]{3,9})\.?[-\s]*(\d{1,2})(?:st|nd|rd|th)?,?[-\s]+(\d{4})(?!\d)(.*)$/i;
const TRIPLE = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/;
const HALF_DAY = /^([,\s]+)(\d{1,2})(:\d{2}(?::\d{2})?)\s*([ap])\.?m\.?$/i;

/**
 * A date as text in any of the ways that need no format: year first, with the month's name, or three numbers in a settled order.
 * Two-digit years 70–99 are 19xx, the rest 20xx.
 */
export function parseDateText(text: string, timeZone: string, order: DateOrder | undefined): ParsedDate {
  const minutes = parseIsoInstant(text, timeZone);
  if (!Number.isNaN(minutes)) return minutes;
  const named = namedMonth(text);
  if (named !== undefined) return parseIsoInstant(named, timeZone);
  if (!TRIPLE.test(text)) return Number.NaN;
  if (order !== undefined) return parseOrdered(text, timeZone, order);
  const readings = possibleOrders(text, timeZone).map((each) => parseOrdered(text, timeZone, each));
  if (readings.length === 0) return Number.NaN;
  return 'undecided';
}

/** Orders under which the text is a day of the calendar; empty when it is not three numbers at all. */
export function possibleOrders(text: string, timeZone: string): readonly DateOrder[] {
  if (!TRIPLE.test(text)) return [];
  return (['dmy', 'mdy', 'ymd'] as const).filter((order) => !Number.isNaN(parseOrdered(text, timeZone, order)));
}

/** Three numbers read in one order. */
export function parseOrdered(text: string, timeZone: string, order: DateOrder): number {
  const match = TRIPLE.exec(text);
  if (!match || (order === 'ymd' && match[4]!.length === 4)) return Number.NaN;
  const [first, second, third, rest] = [match[1]!, match[3]!, match[4]!, match[5]!];
  if (order === 'ymd') return first.length === 2 ? parseIsoInstant(isoText(first, second, third, rest), timeZone) : Number.NaN;
  return parseIsoInstant(order === 'dmy' ? isoText(third, second, first, rest) : isoText(third, first, second, rest), timeZone);
}

/** Two-digit years 70–99 are 19xx, the rest 20xx. */
export function fullYear(year: string): string {
  return year.length === 4 ? year : `${Number(year) >= 70 ? 19 : 20}${year}`;
}

/** Position of an English month name (1–12), or 0. */
export function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function namedMonth(text: string): string | undefined {
  const dayFirst = DAY_NAME_YEAR.exec(text);
  if (dayFirst && monthNumber(dayFirst[2]!) > 0)
    return isoText(dayFirst[3]!, String(monthNumber(dayFirst[2]!)), dayFirst[1]!, dayFirst[4]!);
  const monthFirst = NAME_DAY_YEAR.exec(text);
  if (monthFirst && monthNumber(monthFirst[1]!) > 0)
    return isoText(monthFirst[3]!, String(monthNumber(monthFirst[1]!)), monthFirst[2]!, monthFirst[4]!);
  return undefined;
}

function isoText(year: string, month: string, dayOfMonth: string, rest: string): string {
  return `${fullYear(year)}-${month}-${dayOfMonth}${clock24(rest)}`;
}

/** ` 2:15:00 PM` as ` 14:15:00`. */
function clock24(rest: string): string {
  const match = HALF_DAY.exec(rest);
  if (!match || Number(match[2]) < 1 || Number(match[2]) > 12) return rest;
  const hour = (Number(match[2]) % 12) + (match[4]!.toLowerCase() === 'p' ? 12 : 0);
  return ` ${hour}${match[3]}`;
}
