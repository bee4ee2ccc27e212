import { type LapseRule, LONGEST_LIMIT_DAYS, silences } from '../account/index.js';
import type { Snapshot } from '../history/types.js';
import type { EventLabelOptions } from './churnLabels.js';
import { isChurn } from './definitions.js';
import { eventStatuses } from './eventStatus.js';
import type { OutcomeRecord } from './outcomeRecord.js';

/** Who was a customer at the start of a period, and who was lost in it. */
export interface PeriodLosses {
  /** Rows of the snapshot at the start, ascending: who could be lost, newcomers of the period not among them. */
  readonly rows: Int32Array;
  /** 1 lost, 0 kept; of no use unless `isResolved`, as the two below. */
  readonly lost: Uint8Array;
  /** 1 lost and back by the end of the data. */
  readonly returned: Uint8Array;
  /** How likely it is lost for good: 0 for who was not lost, or came back soon. */
  readonly gone: Float64Array;
  /** Whether every one of them is known: the data run to the end of the period and beyond each one's limit. */
  readonly isResolved: boolean;
}

/**
 * Losses of the period [t, t + days), by onset, where t is the snapshot's cutoff. O(customers · gaps of a year).
 *
 * @param away - how likely each lapse of the record is for good, from `stayingAway`
 */
export function periodLosses(
  at: (day: number) => Snapshot,
  record: OutcomeRecord,
  snapshot: Snapshot,
  days: number,
  options: EventLabelOptions,
  away: Float64Array,
): PeriodLosses {
  const statusOf = eventStatuses(at, record, snapshot, days, options);
  const limits = limitsAt(record, snapshot, days);
  const rows: number[] = [];
  const lost: number[] = [];
  const returned: number[] = [];
  const gone: number[] = [];
  let isResolved = true;
  for (let row = 0; row < snapshot.indices.length; row++) {
    const customer = snapshot.indices[row]!;
    const status = statusOf(row, customer, limits(row));
    if (status === 'already_gone' || status === 'already_down' || status === 'not_upper_tier') continue;
    rows.push(row);
    const lapse = status === 'left' ? lastLapse(record, customer, snapshot.cutoff + days, options) : -1;
    lost.push(status === 'left' || status === 'downgraded' ? 1 : 0);
    returned.push(lapse >= 0 && record.returned[lapse]! < record.dataEnd ? 1 : 0);
    gone.push(lapse >= 0 ? away[lapse]! : status === 'downgraded' ? 1 : 0);
    if (status === 'censored') isResolved = false;
  }
  return {
    rows: Int32Array.from(rows),
    lost: Uint8Array.from(lost),
    returned: Uint8Array.from(returned),
    gone: Float64Array.from(gone),
    isResolved,
  };
}

/** The customer's last lapse with its onset up to `end` that is churn under the definitions. */
function lastLapse({ first, onset, ending }: OutcomeRecord, customer: number, end: number, { definitions }: EventLabelOptions): number {
  for (let lapse = first[customer + 1]! - 1; lapse >= first[customer]!; lapse--)
    if (onset[lapse]! <= end && isChurn(ending[lapse]!, definitions)) return lapse;
  return -1;
}

/** Each one's limit as known at the start; 0 where the data run so far beyond the period that no limit can matter. */
function limitsAt({ rule, dataEnd }: OutcomeRecord, snapshot: Snapshot, days: number): (row: number) => number {
  if (snapshot.cutoff + days - 1 + longestLimit(rule) <= dataEnd) return () => 0;
  const { limitDays } = silences(snapshot, rule).columns;
  return (row) => limitDays[row]!;
}

function longestLimit(rule: LapseRule): number {
  if (rule.kind === 'custom') return Number.POSITIVE_INFINITY;
  return 1 + (rule.kind === 'fixed' ? Math.floor(rule.days) : LONGEST_LIMIT_DAYS);
}
