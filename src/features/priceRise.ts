import type { MixReading } from './mix.js';

/** Weeks compared on either side of a step, and shipments at which a step is believed by half. */
const SIDE_WEEKS = 8;
const HALF_BELIEVED = 3;
const LONGEST_WEEKS = 51;
const RECENT_WEEKS = 13;
/** A smaller step is not called a rise. */
const SMALLEST_RISE = 0.04;
export const NO_RISE_DAYS = 364;

/** Steps of one customer's price index, ln; shrunk towards 0 where few shipments lie on a side. */
export interface PriceSteps {
  /** Largest step up in the last 13 weeks, 0 when there is none; NaN without shipments on both sides. */
  largest: number;
  /** Days since the last step of more than 4 %, at most 364. */
  daysSince: number;
}

const shipments = new Float64Array(LONGEST_WEEKS + 3);
const freight = new Float64Array(LONGEST_WEEKS + 3);
const usual = new Float64Array(LONGEST_WEEKS + 3);

/** Reads the steps up in the weekly price index: mean of up to 8 weeks from a week on against the 8 weeks before it. */
export function readPriceSteps(reading: MixReading, out: PriceSteps): void {
  runningTotals(reading);
  out.largest = Number.NaN;
  out.daysSince = NO_RISE_DAYS;
  let peak = SMALLEST_RISE;
  let peakWeek = 0;
  for (let week = 1; week < LONGEST_WEEKS; week++) {
    const step = stepAt(week);
    if (week <= RECENT_WEEKS && !Number.isNaN(step)) out.largest = Math.max(Number.isNaN(out.largest) ? 0 : out.largest, step);
    if (step > peak) {
      peak = step;
      peakWeek = week;
    }
    // A rise shows from several weeks; its date is the week where the step is steepest.
    if (peakWeek > 0 && week - peakWeek >= SIDE_WEEKS) break;
  }
  if (peakWeek > 0) out.daysSince = Math.min(7 * peakWeek, NO_RISE_DAYS);
}

function runningTotals({ freightByWeek, usualByWeek, shipmentsByWeek }: MixReading): void {
  for (let week = 1; week <= LONGEST_WEEKS + 1; week++) {
    shipments[week] = shipments[week - 1]! + shipmentsByWeek[week]!;
    freight[week] = freight[week - 1]! + freightByWeek[week]!;
    usual[week] = usual[week - 1]! + usualByWeek[week]!;
  }
}

/** Shrunk ln ratio of the price index in the weeks up to `week` ago against that of the weeks before. */
function stepAt(week: number): number {
  const near = Math.max(week - SIDE_WEEKS, 0);
  const far = Math.min(week + SIDE_WEEKS, LONGEST_WEEKS + 1);
  const after = shipments[week]! - shipments[near]!;
  const before = shipments[far]! - shipments[week]!;
  if (after === 0 || before === 0) return Number.NaN;
  const now = (freight[week]! - freight[near]!) / (usual[week]! - usual[near]!);
  const then = (freight[far]! - freight[week]!) / (usual[far]! - usual[week]!);
  if (!(now > 0 && then > 0)) return Number.NaN;
  const weight = (after * before) / (after + before);
  return (Math.log(now / then) * weight) / (weight + HALF_BELIEVED);
}
