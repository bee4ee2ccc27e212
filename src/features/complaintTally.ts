import { DAY_MINUTES } from '../core/day.js';
import { tableSchema } from '../history/schema.js';
import type { ComplaintsView, CustomerView } from '../history/types.js';

/** Longest look-back, days; and the time in which a complaint should be settled, minutes. */
const LOOK_BACK_DAYS = 364;
const SLA_MINUTES = 7 * DAY_MINUTES;
const REPEAT_MINUTES = 30 * DAY_MINUTES;

const CATEGORIES = choices('category');
const REJECTED = choices('outcome').indexOf('rejected') + 1;
/** Complaints about what a failure count counts. */
const ABOUT_FAILURE = ['delay', 'damage', 'loss', 'misdelivery'].map((value) => CATEGORIES.indexOf(value) + 1);
const LAST_BY_CATEGORY = new Float64Array(CATEGORIES.length + 1);

function choices(column: string): string[] {
  return (tableSchema('complaints').columns.find(({ name }) => name === column)?.values ?? []).map(({ value }) => value);
}

/** Counts over one customer's complaints as known at the cutoff. */
export interface ComplaintTally {
  opened364: number;
  /** About delay, damage, loss or misdelivery, opened in 91 days. */
  aboutFailure91: number;
  open: number;
  oldestOpenDays: number;
  resolved182: number;
  resolutionMinutes182: number;
  resolved364: number;
  bad364: number;
  repeats91: number;
  /** Minutes of the last complaint's opening; NaN for none in 364 days. */
  lastOpenedAt: number;
  /** Since the last complaint was settled badly, with no complaint after it; NaN otherwise. */
  silentAfterBadDays: number;
  claimed364: number;
  compensated364: number;
  claimRefused56: number;
  /** Since a claim or complaint was last refused; NaN for none in 364 days. */
  refusedDays: number;
}

export function newComplaintTally(): ComplaintTally {
  return {
    opened364: 0,
    aboutFailure91: 0,
    open: 0,
    oldestOpenDays: 0,
    resolved182: 0,
    resolutionMinutes182: 0,
    resolved364: 0,
    bad364: 0,
    repeats91: 0,
    lastOpenedAt: Number.NaN,
    silentAfterBadDays: Number.NaN,
    claimed364: 0,
    compensated364: 0,
    claimRefused56: 0,
    refusedDays: Number.NaN,
  };
}

const EMPTY: Readonly<ComplaintTally> = newComplaintTally();

/** Reads a customer's complaints of the last 364 days into `out`. */
export function readComplaints(view: CustomerView, out: ComplaintTally): void {
  Object.assign(out, EMPTY);
  const { complaints } = view;
  const now = view.cutoff * DAY_MINUTES;
  LAST_BY_CATEGORY.fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < complaints.count; row++) {
    const age = now - complaints.openedAt(row);
    if (age > LOOK_BACK_DAYS * DAY_MINUTES) continue;
    countOpened(complaints, row, age, out);
    countClaim(complaints, row, now, out);
    const resolvedAt = complaints.resolvedAt(row);
    if (Number.isNaN(resolvedAt)) {
      out.open++;
      out.oldestOpenDays = Math.max(out.oldestOpenDays, age / DAY_MINUTES);
    } else countResolved(complaints, row, now - resolvedAt, out);
  }
}

function countOpened(complaints: ComplaintsView, row: number, age: number, out: ComplaintTally): void {
  const openedAt = complaints.openedAt(row);
  const category = complaints.category(row);
  const recent = age <= 91 * DAY_MINUTES;
  out.opened364++;
  out.lastOpenedAt = openedAt;
  out.silentAfterBadDays = Number.NaN;
  if (recent && ABOUT_FAILURE.includes(category)) out.aboutFailure91++;
  if (recent && category > 0 && openedAt - LAST_BY_CATEGORY[category]! <= REPEAT_MINUTES) out.repeats91++;
  LAST_BY_CATEGORY[category] = openedAt;
}

function countResolved(complaints: ComplaintsView, row: number, sinceResolved: number, out: ComplaintTally): void {
  const minutes = complaints.resolvedAt(row) - complaints.openedAt(row);
  const bad = isBad(complaints, row, minutes);
  out.resolved364++;
  if (bad) {
    out.bad364++;
    out.silentAfterBadDays = sinceResolved / DAY_MINUTES;
  }
  if (sinceResolved > 182 * DAY_MINUTES) return;
  out.resolved182++;
  out.resolutionMinutes182 += minutes;
}

function isBad(complaints: ComplaintsView, row: number, minutes: number): boolean {
  return (
    complaints.outcome(row) === REJECTED ||
    !Number.isNaN(complaints.reopenedAt(row)) ||
    complaints.satisfaction(row) <= 2 ||
    minutes > SLA_MINUTES
  );
}

function countClaim(complaints: ComplaintsView, row: number, now: number, out: ComplaintTally): void {
  const resolvedAt = complaints.resolvedAt(row);
  if (Number.isNaN(resolvedAt)) return;
  const refused = complaints.outcome(row) === REJECTED;
  const days = (now - resolvedAt) / DAY_MINUTES;
  if (refused && days <= 56) out.claimRefused56 = 1;
  if (refused && !(out.refusedDays <= days)) out.refusedDays = days;
  const claimed = complaints.claimed(row);
  if (!(claimed > 0)) return;
  const paid = complaints.compensation(row);
  out.claimed364 += claimed;
  if (!refused && paid > 0) out.compensated364 += Math.min(paid, claimed);
}
