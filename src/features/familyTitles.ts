import type { Text } from '../core/text.js';
import type { FeatureFamily } from './feature.js';

/** What people call each family of features. */
export const FAMILY_TITLES: Readonly<Record<FeatureFamily, Text>> = {
  volume: { en: 'Volume', zh: '发货量' },
  rhythm: { en: 'Rhythm', zh: '发货节奏' },
  money: { en: 'Revenue and margin', zh: '收入与毛利' },
  price: { en: 'Price', zh: '价格' },
  delivery: { en: 'Delivery', zh: '时效' },
  damage: { en: 'Damage and loss', zh: '破损与丢失' },
  complaints: { en: 'Complaints', zh: '投诉' },
  contact: { en: 'Contact', zh: '联系与客户关系' },
  payment: { en: 'Payment', zh: '付款' },
  network: { en: 'Products and peers', zh: '产品与同类客户' },
  profile: { en: 'Profile', zh: '客户概况' },
};
