import { type LapseRule, silences } from '../../account/index.js';
import { type Column, cell } from '../../core/table.js';
import type { Snapshot } from '../../history/types.js';
import { outcomeRecord } from '../outcomeRecord.js';
import type { Closing } from './evidenceContext.js';

/** Who may close an account, in the order of the schema's values. */
const CLOSED_BY = ['customer', 'carrier'] as const;

/** One customer that had left, as known at the day of the classification. */
export interface Leaver {
  /** Index into the history's customers. */
  readonly customer: number;
  /** The day after its last shipment. */
  readonly onset: number;
  readonly closing: Closing;
}

/** Customers whose latest silence is a lapse or a closure by the snapshot's cutoff and that have not come back; by onset, then customer. */
export function leaversAt(snapshot: Snapshot, rule?: LapseRule): readonly Leaver[] {
  const { first, onset, returned } = outcomeRecord(snapshot, rule);
  const leavers: Leaver[] = [];
  for (const customer of snapshot.indices) {
    const last = first[customer + 1]! - 1;
    if (last < first[customer]! || !Number.isNaN(returned[last]!)) continue;
    leavers.push({ customer, onset: onset[last]!, closing: closingOf(snapshot, customer) });
  }
  return leavers.sort((a, b) => a.onset - b.onset || a.customer - b.customer);
}

/** Silence of a customer is worth a question from this chance of so long a gap. */
const QUIET_EPSILON = 0.05;

/** Customers silent for longer than is ordinary for them, and not yet beyond their limit; by the day after their last shipment. */
export function quietAt(snapshot: Snapshot, rule?: LapseRule): readonly Leaver[] {
  const { openSince } = outcomeRecord(snapshot, rule);
  const { columns, length } = silences(snapshot, { kind: 'adaptive', epsilon: QUIET_EPSILON });
  const quiet: Leaver[] = [];
  for (let row = 0; row < length; row++) {
    const customer = columns.customer[row]!;
    const isOpen = !Number.isNaN(openSince[customer]!);
    if (isOpen && !Number.isNaN(columns.confirmed[row]!))
      quiet.push({ customer, onset: columns.lastDay[row]! + 1, closing: closingOf(snapshot, customer) });
  }
  return quiet.sort((a, b) => a.onset - b.onset || a.customer - b.customer);
}

/** What is on record about the end of a customer, by the snapshot's cutoff; nothing before the day of closure. */
export function closingOf(snapshot: Snapshot, customer: number): Closing {
  const { closedOn, closedBy } = snapshot.view(customer);
  const { exit_reason, exit_to } = snapshot.customers.columns;
  const isKnown = !Number.isNaN(closedOn);
  const word = (column: unknown): string => (isKnown && column !== undefined ? String(cell(column as Column, customer)).trim() : '');
  return { closedOn, closedBy: CLOSED_BY[closedBy - 1] ?? '', exitReason: word(exit_reason), exitTo: word(exit_to) };
}
