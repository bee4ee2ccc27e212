import type { Text } from '../core/text.js';
import type { Activity } from './activity.js';
import { type Horizon, horizonOf, YEAR_DAYS } from './horizon.js';
import { expectedShare, type Outlook, type OutlookParts, outlookOf } from './outlook.js';
import type { ValueState } from './valueState.js';

/** What another assumption would do to the expected profit of all. */
export interface AssumptionChange {
  readonly assumption: 'margin' | 'leaving' | 'discount' | 'horizon' | 'volume';
  readonly text: Text;
  /** Change of the total, as a share of it. */
  readonly change: number;
}

/** The activity of a state over another horizon. */
export type ActivityOver = (state: ValueState, horizon: Horizon) => Activity;

const MARGIN_CHANGE = -0.1;
const VOLUME_CHANGE = -0.1;
const LEAVING_FACTOR = 1.25;
const DISCOUNT_CHANGE = 0.05;

/** Varies one assumption after the other on the customers in `rows`; the largest change first. */
export function assumptionChanges(
  parts: OutlookParts,
  factors: Float64Array,
  rows: Int32Array,
  activityOver: ActivityOver,
  annualDiscountRate: number,
): AssumptionChange[] {
  const own = pick(parts, rows);
  const factor = Float64Array.from(rows, (row) => factors[row]!);
  const total = (changed: OutlookParts): number => expectedOf(outlookOf(changed), factor);
  const { unit, activity, horizon, season, state, exposureDays } = own;
  const usual = total(own);
  const longer = horizonOf(horizon.days + YEAR_DAYS, annualDiscountRate);
  const longSeason = Float64Array.from(longer.lengths, (_, k) => season[k % 13] ?? season[k % season.length] ?? 1);
  const changes: readonly [AssumptionChange['assumption'], Text, OutlookParts][] = [
    [
      'margin',
      { en: 'a margin a shipment 10 % lower', zh: '每票毛利低 10%' },
      { ...own, unit: { ...unit, margin: unit.margin.map((margin) => margin * (1 + MARGIN_CHANGE)) } },
    ],
    [
      'volume',
      { en: '10 % fewer shipments of those who stay', zh: '留存客户的票数少 10%' },
      {
        ...own,
        state: { ...state, shipments: state.shipments.map((count) => count * (1 + VOLUME_CHANGE)) },
        activity: { ...activity, perDay: activity.perDay.map((count) => count * (1 + VOLUME_CHANGE)) },
      },
    ],
    [
      'leaving',
      { en: 'customers leaving a quarter faster', zh: '客户流失加快四分之一' },
      { ...own, activity: faster(activity, horizon.lengths.length) },
    ],
    [
      'discount',
      { en: 'a discount 5 points a year higher', zh: '年折现率高 5 个百分点' },
      { ...own, horizon: horizonOf(horizon.days, Math.min(0.999, annualDiscountRate + DISCOUNT_CHANGE)) },
    ],
    [
      'horizon',
      { en: 'one year more', zh: '期限延长一年' },
      { state, unit, exposureDays, horizon: longer, season: longSeason, activity: activityOver(state, longer) },
    ],
  ];
  return changes
    .map(([assumption, text, changed]) => ({ assumption, text, change: total(changed) / usual - 1 }))
    .sort((one, other) => Math.abs(other.change) - Math.abs(one.change));
}

/** Mean profit of all together. */
function expectedOf(outlook: Outlook, factors: Float64Array): number {
  let total = 0;
  for (let row = 0; row < outlook.length; row++) total += expectedShare(outlook, row) * factors[row]! * outlook.profitIfStaying[row]!;
  return total;
}

function faster({ active, stays, perDay }: Activity, periods: number): Activity {
  const quicker = stays.map((still, at) => {
    const now = active[Math.floor(at / periods)]!;
    return now > 0 ? now * Math.exp(LEAVING_FACTOR * Math.log(still / now)) : 0;
  });
  return { active, stays: quicker, perDay };
}

/** The parts of some rows. */
function pick({ state, activity, unit, exposureDays, horizon, season }: OutlookParts, rows: Int32Array): OutlookParts {
  const periods = horizon.lengths.length;
  const of = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row]!);
  const columns = Object.entries(state as unknown as Record<string, number | Float64Array | Int32Array>).map(([name, column]) => [
    name,
    column instanceof Float64Array ? of(column) : column,
  ]);
  return {
    state: {
      ...(Object.fromEntries(columns) as unknown as ValueState),
      length: rows.length,
      customer: rows.map((row) => state.customer[row]!),
    },
    activity: {
      active: of(activity.active),
      perDay: of(activity.perDay),
      stays: Float64Array.from(
        { length: rows.length * periods },
        (_, at) => activity.stays[rows[Math.floor(at / periods)]! * periods + (at % periods)]!,
      ),
    },
    unit: {
      ...unit,
      margin: of(unit.margin),
      variance: of(unit.variance),
      service: of(unit.service),
      contactPerDay: of(unit.contactPerDay),
    },
    exposureDays: of(exposureDays),
    horizon,
    season,
  };
}
