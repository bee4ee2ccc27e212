import type { DenseRanks } from '../math/denseRank.js';

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** Ranges up to this many times the rows are counted instead of sorted. */
const DENSE_RANGE = 4;
const WIDEST_RANGE = 4294967296;

/**
 * Ranks of values that are whole multiples of 1/scale within a range of 2³² of them; undefined for any other column. O(n).
 *
 * @param values - without NaN
 */
export function rankWhole(values: Float64Array, scale: number): DenseRanks | undefined {
  const n = values.length;
  const whole = new Float64Array(n);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < n; row++) {
    const units = Math.round(values[row]! * scale);
    // The quotient is the value to the bit, so equal multiples and only they are equal values.
    if (units / scale !== values[row]!) return undefined;
    whole[row] = units;
    if (units < low) low = units;
    if (units > high) high = units;
  }
  const range = high - low + 1;
  if (n === 0 || !(range <= WIDEST_RANGE)) return undefined;
  return range <= DENSE_RANGE * n + 1024 ? counted(whole, low, range) : sortedRanks(whole, low, range);
}

function counted(whole: Float64Array, low: number, range: number): DenseRanks {
  const numberOf = new Int32Array(range);
  for (let row = 0; row < whole.length; row++) numberOf[whole[row]! - low] = 1;
  let count = 0;
  for (let k = 0; k < range; k++) if (numberOf[k] === 1) numberOf[k] = count++;
  const ranks = new Int32Array(whole.length);
  for (let row = 0; row < ranks.length; row++) ranks[row] = numberOf[whole[row]! - low]!;
  return { ranks, count };
}

function sortedRanks(whole: Float64Array, low: number, range: number): DenseRanks {
  const n = whole.length;
  let [keys, rows, spareKeys, spareRows] = [new Uint32Array(n), new Uint32Array(n), new Uint32Array(n), new Uint32Array(n)];
  for (let row = 0; row < n; row++) {
    keys[row] = whole[row]! - low;
    rows[row] = row;
  }
  for (let shift = 0; shift < 32 && range > 2 ** shift; shift += DIGIT_BITS) {
    scatter(keys, rows, spareKeys, spareRows, shift);
    [keys, spareKeys, rows, spareRows] = [spareKeys, keys, spareRows, rows];
  }
  const ranks = new Int32Array(n);
  let count = 0;
  for (let at = 0; at < n; at++) {
    if (at === 0 || keys[at] !== keys[at - 1]) count++;
    ranks[rows[at]!] = count - 1;
  }
  return { ranks, count };
}

/** Moves keys and rows to the order of one digit, keeping the order of equal ones. */
function scatter(keys: Uint32Array, rows: Uint32Array, toKeys: Uint32Array, toRows: Uint32Array, shift: number): void {
  const next = new Uint32Array(DIGITS);
  const n = keys.length;
  for (let at = 0; at < n; at++) next[(keys[at]! >>> shift) & (DIGITS - 1)]!++;
  let place = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const size = next[digit]!;
    next[digit] = place;
    place += size;
  }
  for (let at = 0; at < n; at++) {
    const to = next[(keys[at]! >>> shift) & (DIGITS - 1)]!++;
    toKeys[to] = keys[at]!;
    toRows[to] = rows[at]!;
  }
}
