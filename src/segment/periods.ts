import { dayFromParts, formatDay } from '../core/day.js';

/** Length of the periods that customers are followed by. */
export type PeriodLength = 'week' | 'month' | 'quarter';

/**
 * Starts of the whole calendar periods from the one that holds `firstDay` to the last that ended by `cutoff`, and that end itself.
 * Weeks begin on Monday. The first period may begin before `firstDay`.
 */
export function periodStarts(firstDay: number, cutoff: number, every: PeriodLength): Int32Array {
  const starts: number[] = [];
  for (let start = periodStart(firstDay, every); start <= cutoff; start = nextStart(start, every)) starts.push(start);
  return Int32Array.from(starts);
}

function periodStart(day: number, every: PeriodLength): number {
  if (every === 'week') return day - ((((day + 3) % 7) + 7) % 7);
  const { year, month } = partsOf(day);
  return dayFromParts(year, every === 'month' ? month : month - ((month - 1) % 3), 1);
}

function nextStart(start: number, every: PeriodLength): number {
  if (every === 'week') return start + 7;
  const { year, month } = partsOf(start);
  const next = month + (every === 'month' ? 1 : 3);
  return dayFromParts(next > 12 ? year + 1 : year, next > 12 ? next - 12 : next, 1);
}

function partsOf(day: number): { readonly year: number; readonly month: number } {
  const [year = 0, month = 0] = formatDay(day).split('-').map(Number);
  return { year, month };
}
