import { DAY_MINUTES } from '../core/day.js';
import { choiceCode } from '../history/choiceCode.js';
import type { CustomerView } from '../history/types.js';
import { FAILURE_KINDS } from './complaintChances.js';

/** Moments at which customers are said to leave, in the order of the rows of {@link moments}. */
export const MOMENTS = ['first_failure', 'claim', 'price_rise', 'manager_left', 'renewal'] as const;
export type Moment = (typeof MOMENTS)[number];

const CLAIM = choiceCode('complaints', 'category', 'claim');
const PRICE_AGREEMENT = choiceCode('changes', 'field', 'price_agreement');
const ACCOUNT_MANAGER = choiceCode('changes', 'field', 'account_manager');
/** A smaller rise is hardly felt. */
const STEEP_RISE = 0.05;

/**
 * Whether a moment came to a customer in the days [t − from, t − to), and whether it could have come at all: a first failure cannot
 * come to who has had one.
 */
export type MomentReader = (view: CustomerView, from: number, to: number) => boolean;

/** Contract dates of a customer: renewals lie whole terms before the end of the last contract on record. */
export interface ContractTerm {
  readonly end: number;
  readonly days: number;
}

/** Readers of the moments; contracts are those of the record's end, by customer index. */
export function momentReaders(termOf: (customer: number) => ContractTerm | undefined): Readonly<Record<Moment, MomentReader>> {
  return {
    first_failure: (view, from, to) => {
      const later = FAILURE_KINDS.reduce((sum, { measure }) => sum + view.sum(measure, from - to, to), 0);
      return later > 0 && FAILURE_KINDS.reduce((sum, { measure }) => sum + view.total(measure) - view.sum(measure, to), 0) === later;
    },
    claim: ({ complaints, cutoff }, from, to) =>
      someRow(complaints.count, (row) => {
        const at = complaints.openedAt(row);
        const isClaim = complaints.claimed(row) > 0 || complaints.category(row) === CLAIM;
        return isClaim && at >= (cutoff - from) * DAY_MINUTES && at < (cutoff - to) * DAY_MINUTES;
      }),
    price_rise: (view, from, to) =>
      hasChange(
        view,
        PRICE_AGREEMENT,
        from,
        to,
        (row) => Number(view.changes.newValue(row)) > (1 + STEEP_RISE) * Number(view.changes.oldValue(row)),
      ),
    manager_left: (view, from, to) => hasChange(view, ACCOUNT_MANAGER, from, to, () => true),
    renewal: ({ index, cutoff }, from, to) => {
      const term = termOf(index);
      if (term === undefined) return false;
      const sinceEnd = cutoff - from - term.end;
      const next = term.end + Math.ceil(sinceEnd / term.days) * term.days;
      return next <= term.end && next < cutoff - to;
    },
  };
}

function someRow(count: number, is: (row: number) => boolean): boolean {
  for (let row = count - 1; row >= 0; row--) if (is(row)) return true;
  return false;
}

function hasChange({ changes, cutoff }: CustomerView, field: number, from: number, to: number, is: (row: number) => boolean): boolean {
  return someRow(changes.count, (row) => {
    const day = changes.changedOn(row);
    return changes.field(row) === field && day >= cutoff - from && day < cutoff - to && is(row);
  });
}
