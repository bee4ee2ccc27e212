/** Which distinct value each row holds: values numbered from 0 in ascending order. */
export interface DenseRanks {
  /** Rank of each row's value, shape (n,). */
  readonly ranks: Int32Array;
  /** Number of distinct values. */
  readonly count: number;
}

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const PASSES = 6;

/**
 * Numbers the distinct values of a column in ascending order; equal values (and 0 and −0) share a number.
 *
 * @param values - shape (n,), without NaN
 * @remarks Radix sort of row numbers by the bits of the values: O(n), about 0.1 s for a million rows.
 */
export function denseRank(values: Float64Array): DenseRanks {
  const keys = sortableKeys(values);
  const order = radixOrder(keys.high, keys.low);
  const ranks = new Int32Array(values.length);
  let count = values.length > 0 ? 1 : 0;
  for (let i = 1; i < order.length; i++) {
    if (values[order[i]!] !== values[order[i - 1]!]) count++;
    ranks[order[i]!] = count - 1;
  }
  return { ranks, count };
}

/** The two halves of 64-bit integers in the order of the values: the sign bit is turned, and all other bits of negative values. */
function sortableKeys(values: Float64Array): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const n = values.length;
  const high = new Uint32Array(n);
  const low = new Uint32Array(n);
  const cell = new Float64Array(1);
  const words = new Uint32Array(cell.buffer);
  const highWord = isLittleEndian() ? 1 : 0;
  for (let i = 0; i < n; i++) {
    cell[0] = values[i]! + 0; // −0 becomes 0
    const top = words[highWord]!;
    const negative = top >>> 31 === 1;
    high[i] = negative ? ~top : top ^ 0x80000000;
    low[i] = negative ? ~words[1 - highWord]! : words[1 - highWord]!;
  }
  return { high, low };
}

function isLittleEndian(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
}

/** Row numbers in ascending order of their keys, rows of equal keys in their own order. */
function radixOrder(high: Uint32Array, low: Uint32Array): Uint32Array {
  let order = Uint32Array.from(high, (_, i) => i);
  let spare = new Uint32Array(order.length);
  const digits = new Uint16Array(order.length);
  for (let pass = 0; pass < PASSES; pass++) {
    digitsOf(high, low, pass, digits);
    if (!scatter(order, digits, spare)) continue;
    [order, spare] = [spare, order];
  }
  return order;
}

/** Digit `pass` of every key, lowest first. */
function digitsOf(high: Uint32Array, low: Uint32Array, pass: number, digits: Uint16Array): void {
  const start = pass * DIGIT_BITS;
  for (let i = 0; i < digits.length; i++) {
    const word = start >= 32 ? high[i]! >>> (start - 32) : (low[i]! >>> start) | (start > 32 - DIGIT_BITS ? high[i]! << (32 - start) : 0);
    digits[i] = word & (DIGITS - 1);
  }
}

/** Moves rows to `target` in the order of their digits; false, with nothing moved, when all digits are equal. */
function scatter(order: Uint32Array, digits: Uint16Array, target: Uint32Array): boolean {
  const next = new Uint32Array(DIGITS);
  for (let i = 0; i < digits.length; i++) next[digits[i]!]!++;
  if (digits.length === 0 || next[digits[0]!] === digits.length) return false;
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const size = next[digit]!;
    next[digit] = start;
    start += size;
  }
  for (let i = 0; i < order.length; i++) target[next[digits[order[i]!]!]!++] = order[i]!;
  return true;
}
