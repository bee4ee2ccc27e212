import type { DailyBlock, DailySums, Prefix, Sums } from '../store.js';
import type { Measure } from '../types.js';
import { drainBlocks, type RawBlock } from './blocks.js';
import type { CompanyTotals } from './companyDaily.js';
import { isHundreds, narrow } from './packed.js';
import type { Runs } from './runs.js';

/** Running totals of a family. `measures[m]` is kept in column m of the runs and stands at `positions[m]` among `measureCount`. */
export function dailySums(
  runs: Runs,
  measures: readonly Measure[],
  positions: readonly number[],
  measureCount: number,
  indexOf: Int32Array,
  customerCount: number,
  totals: CompanyTotals,
): DailySums {
  const seal = (block: RawBlock): DailyBlock => {
    totals.add(measures, block);
    const sums: (Sums | null)[] = Array.from({ length: measureCount }, () => null);
    for (const [column, position] of positions.entries()) sums[position] = runningTotals(block.values[column]!, block.starts);
    return { days: narrow(block.major, block.length), sums };
  };
  return drainBlocks(runs, measures.length, indexOf, customerCount, seal);
}

/**
 * Running totals in the smallest type that keeps every difference within a customer exact. Totals may wrap around in a small type: the
 * difference of two, cut to the type's width, is right as long as no customer's sum of sizes reaches half the type's range.
 */
function runningTotals(values: Float64Array, starts: readonly number[]): Sums | null {
  const length = starts[starts.length - 1]!;
  const { largest, scale } = groupSizes(values, starts);
  if (largest === 0) return null;
  const prefix = prefixFor(length + 1, largest / scale);
  let total = 0;
  for (let entry = 0; entry < length; entry++) {
    total += values[entry]! / scale;
    prefix[entry + 1] = total;
  }
  return { prefix, scale };
}

function prefixFor(length: number, largest: number): Prefix {
  if (largest < 32_768) return new Int16Array(length);
  return largest < 2_147_483_648 ? new Int32Array(length) : new Float64Array(length);
}

/** Largest sum of sizes of a customer, and whether all values are whole hundreds. */
function groupSizes(values: Float64Array, starts: readonly number[]): { largest: number; scale: 1 | 100 } {
  let largest = 0;
  let areHundreds = true;
  for (let g = 0; g + 1 < starts.length; g++) {
    let size = 0;
    for (let entry = starts[g]!; entry < starts[g + 1]!; entry++) {
      const value = values[entry]!;
      size += value < 0 ? -value : value;
      if (areHundreds && !isHundreds(value)) areHundreds = false;
    }
    if (size > largest) largest = size;
  }
  return { largest, scale: areHundreds ? 100 : 1 };
}
