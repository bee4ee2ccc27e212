import type { Measure } from '../history/types.js';
import type { Feature } from './feature.js';

const STATUS = ['shipments.status'];
const DAMAGE_PRIOR = 50;
const LOSS_PRIOR = 200;
const FAILURES: readonly Measure[] = ['late', 'damaged', 'lost', 'short', 'misdelivered'];

/** What happens to the goods. */
export const DAMAGE_FEATURES: readonly Feature[] = [
  {
    id: 'damage_rate_182d',
    family: 'damage',
    unit: 'share',
    windowDays: 182,
    needs: STATUS,
    sentence: {
      en: '{count} of {of} parcels damaged in the last 182 days ({rate}[; the company {company}][; this customer a year ago {own}]).',
      zh: '近 182 天 {of} 票中破损 {count} 票（{rate}[；公司 {company}][；该客户一年前 {own}]）。',
    },
    none: { en: 'No parcel in 182 days.', zh: '近 182 天没有快件。' },
    cause: 'service_quality',
    counts: (view, endDaysAgo) => [view.sum('damaged', 182, endDaysAgo), view.sum('shipments', 182, endDaysAgo)],
    companyRate: ({ company }) => company.sum('damaged', 182) / company.sum('shipments', 182),
    compute: (view, context) =>
      (view.sum('damaged', 182) + DAMAGE_PRIOR * context.baseRates.damage) / (view.sum('shipments', 182) + DAMAGE_PRIOR),
  },
  {
    id: 'loss_rate_364d',
    family: 'damage',
    unit: 'share',
    windowDays: 364,
    needs: STATUS,
    sentence: {
      en: '{count} of {of} parcels lost in the last 364 days ({rate}[; the company {company}][; this customer a year ago {own}]).',
      zh: '近 364 天 {of} 票中丢失 {count} 票（{rate}[；公司 {company}][；该客户一年前 {own}]）。',
    },
    none: { en: 'No parcel in 364 days.', zh: '近 364 天没有快件。' },
    sign: 1,
    cause: 'service_quality',
    counts: (view, endDaysAgo) => [view.sum('lost', 364, endDaysAgo), view.sum('shipments', 364, endDaysAgo)],
    companyRate: ({ company }) => company.sum('lost', 364) / company.sum('shipments', 364),
    compute: (view, context) => (view.sum('lost', 364) + LOSS_PRIOR * context.baseRates.loss) / (view.sum('shipments', 364) + LOSS_PRIOR),
  },
  {
    id: 'severity_rate_91d',
    family: 'damage',
    unit: 'number',
    windowDays: 91,
    needs: ['shipments.promised_at', 'shipments.delivered_at'],
    sentence: {
      en: 'Failures in the last 91 days weigh {value} a parcel (late 1, each day late 0.3, damage 4, loss 6)[; half of the customers more than {company}].',
      zh: '近 91 天平均每票失误分 {value}（延误 1，每晚一天 0.3，破损 4，丢失 6）[，客户中位数 {company}]。',
    },
    none: { en: 'No parcel in 91 days.', zh: '近 91 天没有快件。' },
    sign: 1,
    cause: 'service_quality',
    compute: (view) =>
      (view.sum('late', 91) + (0.3 * view.sum('late_minutes', 91)) / 1440 + 4 * view.sum('damaged', 91) + 6 * view.sum('lost', 91)) /
      (view.sum('shipments', 91) + 5),
  },
  {
    id: 'silent_failure_share_91d',
    family: 'damage',
    unit: 'share',
    windowDays: 91,
    needs: ['shipments.promised_at', 'complaints'],
    sentence: {
      en: 'It said nothing about {value} of the failures of the last 91 days[ (half of the customers about more than {company})].',
      zh: '近 91 天的失误中有 {value} 未提出投诉[（客户中位数 {company}）]。',
    },
    none: { en: 'No failure in the last 91 days.', zh: '近 91 天没有失误。' },
    cause: 'service_quality',
    compute: (view, context) => {
      const failures = FAILURES.reduce((sum, measure) => sum + view.sum(measure, 91), 0);
      return failures > 0 ? Math.max(failures - context.complaints(view).aboutFailure91, 0) / failures : Number.NaN;
    },
  },
];
