import type { DailySums, Prefix } from '../store.js';
import type { NumberArray } from './narrow.js';
import type { Run } from './run.js';

/** Where each customer's entries of a run lie; `indexOf[code]` is the customer's index. */
export function slicesOf({ groups, starts }: Run, indexOf: Int32Array, customerCount: number): { from: Int32Array; to: Int32Array } {
  const from = new Int32Array(customerCount);
  const to = new Int32Array(customerCount);
  for (let g = 0; g < groups.length; g++) {
    const index = indexOf[groups[g]!]!;
    from[index] = starts[g]!;
    to[index] = starts[g + 1]!;
  }
  return { from, to };
}

/** Running totals of a family; its columns are let go one by one. `slots` says which of `measureCount` measures the run's columns are. */
export function dailySums(run: Run, slots: readonly number[], measureCount: number, indexOf: Int32Array, customerCount: number): DailySums {
  const prefixes: (Prefix | null)[] = Array.from({ length: measureCount }, () => null);
  for (const [column, slot] of slots.entries()) {
    if (slot >= measureCount) continue;
    prefixes[slot] = prefixOf(run.values[column]!, run.starts);
    run.values[column] = new Int8Array(0);
  }
  return { ...slicesOf(run, indexOf, customerCount), days: run.major, prefixes };
}

/**
 * Running totals in the smallest type that lets every difference within a group be exact. Totals may wrap around in a small type:
 * the difference of two, cut to the type's width, is right as long as no group's sum of sizes reaches half its range.
 */
function prefixOf(values: NumberArray, starts: Int32Array): Prefix {
  const largest = largestGroup(values, starts);
  const length = values.length + 1;
  const out: Prefix =
    largest < 32_768 ? new Int16Array(length) : largest < 2_147_483_648 ? new Int32Array(length) : new Float64Array(length);
  let total = 0;
  for (let entry = 0; entry < values.length; entry++) {
    total += values[entry]!;
    out[entry + 1] = total;
  }
  return out;
}

function largestGroup(values: NumberArray, starts: Int32Array): number {
  let largest = 0;
  for (let g = 0; g + 1 < starts.length; g++) {
    let size = 0;
    for (let entry = starts[g]!; entry < starts[g + 1]!; entry++) size += Math.abs(values[entry]!);
    if (size > largest) largest = size;
  }
  return largest;
}
