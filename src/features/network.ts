import type { Feature } from './feature.js';

const NO_SHIPMENTS = { en: 'No shipments to compare with.', zh: '没有可比的发货。' };

/** What a customer ships, where to, and what those like it do. */
export const NETWORK_FEATURES: readonly Feature[] = [
  {
    id: 'destination_shift_91d',
    family: 'network',
    unit: 'number',
    windowDays: 273,
    needs: ['shipments.destination'],
    sentence: {
      en: 'Its destinations in the last 91 days differ by {value} from those of the 182 days before (0 the same, 0.69 all others)[; half of the customers by more than {company}].',
      zh: '近 91 天目的地分布与此前 182 天的差异为 {value}（0 为相同，0.69 为完全不同）[，客户中位数 {company}]。',
    },
    none: NO_SHIPMENTS,
    cause: 'need_ended',
    compute: (view, context) => context.market.destinationShift[view.index]!,
  },
  {
    id: 'product_shift_91d',
    family: 'network',
    unit: 'points',
    windowDays: 273,
    needs: ['shipments.product'],
    sentence: {
      en: 'The share of its main product in the last 91 days is {value} that of the 182 days before.',
      zh: '近 91 天主要产品的占比与此前 182 天相比{value}。',
    },
    none: NO_SHIPMENTS,
    cause: 'need_ended',
    compute: (view, context) => context.market.productShift[view.index]!,
  },
  {
    id: 'peer_lapse',
    family: 'network',
    unit: 'share',
    windowDays: null,
    needs: ['shipments.origin'],
    sentence: {
      en: '{value} of the customers like it or linked to it have just been lost, those of a month ago counted at a third[ (half of the customers: more than {company})].',
      zh: '与其相似或有关联的客户中有 {value} 近期流失（一个月前的按约三分之一计）[，客户中位数 {company}]。',
    },
    none: { en: 'No customers like it to look at.', zh: '没有可参照的同类客户。' },
    sign: 1,
    compute: (view, context) => context.peers.peerLapse[view.index]!,
  },
];
