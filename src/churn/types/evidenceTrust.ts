import { DAY_MINUTES } from '../../core/day.js';
import { choiceCode } from '../../history/choiceCode.js';
import type { CustomerView } from '../../history/types.js';
import { daysBefore, type Evidence, type Found, voteFor } from './evidence.js';
import { saidEvidence } from './evidenceText.js';

const CLAIM_DAYS = 70;
const UNPAID_DAYS = 30;
const REJECTED = choiceCode('complaints', 'outcome', 'rejected');

/** The latest claim refused, or settled with nothing, or left open for more than 30 days, in 10 weeks. */
function claimUnpaid({ complaints, cutoff }: CustomerView): Found | null {
  const now = cutoff * DAY_MINUTES;
  for (let row = complaints.count - 1; row >= 0 && now - complaints.openedAt(row) <= 2 * CLAIM_DAYS * DAY_MINUTES; row--) {
    const resolvedAt = complaints.resolvedAt(row);
    const claimed = complaints.claimed(row);
    const openDays = (now - complaints.openedAt(row)) / DAY_MINUTES;
    if (Number.isNaN(resolvedAt)) {
      if (claimed > 0 && openDays > UNPAID_DAYS && openDays <= CLAIM_DAYS) return daysBefore(Math.floor(openDays));
      continue;
    }
    if (now - resolvedAt > CLAIM_DAYS * DAY_MINUTES) continue;
    const isRefused = complaints.outcome(row) === REJECTED || (claimed > 0 && complaints.compensation(row) === 0);
    if (isRefused) return daysBefore(Math.ceil((now - resolvedAt) / DAY_MINUTES));
  }
  return null;
}

/** Claims and promises not honoured. */
export const TRUST_EVIDENCE: readonly Evidence[] = [
  {
    id: 'claim_refused',
    title: { en: 'claim refused or unpaid', zh: '索赔被拒或未赔' },
    family: 'trust',
    votes: [voteFor('trust', 0.7)],
    windowDays: CLAIM_DAYS,
    needs: ['complaints.outcome'],
    field: 'complaints.outcome',
    unit: 'days',
    sentence: {
      en: 'A claim of it was refused or not paid {ago}.',
      zh: '{ago}有索赔被拒或未获赔付。',
    },
    find: claimUnpaid,
  },
  saidEvidence('trust_said', 'trust', 'trust', 0.7),
];
