import type { CustomerView } from '../history/types.js';
import type { Feature } from './feature.js';

const INVOICES = ['invoices.due_on'];
/** An invoice due longer ago tells nothing of how a customer stands. */
const STATE_DAYS = 91;
const RECENT_DAYS = 75;
const USUAL_DAYS = 439;

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

/**
 * Days of delay a customer stands at, `daysAgo` days before the cutoff: of its last invoice paid by then, or, if longer, of the oldest one
 * open. NaN where it had no invoice due in the 91 days before.
 */
export function overdueState({ invoices, cutoff }: CustomerView, daysAgo: number): number {
  const day = cutoff - daysAgo;
  let lastPaid = Number.NEGATIVE_INFINITY;
  let paidDelay = Number.NaN;
  let openDelay = Number.NaN;
  for (let row = invoices.count - 1; row >= 0; row--) {
    const due = invoices.dueOn(row);
    if (!(due < day) || due < day - STATE_DAYS) continue;
    const paid = invoices.paidOn(row);
    if (paid < day) {
      if (paid > lastPaid) {
        lastPaid = paid;
        paidDelay = Math.max(paid - due, 0);
      }
    } else if (!(day - due <= openDelay)) openDelay = day - due;
  }
  return Number.isNaN(openDelay) || openDelay < paidDelay ? paidDelay : openDelay;
}

/** State of the last two weeks, less the mean of the states 4 to 12 weeks before the cutoff. */
function overdueChange(view: CustomerView): number {
  const now = Math.max(overdueState(view, 0), orLowest(overdueState(view, 14)));
  let sum = 0;
  let count = 0;
  for (let daysAgo = 28; daysAgo <= 84; daysAgo += 14) {
    const state = overdueState(view, daysAgo);
    if (Number.isNaN(state)) continue;
    sum += state;
    count++;
  }
  return count > 0 ? now - sum / count : Number.NaN;
}

function orLowest(value: number): number {
  return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
}

/**
 * Longest delay, so far, of an invoice due in the last 75 days, less this customer's mean delay on the invoices of the year before those;
 * without such invoices less nothing. NaN where none was due in the 75 days.
 */
export function overdueExcess({ invoices, cutoff }: CustomerView): number {
  let longest = Number.NaN;
  let usual = 0;
  let count = 0;
  for (let row = 0; row < invoices.count; row++) {
    const due = invoices.dueOn(row);
    if (!(due < cutoff) || due < cutoff - USUAL_DAYS) continue;
    const paid = invoices.paidOn(row);
    const delay = Math.max((Number.isNaN(paid) ? cutoff : paid) - due, 0);
    if (due >= cutoff - RECENT_DAYS) longest = longest >= delay ? longest : delay;
    else {
      usual += delay;
      count++;
    }
  }
  return count > 0 ? longest - usual / count : longest;
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
    compute: (view) => overdueState(view, 0),
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
    compute: overdueExcess,
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
    compute: overdueChange,
  },
];
