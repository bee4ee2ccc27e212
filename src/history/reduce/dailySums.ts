import type { DailySums } from '../store.js';
import type { Measure } from '../types.js';
import type { CompanyTotals } from './companyDaily.js';
import { growingColumn } from './packed.js';
import { prefixColumn } from './prefixColumn.js';
import type { Runs } from './runs.js';

/** Where each customer's entries lie, noted as they come; `indexOf[code]` is a customer's index. */
export interface Slices {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Notes an entry. @returns whether it is the customer's first */
  note(code: number, entry: number): boolean;
}

export function createSlices(indexOf: Int32Array, customerCount: number): Slices {
  const from = new Int32Array(customerCount);
  const to = new Int32Array(customerCount);
  return {
    from,
    to,
    note(code, entry) {
      const index = indexOf[code]!;
      const isFirst = to[index] === 0;
      if (isFirst) from[index] = entry;
      to[index] = entry + 1;
      return isFirst;
    },
  };
}

/** Running totals of a family. `measures[m]` is kept in column m of the runs and stands at `positions[m]` among `measureCount`. */
export function dailySums(
  runs: Runs,
  measures: readonly Measure[],
  positions: readonly number[],
  measureCount: number,
  slices: Slices,
  totals: CompanyTotals,
): DailySums {
  const capacity = runs.entries();
  const days = growingColumn(capacity);
  const columns = measures.map(() => prefixColumn(capacity));
  let entries = 0;
  runs.drain((code, day, _, amounts) => {
    const isFirst = slices.note(code, entries++);
    days.push(day);
    for (let m = 0; m < columns.length; m++) columns[m]!.push(amounts[m]!, isFirst);
    totals.add(measures, day, amounts);
  });
  const prefixes = Array.from({ length: measureCount }, (_, position) => columns[positions.indexOf(position)]?.finish() ?? null);
  return { from: slices.from, to: slices.to, days: days.finish(), prefixes };
}
