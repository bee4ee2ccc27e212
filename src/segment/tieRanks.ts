import { denseRank } from '../math/denseRank.js';

/** Where each value of a column stands among the others; equal values stand together. */
export interface TieRanks {
  /** Number of each row's distinct value, ascending from 0. */
  readonly ranks: Int32Array;
  /** How many rows lie below distinct value k, for k = 0 … number of distinct values; the last is n. */
  readonly below: Int32Array;
}

/** Whole numbers up to this many times the rows are counted instead of sorted. */
const DENSE_RANGE = 4;

/** Ranks of a column without NaN. O(n): whole numbers of a small range are counted, all others sorted by radix. */
export function tieRanks(values: Float64Array): TieRanks {
  const { ranks, count } = smallIntegerRanks(values) ?? denseRank(values);
  const below = new Int32Array(count + 1);
  for (let row = 0; row < ranks.length; row++) below[ranks[row]! + 1]!++;
  for (let k = 0; k < count; k++) below[k + 1]! += below[k]!;
  return { ranks, below };
}

function smallIntegerRanks(values: Float64Array): { ranks: Int32Array; count: number } | undefined {
  const range = integerRange(values);
  if (range === undefined) return undefined;
  const numberOf = new Int32Array(range.high - range.low + 1);
  for (let row = 0; row < values.length; row++) numberOf[values[row]! - range.low] = 1;
  let count = 0;
  for (let k = 0; k < numberOf.length; k++) if (numberOf[k] === 1) numberOf[k] = count++;
  return { ranks: Int32Array.from(values, (value) => numberOf[value - range.low]!), count };
}

function integerRange(values: Float64Array): { low: number; high: number } | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value !== Math.floor(value)) return undefined;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return values.length > 0 && high - low < DENSE_RANGE * values.length + 1024 ? { low, high } : undefined;
}

/** The distinct values in ascending order. */
export function distinctValues(values: Float64Array, { ranks, below }: TieRanks): Float64Array {
  const distinct = new Float64Array(below.length - 1);
  for (let row = 0; row < ranks.length; row++) distinct[ranks[row]!] = values[row]!;
  return distinct;
}
