import { contactThreshold } from '../evaluate/profit/contactGains.js';

/** What a standard retention offer costs and brings; the defaults are those of the profit measures EMPC (200 : 10 : 1, acceptance 0.3). */
export interface OfferTerms {
  /** Share of would-be leavers whom the offer keeps, in (0, 1). */
  readonly acceptance: number;
  /** Cost of the offer to a customer who takes it, as a share of the customer's annual profit, in [0, 1). */
  readonly offerShare: number;
  /** Cost of contacting one customer, as a share of the median annual profit, > 0. */
  readonly contactShare: number;
  /** Share of would-be leavers kept by a call without an offer, in (0, 1). */
  readonly callAcceptance: number;
}

export const STANDARD_OFFER: OfferTerms = { acceptance: 0.3, offerShare: 0.05, contactShare: 0.005, callAcceptance: 0.1 };

/** What is worth doing for a customer: a standard offer, a call, nothing. */
export type RiskBand = 'high' | 'medium' | 'low';

/**
 * Band by expected profit, not by a probability of 0.5. `high`: a standard offer is expected to earn more than it costs,
 * p > (d + f) / (γ(V − d) + d); `medium`: a call without an offer is, p > f / (γ₀V); `low`: neither, so leave the customer in peace.
 *
 * @param probability - of leaving within the horizon, [0, 1]
 * @param annualProfit - V, money a year; NaN where unknown: then an ordinary customer is assumed
 * @param medianProfit - the median V of profitable customers, money a year; fixes the cost of a contact
 * @remarks Source: the individual rule of the profit measure EMPC (Verbraken et al. 2013); with V 200, d 10, f 1, γ 0.3 the threshold of `high` is 0.164179.
 * @example
 * ```ts
 * riskBand(0.2, 200, 200); // => 'high'
 * riskBand(0.1, 200, 200); // => 'medium'
 * riskBand(0.1, -50, 200); // => 'low'
 * ```
 */
export function riskBand(probability: number, annualProfit: number, medianProfit: number, terms: OfferTerms = STANDARD_OFFER): RiskBand {
  const contact = medianProfit > 0 ? terms.contactShare * medianProfit : terms.contactShare;
  const value = Number.isNaN(annualProfit) ? (medianProfit > 0 ? medianProfit : 1) : annualProfit;
  if (!(value > 0)) return 'low';
  if (probability > contactThreshold(value, terms.offerShare * value, contact, terms.acceptance)) return 'high';
  return probability > contactThreshold(value, 0, contact, terms.callAcceptance) ? 'medium' : 'low';
}
