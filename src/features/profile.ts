import type { Feature } from './feature.js';

/** Days of a mean month: 365.25 ÷ 12. */
const MONTH_DAYS = 30.4375;
const NO_CONTRACT = { en: 'No contract on record.', zh: '没有合同记录。' };
const NO_PLACE = { en: 'Not known from its shipments.', zh: '无法从发货记录得知。' };
const coded = (code: number): number => (code > 0 ? code : Number.NaN);

const calendar: Feature[] = [28, 91].map((days) => ({
  id: `season_ahead_${days}d`,
  family: 'profile',
  unit: 'share',
  windowDays: days,
  needs: ['shipments'],
  sentence: {
    en: `The coming ${days} days usually bring {value} of the company's usual volume.`,
    zh: `未来 ${days} 天公司发货量通常为平常的 {value}。`,
  },
  none: { en: 'Less than a year of history: no season known.', zh: '历史不足一年，季节未知。' },
  compute: (_view, context) => context.company.seasonAhead(days),
}));

/**
 * The contract. Not to be learnt from: the customers table holds one contract a customer, the one that ran last, so in the past a customer
 * has a contract on record only if it did not renew since. Whoever left then stands out by having one (see `risk/trainingFeatures`).
 */
const CONTRACT_FEATURES: readonly Feature[] = [
  {
    id: 'contract_fulfilment_91d',
    family: 'profile',
    unit: 'share',
    windowDays: 91,
    needs: ['customers.committed_monthly_pieces', 'shipments.pieces'],
    sentence: {
      en: 'Shipped {value} of the pieces its contract commits it to in the last 91 days.',
      zh: '近 91 天发件为合同承诺量的 {value}。',
    },
    none: NO_CONTRACT,
    sign: -1,
    compute: (view) => {
      const { committedMonthlyPieces, contractStart, contractEnd, cutoff } = view;
      const days = Number.isNaN(contractStart) ? 91 : Math.min(91, cutoff - contractStart);
      if (!(committedMonthlyPieces > 0) || contractEnd < cutoff || days < 28) return Number.NaN;
      return (view.sum('pieces', days) * MONTH_DAYS) / (committedMonthlyPieces * days);
    },
  },
  {
    id: 'days_to_contract_end',
    family: 'profile',
    unit: 'days',
    windowDays: null,
    needs: ['customers.contract_end'],
    sentence: { en: 'Its contract ends in {value} (below 0: has ended).', zh: '距合同到期 {value}（负数为已到期）。' },
    none: NO_CONTRACT,
    compute: (view) => view.contractEnd - view.cutoff,
  },
];

/** Who the customer is, as far as facts tell. */
export const PROFILE_FEATURES: readonly Feature[] = [
  ...CONTRACT_FEATURES,
  {
    id: 'tenure',
    family: 'profile',
    unit: 'log_days',
    windowDays: null,
    needs: ['shipments'],
    sentence: {
      en: 'First shipped {value} ago[ (half of the customers more than {company})].',
      zh: '首次发货距今 {value}[（客户中位数 {company}）]。',
    },
    none: { en: 'Has never shipped.', zh: '从未发货。' },
    sign: -1,
    compute: (view) => {
      const first = view.shipmentDays[0];
      return first === undefined ? Number.NaN : Math.log1p(view.cutoff - first);
    },
  },
  {
    id: 'main_product',
    family: 'profile',
    unit: 'level',
    windowDays: 364,
    needs: ['shipments.product'],
    sentence: { en: 'Mostly ships {value}.', zh: '主要产品为{value}。' },
    none: NO_PLACE,
    categorical: 'product',
    compute: (view, context) => coded(context.market.mainProduct[view.index]!),
  },
  {
    id: 'main_origin',
    family: 'profile',
    unit: 'level',
    windowDays: 364,
    needs: ['shipments.origin'],
    sentence: { en: 'Mostly ships from {value}.', zh: '主要始发地为{value}。' },
    none: NO_PLACE,
    categorical: 'origin',
    compute: (view, context) => coded(context.market.mainOrigin[view.index]!),
  },
  {
    id: 'branch',
    family: 'profile',
    unit: 'level',
    windowDays: 364,
    needs: ['shipments.branch'],
    sentence: { en: 'Mostly served by branch {value}.', zh: '主要由网点{value}服务。' },
    none: NO_PLACE,
    categorical: 'branch',
    compute: (view, context) => coded(context.market.mainBranch[view.index]!),
  },
  ...calendar,
];
