import { firstAtLeast } from './lanes.js';
import { type DailySums, sumBetween } from './store.js';

/** Offsets up to this many days before the cutoff are remembered while the view stays with a customer. */
const REMEMBERED_DAYS = 4096;

/** One family's sums of one customer before a cutoff, for any window. */
export interface Windows {
  move(index: number): void;
  sum(slot: number, windowDays: number, endDaysAgo: number): number;
  total(slot: number): number;
  /** Position of the first entry on or after the day `daysAgo` days before the cutoff. */
  positionAt(daysAgo: number): number;
  first(): number;
}

export function windowsOf({ from, to, days, prefixes }: DailySums, cutoff: number): Windows {
  const positions = new Int32Array(REMEMBERED_DAYS);
  const stamps = new Int32Array(REMEMBERED_DAYS);
  let stamp = 0;
  let start = 0;
  let end = 0;

  function positionAt(daysAgo: number): number {
    if (!(daysAgo >= 0 && daysAgo < REMEMBERED_DAYS) || daysAgo !== Math.floor(daysAgo))
      return firstAtLeast(days, start, end, cutoff - Math.max(0, daysAgo));
    if (stamps[daysAgo] === stamp) return positions[daysAgo]!;
    stamps[daysAgo] = stamp;
    const position = firstAtLeast(days, start, end, cutoff - daysAgo);
    positions[daysAgo] = position;
    return position;
  }

  return {
    positionAt,
    first: () => start,
    move(index) {
      stamp++;
      start = from[index]!;
      end = to[index]!;
    },
    sum(slot, windowDays, endDaysAgo) {
      const prefix = prefixes[slot];
      if (prefix === null || prefix === undefined) return 0;
      return sumBetween(prefix, positionAt(endDaysAgo + windowDays), positionAt(endDaysAgo));
    },
    total(slot) {
      const prefix = prefixes[slot];
      if (prefix === null || prefix === undefined) return 0;
      return sumBetween(prefix, start, positionAt(0));
    },
  };
}
