import type { CustomerView } from '../history/types.js';

/** Invoices issued longer ago say nothing any more, paid or not. */
const LONGEST_DAYS = 560;
const MEAN_DAYS = 91;
const RECENT_DAYS = 75;
const USUAL_DAYS = 439;
/** An invoice due longer before a day tells nothing of how the customer stood then. */
const STATE_DAYS = 91;
/** States are taken every two weeks back from the cutoff: two of the last two weeks, then five of 4 to 12 weeks before. */
const STATE_STEP_DAYS = 14;
const STATES = 7;
const STATES_NOW = 2;
const OLDEST_STATE_DAYS = 84 + STATE_DAYS;

/** How one customer pays, in days of delay; paid early counts as 0. NaN without an invoice to tell. */
export interface Payments {
  /** Mean over invoices that fell due or were paid in 91 days, or are open. */
  mean: number;
  /** Of the last invoice paid or, if longer, of the oldest one open. */
  now: number;
  /** Longest, so far, of an invoice due in 75 days, less the mean of those due in the year before. */
  excess: number;
  /** State of the last two weeks less the mean of the states 4 to 12 weeks ago. */
  change: number;
}

export function newPayments(): Payments {
  return { mean: 0, now: 0, excess: 0, change: 0 };
}

/** Sums over the invoices of the customer being read. */
const tally = { meanSum: 0, meanCount: 0, longest: 0, usualSum: 0, usualCount: 0 };
const lastPaid = new Float64Array(STATES);
const paidDelay = new Float64Array(STATES);
const openDelay = new Float64Array(STATES);

/** Reads a customer's invoices into `out`; one pass. */
export function readPayments({ invoices, cutoff }: CustomerView, out: Payments): void {
  tally.meanSum = tally.meanCount = tally.usualSum = tally.usualCount = 0;
  tally.longest = Number.NaN;
  for (let state = 0; state < STATES; state++) {
    lastPaid[state] = Number.NEGATIVE_INFINITY;
    paidDelay[state] = openDelay[state] = Number.NaN;
  }
  for (let row = invoices.count - 1; row >= 0 && invoices.issuedOn(row) >= cutoff - LONGEST_DAYS; row--) {
    const due = invoices.dueOn(row);
    if (due < cutoff) readInvoice(due, invoices.paidOn(row), cutoff);
  }
  out.mean = tally.meanCount > 0 ? tally.meanSum / tally.meanCount : Number.NaN;
  out.excess = tally.usualCount > 0 ? tally.longest - tally.usualSum / tally.usualCount : tally.longest;
  out.now = stateAt(0);
  out.change = changeOfState(out.now);
}

function readInvoice(due: number, paid: number, cutoff: number): void {
  const until = Number.isNaN(paid) ? cutoff : paid;
  const delay = Math.max(until - due, 0);
  if (due >= cutoff - MEAN_DAYS || until >= cutoff - MEAN_DAYS) {
    tally.meanSum += delay;
    tally.meanCount++;
  }
  if (due >= cutoff - RECENT_DAYS) tally.longest = tally.longest >= delay ? tally.longest : delay;
  else if (due >= cutoff - USUAL_DAYS) {
    tally.usualSum += delay;
    tally.usualCount++;
  }
  if (due >= cutoff - OLDEST_STATE_DAYS) readStates(due, until, delay, cutoff);
}

/** Later rows come first: of invoices paid on one day the latest counts. */
function readStates(due: number, until: number, delay: number, cutoff: number): void {
  // States taken after it fell due and at most 91 days later.
  const first = Math.max(0, Math.ceil((cutoff - STATE_DAYS - due) / STATE_STEP_DAYS));
  const end = Math.min(STATES, Math.ceil((cutoff - due) / STATE_STEP_DAYS));
  for (let state = first; state < end; state++) {
    const day = cutoff - STATE_STEP_DAYS * state;
    if (until >= day) openDelay[state] = openDelay[state]! >= day - due ? openDelay[state]! : day - due;
    else if (until > lastPaid[state]!) {
      lastPaid[state] = until;
      paidDelay[state] = delay;
    }
  }
}

function stateAt(state: number): number {
  const open = openDelay[state]!;
  return Number.isNaN(open) || open < paidDelay[state]! ? paidDelay[state]! : open;
}

function changeOfState(now: number): number {
  const latest = Math.max(now, Number.isNaN(stateAt(1)) ? now : stateAt(1));
  let sum = 0;
  let count = 0;
  for (let state = STATES_NOW; state < STATES; state++) {
    const delay = stateAt(state);
    if (Number.isNaN(delay)) continue;
    sum += delay;
    count++;
  }
  return count > 0 ? latest - sum / count : Number.NaN;
}
