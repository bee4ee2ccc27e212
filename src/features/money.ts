import { margin, revenue } from '../account/profit.js';
import { type Feature, noRecord } from './feature.js';

const FREIGHT = ['shipments.freight'];
const NO_FREIGHT = noRecord('freight', '运费');

/** What a customer brings. */
export const MONEY_FEATURES: readonly Feature[] = [
  ...[91, 364].map(
    (days): Feature => ({
      id: `revenue_${days}d`,
      family: 'money',
      unit: 'asinh_money',
      windowDays: days,
      needs: FREIGHT,
      sentence: {
        en: `Brought {value} of revenue in the last ${days} days[ (half of the customers more than {company})].`,
        zh: `近 ${days} 天收入 {value}[（客户中位数 {company}）]。`,
      },
      none: NO_FREIGHT,
      compute: (view) => Math.asinh(revenue(view, days)),
    }),
  ),
  {
    id: 'margin_364d',
    family: 'money',
    unit: 'asinh_money',
    windowDays: 364,
    needs: FREIGHT,
    sentence: {
      en: 'Brought {value} of margin in the last 364 days[ (half of the customers more than {company})].',
      zh: '近 364 天毛利 {value}[（客户中位数 {company}）]。',
    },
    none: NO_FREIGHT,
    compute: (view, context) => Math.asinh(context.market.margin364[view.index]!),
  },
  {
    id: 'margin_rate_182d',
    family: 'money',
    unit: 'share',
    windowDays: 182,
    needs: ['shipments.freight', 'shipments.cost'],
    sentence: {
      en: 'Its margin is {value} of revenue over 182 days[ (half of the customers more than {company})].',
      zh: '近 182 天毛利率 {value}[（客户中位数 {company}）]。',
    },
    none: { en: 'No revenue in 182 days.', zh: '近 182 天没有收入。' },
    compute: (view) => {
      const income = revenue(view, 182);
      return income > 0 ? margin(view, 'margin', 182) / income : Number.NaN;
    },
  },
  {
    id: 'revenue_per_piece_91d',
    family: 'money',
    unit: 'money',
    windowDays: 91,
    needs: ['shipments.freight', 'shipments.pieces'],
    sentence: {
      en: 'A piece brought {value} in the last 91 days[ (half of the customers more than {company})].',
      zh: '近 91 天每件收入 {value}[（客户中位数 {company}）]。',
    },
    none: { en: 'No pieces in 91 days.', zh: '近 91 天没有发件。' },
    compute: (view) => {
      const pieces = view.sum('pieces', 91);
      return pieces > 0 ? revenue(view, 91) / pieces : Number.NaN;
    },
  },
  {
    id: 'value_percentile_364d',
    family: 'money',
    unit: 'share',
    windowDays: 364,
    needs: FREIGHT,
    sentence: {
      en: 'By margin over 364 days it is worth more than {value} of the customers.',
      zh: '按近 364 天毛利，其价值高于 {value} 的客户。',
    },
    none: NO_FREIGHT,
    compute: (view, context) => context.market.marginPercentile[view.index]!,
  },
];
