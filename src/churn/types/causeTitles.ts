import type { ChurnCause, ChurnType } from '../../core/codes.js';
import type { Text } from '../../core/text.js';
import type { CauseSide } from './causeSide.js';

/** Types as a person says them. */
export const TYPE_TITLES: Readonly<Record<ChurnType | 'unknown', Text>> = {
  unintentional: { en: 'did not mean to leave', zh: '无意流失' },
  deliberate: { en: 'chose to leave', zh: '蓄意流失' },
  carrier_initiated: { en: 'we ended it', zh: '企业剔除' },
  unknown: { en: 'cannot be told', zh: '无法判断' },
};

/** Causes as a person says them. */
export const CAUSE_TITLES: Readonly<Record<ChurnCause, Text>> = {
  finances: { en: 'money trouble', zh: '资金困难' },
  relocation: { en: 'moved away', zh: '搬迁' },
  need_ended: { en: 'nothing more to ship', zh: '需求结束' },
  service_quality: { en: 'service quality', zh: '服务质量' },
  price: { en: 'price', zh: '价格' },
  relationship: { en: 'neglect, or its manager left', zh: '客户关系' },
  competitor_offer: { en: "a competitor's offer", zh: '竞争对手的报价' },
  trust: { en: 'claims and promises not kept', zh: '失信（理赔、承诺）' },
  product_fit: { en: 'no fitting product of ours', zh: '产品不合需要' },
  bad_debt: { en: 'bad debt', zh: '恶意欠款' },
  misconduct: { en: 'misconduct', zh: '违规行为' },
  policy: { en: 'policy of ours', zh: '公司政策' },
};

/** Sides as a person says them. */
export const SIDE_TITLES: Readonly<Record<CauseSide, Text>> = {
  carrier: { en: 'our own doing', zh: '我方原因' },
  customer: { en: "the customer's own affairs", zh: '客户自身原因' },
  market: { en: 'the market', zh: '市场原因' },
};
