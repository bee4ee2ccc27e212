import { DAY_MINUTES } from '../../core/day.js';
import type { BranchDue, CompanyDaily, StoredRows } from '../store.js';
import { FAMILIES, type Family, type Measure } from '../types.js';
import type { NumberArray } from './narrow.js';
import type { Run } from './run.js';
import type { Slots } from './shipments.js';

const FAMILY_NAMES = Object.keys(FAMILIES) as Family[];

/** Sums over the whole company by day, gathered family by family before the runs are let go. */
export interface CompanyTotals {
  add(family: Family, run: Run, slots: Slots): void;
  finish(complaints: StoredRows): CompanyDaily;
}

export function createCompanyTotals(): CompanyTotals {
  const sums = new Map<Measure, { firstDay: number; totals: Float64Array }>();
  return {
    add(family, run, slots) {
      const [firstDay, days] = spanOf(run.major);
      for (const [column, slot] of slots[family].entries()) {
        const measure = FAMILIES[family][slot] as Measure | undefined;
        if (measure === undefined) continue;
        const totals = new Float64Array(days);
        const values = run.values[column]!;
        for (let entry = 0; entry < values.length; entry++) totals[run.major[entry]! - firstDay]! += values[entry]!;
        sums.set(measure, { firstDay, totals });
      }
    },
    finish(complaints) {
      const opened = Float64Array.from(complaints.time, (minutes) => Math.floor(minutes / DAY_MINUTES));
      const [openedFirst, openedDays] = spanOf(opened);
      const spans = [...sums.values()]
        .map(({ firstDay, totals }) => [firstDay, firstDay + totals.length] as const)
        .filter(([from, to]) => to > from);
      if (openedDays > 0) spans.push([openedFirst, openedFirst + openedDays]);
      const firstDay = spans.reduce((least, [from]) => Math.min(least, from), Number.POSITIVE_INFINITY);
      const endDay = spans.reduce((most, [, to]) => Math.max(most, to), Number.NEGATIVE_INFINITY);
      const length = spans.length > 0 ? endDay - firstDay : 0;
      const prefixes = Object.fromEntries(
        FAMILY_NAMES.flatMap((family) => FAMILIES[family] as readonly Measure[]).map((measure) => {
          const sum = sums.get(measure);
          return [measure, sum ? runningTotals(sum.totals, sum.firstDay - firstDay, length) : null];
        }),
      ) as Record<Measure, Float64Array | null>;
      const counts = new Float64Array(openedDays);
      for (const day of opened) counts[day - openedFirst]!++;
      return { firstDay: spans.length > 0 ? firstDay : 0, prefixes, complaints: runningTotals(counts, openedFirst - firstDay, length) };
    },
  };
}

function spanOf(days: NumberArray): readonly [firstDay: number, days: number] {
  if (days.length === 0) return [0, 0];
  let least = days[0]!;
  let most = least;
  for (let entry = 1; entry < days.length; entry++) {
    least = Math.min(least, days[entry]!);
    most = Math.max(most, days[entry]!);
  }
  return [least, most - least + 1];
}

function runningTotals(totals: Float64Array, offset: number, length: number): Float64Array {
  const out = new Float64Array(length + 1);
  for (let day = 0; day < length; day++) out[day + 1] = out[day]! + (totals[day - offset] ?? 0);
  return out;
}

/** Due and late by branch, under the branches' final codes. */
export function branchDueOf(run: Run, branchCodeOf: Int32Array, branchCount: number): BranchDue {
  const { groups, starts, major } = run;
  const newStarts = new Int32Array(branchCount + 2);
  for (let g = 0; g < groups.length; g++) newStarts[branchCodeOf[groups[g]!]! + 1] = starts[g + 1]! - starts[g]!;
  for (let code = 0; code <= branchCount; code++) newStarts[code + 1]! += newStarts[code]!;
  const days = new Int32Array(major.length);
  const due = new Float64Array(major.length);
  const late = new Float64Array(major.length);
  for (let g = 0; g < groups.length; g++) {
    const shift = newStarts[branchCodeOf[groups[g]!]!]! - starts[g]!;
    for (let entry = starts[g]!; entry < starts[g + 1]!; entry++) {
      days[entry + shift] = major[entry]!;
      due[entry + shift] = run.values[0]![entry]!;
      late[entry + shift] = run.values[1]![entry]!;
    }
  }
  return { starts: newStarts, days, due, late };
}
