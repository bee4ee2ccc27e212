import { type Evidence, voteFor } from './evidence.js';
import { FALLING } from './evidenceFinances.js';

const UNPAID_DAYS = 60;
const SEVERAL = 3;

/** Why we might have parted with it. */
export const CARRIER_EVIDENCE: readonly Evidence[] = [
  {
    id: 'unpaid_steady',
    title: { en: 'unpaid, shipping as before', zh: '欠款而照常发货' },
    family: 'carrier',
    votes: [voteFor('bad_debt', 0.6)],
    windowDays: null,
    needs: ['invoices.due_on', 'invoices.paid_on'],
    field: 'invoices.paid_on',
    unit: 'days',
    sentence: {
      en: '{count} invoices are unpaid, the oldest {value} past its due date, and it went on shipping as before.',
      zh: '{count} 张账单未付，最久已逾期 {value}，而发货并未减少。',
    },
    find: (view, context) => {
      const { open, oldestOpenDays } = context.invoicing(view);
      const isSteady = context.volume(view).ratio >= FALLING;
      const isUnpaid = oldestOpenDays > UNPAID_DAYS || (open >= SEVERAL && oldestOpenDays >= UNPAID_DAYS / 2);
      return isUnpaid && isSteady ? { value: oldestOpenDays, count: open } : null;
    },
  },
];
