import { DAY_MINUTES } from '../../core/day.js';
import type { BranchDue, CompanyDaily, StoredRows } from '../store.js';
import { FAMILIES, type Measure } from '../types.js';
import type { RawBlock } from './blocks.js';
import { type TallyRows, tallyStarts } from './tally.js';

/** Sums over the whole company by day, gathered as the families are put in order. */
export interface CompanyTotals {
  /** Adds a block's amounts of measures by day. */
  add(measures: readonly Measure[], block: RawBlock): void;
  finish(complaints: StoredRows): CompanyDaily;
}

/** Days that cells can name: 1900-01-01 to 2149-12-31, and a status settled some time after. */
const FIRST_DAY = -25_567;
const DAYS = 91_500;

export function createCompanyTotals(): CompanyTotals {
  const sums = new Map<Measure, Float64Array>();
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;

  function note(day: number): void {
    if (day < least) least = day;
    if (day > most) most = day;
  }

  return {
    add(measures, { length, major, values }) {
      for (let entry = 0; entry < length; entry++) note(major[entry]!);
      for (const [m, measure] of measures.entries()) {
        const column = sums.get(measure) ?? new Float64Array(DAYS);
        sums.set(measure, column);
        for (let entry = 0; entry < length; entry++) column[major[entry]! - FIRST_DAY]! += values[m]![entry]!;
      }
    },
    finish(complaints) {
      const opened = new Float64Array(DAYS);
      for (const minutes of complaints.time) {
        const day = Math.floor(minutes / DAY_MINUTES);
        note(day);
        opened[day - FIRST_DAY]!++;
      }
      const length = most >= least ? most - least + 1 : 0;
      const firstDay = length > 0 ? least : 0;
      const totals = (column: Float64Array): Float64Array => runningTotals(column, firstDay - FIRST_DAY, length);
      const all: readonly Measure[] = Object.values(FAMILIES).flat();
      const prefixes = Object.fromEntries(
        all.map((measure) => [measure, sums.has(measure) ? totals(sums.get(measure)!) : null]),
      ) as CompanyDaily['prefixes'];
      return { firstDay, prefixes, complaints: totals(opened) };
    },
  };
}

function runningTotals(column: Float64Array, offset: number, length: number): Float64Array {
  const out = new Float64Array(length + 1);
  for (let day = 0; day < length; day++) out[day + 1] = out[day]! + column[day + offset]!;
  return out;
}

/** Due and late by branch, under the branches' final codes (1…`branchCount`; 0 is no branch). */
export function branchDueOf({ first, second, a, b }: TallyRows, branchCodeOf: Int32Array, branchCount: number): BranchDue {
  const codes = first.map((code) => branchCodeOf[code]!);
  const order = Array.from(codes, (_, entry) => entry).sort((x, y) => codes[x]! - codes[y]! || x - y);
  return {
    starts: tallyStarts(codes, branchCount + 1),
    days: Int32Array.from(order, (entry) => second[entry]!),
    due: Float64Array.from(order, (entry) => a[entry]!),
    late: Float64Array.from(order, (entry) => b[entry]!),
  };
}
