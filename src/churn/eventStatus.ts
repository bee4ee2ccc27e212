import type { Snapshot } from '../history/types.js';
import type { ChurnDefinition } from './definitions.js';
import { checkedDowngrade, type DowngradeOptions, valueFalls } from './downgrade.js';
import { leavingStatus } from './labelStatus.js';
import type { OutcomeRecord } from './outcomeRecord.js';
import { partialDefections } from './partialDefection.js';

/** What became of a customer under any definition: those of leaving first, with the same codes. */
export const EVENT_STATUSES = [
  'left',
  'stayed',
  'already_gone',
  'censored',
  'downgraded',
  'left_otherwise',
  'already_down',
  'not_upper_tier',
] as const;

/** One of {@link EVENT_STATUSES}. */
export type EventStatus = (typeof EVENT_STATUSES)[number];

/** Status of a customer of the snapshot by its row, its index and its limit as known at the cutoff. */
export function eventStatuses(
  at: (day: number) => Snapshot,
  record: OutcomeRecord,
  snapshot: Snapshot,
  horizonDays: number,
  { definitions, downgrade = {} }: { readonly definitions: readonly ChurnDefinition[]; readonly downgrade?: DowngradeOptions },
): (row: number, customer: number, limitDays: number) => EventStatus {
  const { cutoff } = snapshot;
  const leaving = (customer: number, limitDays: number) => leavingStatus(record, customer, cutoff, horizonDays, limitDays, definitions);
  if (!definitions.includes('downgraded')) return (_, customer, limitDays) => leaving(customer, limitDays);
  const isOnly = definitions.length === 1;
  const options = checkedDowngrade(downgrade);
  const knownBy = cutoff + (options.kind === 'value' ? horizonDays : 0) + options.windowDays;
  if (knownBy > record.dataEnd) return (_, customer, limitDays) => unknown(leaving(customer, limitDays));
  const fallOf =
    options.kind === 'value' ? valueFalls(at, snapshot, horizonDays, options) : partialDefections(at, snapshot, options.windowDays);
  return (row, customer, limitDays) => {
    const left = leaving(customer, limitDays);
    if (left === 'already_gone' || left === 'censored' || left === 'left') return left;
    const { status, onset } = fallOf(row);
    if (status === 'already_down' || status === 'not_upper_tier') return isOnly ? status : left;
    if (left === 'left_otherwise' || status === 'kept') return left;
    return silentFrom(record, customer, cutoff) < onset + options.windowDays ? 'stayed' : 'downgraded';
  };
}

/** Where downgrades are not known yet, nothing is: a row must not count because of what happened. */
function unknown(left: EventStatus): EventStatus {
  return left === 'already_gone' ? left : 'censored';
}

/** The day after the last shipment before the customer's next lapse, or before a silence that is still open; Infinity without one. */
function silentFrom({ first, onset, openSince }: OutcomeRecord, customer: number, after: number): number {
  for (let lapse = first[customer]!; lapse < first[customer + 1]!; lapse++) if (onset[lapse]! > after) return onset[lapse]!;
  return openSince[customer]! + 1 || Number.POSITIVE_INFINITY;
}
