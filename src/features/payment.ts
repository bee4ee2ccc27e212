import type { CustomerView } from '../history/types.js';
import type { Feature } from './feature.js';

const INVOICES = ['invoices.due_on'];

/**
 * Mean days of delay, as it stood `endDaysAgo` days before the cutoff, of invoices that fell due or were paid in the `windowDays` before
 * that, or were overdue then; paid early counts as 0. NaN without such an invoice.
 */
export function overdueDays({ invoices, cutoff }: CustomerView, windowDays: number, endDaysAgo: number): number {
  const end = cutoff - endDaysAgo;
  const start = end - windowDays;
  let sum = 0;
  let count = 0;
  for (let row = 0; row < invoices.count; row++) {
    const due = invoices.dueOn(row);
    if (!(due < end)) continue;
    const paid = invoices.paidOn(row);
    const until = paid < end ? paid : end;
    if (until < end && until < start && due < start) continue;
    sum += Math.max(until - due, 0);
    count++;
  }
  return count > 0 ? sum / count : Number.NaN;
}

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
    compute: (view) => overdueDays(view, 91, 0),
  },
  {
    id: 'overdue_change_14d',
    family: 'payment',
    unit: 'days',
    windowDays: 84,
    needs: INVOICES,
    sentence: {
      en: 'Its payment delay of the last 2 weeks differs by {value} from that of the 8 weeks up to 4 weeks ago (below 0: shorter).',
      zh: '近 2 周的付款延迟比 4 至 12 周前变化 {value}（负数为缩短）。',
    },
    none: { en: 'No invoices to compare payment delays.', zh: '没有可比的付款延迟。' },
    sign: 1,
    cause: 'finances',
    compute: (view) => overdueDays(view, 14, 0) - overdueDays(view, 56, 28),
  },
];
