import { ensure } from '../core/errors.js';
import type { Lang } from '../core/text.js';
import { FIRST_DAY, type Months, monthsOf, type SegmentCalendar, segmentCalendar } from './calendar.js';
import { type Company, companyOf } from './company.js';
import { draw } from './draws.js';
import { type Behaviour, NOISE, PRESETS, SEGMENTS, type SimulationPreset } from './presets.js';
import { PURPOSE } from './purposes.js';

/** Weeks after the observed ones, for true future profit. */
export const FUTURE_WEEKS = 52;

/** What to simulate. */
export interface SimulateOptions {
  /** Customers, 1 to 1,000,000; default 5,000. */
  readonly customers?: number;
  /** Observed months from January 2022, 12 to 84; default 42. */
  readonly months?: number;
  /** Whole number from 0 to 2³² − 1; default 1. */
  readonly seed?: number;
  /** Default `realistic`. */
  readonly preset?: SimulationPreset;
  /** Language of names, texts and choice words; default `en`. */
  readonly language?: Lang;
  /** Untidy records (address changes without leaving, chronic late payers, wrong manager records, missing promises, complaints logged late, customers with two numbers); default on for `demo` and `taught`. */
  readonly noise?: boolean;
  /** A randomised retention campaign in this observed week (from 0); half of the active customers are treated for 13 weeks (they feel 5 % off their prices; the 5 % is not booked). */
  readonly campaignWeek?: number;
}

/** Everything a customer's path depends on beside itself and its cluster. */
export interface World {
  readonly seed: number;
  readonly customers: number;
  readonly behaviour: Behaviour;
  readonly language: Lang;
  readonly observedWeeks: number;
  /** Observed and future weeks. */
  readonly weeks: number;
  /** The day after the observed weeks: the day of the export. */
  readonly endDay: number;
  readonly company: Company;
  readonly calendars: readonly SegmentCalendar[];
  readonly months: Months;
  /** Customers that the records hold under two numbers, ascending, and their position in that list. */
  readonly duplicated: ReadonlyMap<number, number>;
  /** Which of many possible futures: draws of the weeks after the observed ones are keyed by it. */
  readonly replicate: number;
  readonly campaignWeek: number | undefined;
}

/** Checks the options once and prepares what all customers share. */
export function worldOf(options: SimulateOptions): World {
  const { customers = 5000, months = 42, seed = 1, preset = 'realistic', language = 'en', campaignWeek } = options;
  whole('customers', customers, 1, 1_000_000);
  whole('months', months, 12, 84);
  whole('seed', seed, 0, 4_294_967_295);
  ensure(Object.hasOwn(PRESETS, preset), 'bad-parameter', () => ({
    en: `there is no preset "${preset}"; use one of ${Object.keys(PRESETS).join(', ')}`,
    zh: `没有名为“${preset}”的预设；请使用 ${Object.keys(PRESETS).join('、')} 之一`,
  }));
  const observedWeeks = Math.floor((months * 365.25) / 84);
  const weeks = observedWeeks + FUTURE_WEEKS;
  if (campaignWeek !== undefined) whole('campaignWeek', campaignWeek, 0, observedWeeks - 1);
  const behaviour = { ...PRESETS[preset], noise: options.noise ?? PRESETS[preset].noise };
  const company = companyOf(seed, behaviour, weeks, observedWeeks);
  const calendars = SEGMENTS.map((_, segment) => segmentCalendar(segment, weeks));
  return {
    seed,
    customers,
    behaviour,
    language,
    observedWeeks,
    weeks,
    endDay: FIRST_DAY + observedWeeks * 7,
    company,
    calendars,
    months: monthsOf(weeks),
    duplicated: duplicatedOf(seed, customers, behaviour),
    replicate: 0,
    campaignWeek,
  };
}

/** The draw index that tells futures apart; the observed weeks are common to all. */
export function replicateAt(world: World, week: number): number {
  return week < world.observedWeeks ? 0 : world.replicate;
}

function whole(name: string, value: number, least: number, most: number): void {
  ensure(Number.isInteger(value) && value >= least && value <= most, 'bad-parameter', () => ({
    en: `${name} must be a whole number from ${least} to ${most}, got ${value}`,
    zh: `${name} 必须是 ${least} 到 ${most} 之间的整数，实际为 ${value}`,
  }));
}

function duplicatedOf(seed: number, customers: number, { noise }: Behaviour): ReadonlyMap<number, number> {
  const positions = new Map<number, number>();
  for (let customer = 0; noise && customer < customers; customer++)
    if (draw(seed, PURPOSE.noise, customer, 0) < NOISE.duplicatedShare) positions.set(customer, positions.size);
  return positions;
}
