import { type Evidence, type Found, voteFor } from './evidence.js';

const SAME = 0.02;
const MOVED = 0.1;

/** Others moved to another product, and it did not: its need changed, and ours did not answer. */
export const PRODUCT_FIT_EVIDENCE: readonly Evidence[] = [
  {
    id: 'peers_new_product',
    title: { en: 'peers moved to a new product', zh: '同类客户转向新产品' },
    family: 'product_fit',
    votes: [voteFor('product_fit', 0.4)],
    windowDays: 273,
    needs: ['shipments.product', 'shipments.origin'],
    field: 'shipments.product',
    unit: 'share',
    sentence: {
      en: 'Customers like it took {value} of their parcels to another product in {in 91 days}; it stayed with the old one.',
      zh: '{in 91 days}同类客户有 {value} 的件量转向新产品，而它仍停留在原产品。',
    },
    find: (view, context): Found | null => {
      const { productShift } = context.mix(view);
      const peers = context.peerShift(view.index);
      return Math.abs(productShift) <= SAME && peers <= -MOVED ? { value: -peers } : null;
    },
  },
];
