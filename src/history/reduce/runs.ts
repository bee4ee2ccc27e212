import { type NumberArray, narrow, type Packed, pack } from './packed.js';

/**
 * Sums by group and time, sorted: entries of group `groups[g]` are `[starts[g], starts[g + 1])`, ascending by `major` (day or week), then
 * `minor` (null where there is none); no two entries share all three.
 */
export interface Run {
  readonly groups: Int32Array;
  readonly starts: Int32Array;
  readonly major: NumberArray;
  readonly minor: NumberArray | null;
  /** One column of sums a measure. */
  readonly values: readonly Packed[];
}

/** Takes entries in order of group, major, minor. */
export type Sink = (group: number, major: number, minor: number, amounts: Float64Array) => void;

/** Runs of groups `[block × 4096, (block + 1) × 4096)` lie together, so that they can be merged and let go block by block. */
const BLOCK_BITS = 12;

/** Sorted runs, and their merger. */
export interface Runs {
  /** Takes the next entry of the run at hand; entries come in order. */
  readonly push: Sink;
  /** Ends the run at hand; the next entry may come before the last. */
  endRun(): void;
  /** Entries held: at least the number of distinct keys. */
  entries(): number;
  /** Gives all sums in order, letting each block go as it is done; the runs are empty afterwards. */
  drain(sink: Sink): void;
}

/** @param mergeAt - with this many entries runs are merged, and again whenever what is held has doubled, so that memory is bounded by distinct keys */
export function createRuns(measureCount: number, hasMinor: boolean, mergeAt: number): Runs {
  let blocks: Run[][] = [];
  let held = 0;
  let next = mergeAt;
  const builder = runBuilder(measureCount, hasMinor);

  function cut(): void {
    const run = builder.cut();
    if (run === null) return;
    const block = run.groups[0]! >> BLOCK_BITS;
    while (blocks.length <= block) blocks.push([]);
    blocks[block]!.push(run);
    held += run.major.length;
  }

  const push: Sink = (group, major, minor, amounts) => {
    if (builder.block() !== group >> BLOCK_BITS) cut();
    builder.push(group, major, minor, amounts);
  };

  function mergeAll(): void {
    held = 0;
    for (const [block, runs] of blocks.entries()) {
      if (runs.length > 1) {
        mergeRuns(runs, measureCount, builder.push);
        const merged = builder.cut();
        blocks[block] = merged === null ? [] : [merged];
      }
      held += blocks[block]![0]?.major.length ?? 0;
    }
    next = Math.max(mergeAt, 2 * held);
  }

  return {
    push,
    endRun() {
      cut();
      if (held >= next) mergeAll();
    },
    entries: () => held,
    drain(sink) {
      const all = blocks;
      blocks = [];
      held = 0;
      for (let block = 0; block < all.length; block++) {
        mergeRuns(all[block]!, measureCount, sink);
        all[block] = [];
      }
    },
  };
}

interface RunBuilder {
  readonly push: Sink;
  /** Block of the entries at hand; −1 where there are none. */
  block(): number;
  /** The entries at hand as a run, or null; the next entry begins another. */
  cut(): Run | null;
}

const FIRST_ROOM = 256;

