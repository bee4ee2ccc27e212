import { priceToList } from '../../features/market.js';
import { choiceCode } from '../../history/choiceCode.js';
import type { CustomerView } from '../../history/types.js';
import { type Evidence, type Found, voteFor } from './evidence.js';
import type { EvidenceContext } from './evidenceContext.js';
import { saidEvidence } from './evidenceText.js';
import { complainedOf } from './recentRows.js';

const FREIGHT = ['shipments.freight'];
const RISE_DAYS = 91;
const STEP = Math.log(1.05);
const HIGH = Math.log(1.15);
const PRICE_AGREEMENT = choiceCode('changes', 'field', 'price_agreement');
const PRICE_COMPLAINT = choiceCode('complaints', 'category', 'price');

/** The steepest agreed rise of the window. */
function agreedStep({ changes, cutoff }: CustomerView): Found | null {
  let [largest, daysAgo] = [STEP, Number.NaN];
  for (let row = changes.count - 1; row >= 0 && changes.changedOn(row) >= cutoff - RISE_DAYS; row--) {
    if (changes.field(row) !== PRICE_AGREEMENT) continue;
    const rise = Math.log(Number(changes.newValue(row)) / Number(changes.oldValue(row)));
    if (!(rise > largest && Number.isFinite(rise))) continue;
    largest = rise;
    daysAgo = cutoff - changes.changedOn(row);
  }
  return Number.isNaN(daysAgo) ? null : { value: Math.expm1(largest), daysAgo };
}

function priceStep(view: CustomerView, context: EvidenceContext): Found | null {
  const agreed = agreedStep(view);
  // Steps read off the prices paid are a guess; where agreements are recorded they are not needed.
  if (agreed !== null || context.snapshot.has('changes')) return agreed;
  const { largest, daysSince } = context.priceSteps(view);
  return largest > STEP ? { value: Math.expm1(largest), daysAgo: Math.min(daysSince, RISE_DAYS) } : null;
}

/** Its price against the list and the customers of its origin where there is a list, else against what such parcels usually cost. */
export function priceAboveUsual(view: CustomerView, { market, mix }: EvidenceContext): number {
  const peers = market.originList[market.mainOrigin[view.index] ?? 0] ?? Number.NaN;
  const listed = priceToList(view, RISE_DAYS, 0) - peers;
  return Number.isNaN(listed) ? mix(view).priceIndex : listed;
}

/** What it paid, and said about it. */
export const PRICE_EVIDENCE: readonly Evidence[] = [
  {
    id: 'price_step',
    title: { en: 'price raised by more than 5%', zh: '涨价超过 5%' },
    family: 'price',
    votes: [voteFor('price', 0.45)],
    windowDays: RISE_DAYS,
    needs: FREIGHT,
    field: 'changes.new_value',
    unit: 'share',
    sentence: {
      en: 'Its prices were raised by {value} {ago}.',
      zh: '{ago}价格上调 {value}。',
    },
    find: priceStep,
  },
  {
    id: 'price_high',
    title: { en: 'price above others', zh: '价格高于同类' },
    family: 'price',
    votes: [voteFor('price', 0.5)],
    windowDays: RISE_DAYS,
    needs: FREIGHT,
    field: 'shipments.freight',
    unit: 'share',
    sentence: {
      en: 'It paid {value} more than others do for such shipments in {in 91 days}.',
      zh: '{in 91 days}的价格比同类运单高 {value}。',
    },
    find: (view, context) => {
      const above = priceAboveUsual(view, context);
      return above > HIGH ? { value: Math.expm1(above) } : null;
    },
  },
  {
    id: 'price_complaint',
    title: { en: 'complained about prices', zh: '投诉价格' },
    family: 'price',
    votes: [voteFor('price', 0.5)],
    windowDays: RISE_DAYS,
    needs: ['complaints.category'],
    field: 'complaints.category',
    unit: 'days',
    sentence: { en: 'It complained about its prices {ago}.', zh: '{ago}投诉过价格。' },
    find: (view) => complainedOf(view, PRICE_COMPLAINT, RISE_DAYS),
  },
  saidEvidence('price_said', 'price', 'price', 0.5),
];
