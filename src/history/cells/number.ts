import { MONEY_SCALE } from '../../core/money.js';
import type { ColumnKind } from '../schema.js';

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;
const CURRENCY_AHEAD = /^([+-]?)\s*(?:rmb|cny|us\$|hk\$|[¥$€£])\s*([+-]?)/i;
const UNIT_BEHIND = /\s*(?:rmb|cny|元|圆|kgs?|公斤|千克|件|票|天|日|days?|pcs|[¥$€£])$/i;
const IN_BRACKETS = /^\((.*)\)$/;

/**
 * A number as exports write it: `1234.5`, `1,234.50`, `￥12`, `12元`, `3 kg`, full-width digits, `(5.00)` for −5; NaN for anything else.
 * A comma counts only between groups of three digits: `1,5` is not a number here, because it could be 1.5 or 15.
 *
 * @example
 * ```ts
 * parseNumber('￥１，２３４．５０'); // => 1234.5
 * ```
 */
export function parseNumber(text: string): number {
  if (PLAIN.test(text)) return Number(text);
  let rest = text.normalize('NFKC').trim();
  const bracketed = IN_BRACKETS.exec(rest);
  if (bracketed) rest = bracketed[1]!;
  rest = rest
    .replace(CURRENCY_AHEAD, '$1$2')
    .replace(UNIT_BEHIND, '')
    .replace(/^\u2212/, '-')
    .trim();
  const value = PLAIN.test(rest) ? Number(rest) : GROUPED.test(rest) ? Number(rest.replaceAll(',', '')) : Number.NaN;
  return bracketed ? -value : value;
}

/** Beyond these a cell is a slip of the pen, and sums of such cells would no longer be exact. */
const LARGEST = { money: 1e10, mass: 1e6, count: 1e9 };

/**
 * A number in the unit of the file as the unit it is held in (money → 1/10,000, kilograms → grams); NaN where the kind does not allow it:
 * a count that is not whole or below 0, a weight below 0, a rating outside 1–5, an amount beyond 10¹⁰.
 *
 * @example
 * ```ts
 * toHeld('money', 12.5); // => 125000
 * ```
 */
export function toHeld(kind: ColumnKind, value: number): number {
  switch (kind) {
    case 'money':
      return Math.abs(value) <= LARGEST.money ? Math.round(value * MONEY_SCALE) + 0 : Number.NaN;
    case 'mass':
      return value >= 0 && value <= LARGEST.mass ? Math.round(value * 1000) + 0 : Number.NaN;
    case 'count':
      return value >= 0 && value <= LARGEST.count && Number.isInteger(value) ? value + 0 : Number.NaN;
    case 'rating':
      return value >= 1 && value <= 5 ? value : Number.NaN;
    default:
      return value;
  }
}
