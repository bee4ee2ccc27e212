import { weekOf } from '../core/day.js';
import { firstAtLeast, type Lanes, meanOver, type WeeklyByKey } from './lanes.js';
import { type Blocks, seasonsAt } from './seasons.js';
import type { Store } from './store.js';
import type { Company, Measure } from './types.js';

/** What the history works out once for all cutoffs. */
export interface Shared {
  /** Blocks of a phase (cutoff mod 7). */
  blocks(phase: number): Blocks;
  lanes(): Lanes;
}

/** Stands for a mean not yet worked out; no mean is this. */
const UNKNOWN = Number.NEGATIVE_INFINITY;
/** A usual price or time rests on this many ended weeks. */
const USUAL_WEEKS = 52;
const YEAR_BLOCKS = 52;
const RATE_DAYS = 364;
/** A branch's late rate is drawn towards the company's as if this many parcels had come on top of its own. */
const BRANCH_PRIOR_PARCELS = 50;

/** The company as it was known at a cutoff; all from facts before it. */
export function companyAt(store: Store, shared: Shared, cutoff: number): Company {
  const { firstDay } = store;
  const whole = Math.max(0, Math.floor((cutoff - firstDay) / 7));
  const seasons = seasonsAt(shared.blocks(((cutoff % 7) + 7) % 7), cutoff, whole);
  const volumeSeason = (block: number): number => seasons.volume[block] ?? 1;
  return {
    blocks: Math.max(1, Math.ceil((cutoff - firstDay) / 7)),
    volumeSeason,
    shareSeason: (block) => seasons.share[block] ?? 1,
    seasonAhead: (days) => seasonAhead(days, whole, volumeSeason),
    clock: businessClock(seasons.share, firstDay, cutoff),
    sum: (measure, windowDays, endDaysAgo = 0) => sumBefore(store, store.daily.prefixes[measure], cutoff - endDaysAgo, windowDays),
    complaints: (windowDays) => sumBefore(store, store.daily.complaints, cutoff, windowDays),
    branchLate: branchLateRates(store, cutoff),
    ...usualCells(store, shared, cutoff),
  };
}

/** Same weeks one year ago, and two where there are two. */
function seasonAhead(days: number, whole: number, volumeSeason: (block: number) => number): number {
  if (whole < YEAR_BLOCKS) return 1;
  const weeks = Math.max(1, Math.round(days / 7));
  let sum = 0;
  let count = 0;
  for (let ahead = 0; ahead < weeks; ahead++) {
    for (let block = YEAR_BLOCKS - 1 - (ahead % YEAR_BLOCKS), years = 0; years < 2 && block < whole; block += YEAR_BLOCKS, years++) {
      sum += volumeSeason(block);
      count++;
    }
  }
  return sum / count;
}

function businessClock(share: Float64Array, firstDay: number, cutoff: number): (day: number) => number {
  const origin = cutoff - 7 * share.length;
  const passed = new Float64Array(share.length + 1);
  for (let j = 0; j < share.length; j++) passed[j + 1] = passed[j]! + 7 * share[share.length - 1 - j]!;
  return (day) => {
    if (day <= origin) return day - firstDay;
    const block = Math.min(share.length, Math.floor((day - origin) / 7));
    return origin - firstDay + passed[block]! + (day - origin - 7 * block) * (share[share.length - 1 - block] ?? 1);
  };
}

function sumBefore({ daily }: Store, prefix: Float64Array | null, endDay: number, windowDays: number): number {
  if (prefix === null) return 0;
  const last = prefix.length - 1;
  const at = (day: number): number => prefix[Math.min(last, Math.max(0, day - daily.firstDay))]!;
  return at(endDay) - at(endDay - windowDays);
}

function branchLateRates(store: Store, cutoff: number): Company['branchLate'] {
  const { branchDue, daily } = store;
  const { starts, days, due, late } = branchDue;
  const known = new Map<number, number>();
  const companySum = (measure: Measure): number => sumBefore(store, daily.prefixes[measure], cutoff, RATE_DAYS);
  const companyRate = companySum('late') / companySum('due');
  return (branch, windowDays) => {
    if (!(branch > 0) || Number.isNaN(companyRate)) return Number.NaN;
    const key = branch * 65_536 + windowDays;
    const before = known.get(key);
    if (before !== undefined) return before;
    let lateCount = BRANCH_PRIOR_PARCELS * companyRate;
    let dueCount = BRANCH_PRIOR_PARCELS;
    const end = starts[branch + 1] ?? 0;
    for (let entry = firstAtLeast(days, starts[branch] ?? 0, end, cutoff - windowDays); entry < end && days[entry]! < cutoff; entry++) {
      lateCount += late[entry]!;
      dueCount += due[entry]!;
    }
    known.set(key, lateCount / dueCount);
    return lateCount / dueCount;
  };
}

function usualCells({ cells }: Store, shared: Shared, cutoff: number): Pick<Company, 'usualFreight' | 'usualTransit'> {
  const toWeek = weekOf(cutoff);
  const fromWeek = toWeek - USUAL_WEEKS;
  /** Means by key, worked out when first asked for; most cells share their key with others. */
  const means = (of: (lanes: Lanes) => WeeklyByKey): ((cell: number) => number) => {
    let weekly: WeeklyByKey | undefined;
    let known = new Float64Array(0);
    return (cell) => {
      if (!(cell >= 0 && cell < cells.length)) return Number.NaN;
      if (weekly === undefined) {
        weekly = of(shared.lanes());
        known = new Float64Array(weekly.starts.length).fill(UNKNOWN);
      }
      const key = weekly.keyOf[cell]!;
      if (known[key] === UNKNOWN) known[key] = meanOver(weekly, key, fromWeek, toWeek);
      return known[key]!;
    };
  };
  const onLane = means(({ freight }) => freight);
  const anywhere = means(({ freightAnywhere }) => freightAnywhere);
  return {
    usualFreight(cell) {
      const own = onLane(cell);
      return Number.isNaN(own) ? anywhere(cell) : own;
    },
    usualTransit: means(({ transit }) => transit),
  };
}
