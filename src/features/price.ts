import { columnSchema } from '../history/schema.js';
import type { CustomerView } from '../history/types.js';
import { type Feature, noRecord } from './feature.js';
import { priceToList } from './market.js';

const FREIGHT = ['shipments.freight'];
const NO_PRICE = noRecord('prices to compare', '可比的价格');

const AGREEMENT_DAYS = 182;
const PRICE_AGREEMENT = (columnSchema('changes', 'field')?.values ?? []).findIndex(({ value }) => value === 'price_agreement') + 1;
const LISTED = ['shipments.freight', 'shipments.list_price'];

const againstList: Feature[] = [
  {
    id: 'price_to_list_91d',
    family: 'price',
    unit: 'log_ratio',
    windowDays: 91,
    needs: LISTED,
    sentence: {
      en: 'Its prices in the last 91 days are {value} the list[ (half of the customers: {company})].',
      zh: '近 91 天价格与标准价相比{value}[（客户中位数：{company}）]。',
    },
    none: NO_PRICE,
    cause: 'price',
    compute: (view, context) => context.market.listIndex[view.index]!,
  },
  {
    id: 'price_to_list_change_91d',
    family: 'price',
    unit: 'log_ratio',
    windowDays: 273,
    needs: LISTED,
    sentence: {
      en: 'Against the list, its prices in the last 91 days are {value} those of the 182 days before[ (half of the customers: {company})].',
      zh: '相对标准价，近 91 天价格与此前 182 天相比{value}[（客户中位数：{company}）]。',
    },
    none: NO_PRICE,
    sign: 1,
    cause: 'price',
    compute: (view, context) => context.market.listIndex[view.index]! - priceToList(view, 182, 91),
  },
  {
    id: 'price_to_list_gap_91d',
    family: 'price',
    unit: 'log_ratio',
    windowDays: 91,
    needs: [...LISTED, 'shipments.origin'],
    sentence: {
      en: 'Against the list, its prices in the last 91 days are {value} those of other customers of its main origin.',
      zh: '相对标准价，近 91 天价格与同一主要始发地的其他客户相比{value}。',
    },
    none: NO_PRICE,
    cause: 'price',
    compute: (view, { market }) => market.listIndex[view.index]! - market.originList[market.mainOrigin[view.index]!]!,
  },
];

/** Largest rise of an agreed price in 182 days, ln(new ÷ old), where both are numbers; 0 for none. */
export function agreedRise({ changes, cutoff }: CustomerView): number {
  let largest = 0;
  for (let row = changes.count - 1; row >= 0 && changes.changedOn(row) >= cutoff - AGREEMENT_DAYS; row--) {
    if (changes.field(row) !== PRICE_AGREEMENT) continue;
    const rise = Math.log(Number(changes.newValue(row)) / Number(changes.oldValue(row)));
    if (rise > largest && Number.isFinite(rise)) largest = rise;
  }
  return largest;
}

/** What a customer pays, against what such shipments usually cost here. */
export const PRICE_FEATURES: readonly Feature[] = [
  ...againstList,
  {
    id: 'agreed_rise_182d',
    family: 'price',
    unit: 'log_ratio',
    windowDays: AGREEMENT_DAYS,
    needs: ['changes'],
    sentence: {
      en: 'The price agreed with it in the last 182 days is {value} the one before (the largest step, if there were several).',
      zh: '近 182 天协议价格与调整前相比{value}（多次调整取最大涨幅）。',
    },
    none: { en: 'No price agreement on record.', zh: '没有价格协议记录。' },
    sign: 1,
    cause: 'price',
    compute: agreedRise,
  },
  {
    id: 'price_index_91d',
    family: 'price',
    unit: 'log_ratio',
    windowDays: 91,
    needs: FREIGHT,
    sentence: {
      en: 'Its prices in the last 91 days are {value} the usual price of such shipments[ (half of the customers: {company})].',
      zh: '近 91 天价格与同类运单的通常价格相比{value}[（客户中位数：{company}）]。',
    },
    none: NO_PRICE,
    cause: 'price',
    compute: (view, context) => context.market.priceIndex[view.index]!,
  },
  {
    id: 'price_change_91d',
    family: 'price',
    unit: 'log_ratio',
    windowDays: 273,
    needs: FREIGHT,
    sentence: {
      en: 'Its prices in the last 91 days are {value} what it paid for such shipments in the 182 days before[ (half of the customers: {company})].',
      zh: '近 91 天价格与其此前 182 天同类运单相比{value}[（客户中位数：{company}）]。',
    },
    none: NO_PRICE,
    sign: 1,
    cause: 'price',
    compute: (view, context) => context.market.priceIndex[view.index]! - context.market.priceIndexBefore[view.index]!,
  },
  {
    id: 'max_price_rise_91d',
    family: 'price',
    unit: 'log_ratio',
    windowDays: 91,
    needs: FREIGHT,
    sentence: {
      en: 'At the largest step up in the last 91 days its prices went to {value} what they were.',
      zh: '近 91 天最大一次调价后，价格与调价前相比{value}。',
    },
    none: NO_PRICE,
    sign: 1,
    cause: 'price',
    compute: (view, context) => context.market.largestRise[view.index]!,
  },
  {
    id: 'days_since_price_rise',
    family: 'price',
    unit: 'days',
    windowDays: 364,
    needs: FREIGHT,
    sentence: {
      en: 'Its last price rise of 4 % or more was {value} ago (364: none since).',
      zh: '上一次 4% 以上的涨价距今 {value}（364 表示其间没有）。',
    },
    none: NO_PRICE,
    cause: 'price',
    compute: (view, context) => context.market.daysSinceRise[view.index]!,
  },
  {
    id: 'price_gap_origin_91d',
    family: 'price',
    unit: 'log_ratio',
    windowDays: 91,
    needs: ['shipments.freight', 'shipments.origin'],
    sentence: {
      en: 'Its prices in the last 91 days are {value} those of other customers of its main origin.',
      zh: '近 91 天价格与同一主要始发地的其他客户相比{value}。',
    },
    none: NO_PRICE,
    cause: 'price',
    compute: (view, context) => {
      const market = context.market;
      return market.priceIndex[view.index]! - market.originPrice[market.mainOrigin[view.index]!]!;
    },
  },
];
