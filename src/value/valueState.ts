import { type CostOptions, contactCost, margin, profitBasis, serviceCost } from '../account/index.js';
import type { CustomerView, Snapshot } from '../history/types.js';
import { PERIOD_DAYS, seasonBefore, YEAR_DAYS } from './horizon.js';

/** Periods of the last year that are looked at. */
const PAST_PERIODS = 13;
const RECENT_PERIODS = 3;

/** What is known of each customer at the start of a day, as far as its coming profit hangs on it; one row a customer that had shipped. */
export interface ValueState {
  readonly length: number;
  /** Places in the snapshot's master data. */
  readonly customer: Int32Array;
  /** Days from the first and from the last shipping day to the day. */
  readonly tenureDays: Float64Array;
  readonly silenceDays: Float64Array;
  /** Shipping days, and 7-day blocks with a shipment. */
  readonly shippingDays: Float64Array;
  readonly activeWeeks: Float64Array;
  /** Blocks from the first active one, and from the last active one, to the day; the running block is 0. */
  readonly firstBlock: Float64Array;
  readonly lastBlock: Float64Array;
  /** Of the last 364 days. */
  readonly shipments: Float64Array;
  readonly margin: Float64Array;
  readonly serviceCost: Float64Array;
  readonly contactCost: Float64Array;
  /** All shipments so far. */
  readonly allShipments: Float64Array;
  /** Shipments a day without the season in the last three 28-day periods ÷ those of the last year; 0 where there were none. */
  readonly recentRatio: Float64Array;
  /** Days of the last year since the first shipment, weighted by the season. */
  readonly seasonDays: Float64Array;
  /** Periods with shipments, and the sum of squared deviations of their margin a shipment. */
  readonly activePeriods: Float64Array;
  readonly marginDeviation: Float64Array;
}

type Columns = { -readonly [K in keyof ValueState]: ValueState[K] };

/**
 * Reads the state of all customers at `agoDays` before the cutoff, from facts before that day. Windows are as the snapshot knows them now:
 * a parcel cancelled since is left out.
 */
export function valueState(snapshot: Snapshot, agoDays: number, costs: CostOptions): ValueState {
  const { indices, cutoff, company } = snapshot;
  const present = agoDays === 0 ? indices : indices.filter((index) => snapshot.view(index).shipmentDays[0]! < cutoff - agoDays);
  const column = (): Float64Array => new Float64Array(present.length);
  const state: Columns = {
    length: present.length,
    customer: present,
    tenureDays: column(),
    silenceDays: column(),
    shippingDays: column(),
    activeWeeks: column(),
    firstBlock: column(),
    lastBlock: column(),
    shipments: column(),
    margin: column(),
    serviceCost: column(),
    contactCost: column(),
    allShipments: column(),
    recentRatio: column(),
    seasonDays: column(),
    activePeriods: column(),
    marginDeviation: column(),
  };
  const read = { basis: profitBasis(snapshot), season: seasonBefore(company, agoDays, PAST_PERIODS), agoDays, costs };
  for (let row = 0; row < present.length; row++) {
    const view = snapshot.view(present[row]!);
    readDays(state, row, view, cutoff - agoDays);
    readPeriods(state, row, view, read);
    state.serviceCost[row] = between(agoDays, YEAR_DAYS, (days) => serviceCost(view, days, costs.complaintCost));
    state.contactCost[row] = between(agoDays, YEAR_DAYS, (days) => contactCost(view, days, costs.contactCost));
  }
  return state;
}

/** A cost of the window that ends `agoDays` before the cutoff, from a cost of windows that end at it. */
export function between(agoDays: number, windowDays: number, cost: (days: number) => number): number {
  return agoDays === 0 ? cost(windowDays) : cost(agoDays + windowDays) - cost(agoDays);
}

function readDays(state: ValueState, row: number, { shipmentDays }: CustomerView, end: number): void {
  let count = 0;
  let weeks = 0;
  let block = Number.NaN;
  for (; count < shipmentDays.length && shipmentDays[count]! < end; count++) {
    const own = Math.floor((end - 1 - shipmentDays[count]!) / 7);
    if (own !== block) weeks++;
    if (count === 0) state.firstBlock[row] = own;
    block = own;
  }
  state.lastBlock[row] = block;
  state.tenureDays[row] = end - shipmentDays[0]!;
  state.silenceDays[row] = end - shipmentDays[count - 1]!;
  state.shippingDays[row] = count;
  state.activeWeeks[row] = weeks;
}

interface Reading {
  readonly basis: ReturnType<typeof profitBasis>;
  readonly season: Float64Array;
  readonly agoDays: number;
  readonly costs: CostOptions;
}

const periodShipments = new Float64Array(PAST_PERIODS);
const periodMargin = new Float64Array(PAST_PERIODS);

function readPeriods(state: ValueState, row: number, view: CustomerView, { basis, season, agoDays }: Reading): void {
  let [shipments, earned, usualDays, recent, recentDays] = [0, 0, 0, 0, 0];
  for (let period = 0; period < PAST_PERIODS; period++) {
    const end = agoDays + period * PERIOD_DAYS;
    const count = Math.max(0, view.sum('shipments', PERIOD_DAYS, end));
    const own = margin(view, basis, PERIOD_DAYS, end);
    const days = season[period]! * Math.min(PERIOD_DAYS, Math.max(0, state.tenureDays[row]! - period * PERIOD_DAYS));
    periodShipments[period] = count;
    periodMargin[period] = own;
    shipments += count;
    earned += own;
    usualDays += days;
    if (period >= RECENT_PERIODS) continue;
    recent += count;
    recentDays += days;
  }
  state.shipments[row] = shipments;
  state.margin[row] = earned;
  state.seasonDays[row] = usualDays;
  state.allShipments[row] = view.total('shipments') - (agoDays === 0 ? 0 : view.sum('shipments', agoDays));
  state.recentRatio[row] = shipments > 0 ? (recent * usualDays) / (shipments * recentDays) : 0;
  const usual = earned / shipments;
  for (let period = 0; period < PAST_PERIODS; period++) {
    const count = periodShipments[period]!;
    if (count === 0) continue;
    const deviation = periodMargin[period]! / count - usual;
    state.activePeriods[row]!++;
    state.marginDeviation[row]! += deviation * deviation;
  }
}
