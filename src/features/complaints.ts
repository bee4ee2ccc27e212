import { DAY_MINUTES } from '../core/day.js';
import { toMoney } from '../core/money.js';
import type { CustomerView } from '../history/types.js';
import type { FeatureContext } from './context.js';
import { LEVEL_FLOOR } from './decline.js';
import type { Feature } from './feature.js';

const COMPLAINTS = ['complaints'];
const COMPLAINT_PRIOR = 50;
const LONGEST_DAYS = 364;
const NONE_RESOLVED = { en: 'No complaint settled in that time.', zh: '期间没有办结的投诉。' };
const NO_COMPLAINT = { en: 'No complaint in the last 364 days.', zh: '近 364 天没有投诉。' };

function openedIn(view: CustomerView, windowDays: number, endDaysAgo: number): number {
  const to = (view.cutoff - endDaysAgo) * DAY_MINUTES;
  const from = to - windowDays * DAY_MINUTES;
  let count = 0;
  for (let row = view.complaints.count - 1; row >= 0 && view.complaints.openedAt(row) >= from; row--) {
    if (view.complaints.openedAt(row) < to) count++;
  }
  return count;
}

/** ln of the daily volume in up to 28 days from the last complaint on, against the 28 days before it. */
function quietAfter(view: CustomerView, context: FeatureContext): number {
  const { lastOpenedAt } = context.complaints(view);
  if (Number.isNaN(lastOpenedAt)) return Number.NaN;
  const daysAgo = view.cutoff - Math.floor(lastOpenedAt / DAY_MINUTES);
  const after = Math.min(daysAgo, 28);
  if (after < 7) return Number.NaN;
  const floor = LEVEL_FLOOR / 7;
  const daily = view.sum('shipments', after, daysAgo - after) / after;
  return Math.log((daily + floor) / (view.sum('shipments', 28, daysAgo) / 28 + floor));
}

const CUE_DAYS = 91;

/** The plainest intent to leave in what a customer wrote, complaints and surveys, in 91 days; 0 for none. */
function plainestCue({ cutoff, complaints, surveys }: CustomerView): number {
  const from = cutoff - CUE_DAYS;
  let plainest = 0;
  for (let row = complaints.count - 1; row >= 0 && complaints.openedAt(row) >= from * DAY_MINUTES; row--)
    plainest = Math.max(plainest, complaints.leaveIntent(row));
  for (let row = surveys.count - 1; row >= 0 && surveys.answeredOn(row) >= from; row--)
    plainest = Math.max(plainest, surveys.leaveIntent(row));
  return plainest;
}

const counts: Feature[] = [
  {
    id: 'complaint_rate_91d',
    family: 'complaints',
    unit: 'share',
    windowDays: 91,
    needs: COMPLAINTS,
    sentence: {
      en: '{count} complaints about {of} shipments in the last 91 days ({rate}[; the company {company}][; this customer a year ago {own}]).',
      zh: '近 91 天 {of} 票中投诉 {count} 次（{rate}[；公司 {company}][；该客户一年前 {own}]）。',
    },
    none: { en: 'No shipment in 91 days.', zh: '近 91 天没有发货。' },
    cause: 'service_quality',
    counts: (view, endDaysAgo) => [openedIn(view, 91, endDaysAgo), view.sum('shipments', 91, endDaysAgo)],
    companyRate: ({ company }) => company.complaints(91) / company.sum('shipments', 91),
    compute: (view, context) =>
      (openedIn(view, 91, 0) + COMPLAINT_PRIOR * context.baseRates.complaint) / (view.sum('shipments', 91) + COMPLAINT_PRIOR),
  },
  {
    id: 'complaints_364d',
    family: 'complaints',
    unit: 'log_count',
    windowDays: 364,
    needs: COMPLAINTS,
    sentence: {
      en: '{value} complaints in the last 364 days[ (half of the customers more than {company})].',
      zh: '近 364 天投诉 {value} 次[（客户中位数 {company} 次）]。',
    },
    none: NO_COMPLAINT,
    cause: 'service_quality',
    compute: (view, context) => Math.log1p(context.complaints(view).opened364),
  },
  {
    id: 'open_complaints',
    family: 'complaints',
    unit: 'count',
    windowDays: 364,
    needs: COMPLAINTS,
    sentence: { en: '{value} complaints are still open.', zh: '有 {value} 件投诉尚未办结。' },
    none: NO_COMPLAINT,
    sign: 1,
    cause: 'service_quality',
    compute: (view, context) => context.complaints(view).open,
  },
  {
    id: 'oldest_open_days',
    family: 'complaints',
    unit: 'days',
    windowDays: 364,
    needs: COMPLAINTS,
    sentence: { en: 'Its oldest open complaint is {value} old (0: none is open).', zh: '最久未办结的投诉已拖 {value}（0 表示没有）。' },
    none: NO_COMPLAINT,
    sign: 1,
    cause: 'service_quality',
    compute: (view, context) => context.complaints(view).oldestOpenDays,
  },
  {
    id: 'repeat_complaints_91d',
    family: 'complaints',
    unit: 'count',
    windowDays: 91,
    needs: COMPLAINTS,
    sentence: {
      en: '{value} times in the last 91 days it complained of the same thing again within 30 days.',
      zh: '近 91 天有 {value} 次在 30 天内就同一类问题再次投诉。',
    },
    none: NO_COMPLAINT,
    sign: 1,
    cause: 'service_quality',
    compute: (view, context) => context.complaints(view).repeats91,
  },
];

