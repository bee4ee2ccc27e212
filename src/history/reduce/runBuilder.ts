import { narrow, pack } from './packed.js';
import type { Run, Sink } from './runs.js';
import { sortOrder } from './sortOrder.js';

/** Makes runs of entries that come group by group. */
export interface RunBuilder {
  readonly add: Sink;
  /** Hands over what is at hand; the next group may come before the last. */
  end(): void;
}

const FIRST_ROOM = 256;
/** An entry is moved back over at most this many later ones; a group where that is not enough is sorted when it is complete. */
const MOST_STEPS = 32;

/**
 * @param slots - which of the amounts added are kept
 * @param blockBits - a run holds groups of one block of 2^blockBits codes only
 * @param keep - takes each finished run
 */
export function createRunBuilder(slots: readonly number[], hasMinor: boolean, blockBits: number, keep: (run: Run) => void): RunBuilder {
  const width = slots.length;
  let room = FIRST_ROOM;
  let major = new Int32Array(room);
  let minor = new Int32Array(room);
  /** A row of sums for each entry. */
  let values = new Float64Array(room * width);
  let groups: number[] = [];
  let starts: number[] = [];
  let length = 0;
  let group = -1;
  let groupStart = 0;
  let isMessy = false;

  function grow(): void {
    room *= 2;
    major = copied(major, new Int32Array(room));
    minor = copied(minor, new Int32Array(room));
    values = copied(values, new Float64Array(room * width));
  }

  function open(code: number): void {
    if (isMessy) tidy();
    if (group >= 0 && group >> blockBits !== code >> blockBits) end();
    group = code;
    groupStart = length;
    groups.push(code);
    starts.push(length);
  }

  /** Sorts and sums the entries of the group at hand. */
  function tidy(): void {
    const [oldMajor, oldMinor, oldValues] = [
      major.slice(groupStart, length),
      minor.slice(groupStart, length),
      values.slice(groupStart * width, length * width),
    ];
    const order = sortOrder([oldMajor, oldMinor], oldMajor.length);
    length = groupStart;
    for (let place = 0; place < order.length; place++) {
      const entry = order[place]!;
      const isNew = length === groupStart || major[length - 1] !== oldMajor[entry] || minor[length - 1] !== oldMinor[entry];
      if (isNew) {
        major[length] = oldMajor[entry]!;
        minor[length] = oldMinor[entry]!;
        values.fill(0, length * width, ++length * width);
      }
      const base = (length - 1) * width;
      for (let m = 0; m < width; m++) values[base + m]! += oldValues[entry * width + m]!;
    }
    isMessy = false;
  }

  /** Where a key belongs in the group at hand: after the last entry that is not greater. */
  function placeOf(majorKey: number, minorKey: number): number {
    let place = length;
    const stop = Math.max(groupStart, length - MOST_STEPS);
    while (place > stop && (major[place - 1]! > majorKey || (major[place - 1]! === majorKey && minor[place - 1]! > minorKey))) place--;
    if (place > stop || place === groupStart) return place;
    isMessy = major[place - 1]! > majorKey || (major[place - 1]! === majorKey && minor[place - 1]! > minorKey);
    return isMessy ? length : place;
  }

  const add: Sink = (code, majorKey, minorKey, amounts) => {
    if (code !== group) open(code);
    const place = isMessy ? length : placeOf(majorKey, minorKey);
    const before = place - 1;
    if (before >= groupStart && major[before] === majorKey && minor[before] === minorKey) {
      for (let m = 0, base = before * width; m < width; m++) values[base + m]! += amounts[slots[m]!]!;
      return;
    }
    if (length === room) grow();
    if (place < length) {
      major.copyWithin(place + 1, place, length);
      minor.copyWithin(place + 1, place, length);
      values.copyWithin((place + 1) * width, place * width, length * width);
    }
    major[place] = majorKey;
    minor[place] = minorKey;
    for (let m = 0, base = place * width; m < width; m++) values[base + m] = amounts[slots[m]!]!;
    length++;
  };

  function end(): void {
    if (isMessy) tidy();
    if (length > 0) {
      starts.push(length);
      keep({
        groups: Int32Array.from(groups),
        starts: Int32Array.from(starts),
        major: narrow(major, length),
        minor: hasMinor ? narrow(minor, length) : null,
        values: slots.map((_, column) => pack(values, length, column, width)),
      });
    }
    groups = [];
    starts = [];
    length = 0;
    group = -1;
    groupStart = 0;
  }

  return { add, end };
}

function copied<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
