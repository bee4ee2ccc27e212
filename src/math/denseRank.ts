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

/** Keys in some order: 64-bit whole numbers in two halves, and the rows they belong to. */
interface Keys {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly row: Uint32Array;
}

/**
 * Numbers the distinct values of a column in ascending order; equal values (and 0 and −0) share a number.
 *
 * @param values - shape (n,), without NaN
 * @remarks Radix sort by the bits of the values: O(n), about 60 ns a row, 24 bytes a row beside the result.
 */
export function denseRank(values: Float64Array): DenseRanks {
  const { high, low, row } = sorted(sortableKeys(values));
  const ranks = new Int32Array(values.length);
  let count = values.length > 0 ? 1 : 0;
  for (let i = 1; i < row.length; i++) {
    if (high[i] !== high[i - 1] || low[i] !== low[i - 1]) count++;
    ranks[row[i]!] = count - 1;
  }
  return { ranks, count };
}

function emptyKeys(n: number): Keys {
  return { high: new Uint32Array(n), low: new Uint32Array(n), row: new Uint32Array(n) };
}

/** Whole numbers in the order of the values: the sign bit is turned, and with it all other bits of negative values. */
function sortableKeys(values: Float64Array): Keys {
  const keys = emptyKeys(values.length);
  const cell = new Float64Array(1);
  const words = new Uint32Array(cell.buffer);
  const highWord = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0; // little-endian or not
  for (let i = 0; i < values.length; i++) {
    cell[0] = values[i]! + 0; // −0 becomes 0
    const flip = words[highWord]! >>> 31 === 1 ? 0xffffffff : 0;
    keys.high[i] = words[highWord]! ^ (flip | 0x80000000);
    keys.low[i] = words[1 - highWord]! ^ flip;
    keys.row[i] = i;
  }
  return keys;
}

/** The keys in ascending order, equal keys in the order of rows. Uses the given keys as working space. */
function sorted(given: Keys): Keys {
  let keys = given;
  let spare = emptyKeys(given.row.length);
  for (let pass = 0; pass < PASSES; pass++) if (scatter(keys, spare, pass * DIGIT_BITS)) [keys, spare] = [spare, keys];
  return keys;
}

/** Digit of a key that begins at bit `start`. */
function digitOf(high: number, low: number, start: number): number {
  const bits = start >= 32 ? high >>> (start - 32) : start + DIGIT_BITS > 32 ? (low >>> start) | (high << (32 - start)) : low >>> start;
  return bits & (DIGITS - 1);
}

/** Moves keys to `target` in the order of one digit; false, with nothing moved, when all have the same. */
function scatter({ high, low, row }: Keys, target: Keys, start: number): boolean {
  const next = new Uint32Array(DIGITS);
  for (let i = 0; i < row.length; i++) next[digitOf(high[i]!, low[i]!, start)]!++;
  if (next.includes(row.length)) return false;
  let place = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const size = next[digit]!;
    next[digit] = place;
    place += size;
  }
  for (let i = 0; i < row.length; i++) {
    const to = next[digitOf(high[i]!, low[i]!, start)]!++;
    target.high[to] = high[i]!;
    target.low[to] = low[i]!;
    target.row[to] = row[i]!;
  }
  return true;
}
