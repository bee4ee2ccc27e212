import { dayOf } from '../core/day.js';

/** Monday on which every simulated company opens its books. */
export const FIRST_DAY: number = dayOf('2022-01-03');

const SPRING_FESTIVALS: readonly number[] = [
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
].map(dayOf);
const WEEKDAYS: readonly number[] = [1.05, 1.05, 1.03, 1.02, 1.02, 0.95, 0.88];
/** How strongly a segment follows the shopping peaks, and the Spring Festival. */
const PEAK_POWER: readonly number[] = [1, 0.3, 0.1, 0.5];
const FESTIVAL_POWER: readonly number[] = [1, 1, 1, 0.6];

/** Days from and to (month × 100 + day) of the shopping peaks, with their multiplier of volume. */
const PEAKS: readonly (readonly [number, number, number])[] = [
  [601, 617, 1.15],
  [618, 620, 1.5],
  [1101, 1110, 1.15],
  [1111, 1111, 2.6],
  [1112, 1116, 2],
  [1117, 1130, 1.1],
  [1212, 1214, 1.4],
];

/** Days from and to around Spring Festival day, with their multiplier of volume. */
const FESTIVAL: readonly (readonly [number, number, number])[] = [
  [-21, -8, 1.15],
  [-7, -3, 0.8],
  [-2, 6, 0.3],
  [7, 13, 0.7],
];

/** Multiplier of a day's volume in a segment (usual weekday = about 1). */
export function dayMultiplier(day: number, segment: number): number {
  const power = PEAK_POWER[segment]! * Math.log(peakOf(day)) + FESTIVAL_POWER[segment]! * Math.log(festivalOf(day));
  return Math.exp(power) * WEEKDAYS[(day + 3) % 7]!;
}

function peakOf(day: number): number {
  const date = new Date(day * 86_400_000);
  const monthDay = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  return PEAKS.find(([from, to]) => monthDay >= from && monthDay <= to)?.[2] ?? 1;
}

function festivalOf(day: number): number {
  const nearest = SPRING_FESTIVALS.find((festival) => day - festival <= 13);
  if (nearest === undefined) return 1;
  return FESTIVAL.find(([from, to]) => day - nearest >= from && day - nearest <= to)?.[2] ?? 1;
}

/** Calendar of one segment: each week's mean multiplier, and the running share of its days (7 a week, the last is 1). */
export interface SegmentCalendar {
  readonly season: Float64Array;
  readonly dayShares: Float64Array;
}

/** Calendar of a segment over `weeks` weeks from {@link FIRST_DAY}. */
export function segmentCalendar(segment: number, weeks: number): SegmentCalendar {
  const season = new Float64Array(weeks);
  const dayShares = new Float64Array(weeks * 7);
  for (let week = 0; week < weeks; week++) {
    let sum = 0;
    for (let k = 0; k < 7; k++) dayShares[week * 7 + k] = sum += dayMultiplier(FIRST_DAY + week * 7 + k, segment);
    for (let k = 0; k < 7; k++) dayShares[week * 7 + k]! /= sum;
    season[week] = sum / 7;
  }
  return { season, dayShares };
}

/** Calendar months of the simulated days. */
export interface Months {
  /** Month of a day, both counted from the opening of the books. */
  readonly ofDay: Int16Array;
  /** First day (day number) of each month, and of the one after the last. */
  readonly firstDay: readonly number[];
}

/** Calendar months of `weeks` weeks from {@link FIRST_DAY}. */
export function monthsOf(weeks: number): Months {
  const opened = new Date(FIRST_DAY * 86_400_000);
  const at = (month: number): number => Date.UTC(opened.getUTCFullYear(), opened.getUTCMonth() + month, 1) / 86_400_000;
  const firstDay = [at(0)];
  const ofDay = new Int16Array(weeks * 7);
  for (let k = 0; k < ofDay.length; k++) {
    if (FIRST_DAY + k >= at(firstDay.length)) firstDay.push(at(firstDay.length));
    ofDay[k] = firstDay.length - 1;
  }
  return { ofDay, firstDay: [...firstDay, at(firstDay.length)] };
}
