import type { Places } from '../store.js';
import type { Runs } from './runs.js';

/** Entries of some customers, whole customers only, as they come out of the runs: two keys and amounts. */
export interface RawBlock {
  readonly length: number;
  readonly major: Int32Array;
  readonly minor: Int32Array;
  readonly values: readonly Float64Array[];
  /** Where each customer's entries start, and the end. */
  readonly starts: readonly number[];
}

/** A block is closed at the first customer after this many entries. */
const BLOCK_ENTRIES = 1 << 16;

/**
 * Takes all entries out of the runs, block by block; each run block is let go as it is used up, so that nothing is held twice.
 *
 * @param indexOf - index of each customer code
 * @param seal - turns a block into what is kept of it; its columns are used again for the next
 */
export function drainBlocks<B>(
  runs: Runs,
  measureCount: number,
  indexOf: Int32Array,
  customerCount: number,
  seal: (block: RawBlock) => B,
): { readonly places: Places; readonly blocks: readonly B[] } {
  const places = { block: new Int32Array(customerCount), from: new Int32Array(customerCount), to: new Int32Array(customerCount) };
  const blocks: B[] = [];
  let room = Math.min(BLOCK_ENTRIES, Math.max(16, runs.entries()));
  let major = new Int32Array(room);
  let minor = new Int32Array(room);
  let values = Array.from({ length: measureCount }, () => new Float64Array(room));
  let starts: number[] = [];
  let length = 0;
  let last = -1;

  function close(): void {
    starts.push(length);
    blocks.push(seal({ length, major, minor, values, starts }));
    starts = [];
    length = 0;
  }

  function grow(): void {
    room *= 2;
    major = copied(major, new Int32Array(room));
    minor = copied(minor, new Int32Array(room));
    values = values.map((column) => copied(column, new Float64Array(room)));
  }

  function open(code: number): void {
    if (length >= BLOCK_ENTRIES) close();
    last = indexOf[code]!;
    places.block[last] = blocks.length;
    places.from[last] = length;
    starts.push(length);
  }

  let lastCode = -1;
  runs.drain((code, majorKey, minorKey, amounts) => {
    if (code !== lastCode) open(code);
    lastCode = code;
    if (length === room) grow();
    major[length] = majorKey;
    minor[length] = minorKey;
    for (let m = 0; m < measureCount; m++) values[m]![length] = amounts[m]!;
    places.to[last] = ++length;
  });
  if (length > 0) close();
  return { places, blocks };
}

function copied<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
