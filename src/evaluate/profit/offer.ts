import { ensure } from '../../core/errors.js';

/** What a customer who stays is worth and what keeping it costs; all in one currency. */
export interface OfferOptions {
  /** V: what a customer who stays brings, > `incentive`; default 200. */
  readonly customerValue?: number | undefined;
  /** d: the incentive that a customer who accepts takes, > 0; default 10. */
  readonly incentive?: number | undefined;
  /** f: one contact, >= 0; default 1. */
  readonly contactCost?: number | undefined;
}

/** Checked, with every default filled in. */
export interface Offer {
  readonly customerValue: number;
  readonly incentive: number;
  readonly contactCost: number;
}

/** The defaults of R's EMP 2.0.6 and of empulse; `bad-parameter` unless 0 < d < V < ∞ and 0 <= f < ∞. */
export function checkedOffer({ customerValue = 200, incentive = 10, contactCost = 1 }: OfferOptions): Offer {
  ensure(incentive > 0 && incentive < customerValue && customerValue < Infinity, 'bad-parameter', () => ({
    en: `incentive is ${incentive} and customerValue ${customerValue}; the incentive must be above 0 and below the customer's value`,
    zh: `incentive 为 ${incentive}，customerValue 为 ${customerValue}；优惠成本应大于 0 且小于客户价值`,
  }));
  ensure(contactCost >= 0 && contactCost < Infinity, 'bad-parameter', () => ({
    en: `contactCost is ${contactCost}; it must be a finite number, 0 or more`,
    zh: `contactCost 为 ${contactCost}；应为不小于 0 的有限数`,
  }));
  return { customerValue, incentive, contactCost };
}

/** `bad-parameter` unless the share of leavers that an offer keeps lies in (0, 1]. */
export function checkedAcceptance(acceptance: number): number {
  ensure(acceptance > 0 && acceptance <= 1, 'bad-parameter', () => ({
    en: `acceptance is ${acceptance}; it must be above 0 and at most 1, for example 0.3`,
    zh: `acceptance 为 ${acceptance}；应大于 0 且不超过 1，例如 0.3`,
  }));
  return acceptance;
}

/** `bad-parameter` unless a parameter of the Beta distribution is finite and > 0. */
export function checkedShape(name: string, value: number): number {
  ensure(value > 0 && value < Infinity, 'bad-parameter', () => ({
    en: `${name} is ${value}; it must be finite and above 0`,
    zh: `${name} 为 ${value}；应为大于 0 的有限数`,
  }));
  return value;
}
