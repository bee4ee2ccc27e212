import { DAY_MINUTES } from '../../core/day.js';
import { choiceCode } from '../../history/choiceCode.js';
import type { CustomerView } from '../../history/types.js';
import { daysBefore, type Evidence, type Found, voteFor } from './evidence.js';
import type { EvidenceContext } from './evidenceContext.js';
import { complainedOf, latestChange, latestComplaint } from './recentRows.js';

const MANAGER_DAYS = 112;
const NEGLECT_DAYS = 315;
const CADENCE_DAYS = 364;
/** Who was contacted so often in a year is a customer that is looked after, and notices a silence of 8 weeks. */
const CADENCE_CONTACTS = 10;
const CADENCE_SILENCE_DAYS = 56;
const ATTITUDE_DAYS = 91;
const MANAGER = choiceCode('changes', 'field', 'account_manager');
const OFFER = choiceCode('contacts', 'kind', 'retention_offer');
const ATTITUDE = choiceCode('complaints', 'category', 'attitude');

function managerChanged(view: CustomerView): Found | null {
  const { changes, cutoff } = view;
  const row = latestChange(view, MANAGER, MANAGER_DAYS);
  return row < 0 ? null : daysBefore(cutoff - changes.changedOn(row), changes.oldValue(row));
}

/** Days since we last got in touch of our own accord; offers are made because somebody leaves. NaN for never. */
export function daysSinceContact({ contacts, cutoff }: CustomerView): number {
  for (let row = contacts.count - 1; row >= 0; row--) if (contacts.kind(row) !== OFFER) return cutoff - contacts.at(row) / DAY_MINUTES;
  return Number.NaN;
}

function neglected(view: CustomerView): Found | null {
  const { contacts, cutoff } = view;
  const silent = daysSinceContact(view);
  const known = cutoff - (view.shipmentDays[0] ?? cutoff);
  const value = Number.isNaN(silent) ? known : Math.min(silent, known);
  if (value > NEGLECT_DAYS) return { value };
  if (!(value > CADENCE_SILENCE_DAYS)) return null;
  const from = (cutoff - value - CADENCE_DAYS) * DAY_MINUTES;
  let count = 0;
  for (let row = contacts.count - 1; row >= 0 && contacts.at(row) >= from; row--) if (contacts.kind(row) !== OFFER) count++;
  return count >= CADENCE_CONTACTS ? { value, baseline: CADENCE_DAYS / count } : null;
}

function attitude(view: CustomerView, context: EvidenceContext): Found | null {
  const complained = complainedOf(view, ATTITUDE, ATTITUDE_DAYS);
  if (complained !== null) return complained;
  // Where complaints are sorted by what they are about, a harsh word in one about a parcel says little.
  const isSorted = latestComplaint(view, ATTITUDE_DAYS, (row) => view.complaints.category(row) > 0) >= 0;
  const cue = isSorted ? undefined : context.said(view).find(({ kind }) => kind === 'attitude');
  return cue === undefined ? null : daysBefore(cue.daysAgo);
}

/** Who looked after it, and how. */
export const RELATIONSHIP_EVIDENCE: readonly Evidence[] = [
  {
    id: 'manager_changed',
    title: { en: 'account manager replaced', zh: '更换客户经理' },
    family: 'relationship',
    votes: [voteFor('relationship', 0.4)],
    windowDays: MANAGER_DAYS,
    needs: ['changes'],
    field: 'changes.field',
    unit: 'days',
    sentence: {
      en: 'Its account manager[ {text}] was replaced {ago}.',
      zh: '{ago}更换了客户经理[（原为{text}）]。',
    },
    find: managerChanged,
  },
  {
    id: 'neglected',
    title: { en: 'not contacted for long', zh: '长期无人联系' },
    family: 'relationship',
    votes: [voteFor('relationship', 0.4)],
    windowDays: NEGLECT_DAYS,
    needs: ['contacts'],
    field: 'contacts.at',
    unit: 'days',
    sentence: {
      en: 'Nobody of ours had got in touch with it for {value}[, where every {baseline} had been usual].',
      zh: '我方已有 {value}未主动联系[，以往约每 {baseline}一次]。',
    },
    find: neglected,
  },
  {
    id: 'attitude_complaint',
    title: { en: 'complained about attitude', zh: '投诉态度' },
    family: 'relationship',
    votes: [voteFor('relationship', 0.5), voteFor('service_quality', 0.3)],
    windowDays: ATTITUDE_DAYS,
    needs: ['complaints'],
    field: 'complaints.category',
    unit: 'days',
    sentence: { en: 'It complained about how our people treated it {ago}.', zh: '{ago}投诉过我方人员的态度。' },
    find: attitude,
  },
];
