import type { NumberArray, Packed } from './packed.js';
import { createRunBuilder } from './runBuilder.js';

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

/** Takes entries, group by group. */
export type Sink = (group: number, major: number, minor: number, amounts: Float64Array) => void;

/** Runs of groups `[block × 4096, (block + 1) × 4096)` lie together, so that they can be merged and let go block by block. */
const BLOCK_BITS = 12;

/** Sorted runs, and their merger. */
export interface Runs {
  /** Takes an entry of the run at hand: all of a group one after the other, groups in order, a group's entries in any order. */
  readonly add: Sink;
  /** Ends the run at hand; the next group may come before the last. */
  endRun(): void;
  /** Entries held: at least the number of distinct keys. */
  entries(): number;
  /** Gives all sums in order, letting each block go as it is done; the runs are empty afterwards. */
  drain(sink: Sink): void;
}

/**
 * @param slots - which of the amounts added are kept
 * @param mergeAt - with this many entries runs are merged, and again whenever what is held has doubled, so that memory is bounded by distinct keys
 */
export function createRuns(slots: readonly number[], hasMinor: boolean, mergeAt: number): Runs {
  const measureCount = slots.length;
  let blocks: Run[][] = [];
  let held = 0;
  let next = mergeAt;

  function keep(run: Run): void {
    const block = run.groups[0]! >> BLOCK_BITS;
    while (blocks.length <= block) blocks.push([]);
    blocks[block]!.push(run);
    held += run.major.length;
  }

  const builder = createRunBuilder(slots, hasMinor, BLOCK_BITS, keep);

  function mergeAll(): void {
    const old = blocks;
    blocks = [];
    held = 0;
    const merger = createRunBuilder(
      slots.map((_, column) => column),
      hasMinor,
      BLOCK_BITS,
      keep,
    );
    for (let block = 0; block < old.length; block++) {
      mergeRuns(old[block]!, measureCount, merger.add);
      old[block] = [];
    }
    merger.end();
    next = Math.max(mergeAt, 2 * held);
  }

  return {
    add: builder.add,
    endRun() {
      builder.end();
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
