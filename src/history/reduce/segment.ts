import type { Sink } from './runs.js';
import { sortOrder } from './sortOrder.js';

/** Entries of one group, gathered in any order and given on sorted and summed. */
export interface Segment {
  add(major: number, minor: number, amounts: Float64Array): void;
  /** Gives the sums of one group in order and is empty afterwards. */
  drain(group: number, sink: Sink): void;
}

/** Up to this many entries are sorted by insertion. */
const FEW = 24;
const FIRST_ROOM = 64;

/** @param slots - which of the amounts added are kept */
export function createSegment(slots: readonly number[]): Segment {
  const measureCount = slots.length;
  let room = FIRST_ROOM;
  let major = new Int32Array(room);
  let minor = new Int32Array(room);
  let values = new Float64Array(room * measureCount);
  let length = 0;
  let isSorted = true;
  const few = new Int32Array(FEW);
  const sums = new Float64Array(measureCount);

  function grow(): void {
    room *= 2;
    const [oldMajor, oldMinor, oldValues] = [major, minor, values];
    major = new Int32Array(room);
    minor = new Int32Array(room);
    values = new Float64Array(room * measureCount);
    major.set(oldMajor);
    minor.set(oldMinor);
    values.set(oldValues);
  }

  const isAfter = (a: number, b: number): boolean => major[a]! > major[b]! || (major[a]! === major[b]! && minor[a]! > minor[b]!);

  function inserted(): Int32Array {
    for (let entry = 0; entry < length; entry++) {
      let place = entry;
      for (; place > 0 && isAfter(few[place - 1]!, entry); place--) few[place] = few[place - 1]!;
      few[place] = entry;
    }
    return few;
  }

  function order(): Int32Array | null {
    if (isSorted) return null;
    return length <= FEW ? inserted() : sortOrder([major, minor], length);
  }

  return {
    add(majorKey, minorKey, amounts) {
      if (length === room) grow();
      major[length] = majorKey;
      minor[length] = minorKey;
      const base = length * measureCount;
      for (let m = 0; m < measureCount; m++) values[base + m] = amounts[slots[m]!]!;
      if (isSorted && length > 0 && isAfter(length - 1, length)) isSorted = false;
      length++;
    },
    drain(group, sink) {
      if (length === 0) return;
      const sorted = order();
      let last = -1;
      for (let place = 0; place < length; place++) {
        const entry = sorted === null ? place : sorted[place]!;
        const base = entry * measureCount;
        if (last >= 0 && major[entry] === major[last] && minor[entry] === minor[last]) {
          for (let m = 0; m < measureCount; m++) sums[m]! += values[base + m]!;
        } else {
          if (last >= 0) sink(group, major[last]!, minor[last]!, sums);
          for (let m = 0; m < measureCount; m++) sums[m] = values[base + m]!;
        }
        last = entry;
      }
      sink(group, major[last]!, minor[last]!, sums);
      length = 0;
      isSorted = true;
    },
  };
}
