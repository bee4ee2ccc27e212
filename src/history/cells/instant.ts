import { DAY_MINUTES, dayFromParts } from '../../core/day.js';
import { ensure } from '../../core/errors.js';

const YEAR_FIRST =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))(.*)$/;
const TIME = /^[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * Wall-clock minutes since 1970-01-01 00:00 of a date with or without a time of day, year first
 * (`2026-06-30`, `2026-06-30 08:15`, `2026/6/30 8:15:00`, `2026-06-30T08:15:00+08:00`); NaN for anything else. Seconds are cut off.
 * A time with a zone is brought to the wall clock of `timeZone`; without one it is taken as it stands.
 *
 * @example
 * ```ts
 * parseIsoInstant('1970-01-02T00:30Z', 'Asia/Shanghai'); // => 1950
 * ```
 */
export function parseIsoInstant(text: string, timeZone = 'Asia/Shanghai'): number {
  const match = YEAR_FIRST.exec(text);
  if (!match) return Number.NaN;
  const month = Number(match[2] ?? match[4] ?? match[6] ?? match[8] ?? match[10]);
  const dayOfMonth = Number(match[3] ?? match[5] ?? match[7] ?? match[9] ?? match[11]);
  const day = dayFromParts(Number(match[1]), month, dayOfMonth);
  const rest = match[12]!;
  if (rest === '') return day * DAY_MINUTES;
  const time = TIME.exec(rest);
  if (!time || Number(time[1]) > 23 || Number(time[2]) > 59 || Number(time[3] ?? 0) > 59) return Number.NaN;
  const minutes = day * DAY_MINUTES + Number(time[1]) * 60 + Number(time[2]);
  return time[4] === undefined ? minutes : wallClock(minutes - zoneMinutes(time[4]), timeZone);
}

/** Day number of the same texts; the time of day, if any, is cut off after the zone is applied. */
export function parseIsoDay(text: string, timeZone = 'Asia/Shanghai'): number {
  return dayOfMinutes(parseIsoInstant(text, timeZone));
}

/** Day number of wall-clock minutes. */
export function dayOfMinutes(minutes: number): number {
  return Math.floor(minutes / DAY_MINUTES);
}

/** Wall-clock minutes in `timeZone` of a JavaScript date; NaN for an invalid one or a year outside 1900–2149. */
export function minutesOfDate(date: Date, timeZone = 'Asia/Shanghai'): number {
  const year = date.getUTCFullYear();
  return year >= 1900 && year <= 2149 ? wallClock(Math.floor(date.getTime() / 60_000), timeZone) : Number.NaN;
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const size = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return zone.startsWith('-') ? -size : size;
}

/** China has kept UTC+8 without summer time since this minute (1992-01-01). */
const SHANGHAI_PLAIN_SINCE = 11_571_840;

/**
 * UTC minutes brought to the wall clock of a time zone.
 *
 * @throws HoldfastError `bad-parameter` for a name that is no time zone
 */
export function wallClock(utcMinutes: number, timeZone: string): number {
  if (timeZone === 'UTC' || Number.isNaN(utcMinutes)) return utcMinutes;
  if (timeZone === 'Asia/Shanghai' && utcMinutes >= SHANGHAI_PLAIN_SINCE) return utcMinutes + 480;
  return utcMinutes + offsetMinutes(timeZone, utcMinutes);
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Offsets change on quarter hours only, so one answer serves each quarter. */
function offsetMinutes(timeZone: string, utcMinutes: number): number {
  const quarter = Math.floor(utcMinutes / 15);
  const key = `${timeZone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size > 100_000) offsets.clear();
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(quarter * 900_000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const wall = Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!, parts['hour']!, parts['minute']!) / 60_000;
  const offset = wall - quarter * 15;
  offsets.set(key, offset);
  return offset;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  ensure(isTimeZone(timeZone), 'bad-parameter', () => ({
    en: `"${timeZone.slice(0, 40)}" is not a time zone; use an IANA name, for example Asia/Shanghai`,
    zh: `“${timeZone.slice(0, 40)}”不是时区；请使用 IANA 名称，例如 Asia/Shanghai`,
  }));
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return true;
  } catch {
    return false;
  }
}
