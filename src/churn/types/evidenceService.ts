import { DAY_MINUTES } from '../../core/day.js';
import { choiceCode } from '../../history/choiceCode.js';
import type { CustomerView } from '../../history/types.js';
import { type Evidence, type Found, voteFor } from './evidence.js';
import type { EvidenceContext } from './evidenceContext.js';
import { saidEvidence } from './evidenceText.js';

const PROMISES = ['shipments.promised_at', 'shipments.delivered_at'];
const LATE_DAYS = 91;
const OWN_DAYS = 364;
const FEWEST_DUE = 10;
const FIRST_DAYS = 56;
const EARLY_LEAVER_DAYS = 182;
const EARLY_FAILURES = 2;
const EARLY_SHARE = 0.1;
const SLOW_MINUTES = 7 * DAY_MINUTES;
const REJECTED = choiceCode('complaints', 'outcome', 'rejected');

/** Late parcels of 13 weeks at more than twice the rate of the customer before, and of the company. */
export function lateLately(view: CustomerView, { company }: EvidenceContext): Found | null {
  const of = view.sum('due', LATE_DAYS);
  if (of < FEWEST_DUE) return null;
  const count = view.sum('late', LATE_DAYS);
  const usual = company.sum('late', OWN_DAYS) / company.sum('due', OWN_DAYS);
  const ownDue = view.sum('due', OWN_DAYS, LATE_DAYS);
  const own = ownDue >= FEWEST_DUE ? view.sum('late', OWN_DAYS, LATE_DAYS) / ownDue : usual;
  // Whoever is always served badly compares us with others, not with ourselves.
  const baseline = Math.min(own, usual);
  return count / of > 2 * baseline && count >= 3 ? { value: count / of, baseline, count, of } : null;
}

function earlyFailures(view: CustomerView): Found | null {
  const first = view.shipmentDays[0];
  if (first === undefined || view.cutoff - first > EARLY_LEAVER_DAYS) return null;
  // Whoever ships in the first weeks of the records was hardly new then.
  if (first < view.cutoff - 7 * view.company.blocks + FIRST_DAYS) return null;
  const days = Math.min(FIRST_DAYS, view.cutoff - first);
  const end = view.cutoff - first - days;
  const of = view.sum('due', days, end);
  const count = view.sum('late', days, end) + view.sum('damaged', days, end) + view.sum('lost', days, end);
  return of > 0 && count >= EARLY_FAILURES && count / of >= EARLY_SHARE ? { value: count / of, count, of } : null;
}

/** Complaints of 13 weeks that are open or were settled badly: refused, reopened, unhappy, or after more than 7 days. */
function badLately({ complaints, cutoff }: CustomerView): number {
  let bad = 0;
  for (let row = complaints.count - 1; row >= 0 && complaints.openedAt(row) >= (cutoff - LATE_DAYS) * DAY_MINUTES; row--) {
    if (isUnsettled(complaints, row)) bad++;
  }
  return bad;
}

function isUnsettled(complaints: CustomerView['complaints'], row: number): boolean {
  const resolvedAt = complaints.resolvedAt(row);
  if (Number.isNaN(resolvedAt)) return true;
  return (
    complaints.outcome(row) === REJECTED ||
    !Number.isNaN(complaints.reopenedAt(row)) ||
    complaints.satisfaction(row) <= 2 ||
    resolvedAt - complaints.openedAt(row) > SLOW_MINUTES
  );
}

/** Parcels that came late, broken or not at all, and complaints not settled. */
export const SERVICE_EVIDENCE: readonly Evidence[] = [
  {
    id: 'late_doubled',
    title: { en: 'late parcels doubled', zh: '延误率翻倍' },
    family: 'service',
    votes: [voteFor('service_quality', 0.55)],
    windowDays: LATE_DAYS,
    needs: PROMISES,
    field: 'shipments.delivered_at',
    unit: 'share',
    sentence: {
      en: '{count} of {of} parcels due in {in 91 days} were late ({value}; usual {baseline}).',
      zh: '{in 91 days}到期 {of} 件，延误 {count} 件（{value}，通常为 {baseline}）。',
    },
    find: lateLately,
  },
  {
    id: 'complaints_unsettled',
    title: { en: 'complaints not settled', zh: '投诉未妥善处理' },
    family: 'service',
    votes: [voteFor('service_quality', 0.5)],
    windowDays: LATE_DAYS,
    needs: ['complaints.resolved_at'],
    field: 'complaints.resolved_at',
    unit: 'count',
    sentence: {
      en: '{value} complaints of {in 91 days} were open or settled badly.',
      zh: '{in 91 days}有 {value} 件投诉未办结或处理不佳。',
    },
    find: (view) => {
      const value = badLately(view);
      return value >= 2 ? { value } : null;
    },
  },
  {
    id: 'early_failures',
    title: { en: 'failures in its first weeks', zh: '合作初期失误' },
    family: 'service',
    votes: [voteFor('service_quality', 0.55)],
    windowDays: FIRST_DAYS,
    needs: PROMISES,
    field: 'shipments.delivered_at',
    unit: 'share',
    sentence: {
      en: 'It was with us for less than half a year, and {count} of {of} parcels due in its first 56 days failed ({value}).',
      zh: '合作不足半年，头 56 天到期 {of} 件中失误 {count} 件（{value}）。',
    },
    find: earlyFailures,
  },
  saidEvidence('service_said', 'service', 'service_quality', 0.45),
];
