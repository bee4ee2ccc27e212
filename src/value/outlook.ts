import type { Activity } from './activity.js';
import { type Horizon, YEAR_DAYS } from './horizon.js';
import type { UnitProfit } from './unitProfit.js';
import type { ValueState } from './valueState.js';

/** Part of the horizon: the share of the profit that one who leaves in it has brought in the mean, and the variance of that share. */
export interface Stretch {
  readonly share: number;
  readonly variance: number;
  /** Periods from and to. */
  readonly from: number;
  readonly to: number;
}

/** What is expected of each customer of a state over a horizon, and how widely it may fall; one row a customer. */
export interface Outlook {
  readonly length: number;
  readonly active: Float64Array;
  /** Shipments expected, leaving included, not discounted. */
  readonly shipments: Float64Array;
  /** Discounted profit if it stays for the whole horizon: before and after the cost of contacts. */
  readonly grossIfStaying: Float64Array;
  readonly profitIfStaying: Float64Array;
  /** Variance of that profit that grows with its length (single shipments, claims, contacts), and with its square (level of volume and margin). */
  readonly chanceVariance: Float64Array;
  readonly levelVariance: Float64Array;
  /** Probability of leaving in each stretch of the horizon, row after row, and of staying to its end. */
  readonly leaving: Float64Array;
  readonly staying: Float64Array;
  readonly stretches: readonly Stretch[];
}

/** What an outlook is made of. */
export interface OutlookParts {
  readonly state: ValueState;
  readonly activity: Activity;
  readonly unit: UnitProfit;
  /** Of the last year, the days on which each was a customer. */
  readonly exposureDays: Float64Array;
  readonly horizon: Horizon;
  /** Of each coming period. */
  readonly season: Float64Array;
}

/** A customer's longer past counts as so many days of the last year. */
const LONG_RUN_DAYS = 28;
/** Usual variation of a customer's level of volume from one year to the next; how wide it is in truth, the calibration tells. */
const LEVEL_VARIATION = 0.3;
const STRETCHES = 4;

/** Days of the last year on which each was a customer: those since the last shipment count by the probability that it still is one. */
export function exposureOf({ tenureDays, silenceDays }: ValueState, active: Float64Array): Float64Array {
  return tenureDays.map((tenure, row) => {
    const silent = Math.min(YEAR_DAYS, silenceDays[row]!) * (1 - active[row]!);
    return Math.max(7, Math.min(YEAR_DAYS, tenure) - silent);
  });
}

/** Puts activity, volume, unit profit, season and discount together. O(customers × periods). */
export function outlookOf(parts: OutlookParts): Outlook {
  const { state, activity, horizon, season } = parts;
  const { length } = state;
  const worth = horizon.discount.map((factor, k) => factor * horizon.lengths[k]! * season[k]!);
  const stretches = stretchesOf(worth);
  const column = (): Float64Array => new Float64Array(length);
  const outlook: Outlook = {
    length,
    active: activity.active,
    shipments: column(),
    grossIfStaying: column(),
    profitIfStaying: column(),
    chanceVariance: column(),
    levelVariance: column(),
    leaving: new Float64Array(length * stretches.length),
    staying: column(),
    stretches,
  };
  const discountedDays = sum(worth);
  const contactDays = horizon.discount.reduce((total, factor, k) => total + factor * horizon.lengths[k]!, 0);
  for (let row = 0; row < length; row++) {
    const level = dailyShipments(parts, row);
    fillProfit(outlook, parts, row, level.daily * discountedDays, contactDays, level.known);
    fillLeaving(outlook, parts, row, level.daily);
  }
  return outlook;
}

/** Share of its profit if staying that a customer brings in the mean, leaving included. */
export function expectedShare({ staying, leaving, stretches }: Outlook, row: number): number {
  let share = staying[row]!;
  for (let j = 0; j < stretches.length; j++) share += leaving[row * stretches.length + j]! * stretches[j]!.share;
  return share;
}

/** Shipments a day without the season while it is a customer, and on how many shipments that rests. */
function dailyShipments({ state, activity, exposureDays }: OutlookParts, row: number): { readonly daily: number; readonly known: number } {
  const known = state.shipments[row]! + LONG_RUN_DAYS * activity.perDay[row]!;
  const usualDays = state.seasonDays[row]! * (exposureDays[row]! / Math.min(YEAR_DAYS, state.tenureDays[row]!));
  return { daily: known / (usualDays + LONG_RUN_DAYS), known };
}

function fillProfit(outlook: Outlook, parts: OutlookParts, row: number, volume: number, contactDays: number, known: number): void {
  const { unit, horizon } = parts;
  const margin = unit.margin[row]!;
  const service = unit.service[row]!;
  const contacts = unit.contactPerDay[row]! * contactDays;
  const gross = volume * (margin - service);
  outlook.grossIfStaying[row] = gross;
  outlook.profitIfStaying[row] = gross - contacts;
  outlook.chanceVariance[row] = volume * (margin * margin + service * unit.serviceLump) + contacts * unit.contactLump;
  outlook.levelVariance[row] =
    gross * gross * (LEVEL_VARIATION * LEVEL_VARIATION + 1 / (known + 1)) +
    volume * volume * (unit.variance[row]! + unit.margins.within / horizon.lengths.length);
}

function fillLeaving(outlook: Outlook, { activity, horizon, season }: OutlookParts, row: number, daily: number): void {
  const { stays, active } = activity;
  const periods = horizon.lengths.length;
  const at = row * periods;
  let before = active[row]!;
  for (let k = 0; k < periods; k++) {
    outlook.shipments[row]! += (daily * horizon.lengths[k]! * season[k]! * (before + stays[at + k]!)) / 2;
    before = stays[at + k]!;
  }
  outlook.staying[row] = before;
  outlook.stretches.forEach(({ from, to }, j) => {
    const there = from === 0 ? active[row]! : stays[at + from - 1]!;
    outlook.leaving[row * outlook.stretches.length + j] = Math.max(0, there - stays[at + to - 1]!);
  });
}

/** Cuts the periods into at most {@link STRETCHES}; a customer may leave at any time of one with equal chances. */
function stretchesOf(worth: Float64Array): Stretch[] {
  const periods = worth.length;
  const whole = sum(worth);
  const count = Math.min(STRETCHES, periods);
  const earned = (to: number): number => sum(worth.subarray(0, to)) / whole;
  return Array.from({ length: count }, (_, j) => {
    const from = Math.floor((j * periods) / count);
    const to = Math.floor(((j + 1) * periods) / count);
    const width = earned(to) - earned(from);
    return { from, to, share: earned(from) + width / 2, variance: (width * width) / 12 };
  });
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
