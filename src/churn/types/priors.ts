import type { ChurnCause } from '../../core/codes.js';
import { CHURN_CAUSES } from './causes.js';

/** Shares of the causes before any exit reason is known: the teaching calls service the most important, natural ends comparatively rare. An assumption. */
const START: Readonly<Record<ChurnCause, number>> = {
  service_quality: 0.27,
  price: 0.2,
  relationship: 0.15,
  competitor_offer: 0.04,
  trust: 0.06,
  product_fit: 0.04,
  finances: 0.11,
  relocation: 0.07,
  need_ended: 0.06,
  bad_debt: 0.02,
  misconduct: 0.01,
  policy: 0.01,
};
/** Exit reasons that the start priors weigh as much as. */
const PRIOR_COUNT = 20;

/** Start priors by cause, of sum 1, in the order of the causes. */
export function startPriors(): Float64Array {
  const total = CHURN_CAUSES.reduce((sum, cause) => sum + START[cause], 0);
  return Float64Array.from(CHURN_CAUSES, (cause) => START[cause] / total);
}

/** Priors after exit reasons: (counts + 20 π) ÷ (n + 20). */
export function updatePriors(prior: Float64Array, counts: Float64Array): Float64Array {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return prior.map((share, place) => (counts[place]! + PRIOR_COUNT * share) / (n + PRIOR_COUNT));
}
