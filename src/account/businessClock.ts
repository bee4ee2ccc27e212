import type { Snapshot } from '../history/types.js';

/** The company's business clock, tabulated: `elapsed[day − firstDay]` is the time passed at the start of `day`, in business days. */
export interface BusinessClock {
  readonly firstDay: number;
  /** Start of this day is the end of the table. */
  readonly cutoff: number;
  readonly elapsed: Float64Array;
}

/**
 * Business clock of a snapshot as a table of days, for work that asks it often. A day counts as the share of customers that usually
 * ship then, so a quiet festival week is a short week. O(days of history).
 */
export function businessClock(snapshot: Pick<Snapshot, 'company' | 'cutoff'>): BusinessClock {
  const { company, cutoff } = snapshot;
  const firstDay = cutoff - 7 * (company.blocks + 1);
  const elapsed = new Float64Array(cutoff - firstDay + 1);
  for (let day = firstDay; day <= cutoff; day++) elapsed[day - firstDay] = company.clock(day);
  return { firstDay, cutoff, elapsed };
}

/** Business days between the starts of two days, `from` before `to`; past the cutoff one day counts as one. */
export function businessDays(clock: BusinessClock, from: number, to: number): number {
  return elapsedAt(clock, to) - elapsedAt(clock, from);
}

/** The first day at whose start more than `limit` business days have passed since the start of `from`. */
export function dayPast(clock: BusinessClock, from: number, limit: number): number {
  const { firstDay, cutoff, elapsed } = clock;
  const target = elapsedAt(clock, from) + limit;
  if (elapsed[cutoff - firstDay]! <= target) return cutoff + Math.floor(target - elapsed[cutoff - firstDay]!) + 1;
  let low = Math.max(from, firstDay);
  let high = cutoff;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elapsed[middle - firstDay]! > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

function elapsedAt({ firstDay, cutoff, elapsed }: BusinessClock, day: number): number {
  if (day > cutoff) return elapsed[cutoff - firstDay]! + day - cutoff;
  return day < firstDay ? day - firstDay + elapsed[0]! : elapsed[day - firstDay]!;
}
