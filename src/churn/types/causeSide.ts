import type { ChurnCause } from '../../core/codes.js';
import { CHURN_CAUSES } from './causes.js';

/** Whose side a cause of leaving lies on. */
export const CAUSE_SIDES = ['carrier', 'customer', 'market'] as const;

/** One of {@link CAUSE_SIDES}. */
export type CauseSide = (typeof CAUSE_SIDES)[number];

const SIDES: Readonly<Record<ChurnCause, CauseSide>> = {
  finances: 'customer',
  relocation: 'customer',
  need_ended: 'customer',
  service_quality: 'carrier',
  price: 'market',
  relationship: 'carrier',
  competitor_offer: 'market',
  trust: 'carrier',
  product_fit: 'market',
  bad_debt: 'customer',
  misconduct: 'customer',
  policy: 'carrier',
};
const SURE = 0.6;

/**
 * Side on which a cause lies: the carrier's own doing (service, care, promises, its policy), the customer's (money, moving, need, debts,
 * conduct), or the market's (what others ask and offer). A price that the carrier itself raised is its own doing.
 *
 * @param cause - one of the twelve causes
 * @param isOwnRise - the carrier raised the customer's price shortly before
 * @example
 * ```ts
 * causeSide('trust'); // => 'carrier'
 * causeSide('price'); // => 'market'
 * causeSide('price', true); // => 'carrier'
 * ```
 */
export function causeSide(cause: ChurnCause, isOwnRise = false): CauseSide {
  return cause === 'price' && isOwnRise ? 'carrier' : SIDES[cause];
}

/** The side that holds at least .6 of the probability of some causes, '' where none does. */
export function likelySide(probability: ArrayLike<number>, causes: readonly number[], isOwnRise: boolean): CauseSide | '' {
  const total = causes.reduce((sum, cause) => sum + probability[cause]!, 0);
  const held = (side: CauseSide): number =>
    causes.reduce((sum, cause) => sum + (causeSide(CHURN_CAUSES[cause]!, isOwnRise) === side ? probability[cause]! : 0), 0);
  return CAUSE_SIDES.find((side) => held(side) >= SURE * total) ?? '';
}
