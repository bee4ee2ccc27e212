import { DAY_MINUTES } from '../core/day.js';
import { parseIsoInstant, parseNumber } from '../history/cells.js';
import { fullYear, monthNumber } from './dateText.js';

const TOKEN = /yyyy|yy|MMM|MM|M|dd|d|HH|H|mm|m|ss|s|T|'[^']*'|[A-Za-z]+|[^A-Za-z']/g;
const PATTERNS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<year>\\d{2})',
  MMM: '(?<name>[A-Za-z]{3,9})\\.?',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  m: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{2})',
  s: '(?<second>\\d{1,2})',
};
/** Day number of Excel's day 0 (1899-12-30, so that its 1900-02-29 is jumped over). */
const EXCEL_DAY_ZERO = -25_569;

/**
 * Reader of dates in one format: `d`, `dd`, `M`, `MM`, `MMM`, `yy`, `yyyy`, `H`, `HH`, `m`, `mm`, `s`, `ss`, other characters as they are
 * (letters in single quotes), or `excel` for Excel's serial numbers. It returns wall-clock minutes, or NaN.
 * `undefined` when the format itself is not understood.
 */
export function compileDateFormat(format: string): ((text: string) => number) | undefined {
  if (format.toLowerCase() === 'excel') return excelMinutes;
  const parts = format.match(TOKEN) ?? [];
  const pattern = parts.map(partPattern);
  if (pattern.includes(undefined)) return undefined;
  const source = pattern.join('');
  const has = (group: string): boolean => source.split(`(?<${group}>`).length === 2;
  if (!has('year') || !has('day') || has('month') === has('name')) return undefined;
  if (['hour', 'minute', 'second'].some((group) => source.split(`(?<${group}>`).length > 2)) return undefined;
  const expression = new RegExp(`^${source}$`);
  return (text) => minutesOf(expression.exec(text)?.groups);
}

function partPattern(part: string): string | undefined {
  if (Object.hasOwn(PATTERNS, part)) return PATTERNS[part];
  if (part.startsWith("'")) return escaped(part.slice(1, -1));
  if (/^[A-Za-z]/.test(part)) return part === 'T' ? 'T' : undefined;
  return part === ' ' ? '\\s+' : escaped(part);
}

const escaped = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

function minutesOf(groups: Record<string, string | undefined> | undefined): number {
  if (groups === undefined) return Number.NaN;
  const { year, name, month, day, hour = '0', minute = '00', second = '00' } = groups;
  const monthText = name === undefined ? month : String(monthNumber(name));
  return parseIsoInstant(`${fullYear(year ?? '')}-${monthText}-${day} ${hour}:${minute.padStart(2, '0')}:${second.padStart(2, '0')}`);
}

function excelMinutes(text: string): number {
  const serial = parseNumber(text);
  if (!(serial >= 61 && serial < 91_313)) return Number.NaN;
  const seconds = Math.round(serial * 86_400);
  return Math.floor(seconds / 60) + EXCEL_DAY_ZERO * DAY_MINUTES;
}
