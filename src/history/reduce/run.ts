import { arrayFor, type NumberArray, narrow } from './narrow.js';
import { sortOrder } from './sortOrder.js';

/**
 * Sums by group and time, sorted: entries of group `groups[g]` are `[starts[g], starts[g + 1])`, ascending by `major` (day or week),
 * then `minor` (cell; null where there is none); no two entries share all three.
 */
export interface Run {
  readonly groups: Int32Array;
  readonly starts: Int32Array;
  readonly major: NumberArray;
  readonly minor: NumberArray | null;
  /** One column of sums a measure. */
  readonly values: NumberArray[];
  /** Largest size in each column. */
  readonly largest: number[];
}

/** Rows as they came: what a run is made from. */
export interface Rows {
  readonly group: Int32Array;
  readonly major: Int32Array;
  readonly minor: Int32Array | null;
  readonly values: readonly Float64Array[];
}

/** Sorts rows and sums those with the same group, major and minor key. */
export function runOf(rows: Rows, length: number): Run {
  const { group, major, minor } = rows;
  const order = sortOrder(minor ? [group, major, minor] : [group, major], length);
  const entryOf = new Int32Array(length);
  const firstRows: Int32Array = new Int32Array(length);
  let entries = 0;
  let groupCount = 0;
  let previous = -1;
  for (let place = 0; place < length; place++) {
    const row = order[place]!;
    const sameGroup = place > 0 && group[row] === group[previous];
    if (!sameGroup) groupCount++;
    if (!(sameGroup && major[row] === major[previous] && (minor === null || minor[row] === minor[previous]))) firstRows[entries++] = row;
    entryOf[place] = entries - 1;
    previous = row;
  }
  const values: NumberArray[] = [];
  const largest: number[] = [];
  for (const column of rows.values) {
    const sums = summed(column, order, entryOf, entries);
    values.push(narrow(sums));
    largest.push(sizeOf(sums));
  }
  return {
    ...groupsOf(group, firstRows, entries, groupCount),
    major: narrow(gathered(major, firstRows, entries)),
    minor: minor && narrow(gathered(minor, firstRows, entries)),
    values,
    largest,
  };
}

function summed(column: Float64Array, order: Int32Array, entryOf: Int32Array, entries: number): Float64Array {
  const sums = new Float64Array(entries);
  for (let place = 0; place < order.length; place++) sums[entryOf[place]!]! += column[order[place]!]!;
  return sums;
}

function sizeOf(sums: Float64Array): number {
  let largest = 0;
  for (let entry = 0; entry < sums.length; entry++) largest = Math.max(largest, Math.abs(sums[entry]!));
  return largest;
}

function gathered(column: Int32Array, rows: Int32Array, length: number): Int32Array {
  const out = new Int32Array(length);
  for (let entry = 0; entry < length; entry++) out[entry] = column[rows[entry]!]!;
  return out;
}

function groupsOf(
  group: Int32Array,
  firstRows: Int32Array,
  entries: number,
  groupCount: number,
): { groups: Int32Array; starts: Int32Array } {
  const groups = new Int32Array(groupCount);
  const starts = new Int32Array(groupCount + 1);
  let found = 0;
  for (let entry = 0; entry < entries; entry++) {
    const code = group[firstRows[entry]!]!;
    if (found > 0 && groups[found - 1] === code) continue;
    groups[found] = code;
    starts[found++] = entry;
  }
  starts[groupCount] = entries;
  return { groups, starts };
}

/** One run of several: entries with the same keys are summed. The given runs' columns are let go one by one as they are used. */
export function mergeRuns(runs: Run[], measureCount: number): Run {
  if (runs.length === 1) return runs[0]!;
  const places = placeEntries(runs);
  const { entries, groups, starts } = places;
  const hasMinor = runs.some(({ minor }) => minor !== null);
  const major = keysOf(runs, places, entries, (run) => run.major);
  const minor = hasMinor ? keysOf(runs, places, entries, (run) => run.minor!) : null;
  const values: NumberArray[] = [];
  const largest: number[] = [];
  for (let measure = 0; measure < measureCount; measure++) {
    const bound = runs.reduce((sum, run) => sum + run.largest[measure]!, 0);
    const out = arrayFor(entries, bound);
    for (const [index, run] of runs.entries()) {
      addTo(out, run.values[measure]!, places.targets[index]!);
      run.values[measure] = new Int8Array(0);
    }
    values.push(out);
    largest.push(bound);
  }
  runs.length = 0;
  return { groups, starts, major, minor, values, largest };
}

