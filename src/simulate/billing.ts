import { draw } from './draws.js';
import type { Entity } from './entity.js';
import { PURPOSE } from './purposes.js';
import type { World } from './world.js';

/** How a customer pays. */
export type Kind = 'contract' | 'monthly' | 'walk_in';

const CONTRACT_SHARE: readonly number[] = [0.3, 0.15, 0.6, 0];
const TERM_DAYS: Readonly<Record<Kind, number>> = { contract: 30, monthly: 15, walk_in: Number.NaN };

export function kindOf({ seed }: World, { customer, segment, isKey }: Entity): Kind {
  if (segment === 3) return 'walk_in';
  return isKey || draw(seed, PURPOSE.customerDetail, customer, 10) < CONTRACT_SHARE[segment]! ? 'contract' : 'monthly';
}

/** Days from the invoice to its due date; NaN for those who pay at once. */
export function paymentTermDays(kind: Kind): number {
  return TERM_DAYS[kind];
}
