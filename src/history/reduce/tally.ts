import { mixBits } from '../hash.js';
import { sortOrder } from './sortOrder.js';

/** Two sums by two small whole keys, in an open-addressing table. */
export interface Tally {
  add(first: number, second: number, a: number, b: number): void;
  /** All entries that are not zero, sorted by first, then second key. */
  finish(): TallyRows;
}

export interface TallyRows {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

export function createTally(): Tally {
  let slots = new Int32Array(256);
  let room = 128;
  let first = new Int32Array(room);
  let second = new Int32Array(room);
  let a = new Float64Array(room);
  let b = new Float64Array(room);
  let length = 0;
  let lastEntry = -1;

  function slotOf(x: number, y: number): number {
    const mask = slots.length - 1;
    let slot = mixBits(Math.imul(x, 0x9e3779b1) ^ y) & mask;
    for (let entry = slots[slot]! - 1; entry >= 0 && (first[entry] !== x || second[entry] !== y); entry = slots[slot]! - 1)
      slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    room *= 2;
    [first, second] = [first, second].map((column) => copied(column, new Int32Array(room))) as [
      Int32Array<ArrayBuffer>,
      Int32Array<ArrayBuffer>,
    ];
    [a, b] = [a, b].map((column) => copied(column, new Float64Array(room))) as [Float64Array<ArrayBuffer>, Float64Array<ArrayBuffer>];
    slots = new Int32Array(room * 2);
    for (let entry = 0; entry < length; entry++) slots[slotOf(first[entry]!, second[entry]!)] = entry + 1;
  }

  function entryOf(x: number, y: number): number {
    let slot = slotOf(x, y);
    if (slots[slot] === 0) {
      if (length === room) {
        grow();
        slot = slotOf(x, y);
      }
      first[length] = x;
      second[length] = y;
      slots[slot] = ++length;
    }
    return slots[slot]! - 1;
  }

  return {
    add(x, y, toA, toB) {
      if (lastEntry < 0 || first[lastEntry] !== x || second[lastEntry] !== y) lastEntry = entryOf(x, y);
      a[lastEntry]! += toA;
      b[lastEntry]! += toB;
    },
    finish() {
      const order = sortOrder([first, second], length).filter((entry) => a[entry] !== 0 || b[entry] !== 0);
      const pick = (column: Int32Array): Int32Array => order.map((entry) => column[entry]!);
      return {
        first: pick(first),
        second: pick(second),
        a: Float64Array.from(order, (entry) => a[entry]!),
        b: Float64Array.from(order, (entry) => b[entry]!),
      };
    },
  };
}

function copied<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Where each first key's entries start: those of key k are `[starts[k], starts[k + 1])`. */
export function tallyStarts(first: Int32Array, keyCount: number): Int32Array {
  const starts = new Int32Array(keyCount + 1);
  for (const key of first) starts[key + 1]!++;
  for (let key = 0; key < keyCount; key++) starts[key + 1]! += starts[key]!;
  return starts;
}
