import { businessClock, checkLapseRule, DEFAULT_LAPSE_RULE, eachLapse, type LapseRule } from '../account/index.js';
import { ensure } from '../core/errors.js';
import type { Table } from '../core/table.js';
import { choiceCode } from '../history/choiceCode.js';
import type { CustomerView, Snapshot } from '../history/types.js';
import { REMOVED, SWITCHED } from './definitions.js';

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
  /** How it ended, as bits: 1 the carrier closed the account, 2 it went to another carrier. */
  readonly ending: Uint8Array;
  /** By customer: last shipment day of a silence whose end is still open at `dataEnd`, NaN where it is a lapse already. */
  readonly openSince: Float64Array;
}

/** Evidence of another carrier from elsewhere: who of those that left went over, and how surely. */
export type SwitchEvidence = Table<{ readonly customer_id: readonly string[]; readonly probability: Float64Array }>;

/** A probability from which a customer that left counts as gone to another carrier. */
const SURE_ENOUGH = 0.7;

/**
 * Lapses of all customers as known at a snapshot, with closures counted as confirmation.
 *
 * @param snapshot - the facts at the end of the data: outcomes may look at all of them
 * @param rule - when a silence is a lapse
 * @param evidence - who went to another carrier, beside `exit_to`; from .7 it counts, for a customer's present lapse
 * @throws HoldfastError `bad-parameter` for a rule whose number is out of range; `length-mismatch` for columns of unequal length
 * @remarks O(shipment days).
 */
export function outcomeRecord(snapshot: Snapshot, rule: LapseRule = DEFAULT_LAPSE_RULE, evidence?: SwitchEvidence): OutcomeRecord {
  checkLapseRule(rule);
  const clock = businessClock(snapshot);
  const goneOver = switchedCustomers(snapshot, evidence);
  const customers = snapshot.customers.ids.length;
  const found: Lapse[] = [];
  const first = new Int32Array(customers + 1);
  const openSince = new Float64Array(customers).fill(Number.NaN);
  let next = 0;
  for (const customer of snapshot.indices) {
    while (next <= customer) first[next++] = found.length;
    const view = snapshot.view(customer);
    const last = view.shipmentDays.length - 1;
    const lapses = lapsesOf(view, goneOver(customer), (visit) => eachLapse(view.shipmentDays, clock, rule, visit));
    for (const lapse of lapses) found.push(lapse);
    if (lapses.at(-1)?.at !== last) openSince[customer] = view.shipmentDays[last]!;
  }
  while (next <= customers) first[next++] = found.length;
  return {
    dataEnd: snapshot.cutoff,
    rule,
    first,
    onset: Float64Array.from(found, ({ onset }) => onset),
    confirmed: Float64Array.from(found, ({ confirmed }) => confirmed),
    returned: Float64Array.from(found, ({ returned }) => returned),
    ending: Uint8Array.from(found, ({ ending }) => ending),
    openSince,
  };
}

/** What is known of a customer's going over: on record beside its closure, or told by evidence. */
type GoneOver = 'record' | 'evidence' | undefined;

function switchedCustomers({ customers }: Snapshot, evidence: SwitchEvidence | undefined): (customer: number) => GoneOver {
  const exitTo = customers.columns['exit_to'];
  const named = (customer: number): boolean => exitTo !== undefined && 'codes' in exitTo && exitTo.codes[customer]! > 0;
  const sure = new Set<string>();
  if (evidence) {
    const { customer_id: ids, probability } = evidence.columns;
    ensure(ids.length === evidence.length && probability.length === evidence.length, 'length-mismatch', () => ({
      en: `The evidence has ${evidence.length} rows, ${ids.length} ids and ${probability.length} probabilities; they must agree.`,
      zh: `证据表有 ${evidence.length} 行、${ids.length} 个编号和 ${probability.length} 个概率；三者应一致。`,
    }));
    for (let row = 0; row < evidence.length; row++) if (probability[row]! >= SURE_ENOUGH) sure.add(ids[row]!);
  }
  return (customer) => (named(customer) ? 'record' : sure.has(customers.ids[customer] ?? '') ? 'evidence' : undefined);
}

interface Lapse {
  /** Position of the last shipment day before the silence. */
  readonly at: number;
  readonly onset: number;
  readonly confirmed: number;
  readonly returned: number;
  readonly ending: number;
}

type Visit = (at: number, confirmed: number) => void;

/** As `closedBy` of a customer's view holds it. */
const BY_CARRIER = choiceCode('customers', 'closed_by', 'carrier');

/** Lapses of one customer; a closure inside a silence confirms it, however short, and says who wanted it. */
function lapsesOf(view: CustomerView, goneOver: GoneOver, each: (visit: Visit) => void): Lapse[] {
  const silences: [number, number][] = [];
  each((at, confirmed) => silences.push([at, confirmed]));
  const { closedOn, closedBy, shipmentDays } = view;
  const closing = Number.isNaN(closedOn) ? -1 : lastBefore(shipmentDays, closedOn);
  if (closing >= 0) {
    const known = silences.find(([at]) => at === closing);
    if (known) known[1] = Math.min(known[1], closedOn);
    else silences.push([closing, closedOn]);
    silences.sort(([a], [b]) => a - b);
  }
  const last = shipmentDays.length - 1;
  return silences.map(([at, confirmed]) => {
    const isClosing = at === closing;
    const isRemoved = isClosing && closedBy === BY_CARRIER;
    const isSwitched = (isClosing && goneOver === 'record') || (at === last && goneOver === 'evidence');
    return {
      at,
      onset: shipmentDays[at]! + 1,
      confirmed,
      returned: shipmentDays[at + 1] ?? Number.NaN,
      ending: (isRemoved ? REMOVED : 0) + (isSwitched ? SWITCHED : 0),
    };
  });
}

/** Position of the last of `days` before `day`; -1 for none. */
function lastBefore(days: Int32Array, day: number): number {
  let count = days.length;
  while (count > 0 && days[count - 1]! >= day) count--;
  return count - 1;
}
