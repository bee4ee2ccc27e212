import type { Text } from '../core/text.js';
import type { FeatureFamily } from '../features/index.js';

/** A feature that a carrier can change by what it does from now on; less of it is better. */
export interface LeverFeature {
  readonly id: string;
  readonly label: Text;
}

/** What a carrier can change in one go: features of one family, changed together; the first that is there is told. */
export interface Lever {
  readonly family: FeatureFamily;
  readonly features: readonly LeverFeature[];
}

/**
 * Everything that can be changed. What a customer does itself is not here, nor what has happened and stays on record (a refused claim, a
 * lost parcel): a counterfactual on those would promise what nobody can do.
 */
export const LEVERS: readonly Lever[] = [
  {
    family: 'price',
    features: [
      { id: 'price_index_91d', label: { en: 'prices against the usual price of such shipments', zh: '价格（相对同类运单的通常价格）' } },
      { id: 'price_to_list_91d', label: { en: 'prices against the list', zh: '价格（相对标准价）' } },
      { id: 'price_gap_origin_91d', label: { en: 'prices against its neighbours’', zh: '价格（相对同地客户）' } },
      {
        id: 'price_to_list_gap_91d',
        label: { en: 'prices against the list, beside its neighbours’', zh: '价格（相对标准价，与同地客户比）' },
      },
      { id: 'price_change_91d', label: { en: 'change of its prices', zh: '价格变化' } },
      { id: 'price_to_list_change_91d', label: { en: 'change of its prices against the list', zh: '价格变化（相对标准价）' } },
    ],
  },
  {
    family: 'delivery',
    features: [
      { id: 'late_rate_91d', label: { en: 'late rate over 91 days', zh: '近 91 天延误率' } },
      { id: 'late_rate_28d', label: { en: 'late rate over 28 days', zh: '近 28 天延误率' } },
      { id: 'late_rate_182d', label: { en: 'late rate over 182 days', zh: '近 182 天延误率' } },
      { id: 'late_delta_28d', label: { en: 'change of its late rate', zh: '延误率变化' } },
      { id: 'overdue_open', label: { en: 'parcels overdue', zh: '逾期未签收件数' } },
      { id: 'delay_hours_if_late_91d', label: { en: 'delay of late parcels', zh: '延误件平均延误' } },
      { id: 'branch_late_28d', label: { en: 'late rate of its branch over 28 days', zh: '服务网点近 28 天延误率' } },
      { id: 'branch_late_70d', label: { en: 'late rate of its branch over 70 days', zh: '服务网点近 70 天延误率' } },
    ],
  },
  {
    family: 'complaints',
    features: [
      { id: 'open_complaints', label: { en: 'open complaints', zh: '未办结投诉数' } },
      { id: 'oldest_open_days', label: { en: 'age of the oldest open complaint', zh: '最久未办结投诉的天数' } },
      { id: 'claim_shortfall_364d', label: { en: 'share of its claims not paid', zh: '索赔未赔付比例' } },
    ],
  },
  {
    family: 'contact',
    features: [{ id: 'days_since_contact', label: { en: 'days since we last got in touch', zh: '距上次联系的天数' } }],
  },
];
