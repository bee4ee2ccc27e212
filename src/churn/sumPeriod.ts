import { LONGEST_LIMIT_DAYS, type ProfitBasis } from '../account/index.js';
import { DAY_MINUTES } from '../core/day.js';
import { choiceCode } from '../history/choiceCode.js';
import type { Snapshot } from '../history/types.js';
import type { Activity } from './activity.js';
import { annualProfitBefore } from './annualProfit.js';
import { type ChurnDefinition, isChurn } from './definitions.js';
import type { OutcomeRecord } from './outcomeRecord.js';
import type { PeriodLosses } from './periodLosses.js';
import { addTo, type PeriodSums } from './periodSums.js';

/** One period: its place among them all, its days, and the snapshot at its start. */
export interface Period {
  readonly place: number;
  readonly start: number;
  readonly end: number;
  readonly snapshot: Snapshot;
}

/** Customers at the start, those lost, and what they brought. Profit is worked out of all only where the rate is by profit. */
export function sumLosses(
  sums: PeriodSums,
  { snapshot, start }: Period,
  { rows, lost, returned, gone }: PeriodLosses,
  codes: Int32Array,
  basis: ProfitBasis,
  byProfit: boolean,
): void {
  rows.forEach((row, place) => {
    const customer = snapshot.indices[row]!;
    const group = codes[customer]!;
    const isLost = lost[place] === 1;
    addTo(sums, 'customers', group);
    if (isLost) addTo(sums, 'lost', group);
    addTo(sums, 'returned', group, returned[place]!);
    addTo(sums, 'gone', group, gone[place]!);
    if (!byProfit && !isLost) return;
    const profit = annualProfitBefore(snapshot.view(customer), basis, start);
    addTo(sums, 'profitLost', group, isLost ? profit * gone[place]! : 0);
    const weight = Math.max(0, profit);
    addTo(sums, 'weight', group, weight);
    addTo(sums, 'weightSquared', group, weight * weight);
    addTo(sums, 'weightLost', group, weight * gone[place]!);
  });
}

/** Who shipped in the period before and again, who came new and shipped a second time within `horizonDays`. */
export function sumActivity(
  sums: PeriodSums,
  { place, start, end }: Period,
  activity: Activity,
  codes: Int32Array,
  horizonDays: number,
): void {
  const { firstDay, secondDay } = activity;
  for (let customer = 0; customer < firstDay.length; customer++) {
    const group = codes[customer]!;
    if (place > 0 && activity.shipped(customer, place - 1)) {
      addTo(sums, 'shippedBefore', group);
      if (activity.shipped(customer, place)) addTo(sums, 'shippedAgain', group);
    }
    if (!(firstDay[customer]! >= start && firstDay[customer]! < end)) continue;
    addTo(sums, 'newcomers', group);
    if (secondDay[customer]! <= firstDay[customer]! + horizonDays) addTo(sums, 'secondShipment', group);
  }
}

/** Lapses confirmed in the period, and those of them that came back within 182 days. */
export function sumReturns(
  sums: PeriodSums,
  { start, end }: Period,
  record: OutcomeRecord,
  definitions: readonly ChurnDefinition[],
  codes: Int32Array,
): void {
  const { first, confirmed, returned, ending } = record;
  for (let customer = 0; customer + 1 < first.length; customer++)
    for (let lapse = first[customer]!; lapse < first[customer + 1]!; lapse++) {
      if (!isChurn(ending[lapse]!, definitions)) continue;
      const group = codes[customer]!;
      if (!(confirmed[lapse]! >= start && confirmed[lapse]! < end)) continue;
      addTo(sums, 'confirmed', group);
      if (returned[lapse]! <= confirmed[lapse]! + LONGEST_LIMIT_DAYS) addTo(sums, 'wonBack', group);
    }
}

const RETENTION_OFFER = choiceCode('contacts', 'kind', 'retention_offer');

/** Customers at the start that got a retention offer in the period, and those of them not lost within `horizonDays` of it. */
export function sumOffers(
  sums: PeriodSums,
  { start, end, snapshot }: Period,
  { rows }: PeriodLosses,
  record: OutcomeRecord,
  later: Snapshot,
  codes: Int32Array,
  horizonDays: number,
): void {
  const { first, onset } = record;
  for (const row of rows) {
    const customer = snapshot.indices[row]!;
    const offered = offeredOn(later, customer, start, end);
    if (Number.isNaN(offered)) continue;
    addTo(sums, 'offered', codes[customer]!);
    let isLost = false;
    for (let lapse = first[customer]!; lapse < first[customer + 1]!; lapse++)
      if (onset[lapse]! > start && onset[lapse]! <= offered + horizonDays) isLost = true;
    if (!isLost) addTo(sums, 'saved', codes[customer]!);
  }
}

/** Day of the first retention offer in [start, end), NaN for none. */
function offeredOn(later: Snapshot, customer: number, start: number, end: number): number {
  const { contacts } = later.view(customer);
  for (let row = 0; row < contacts.count; row++) {
    const day = Math.floor(contacts.at(row) / DAY_MINUTES);
    if (day >= start && day < end && contacts.kind(row) === RETENTION_OFFER) return day;
  }
  return Number.NaN;
}
