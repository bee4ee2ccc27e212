import type { Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { type BusinessClock, businessClock, businessDays, dayPast } from './businessClock.js';
import { checkLapseRule, DEFAULT_LAPSE_RULE, type LapseRule, ruleLimit } from './lapseRule.js';
import { LONGEST_LIMIT_DAYS, LOOK_BACK_DAYS, SHORTEST_LIMIT_DAYS } from './rhythm.js';

/** One row a lapse, by customer, then time. Days are day numbers. */
export interface LapseColumns extends Readonly<Record<string, Float64Array | Int32Array>> {
  /** Index into the history's customers. */
  readonly customer: Int32Array;
  /** Last shipment day before the silence. */
  readonly lastDay: Int32Array;
  /** The day after it: the date of the lapse. */
  readonly onset: Int32Array;
  /** First day at whose start the silence was longer than the limit; not before it is the customer called lapsed. */
  readonly confirmed: Int32Array;
  /** Next shipment day, NaN while there is none. */
  readonly returned: Float64Array;
  /** The limit in calendar days: `confirmed − lastDay`. */
  readonly limitDays: Float64Array;
  /** Gaps in the 364 days up to `lastDay`: how well the rhythm was known. */
  readonly gapCount: Int32Array;
}

/** One row a customer of the snapshot: where its present silence stands. */
export interface SilenceColumns extends Readonly<Record<string, Float64Array | Int32Array>> {
  readonly customer: Int32Array;
  readonly lastDay: Int32Array;
  /** Calendar days from `lastDay` at which the present silence becomes a lapse; past the cutoff a day counts as one. */
  readonly limitDays: Float64Array;
  /** `lastDay + limitDays` where that is no later than the cutoff, else NaN. */
  readonly confirmed: Float64Array;
}

/**
 * Every silence that was, as of the cutoff, longer than the customer's limit: lapses with onset, confirmation and return.
 * Uses only what was known before the snapshot's cutoff.
 *
 * @param snapshot - the facts; take the one at the end of the history for labels
 * @param rule - default `adaptive` with epsilon 1e-3
 * @returns one row a lapse, by customer, then time; days are day numbers ({@link LapseColumns})
 * @throws HoldfastError `bad-parameter` for a rule whose number is out of range
 * @remarks O(shipment days). `adaptive`: the longest gap whose chance is still epsilon under the customer's own gaps (gamma-Poisson, so Lomax
 *   tails), B·(epsilon^(−1/A) − 1) with A = 0.5 + gaps and B = 7 + days they took, within 28 to 182 days; a gap is counted by week, and a
 *   day as the share of customers that usually ship then.
 * @example
 * ```ts
 * const weekly = (customer_id: string, weeks: number) =>
 *   Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(dayOf('2025-01-06') + 7 * week) }));
 * const { history } = await historyFrom({ shipments: [...weekly('stays', 52), ...weekly('leaves', 20)] }); // the last on 2025-05-19
 * const { length, columns } = lapses(history.at(history.endDay), { kind: 'fixed', days: 60 });
 * length; // => 1
 * formatDay(columns.onset[0]); // => '2025-05-20'
 * formatDay(columns.confirmed[0]); // => '2025-07-19'
 * columns.returned[0]; // => NaN
 * ```
 */
export function lapses(snapshot: Snapshot, rule: LapseRule = DEFAULT_LAPSE_RULE): Table<LapseColumns> {
  checkLapseRule(rule);
  const clock = businessClock(snapshot);
  const rows: number[][] = [];
  for (const customer of snapshot.indices) {
    const days = snapshot.view(customer).shipmentDays;
    eachLapse(days, clock, rule, (at, confirmed, gapCount) => {
      rows.push([customer, days[at]!, confirmed, at + 1 < days.length ? days[at + 1]! : Number.NaN, gapCount]);
    });
  }
  return { length: rows.length, columns: lapseColumns(rows) };
}

function lapseColumns(rows: readonly (readonly number[])[]): LapseColumns {
  const column = (place: number): number[] => rows.map((row) => row[place]!);
  const lastDay = Int32Array.from(column(1));
  const confirmed = Int32Array.from(column(2));
  return {
    customer: Int32Array.from(column(0)),
    lastDay,
    onset: lastDay.map((day) => day + 1),
    confirmed,
    returned: Float64Array.from(column(3)),
    limitDays: Float64Array.from(confirmed, (day, row) => day - lastDay[row]!),
    gapCount: Int32Array.from(column(4)),
  };
}

/**
 * Lapses of one customer from its shipment days (ascending): `visit` gets the position of the last day before each silence, the day of
 * its confirmation and the count of gaps the limit rests on. A shipment at or before the limit ends a silence without a lapse.
 */
export function eachLapse(
  days: Int32Array,
  clock: BusinessClock,
  rule: LapseRule,
  visit: (at: number, confirmed: number, gapCount: number) => void,
): void {
  const shortest = rule.kind === 'fixed' || rule.kind === 'custom' ? 0 : SHORTEST_LIMIT_DAYS;
  let first = 0;
  for (let at = 0; at < days.length; at++) {
    const day = days[at]!;
    while (days[first]! <= day - LOOK_BACK_DAYS) first++;
    const end = at + 1 < days.length ? days[at + 1]! : clock.cutoff;
    if (businessDays(clock, day, end) <= shortest) continue;
    const confirmed = confirmationDay(days, first, at, clock, rule);
    if (confirmed <= end) visit(at, confirmed, at - first);
  }
}

/** The day on which a silence after `days[at]` becomes a lapse, from the gaps of `days[first..at]`; by the clipped rules never after 182 calendar days. */
function confirmationDay(days: Int32Array, first: number, at: number, clock: BusinessClock, rule: LapseRule): number {
  const day = days[at]!;
  if (rule.kind === 'fixed') return day + Math.floor(rule.days) + 1;
  const gaps = (): number[] =>
    Array.from({ length: at - first }, (_, gap) => businessDays(clock, days[first + gap]!, days[first + gap + 1]!));
  const confirmed = dayPast(clock, day, ruleLimit(rule, activeWeeks(days, first, at) - 1, businessDays(clock, days[first]!, day), gaps));
  return rule.kind === 'custom' ? confirmed : Math.min(confirmed, day + LONGEST_LIMIT_DAYS + 1);
}

/**
 * Weeks with a shipment among `days[first..at]`, counted back from the last day. The gap law counts weeks, not days: shipments of one
 * week come together, and a customer that ships less than before would look lapsed by the rhythm of its busy days (measured on the
 * simulator's truth: precision .94 by weeks, .80 by days, at ε = 1e-3).
 */
function activeWeeks(days: Int32Array, first: number, at: number): number {
  let weeks = 0;
  let latest = -1;
  for (let place = at; place >= first; place--) {
    const week = Math.floor((days[at]! - days[place]!) / 7);
    if (week !== latest) weeks++;
    latest = week;
  }
  return weeks;
}

/** Where the present silence of every customer of the snapshot stands under a rule. O(customers), for `adaptive`. */
export function silences(snapshot: Snapshot, rule: LapseRule = DEFAULT_LAPSE_RULE): Table<SilenceColumns> {
  checkLapseRule(rule);
  const clock = businessClock(snapshot);
  const length = snapshot.indices.length;
  const lastDay = new Int32Array(length);
  const limitDays = new Float64Array(length);
  const confirmed = new Float64Array(length).fill(Number.NaN);
  for (let row = 0; row < length; row++) {
    const view = snapshot.view(snapshot.indices[row]!);
    const days = view.shipmentDays;
    const at = days.length - 1;
    const day = days[at]!;
    const confirmedOn = confirmationDay(days, view.firstDayWithin(view.cutoff - day - 1 + LOOK_BACK_DAYS), at, clock, rule);
    lastDay[row] = day;
    limitDays[row] = confirmedOn - day;
    if (confirmedOn <= snapshot.cutoff) confirmed[row] = confirmedOn;
  }
  return { length, columns: { customer: snapshot.indices, lastDay, limitDays, confirmed } };
}
