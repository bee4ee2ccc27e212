import type { CustomerView } from '../history/types.js';
import type { Feature } from './feature.js';

const PROMISES = ['shipments.promised_at', 'shipments.delivered_at'];
const NOTHING_DUE = { en: 'No parcel was due.', zh: '没有到期的快件。' };
/** Parcels of company behaviour a customer's own rate is shrunk by. */
const LATE_PRIOR = 5;
const FIRST_DAYS = 56;
const LONGEST_RUN_DAYS = 91;

/** Late parcels ÷ parcels due over a window, shrunk towards the company rate by 5 parcels. */
export function lateRate(view: CustomerView, base: number, windowDays: number): number {
  return (view.sum('late', windowDays) + LATE_PRIOR * base) / (view.sum('due', windowDays) + LATE_PRIOR);
}

/** Failures (late, damaged, lost) since the last day on which parcels arrived and none failed, within 91 days. */
export function failureRun(view: CustomerView): number {
  let run = 0;
  for (let day = 0; day < LONGEST_RUN_DAYS; day++) {
    // Whole quiet weeks are stepped over: a sparse shipper has many.
    while (day + 7 <= LONGEST_RUN_DAYS && view.sum('delivered', 7, day) + failures(view, 7, day) === 0) day += 7;
    if (day === LONGEST_RUN_DAYS) break;
    const failed = failures(view, 1, day);
    if (failed === 0 && view.sum('delivered', 1, day) > 0 && view.sum('late_delivered', 1, day) === 0) return run;
    run += failed;
  }
  return run;
}

function failures(view: CustomerView, windowDays: number, endDaysAgo: number): number {
  return view.sum('late', windowDays, endDaysAgo) + view.sum('damaged', windowDays, endDaysAgo) + view.sum('lost', windowDays, endDaysAgo);
}

function earlyFailures(view: CustomerView): number {
  const first = view.shipmentDays[0];
  if (first === undefined) return Number.NaN;
  const days = Math.min(FIRST_DAYS, view.cutoff - first);
  const end = view.cutoff - first - days;
  const due = view.sum('due', days, end);
  return due > 0 ? Math.min(failures(view, days, end) / due, 1) : Number.NaN;
}

const lateRates: Feature[] = [28, 91, 182].map((days) => ({
  id: `late_rate_${days}d`,
  family: 'delivery',
  unit: 'share',
  windowDays: days,
  needs: PROMISES,
  sentence: {
    en: `{count} of {of} parcels due in the last ${days} days were late ({rate}[; the company {company}][; this customer a year ago {own}]).`,
    zh: `近 ${days} 天到期 {of} 件，延误 {count} 件（{rate}[；公司 {company}][；该客户一年前 {own}]）。`,
  },
  none: { en: `No parcel was due in the last ${days} days.`, zh: `近 ${days} 天没有到期的快件。` },
  sign: 1,
  cause: 'service_quality',
  counts: (view, endDaysAgo) => [view.sum('late', days, endDaysAgo), view.sum('due', days, endDaysAgo)],
  companyRate: ({ company }) => company.sum('late', days) / company.sum('due', days),
  compute: (view, context) => lateRate(view, context.baseRates.late, days),
}));

const branchLate: Feature[] = [28, 70].map((days) => ({
  id: `branch_late_${days}d`,
  family: 'delivery',
  unit: 'share',
  windowDays: days,
  needs: PROMISES,
  sentence: {
    en: `The branch that serves it was late with {value} of all parcels in the last ${days} days[ (half of the customers' branches with more than {company})].`,
    zh: `为其服务的网点近 ${days} 天全部快件延误率 {value}[（客户中位数 {company}）]。`,
  },
  none: { en: 'The serving branch is not known.', zh: '服务网点不详。' },
  sign: 1,
  cause: 'service_quality',
  compute: (view, context) => {
    const { mainBranch, mainOrigin } = context.market;
    const place = context.snapshot.has('shipments', 'branch') ? mainBranch : mainOrigin;
    return context.company.branchLate(place[view.index]!, days);
  },
}));

/** Whether parcels arrive when promised. */
export const DELIVERY_FEATURES: readonly Feature[] = [
  ...lateRates,
  {
    id: 'overdue_open',
    family: 'delivery',
    unit: 'count',
    windowDays: null,
    needs: PROMISES,
    sentence: { en: '{value} parcels are past their promise and not delivered.', zh: '有 {value} 件已过承诺时间仍未签收。' },
    none: NOTHING_DUE,
    sign: 1,
    cause: 'service_quality',
    compute: (view) => view.total('late') - view.total('late_delivered') - view.total('late_closed'),
  },
  {
    id: 'late_delta_28d',
    family: 'delivery',
    unit: 'points',
    windowDays: 182,
    needs: PROMISES,
    sentence: {
      en: 'Its late rate in the last 28 days is {value} that of the last 182.',
      zh: '近 28 天延误率与近 182 天相比{value}。',
    },
    none: NOTHING_DUE,
    sign: 1,
    cause: 'service_quality',
    compute: (view, context) => lateRate(view, context.baseRates.late, 28) - lateRate(view, context.baseRates.late, 182),
  },
  {
    id: 'delay_hours_if_late_91d',
    family: 'delivery',
    unit: 'hours',
    windowDays: 91,
    needs: PROMISES,
    sentence: {
      en: 'Late parcels came {value} late on average in the last 91 days[ (half of the customers more than {company})].',
      zh: '近 91 天延误件平均晚到 {value}[（客户中位数 {company}）]。',
    },
    none: { en: 'No late parcel arrived in the last 91 days.', zh: '近 91 天没有延误件。' },
    cause: 'service_quality',
    compute: (view) => {
      const late = view.sum('late_delivered', 91);
      return late > 0 ? view.sum('late_minutes', 91) / late / 60 : Number.NaN;
    },
  },
  {
    id: 'failure_run',
    family: 'delivery',
    unit: 'count',
    windowDays: LONGEST_RUN_DAYS,
    needs: PROMISES,
    sentence: { en: '{value} failures since the last day on which all went well.', zh: '自上一个一切正常的日子以来发生 {value} 次失误。' },
    none: NOTHING_DUE,
    cause: 'service_quality',
    compute: failureRun,
  },
  {
    id: 'transit_drift_91d',
    family: 'delivery',
    unit: 'log_ratio',
    windowDays: 273,
    needs: ['shipments.delivered_at'],
    sentence: {
      en: 'Transit on the same lanes in the last 91 days is {value} that of the 182 days before[ (half of the customers: {company})].',
      zh: '近 91 天同线路运输时长与此前 182 天相比{value}[（客户中位数：{company}）]。',
    },
    none: { en: 'No transit times to compare.', zh: '没有可比的运输时长。' },
    cause: 'service_quality',
    compute: (view, context) => context.market.transitDrift[view.index]!,
  },
  ...branchLate,
  {
    id: 'early_failure_share_56d',
    family: 'delivery',
    unit: 'share',
    windowDays: null,
    needs: PROMISES,
    sentence: {
      en: 'In its first 56 days {value} of its parcels due failed[ (half of the customers more than {company})].',
      zh: '合作头 56 天到期快件失误率 {value}[（客户中位数 {company}）]。',
    },
    none: { en: 'No parcel was due in its first 56 days.', zh: '合作头 56 天没有到期快件。' },
    cause: 'service_quality',
    compute: earlyFailures,
  },
];
