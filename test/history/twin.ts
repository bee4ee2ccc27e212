import { parseIsoInstant } from '../../src/history/cells.js';
import type { Measure } from '../../src/history/index.js';
import type { ShipmentRow } from './randomTables.js';

const dayOf = (text: string): number => Math.floor(parseIsoInstant(text) / 1440);
const or = (value: number, missing: number): number => (Number.isNaN(value) ? missing : value);
const money = (value: number): number => or(Math.round(value * 10_000), 0);
const FAILURES = ['returned', 'lost', 'damaged', 'short', 'misdelivered'];

/** What one row says about the state of the world at the start of a day, told as states instead of facts: the slow obvious twin. */
export function stateOf(row: ShipmentRow, day: number): Partial<Record<Measure, number>> {
  const shippedOn = dayOf(row.shipped_at);
  const known = shippedOn < day;
  if (!known) return {};
  const cash = { list_price: money(row.list_price), freight: money(row.freight), discount: money(row.discount), cost: money(row.cost) };
  if (row.freight < 0) return cash;
  const shippedAt = parseIsoInstant(row.shipped_at);
  const promisedAt = parseIsoInstant(row.promised_at);
  const deliveredAt = parseIsoInstant(row.delivered_at) >= shippedAt ? parseIsoInstant(row.delivered_at) : Number.NaN;
  const settledOn = Math.max(shippedOn, statusDay(row, promisedAt, deliveredAt, shippedOn));
  const cancelled = row.status === 'cancelled';
  if (cancelled && settledOn <= shippedOn) return {};
  /** Whether the world still believed in the parcel at the end of a day. */
  const livesOn = (on: number): boolean => !cancelled || settledOn > on;
  const promisedOn = Math.max(shippedOn, Math.floor(promisedAt / 1440));
  const deliveredOn = Math.floor(deliveredAt / 1440);
  const isDue = promisedOn < day && livesOn(promisedOn);
  const late = promisedOn < Number.POSITIVE_INFINITY && livesOn(promisedOn) && !(deliveredAt <= promisedAt);
  const isDelivered = deliveredOn < day && livesOn(deliveredOn);
  const everDelivered = !Number.isNaN(deliveredOn) && livesOn(deliveredOn);
  const isSettled = settledOn < day;
  const state: Partial<Record<Measure, number>> = {};
  if (!(cancelled && isSettled)) {
    Object.assign(state, cash, {
      shipments: 1,
      pieces: or(row.pieces, 1),
      grams: or(Math.round(row.weight_kg * 1000), 0),
      declared_value: money(row.declared_value),
    });
  }
  if (isDue) Object.assign(state, { due: 1, late: late ? 1 : 0 });
  if (isDelivered) {
    Object.assign(state, { delivered: 1, transit_minutes: deliveredAt - shippedAt });
    if (late) Object.assign(state, { late_delivered: 1, late_minutes: deliveredAt - promisedAt });
  }
  if (isSettled && FAILURES.includes(row.status)) state[row.status as Measure] = 1;
  if (isSettled && isDue && late && !everDelivered && ['lost', 'returned', 'cancelled'].includes(row.status)) state.late_closed = 1;
  return state;
}

function statusDay(row: ShipmentRow, promisedAt: number, deliveredAt: number, shippedOn: number): number {
  if (row.status_at !== '') return dayOf(row.status_at);
  if (!Number.isNaN(deliveredAt)) return Math.floor(deliveredAt / 1440);
  return (Number.isNaN(promisedAt) ? shippedOn : Math.floor(promisedAt / 1440)) + 30;
}

/** Sum of a measure over rows, as known at the start of a day. */
export function totalAt(rows: readonly ShipmentRow[], measure: Measure, day: number): number {
  return rows.reduce((sum, row) => sum + (stateOf(row, day)[measure] ?? 0), 0);
}

export function windowSum(rows: readonly ShipmentRow[], measure: Measure, cutoff: number, window: number, end: number): number {
  return totalAt(rows, measure, cutoff - end) - totalAt(rows, measure, cutoff - end - window);
}

/** Days with a parcel that is not known to be cancelled at the cutoff. */
export function shipmentDays(rows: readonly ShipmentRow[], cutoff: number): number[] {
  return [...new Set(rows.filter((row) => stateOf(row, cutoff).shipments === 1).map((row) => dayOf(row.shipped_at)))].sort((a, b) => a - b);
}
