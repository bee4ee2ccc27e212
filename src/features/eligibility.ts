import { gapLimitDays, type Rhythm, rhythm } from '../account/rhythm.js';
import type { Text } from '../core/text.js';
import type { CustomerView } from '../history/types.js';

const FEWEST_SHIPMENTS = 3;
const FEWEST_ACTIVE_WEEKS = 2;
const FEWEST_TENURE_DAYS = 56;
const FEWEST_SHIPMENT_DAYS = 4;
const ACTIVE_EPSILON = 0.05;

/** Why a customer can or cannot be scored. */
export type Eligibility =
  | 'eligible'
  | 'closed'
  | 'too_new'
  | 'too_few_shipment_days'
  | 'silent'
  | 'too_few_shipments'
  | 'too_few_active_weeks';

/** What each reason says to a person. */
export const ELIGIBILITY_TEXT: Readonly<Record<Eligibility, Text>> = {
  eligible: { en: 'Can be scored.', zh: '可以评分。' },
  closed: { en: 'Its account is closed.', zh: '账户已销户。' },
  too_new: {
    en: `First shipped less than ${FEWEST_TENURE_DAYS} days ago: too new to be scored.`,
    zh: `首次发货不足 ${FEWEST_TENURE_DAYS} 天，尚无法评分。`,
  },
  too_few_shipment_days: {
    en: `Shipped on fewer than ${FEWEST_SHIPMENT_DAYS} days so far: no rhythm to judge by.`,
    zh: `迄今发货不足 ${FEWEST_SHIPMENT_DAYS} 天，看不出发货节奏。`,
  },
  silent: { en: 'Silent for longer than its own rhythm allows: it may have left already.', zh: '沉默时间已超出其自身节奏，可能已经流失。' },
  too_few_shipments: {
    en: `Fewer than ${FEWEST_SHIPMENTS} shipments in the last 91 days.`,
    zh: `近 91 天发货不足 ${FEWEST_SHIPMENTS} 票。`,
  },
  too_few_active_weeks: {
    en: `Shipped in fewer than ${FEWEST_ACTIVE_WEEKS} of the last 13 weeks.`,
    zh: `近 13 周中发货不足 ${FEWEST_ACTIVE_WEEKS} 周。`,
  },
};

const own: Rhythm = { lastDay: 0, gapCount: 0, exposureDays: 0, currentGap: 0 };

/**
 * Whether a customer can be scored at the cutoff: at least 3 shipments in 2 weeks of the last 91 days, 56 days since the first, 4 shipment
 * days in all, and no silence longer than its limit at ε = 0.05. The first reason against it, or `eligible`.
 */
export function eligibility(view: CustomerView): Eligibility {
  const { shipmentDays, cutoff } = view;
  if (!Number.isNaN(view.closedOn)) return 'closed';
  if (!(cutoff - (shipmentDays[0] ?? cutoff) >= FEWEST_TENURE_DAYS)) return 'too_new';
  if (shipmentDays.length < FEWEST_SHIPMENT_DAYS) return 'too_few_shipment_days';
  const { gapCount, exposureDays, currentGap } = rhythm(view, own);
  if (currentGap >= gapLimitDays(gapCount, exposureDays, ACTIVE_EPSILON)) return 'silent';
  if (view.sum('shipments', 91) < FEWEST_SHIPMENTS) return 'too_few_shipments';
  return activeWeeks(view) < FEWEST_ACTIVE_WEEKS ? 'too_few_active_weeks' : 'eligible';
}

function activeWeeks({ weekly }: CustomerView): number {
  let active = 0;
  for (let block = 0; block < 13; block++) if (weekly[block]! > 0) active++;
  return active;
}
