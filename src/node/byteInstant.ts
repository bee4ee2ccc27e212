import { DAY_MINUTES, dayFromParts } from '../core/day.js';

const FIRST_YEAR = 1900;
const YEARS = 250;
/** Day number of the first day of each month since 1900-01, and the month after the last. */
const monthStarts = new Int32Array(YEARS * 12 + 1);
for (let month = 0; month < YEARS * 12; month++)
  monthStarts[month] = dayFromParts(FIRST_YEAR + Math.floor(month / 12), (month % 12) + 1, 1);
monthStarts[YEARS * 12] = monthStarts[YEARS * 12 - 1]! + 31;

const COLON = 58;
const SPACE = 32;
const T = 84;

/**
 * Wall-clock minutes of a date written `YYYY-M-D`, `YYYY/M/D` or `YYYY.M.D`, with or without ` H:MM` or ` H:MM:SS`;
 * NaN for anything else, which the caller reads as text. About 10 ns.
 */
export function minutesFromBytes(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 8 || length > 19) return Number.NaN;
  const separator = bytes[start + 4]!;
  if (separator !== 45 && separator !== 47 && separator !== 46) return Number.NaN;
  const year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2);
  let at = start + 5;
  let month = oneDigit(bytes, at);
  if (bytes[at + 1] === separator) at += 2;
  else {
    month = twoDigits(bytes, at);
    if (bytes[at + 2] !== separator) return Number.NaN;
    at += 3;
  }
  let dayOfMonth = oneDigit(bytes, at);
  if (at + 1 < end && bytes[at + 1]! >= 48 && bytes[at + 1]! <= 57) dayOfMonth = twoDigits(bytes, at++);
  const day = dayNumber(year, month, dayOfMonth);
  return ++at === end ? day * DAY_MINUTES : day * DAY_MINUTES + timeFromBytes(bytes, at, end);
}

/** NaN unless the calendar has the day. */
function dayNumber(year: number, month: number, dayOfMonth: number): number {
  if (!(year >= FIRST_YEAR && year < FIRST_YEAR + YEARS && month >= 1 && month <= 12)) return Number.NaN;
  const index = (year - FIRST_YEAR) * 12 + month - 1;
  const day = monthStarts[index]! + dayOfMonth - 1;
  return dayOfMonth >= 1 && day < monthStarts[index + 1]! ? day : Number.NaN;
}

/** Minutes of ` H:MM[:SS]` at `[start, end)`. */
function timeFromBytes(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== SPACE && bytes[start] !== T) return Number.NaN;
  let at = start + 1;
  let hour = oneDigit(bytes, at);
  if (bytes[at + 1] !== COLON) hour = twoDigits(bytes, at++);
  if (at + 4 > end || bytes[at + 1] !== COLON) return Number.NaN;
  const minute = twoDigits(bytes, at + 2);
  at += 4;
  if (at !== end) {
    if (at + 3 !== end || bytes[at] !== COLON || !(twoDigits(bytes, at + 1) <= 59)) return Number.NaN;
  }
  return hour <= 23 && minute <= 59 ? hour * 60 + minute : Number.NaN;
}

function oneDigit(bytes: Uint8Array, at: number): number {
  const digit = bytes[at]! - 48;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
}

/** Two digits as a number; NaN where either byte is no digit. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
