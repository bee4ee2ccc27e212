import { type ChurnDefinition, DEFINITIONS_OF_EVENT, isChurn } from './definitions.js';
import type { OutcomeRecord } from './outcomeRecord.js';

/** What became of a customer in the horizon after a cutoff, in the order of the codes 1… of a status column. */
export const LABEL_STATUSES = ['left', 'stayed', 'already_gone', 'censored'] as const;

/** One of {@link LABEL_STATUSES}. */
export type LabelStatus = (typeof LABEL_STATUSES)[number];

/**
 * Status of one customer that was eligible at `cutoff`.
 *
 * `left`: a lapse, confirmed by the end of the data, has its onset in (t, t + H], even when the customer came back later.
 * `already_gone`: it had stopped by t and nobody could know yet. `censored`: the data do not run to t + H + its own limit, or a silence
 * begun before t + H is still open at their end. Whether a row counts must not depend on what happened, so the limit known at t decides.
 *
 * @param limitDays - the customer's limit as known at the cutoff, calendar days
 */
export function labelStatus(record: OutcomeRecord, customer: number, cutoff: number, horizonDays: number, limitDays: number): LabelStatus {
  const status = leavingStatus(record, customer, cutoff, horizonDays, limitDays, DEFINITIONS_OF_EVENT.leave);
  return status === 'left_otherwise' ? 'left' : status;
}

/** As {@link labelStatus}, with `left_otherwise` for a leaving that is no churn under the definitions. */
export function leavingStatus(
  record: OutcomeRecord,
  customer: number,
  cutoff: number,
  horizonDays: number,
  limitDays: number,
  definitions: readonly ChurnDefinition[],
): LabelStatus | 'left_otherwise' {
  const { first, onset, returned, ending, openSince, dataEnd } = record;
  const end = cutoff + horizonDays;
  let left: 'left' | 'left_otherwise' | undefined;
  for (let lapse = first[customer]!; lapse < first[customer + 1]!; lapse++) {
    if (onset[lapse]! > end) break;
    if (onset[lapse]! <= cutoff) {
      if (!(returned[lapse]! < cutoff)) return 'already_gone';
    } else if (left !== 'left') left = isChurn(ending[lapse]!, definitions) ? 'left' : 'left_otherwise';
  }
  if (end - 1 + limitDays > dataEnd) return 'censored';
  if (left) return left;
  return openSince[customer]! < end ? 'censored' : 'stayed';
}
