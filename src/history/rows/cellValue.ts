import { DAY_MINUTES } from '../../core/day.js';
import { isBlank, minutesOfDate, parseChoice, parseIsoInstant, parseNumber, toHeld } from '../cells.js';
import type { ColumnSchema } from '../schema.js';

/** A cell as it is held: text for ids, keys, categories and texts ('' is missing), a position for choices (0 is missing), else a number (NaN is missing). */
export type Held = number | string;

/** What a value that means nothing for its column is turned into. */
export const BAD: unique symbol = Symbol('bad cell');

/** A value of a row from code, as it is held; `BAD` where it is there and means nothing. */
export function heldOf(schema: ColumnSchema, value: unknown, timeZone: string): Held | typeof BAD {
  const { kind } = schema;
  const text = typeof value === 'string' ? value.trim() : value;
  const isMissing =
    text === undefined ||
    text === null ||
    (typeof text === 'string' && isBlank(kind, text)) ||
    (typeof text === 'number' && Number.isNaN(text));
  switch (kind) {
    case 'id':
    case 'key':
    case 'category':
    case 'text':
      return isMissing ? '' : asText(text);
    case 'choice':
      return isMissing ? 0 : orBad(positionOf(schema, text), -1);
    case 'instant':
      return isMissing ? Number.NaN : orBad(asMinutes(text, timeZone));
    case 'date':
      return isMissing ? Number.NaN : orBad(Math.floor(asMinutes(text, timeZone) / DAY_MINUTES));
    default:
      return isMissing ? Number.NaN : orBad(toHeld(kind, asNumber(text)));
  }
}

function orBad(value: number, bad: number = Number.NaN): number | typeof BAD {
  return Object.is(value, bad) ? BAD : value;
}

function asText(value: unknown): string | typeof BAD {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : BAD;
}

function positionOf(schema: ColumnSchema, value: unknown): number {
  if (typeof value === 'boolean') return parseChoice(schema, value ? 'yes' : 'no');
  return typeof value === 'string' || typeof value === 'number' ? parseChoice(schema, String(value)) : -1;
}

function asMinutes(value: unknown, timeZone: string): number {
  if (typeof value === 'string') return parseIsoInstant(value, timeZone);
  return value instanceof Date ? minutesOfDate(value, timeZone) : Number.NaN;
}

function asNumber(value: unknown): number {
  if (typeof value === 'string') return parseNumber(value);
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN;
}