function addTo(out: NumberArray, column: NumberArray, targets: Int32Array): void {
  for (let entry = 0; entry < targets.length; entry++) out[targets[entry]!]! += column[entry]!;
}

function keysOf(runs: readonly Run[], places: Places, entries: number, keyOf: (run: Run) => NumberArray): NumberArray {
  const bound = runs.reduce(
    (most, run) => Math.max(most, keyOf(run) instanceof Int32Array ? 2 ** 31 - 1 : keyOf(run) instanceof Int16Array ? 32_767 : 127),
    0,
  );
  const out = arrayFor(entries, bound);
  for (const [index, run] of runs.entries()) {
    const key = keyOf(run);
    const targets = places.targets[index]!;
    for (let entry = 0; entry < targets.length; entry++) out[targets[entry]!] = key[entry]!;
  }
  return out;
}

interface Places {
  readonly entries: number;
  readonly groups: Int32Array;
  readonly starts: Int32Array;
  /** For each run, where each of its entries goes. */
  readonly targets: readonly Int32Array[];
}

const MINOR_RANGE = 4294967296;

/** Walks all runs together, group by group, and numbers the distinct keys in order. */
function placeEntries(runs: readonly Run[]): Places {
  const targets = runs.map(({ major }) => new Int32Array(major.length));
  const cursor = new Int32Array(runs.length);
  const codes = mergedGroups(runs);
  const starts = new Int32Array(codes.length + 1);
  const heads = new Float64Array(runs.length);
  const active = new Int32Array(runs.length);
  const at = new Int32Array(runs.length);
  const end = new Int32Array(runs.length);
  let entries = 0;
  for (let g = 0; g < codes.length; g++) {
    starts[g] = entries;
    let count = 0;
    for (let r = 0; r < runs.length; r++) {
      const run = runs[r]!;
      const c = cursor[r]!;
      if (c >= run.groups.length || run.groups[c] !== codes[g]) continue;
      cursor[r] = c + 1;
      at[r] = run.starts[c]!;
      end[r] = run.starts[c + 1]!;
      heads[r] = keyAt(run, at[r]!);
      active[count++] = r;
    }
    entries = placeGroup(runs, targets, active, count, at, end, heads, entries);
  }
  starts[codes.length] = entries;
  return { entries, groups: codes, starts, targets };
}

function keyAt(run: Run, entry: number): number {
  return run.major[entry]! * MINOR_RANGE + (run.minor === null ? 0 : run.minor[entry]!);
}

/** Merges one group of the `count` active runs: the least key next; runs often follow each other in time, so the holder of the least key is kept as long as it stays least. */
function placeGroup(
  runs: readonly Run[],
  targets: readonly Int32Array[],
  active: Int32Array,
  count: number,
  at: Int32Array,
  end: Int32Array,
  heads: Float64Array,
  firstEntry: number,
): number {
  let entries = firstEntry;
  let remaining = count;
  let last = Number.NEGATIVE_INFINITY;
  while (remaining > 0) {
    let best = 0;
    let second = Number.POSITIVE_INFINITY;
    for (let i = 1; i < remaining; i++) {
      const head = heads[active[i]!]!;
      if (head < heads[active[best]!]!) {
        second = heads[active[best]!]!;
        best = i;
      } else if (head < second) second = head;
    }
    const r = active[best]!;
    const run = runs[r]!;
    const target = targets[r]!;
    const stop = end[r]!;
    let entry = at[r]!;
    let key = heads[r]!;
    do {
      if (key !== last) entries++;
      last = key;
      target[entry++] = entries - 1;
      key = entry < stop ? keyAt(run, entry) : Number.POSITIVE_INFINITY;
    } while (key <= second && entry < stop);
    at[r] = entry;
    heads[r] = key;
    if (entry >= stop) active[best] = active[--remaining]!;
  }
  return entries;
}

function mergedGroups(runs: readonly Run[]): Int32Array {
  const highest = runs.reduce((most, { groups }) => Math.max(most, groups.length > 0 ? groups[groups.length - 1]! : -1), -1);
  const present = new Uint8Array(highest + 1);
  for (const { groups } of runs) for (let g = 0; g < groups.length; g++) present[groups[g]!] = 1;
  const codes: number[] = [];
  for (let code = 0; code <= highest; code++) if (present[code] === 1) codes.push(code);
  return Int32Array.from(codes);
}
