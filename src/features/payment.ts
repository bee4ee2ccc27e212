import type { Feature } from './feature.js';

const INVOICES = ['invoices.due_on'];

/** Whether a customer pays in time. */
export const PAYMENT_FEATURES: readonly Feature[] = [
  {
    id: 'overdue_days_91d',
    family: 'payment',
    unit: 'days',
    windowDays: 91,
    needs: INVOICES,
    sentence: {
      en: 'It paid {value} after the due date on average in the last 91 days[ (half of the customers more than {company})].',
      zh: '近 91 天平均逾期付款 {value}[（客户中位数 {company}）]。',
    },
    none: { en: 'No invoice fell due in the last 91 days.', zh: '近 91 天没有到期账单。' },
    sign: 1,
    cause: 'finances',
    compute: (view, context) => context.payments(view).mean,
  },
  {
    id: 'overdue_now',
    family: 'payment',
    unit: 'days',
    windowDays: 91,
    needs: INVOICES,
    sentence: {
      en: 'It stands {value} behind with its payments[ (half of the customers more than {company})].',
      zh: '目前付款落后 {value}[（客户中位数 {company}）]。',
    },
    none: { en: 'No invoice fell due in the last 91 days.', zh: '近 91 天没有到期账单。' },
    sign: 1,
    cause: 'finances',
    compute: (view, context) => context.payments(view).now,
  },
  {
    id: 'overdue_excess_75d',
    family: 'payment',
    unit: 'days',
    windowDays: 439,
    needs: INVOICES,
    sentence: {
      en: 'Its longest payment delay in the last 75 days is longer than its usual one by {value} (below 0: shorter).',
      zh: '近 75 天最长的付款延迟比其平常多 {value}（负数为缩短）。',
    },
    none: { en: 'No invoice fell due in the last 75 days.', zh: '近 75 天没有到期账单。' },
    sign: 1,
    cause: 'finances',
    compute: (view, context) => context.payments(view).excess,
  },
  {
    id: 'overdue_change_14d',
    family: 'payment',
    unit: 'days',
    windowDays: 84,
    needs: INVOICES,
    sentence: {
      en: 'Its payment delay in the last 2 weeks differs by {value} from that of 4 to 12 weeks ago (below 0: shorter).',
      zh: '近 2 周的付款延迟比 4 至 12 周前变化 {value}（负数为缩短）。',
    },
    none: { en: 'No invoices to compare payment delays.', zh: '没有可比的付款延迟。' },
    sign: 1,
    cause: 'finances',
    compute: (view, context) => context.payments(view).change,
  },
];
