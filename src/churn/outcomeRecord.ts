import { businessClock, checkLapseRule, DEFAULT_LAPSE_RULE, eachLapse, type LapseRule } from '../account/index.js';
import type { CustomerView, Snapshot } from '../history/types.js';

/** Every lapse that had become certain by `dataEnd`, whatever the cutoff it will be asked for: made once, read for many cutoffs. */
export interface OutcomeRecord {
  /** Outcomes are known before the start of this day. */
  readonly dataEnd: number;
  readonly rule: LapseRule;
  /** Lapses of customer c (index into the history's customers) are the rows `first[c]` … `first[c + 1] − 1`, ascending. */
  readonly first: Int32Array;
  readonly onset: Float64Array;
  /** The day the silence outgrew its limit or the customer's account was closed, whichever came first. */
  readonly confirmed: Float64Array;
  /** Next shipment day, NaN while there is none. */
  readonly returned: Float64Array;
  /** By customer: last shipment day of a silence whose end is still open at `dataEnd`, NaN where it is a lapse already. */
  readonly openSince: Float64Array;
}

/**
 * Lapses of all customers as known at a snapshot, with closures counted as confirmation.
 *
 * @param snapshot - the facts at the end of the data: outcomes may look at all of them
 * @param rule - when a silence is a lapse
 * @throws HoldfastError `bad-parameter` for a rule whose number is out of range
 * @remarks O(shipment days).
 */
export function outcomeRecord(snapshot: Snapshot, rule: LapseRule = DEFAULT_LAPSE_RULE): OutcomeRecord {
  checkLapseRule(rule);
  const clock = businessClock(snapshot);
  const customers = snapshot.customers.ids.length;
  const found: [onset: number, confirmed: number, returned: number][] = [];
  const first = new Int32Array(customers + 1);
  const openSince = new Float64Array(customers).fill(Number.NaN);
  let next = 0;
  for (const customer of snapshot.indices) {
    while (next <= customer) first[next++] = found.length;
    const view = snapshot.view(customer);
    const last = view.shipmentDays.length - 1;
    const silences = lapsesOf(view, (visit) => eachLapse(view.shipmentDays, clock, rule, visit));
    for (const [at, confirmed] of silences) found.push([view.shipmentDays[at]! + 1, confirmed, view.shipmentDays[at + 1] ?? Number.NaN]);
    if (silences.at(-1)?.[0] !== last) openSince[customer] = view.shipmentDays[last]!;
  }
  while (next <= customers) first[next++] = found.length;
  const column = (place: 0 | 1 | 2): Float64Array => Float64Array.from(found, (lapse) => lapse[place]);
  return { dataEnd: snapshot.cutoff, rule, first, onset: column(0), confirmed: column(1), returned: column(2), openSince };
}

type Visit = (at: number, confirmed: number) => void;

/** Lapses as [position of the last shipment day, day of confirmation]; a closure inside a silence confirms it, however short. */
function lapsesOf(view: CustomerView, each: (visit: Visit) => void): (readonly [number, number])[] {
  const silences: [number, number][] = [];
  each((at, confirmed) => silences.push([at, confirmed]));
  const { closedOn, shipmentDays } = view;
  if (Number.isNaN(closedOn)) return silences;
  const before = lastBefore(shipmentDays, closedOn);
  if (before < 0) return silences;
  const known = silences.find(([at]) => at === before);
  if (known) known[1] = Math.min(known[1], closedOn);
  else silences.push([before, closedOn]);
  return silences.sort(([a], [b]) => a - b);
}

/** Position of the last of `days` before `day`; -1 for none. */
function lastBefore(days: Int32Array, day: number): number {
  let count = days.length;
  while (count > 0 && days[count - 1]! >= day) count--;
  return count - 1;
}
