import { mergeRuns, type Run, runOf } from './run.js';

/** Amounts by group (customer, branch), time and cell, summed in bounded memory; order of arrival does not matter. */
export interface Ledger {
  /** Adds the first amounts of `amounts` that this ledger keeps, under three keys. */
  add(group: number, major: number, minor: number, amounts: ArrayLike<number>): void;
  /** All sums as one run; the ledger is empty afterwards. */
  finish(): Run;
}

/** With this many chunks' worth of entries, runs are merged, and again whenever what is held has doubled. */
const CHUNKS_BEFORE_MERGE = 32;
const FIRST_ROWS = 256;

/**
 * A ledger that keeps the amounts at the given `slots` of what is added.
 *
 * @param chunkRows - rows gathered before they are sorted and summed into a run
 */
export function createLedger(slots: readonly number[], hasMinor: boolean, chunkRows: number): Ledger {
  const runs: Run[] = [];
  let room = Math.min(FIRST_ROWS, chunkRows);
  let group = new Int32Array(room);
  let major = new Int32Array(room);
  let minor = new Int32Array(hasMinor ? room : 0);
  let values = slots.map(() => new Float64Array(room));
  let length = 0;
  let held = 0;
  let mergeAt = CHUNKS_BEFORE_MERGE * chunkRows;

  function flush(): void {
    if (length === 0) return;
    const run = runOf({ group, major, minor: hasMinor ? minor : null, values }, length);
    runs.push(run);
    held += run.major.length;
    length = 0;
    if (held < mergeAt) return;
    const merged = mergeRuns(runs, slots.length);
    runs.push(merged);
    held = merged.major.length;
    mergeAt = Math.max(CHUNKS_BEFORE_MERGE * chunkRows, 2 * held);
  }

  function makeRoom(): void {
    if (room === chunkRows) {
      flush();
      return;
    }
    room = Math.min(chunkRows, room * 2);
    group = grown(group, new Int32Array(room));
    major = grown(major, new Int32Array(room));
    if (hasMinor) minor = grown(minor, new Int32Array(room));
    values = values.map((column) => grown(column, new Float64Array(room)));
  }

  return {
    add(groupCode, majorKey, minorKey, amounts) {
      if (length === room) makeRoom();
      group[length] = groupCode;
      major[length] = majorKey;
      if (hasMinor) minor[length] = minorKey;
      for (let m = 0; m < slots.length; m++) values[m]![length] = amounts[slots[m]!]!;
      length++;
    },
    finish() {
      flush();
      group = new Int32Array(0);
      major = group;
      minor = group;
      values = [];
      room = 0;
      return runs.length > 0 ? mergeRuns(runs, slots.length) : emptyRun(slots.length, hasMinor);
    },
  };
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function emptyRun(measures: number, hasMinor: boolean): Run {
  const none = new Int8Array(0);
  return {
    groups: new Int32Array(0),
    starts: new Int32Array(1),
    major: none,
    minor: hasMinor ? none : null,
    values: Array.from({ length: measures }, () => none),
    largest: Array.from({ length: measures }, () => 0),
  };
}
