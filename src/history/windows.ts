import { firstAtLeast } from './lanes.js';
import { type DailyBlock, type DailySums, dailyBlock, sumBetween } from './store.js';

/** Offsets up to this many days before the cutoff are remembered while the view stays with a customer. */
const REMEMBERED_DAYS = 4096;

/** One family's sums of one customer before a cutoff, for any window. */
export interface Windows {
  move(index: number): void;
  sum(slot: number, windowDays: number, endDaysAgo: number): number;
  total(slot: number): number;
  /** Position of the first entry on or after the day `daysAgo` days before the cutoff. */
  positionAt(daysAgo: number): number;
  /** The block that positions are of. */
  block(): DailyBlock;
}

export function windowsOf(family: DailySums, cutoff: number): Windows {
  const { places } = family;
  const positions = new Int32Array(REMEMBERED_DAYS);
  const stamps = new Int32Array(REMEMBERED_DAYS);
  let stamp = 0;
  let block: DailyBlock = dailyBlock(family, -1);
  let { days, sums } = block;
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
    move(index) {
      stamp++;
      block = dailyBlock(family, index);
      days = block.days;
      sums = block.sums;
      start = places.from[index]!;
      end = places.to[index]!;
    },
    sum(slot, windowDays, endDaysAgo) {
      const measure = sums[slot];
      return measure ? sumBetween(measure, positionAt(endDaysAgo + windowDays), positionAt(endDaysAgo)) : 0;
    },
    total(slot) {
      const measure = sums[slot];
      return measure ? sumBetween(measure, start, positionAt(0)) : 0;
    },
    block: () => block,
  };
}
