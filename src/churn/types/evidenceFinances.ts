import { type Evidence, type Found, voteFor } from './evidence.js';
import { lateLately } from './evidenceService.js';
import { saidEvidence } from './evidenceText.js';

const INVOICES = ['invoices.due_on'];
/** A customer that ships less than this share of its usual volume is shipping less. */
export const FALLING = 0.8;
const OVERDUE_DAYS = 9;
const RISEN_DAYS = 3;
const RAMP_NATS = 3;
const RAMP_WEEKS = 8;
const SAME_LANES = 0.35;

/** Money trouble of the customer. */
export const FINANCES_EVIDENCE: readonly Evidence[] = [
  {
    id: 'overdue_rising',
    title: { en: 'paying ever later', zh: '付款越来越晚' },
    family: 'finances',
    votes: [voteFor('finances', 0.85)],
    windowDays: 28,
    needs: INVOICES,
    field: 'invoices.paid_on',
    unit: 'days',
    sentence: {
      en: 'It paid {value} late on average in {in 28 days}[, against {baseline} in the half year before], and shipped less.',
      zh: '{in 28 days}平均逾期付款 {value}[，此前半年为 {baseline}]，同时发货减少。',
    },
    find: (view, context) => {
      const { recent, before } = context.invoicing(view);
      const risen = !(recent < before + RISEN_DAYS);
      const isFalling = context.volume(view).ratio < FALLING;
      return recent >= OVERDUE_DAYS && risen && isFalling ? { value: recent, baseline: before } : null;
    },
  },
  {
    id: 'long_decline',
    title: { en: 'a long even decline', zh: '长期平稳下滑' },
    family: 'finances',
    votes: [{ causes: ['finances', 'need_ended'], precision: 0.45 }],
    windowDays: 112,
    needs: ['shipments'],
    field: 'shipments.shipped_at',
    unit: 'weeks',
    sentence: {
      en: 'Its volume fell steadily over {value}, on all its lanes, with no failure of ours on record.',
      zh: '发货量连续 {value}在所有线路上持续下滑，而我方服务并无失误记录。',
    },
    find: (view, context): Found | null => {
      const { rampEvidence, rampWeeks } = context.decline(view);
      if (!(rampEvidence >= RAMP_NATS && rampWeeks >= RAMP_WEEKS)) return null;
      if (lateLately(view, context) !== null || context.complaints(view).opened364 > 0) return null;
      return context.mix(view).destinationShift > SAME_LANES ? null : { value: rampWeeks };
    },
  },
  saidEvidence('finances_said', 'finances', 'finances', 0.95),
];