const handling: Feature[] = [
  {
    id: 'resolution_hours_182d',
    family: 'complaints',
    unit: 'hours',
    windowDays: 182,
    needs: ['complaints.resolved_at'],
    sentence: {
      en: 'Its complaints settled in the last 182 days took {value} on average[ (half of the customers more than {company})].',
      zh: '近 182 天办结的投诉平均用时 {value}[（客户中位数 {company}）]。',
    },
    none: NONE_RESOLVED,
    cause: 'service_quality',
    compute: (view, context) => {
      const { resolved182, resolutionMinutes182 } = context.complaints(view);
      return resolved182 > 0 ? resolutionMinutes182 / resolved182 / 60 : Number.NaN;
    },
  },
  {
    id: 'bad_resolution_share_364d',
    family: 'complaints',
    unit: 'share',
    windowDays: 364,
    needs: ['complaints.resolved_at'],
    sentence: {
      en: '{value} of its complaints settled in 364 days were settled badly (refused, reopened, unhappy or after more than 7 days).',
      zh: '近 364 天办结的投诉中 {value} 处理不佳（拒绝、再次投诉、不满意或超过 7 天）。',
    },
    none: NONE_RESOLVED,
    sign: 1,
    cause: 'service_quality',
    compute: (view, context) => {
      const { bad364, resolved364 } = context.complaints(view);
      return resolved364 > 0 ? bad364 / resolved364 : Number.NaN;
    },
  },
  {
    id: 'claim_shortfall_364d',
    family: 'complaints',
    unit: 'share',
    windowDays: 364,
    needs: ['complaints.claimed', 'complaints.compensation'],
    sentence: { en: '{value} of what it claimed in 364 days was not paid.', zh: '近 364 天索赔金额中 {value} 未获赔付。' },
    none: { en: 'No claim settled in the last 364 days.', zh: '近 364 天没有办结的索赔。' },
    sign: 1,
    cause: 'trust',
    compute: (view, context) => {
      const { claimed364, compensated364 } = context.complaints(view);
      return claimed364 > 0 ? 1 - toMoney(compensated364) / toMoney(claimed364) : Number.NaN;
    },
  },
  {
    id: 'claim_refused_56d',
    family: 'complaints',
    unit: 'flag',
    windowDays: 56,
    needs: ['complaints.outcome'],
    sentence: { en: 'A claim or complaint was refused in the last 56 days.', zh: '近 56 天有索赔或投诉被拒绝。' },
    none: { en: 'No claim or complaint was refused in the last 56 days.', zh: '近 56 天没有索赔或投诉被拒绝。' },
    sign: 1,
    cause: 'trust',
    compute: (view, context) => context.complaints(view).claimRefused56,
  },
];

const said: Feature[] = [
  {
    id: 'leave_cue_91d',
    family: 'complaints',
    unit: 'number',
    windowDays: CUE_DAYS,
    needs: ['complaints.text'],
    sentence: {
      en: 'The plainest intent to leave in what it wrote in the last 91 days is {value} (0: none, 1: certain).',
      zh: '近 91 天其书面意见中最明确的离开意向为 {value}（0 表示没有，1 表示确定）。',
    },
    none: { en: 'Nothing written in the last 91 days.', zh: '近 91 天没有书面意见。' },
    sign: 1,
    compute: plainestCue,
  },
];

const silence: Feature[] = [
  {
    id: 'days_since_refusal',
    family: 'complaints',
    unit: 'days',
    windowDays: LONGEST_DAYS,
    needs: ['complaints.outcome'],
    sentence: {
      en: 'A claim or complaint of it was last refused {value} ago (364: none since).',
      zh: '上一次索赔或投诉被拒距今 {value}（364 表示其间没有）。',
    },
    none: NO_COMPLAINT,
    sign: -1,
    cause: 'trust',
    compute: (view, context) => {
      const { refusedDays } = context.complaints(view);
      return Number.isNaN(refusedDays) ? LONGEST_DAYS : refusedDays;
    },
  },
  {
    id: 'days_since_complaint',
    family: 'complaints',
    unit: 'days',
    windowDays: LONGEST_DAYS,
    needs: COMPLAINTS,
    sentence: { en: 'Its last complaint was {value} ago (364: none since).', zh: '上一次投诉距今 {value}（364 表示其间没有）。' },
    none: NO_COMPLAINT,
    cause: 'service_quality',
    compute: (view, context) => {
      const { lastOpenedAt } = context.complaints(view);
      return Number.isNaN(lastOpenedAt) ? LONGEST_DAYS : Math.min(view.cutoff - lastOpenedAt / DAY_MINUTES, LONGEST_DAYS);
    },
  },
  {
    id: 'quiet_after_complaint',
    family: 'complaints',
    unit: 'log_ratio',
    windowDays: LONGEST_DAYS,
    needs: COMPLAINTS,
    sentence: {
      en: 'In the 28 days after its last complaint it shipped at a rate {value} the 28 days before.',
      zh: '上一次投诉后 28 天的发货量与此前 28 天相比{value}。',
    },
    none: { en: 'No complaint old enough to see what followed it.', zh: '没有可观察后续的投诉。' },
    sign: -1,
    cause: 'service_quality',
    compute: quietAfter,
  },
  {
    id: 'silent_after_unresolved',
    family: 'complaints',
    unit: 'days',
    windowDays: LONGEST_DAYS,
    needs: ['complaints.resolved_at'],
    sentence: {
      en: 'Its last complaint was settled badly {value} ago, and it has not complained since.',
      zh: '上一次投诉 {value}前处理不佳，此后再未投诉。',
    },
    none: { en: 'No badly settled complaint without a word since.', zh: '没有处理不佳后便沉默的投诉。' },
    cause: 'service_quality',
    compute: (view, context) => context.complaints(view).silentAfterBadDays,
  },
];

/** What a customer complains of, and what is made of it. */
export const COMPLAINT_FEATURES: readonly Feature[] = [...counts, ...handling, ...said, ...silence];