function runBuilder(measureCount: number, hasMinor: boolean): RunBuilder {
  let room = FIRST_ROOM;
  let major = new Int32Array(room);
  let minor = new Int32Array(hasMinor ? room : 0);
  let values = Array.from({ length: measureCount }, () => new Float64Array(room));
  let groups: number[] = [];
  let starts: number[] = [];
  let length = 0;
  let last = -1;

  function grow(): void {
    room *= 2;
    major = grown(major, new Int32Array(room));
    if (hasMinor) minor = grown(minor, new Int32Array(room));
    values = values.map((column) => grown(column, new Float64Array(room)));
  }

  return {
    push(group, majorKey, minorKey, amounts) {
      if (length === room) grow();
      if (group !== last) {
        groups.push(group);
        starts.push(length);
        last = group;
      }
      major[length] = majorKey;
      if (hasMinor) minor[length] = minorKey;
      for (let m = 0; m < measureCount; m++) values[m]![length] = amounts[m]!;
      length++;
    },
    block: () => (last < 0 ? -1 : last >> BLOCK_BITS),
    cut() {
      if (length === 0) return null;
      starts.push(length);
      const run = {
        groups: Int32Array.from(groups),
        starts: Int32Array.from(starts),
        major: narrow(major, length),
        minor: hasMinor ? narrow(minor, length) : null,
        values: values.map((column) => pack(column, length)),
      };
      groups = [];
      starts = [];
      length = 0;
      last = -1;
      return run;
    },
  };
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Minor keys lie within a range of this size, so major and minor make one exact number. */
const MINOR_RANGE = 4294967296;

function keyAt(run: Run, entry: number): number {
  return run.minor === null ? run.major[entry]! * MINOR_RANGE : run.major[entry]! * MINOR_RANGE + run.minor[entry]!;
}

/** Gives the sums of several runs of one block in order. What comes to zero in every measure is left out: what was added and taken back leaves no trace. */
function mergeRuns(runs: readonly Run[], measureCount: number, sink: Sink): void {
  const count = runs.length;
  const cursor = new Int32Array(count);
  const at = new Int32Array(count);
  const end = new Int32Array(count);
  const heads = new Float64Array(count);
  const active = new Int32Array(count);
  const sums = new Float64Array(measureCount);

  function addEntry(run: Run, entry: number): void {
    const { values } = run;
    for (let m = 0; m < measureCount; m++) {
      const { data, scale } = values[m]!;
      if (data !== null) sums[m]! += data[entry]! * scale;
    }
  }

  function emit(group: number, run: Run, entry: number): void {
    let isZero = true;
    for (let m = 0; m < measureCount; m++) if (sums[m] !== 0) isZero = false;
    if (isZero) return;
    sink(group, run.major[entry]!, run.minor === null ? 0 : run.minor[entry]!, sums);
    for (let m = 0; m < measureCount; m++) sums[m] = 0;
  }

  /** Activates the runs that hold a group. @returns how many */
  function open(group: number): number {
    let opened = 0;
    for (let r = 0; r < count; r++) {
      const run = runs[r]!;
      const g = cursor[r]!;
      if (run.groups[g] !== group) continue;
      cursor[r] = g + 1;
      at[r] = run.starts[g]!;
      end[r] = run.starts[g + 1]!;
      heads[r] = keyAt(run, at[r]!);
      active[opened++] = r;
    }
    return opened;
  }

  /** Of the active runs the one with the least key; runs mostly follow each other in time, so it is followed as long as it stays least. */
  function mergeGroup(group: number, opened: number): void {
    let remaining = opened;
    let lastRun: Run | null = null;
    let lastEntry = 0;
    let lastKey = 0;
    while (remaining > 0) {
      let best = 0;
      let second = Number.POSITIVE_INFINITY;
      for (let i = 1; i < remaining; i++) {
        const head = heads[active[i]!]!;
        const least = heads[active[best]!]!;
        if (head < least) {
          second = least;
          best = i;
        } else if (head < second) second = head;
      }
      const r = active[best]!;
      const run = runs[r]!;
      const stop = end[r]!;
      let entry = at[r]!;
      let key = heads[r]!;
      do {
        if (lastRun !== null && key !== lastKey) emit(group, lastRun, lastEntry);
        addEntry(run, entry);
        lastRun = run;
        lastEntry = entry++;
        lastKey = key;
        if (entry < stop) key = keyAt(run, entry);
      } while (entry < stop && key <= second);
      at[r] = entry;
      heads[r] = key;
      if (entry >= stop) active[best] = active[--remaining]!;
    }
    if (lastRun !== null) emit(group, lastRun, lastEntry);
  }

  let group = nextGroup(runs, cursor);
  while (group >= 0) {
    mergeGroup(group, open(group));
    group = nextGroup(runs, cursor);
  }
}

/** Least group that any run has at its cursor; −1 at the end. */
function nextGroup(runs: readonly Run[], cursor: Int32Array): number {
  let least = -1;
  for (let r = 0; r < runs.length; r++) {
    const group = runs[r]!.groups[cursor[r]!];
    if (group !== undefined && (least < 0 || group < least)) least = group;
  }
  return least;
}
