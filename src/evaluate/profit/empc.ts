import { incompleteBeta } from '../../math/incompleteBeta.js';
import { ensureBothOutcomes, scoredRows, type WeightedStatistic, type WeightOptions } from '../scoredRows.js';
import { tieGroups } from '../tieGroups.js';
import type { MaximumProfit } from './mpc.js';
import { checkedOffer, checkedShape, type Offer, type OfferOptions } from './offer.js';
import { hullOfGroups, type RocHull, rocHull } from './rocHull.js';

export interface EmpcOptions extends OfferOptions, WeightOptions {
  /** The share of leavers whom the offer keeps is Beta(α, β), both > 0; default α 6. */
  readonly alpha?: number | undefined;
  /** Default 14: with α 6 the mean is 0.3. */
  readonly beta?: number | undefined;
}

/** Checked parameters of {@link empc}. */
interface Terms extends Offer {
  readonly alpha: number;
  readonly beta: number;
}

/** {@link empc} of fixed rows as a function of their weights; NaN where only one outcome has weight. */
export function prepareEmpc(options: EmpcOptions = {}): (score: Float64Array, truth: Uint8Array) => WeightedStatistic {
  const terms = checkedTerms(options);
  return (score, truth) => {
    const grouped = tieGroups(score, truth);
    return (weights) => expected(hullOfGroups(grouped(weights)), terms).profit;
  };
}

/**
 * Expected maximum profit of churn (EMPC): the mean profit a customer when the share γ of leavers who accept the offer is not known but
 * Beta(α, β), and the list is cut where it is best for each γ. One value V for all customers; for values of their own: {@link empb}.
 *
 * @param score - shape (n,), any numbers without NaN; a higher score is contacted first, equal scores together
 * @param truth - shape (n,), 1 who left, else 0
 * @param options - `customerValue` 200, `incentive` 10, `contactCost` 1, `alpha` 6, `beta` 14, `weights`
 * @returns profit a customer and the mean share of the list contacted for it
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs
 * @remarks O(n): the integral is a finite sum over the vertices of the ROC convex hull. Verbraken, Verbeke & Baesens, IEEE TKDE 25 (2013);
 *   agrees with the Python package empulse to 11 digits, `test/oracle/evaluate`.
 * @example
 * ```ts
 * const { profit, share } = empc([0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9], [0, 1, 0, 1, 0, 1, 0, 1]);
 * profit; // => 23.8755934183 (10 dp)
 * share; // => 0.8743700763 (10 dp)
 * ```
 */
export function empc(
  score: ArrayLike<number>,
  truth: ArrayLike<number>,
  options: EmpcOptions = {},
): Pick<MaximumProfit, 'profit' | 'share'> {
  const terms = checkedTerms(options);
  const rows = scoredRows(score, truth, options.weights);
  ensureBothOutcomes(rows);
  return expected(rocHull(rows), terms);
}

function checkedTerms({ alpha = 6, beta = 14, ...options }: EmpcOptions): Terms {
  return { ...checkedOffer(options), alpha: checkedShape('alpha', alpha), beta: checkedShape('beta', beta) };
}

/** Σ over vertices of profit × probability that γ lies where that vertex is best; E[γ; γ < x] = α/(α + β) · I_x(α + 1, β). */
function expected(hull: RocHull, { customerValue, incentive, contactCost, alpha, beta }: Terms): Pick<MaximumProfit, 'profit' | 'share'> {
  const events = hull.events[hull.length - 1]!;
  const others = hull.others[hull.length - 1]!;
  if (!(events > 0 && others > 0)) return { profit: Number.NaN, share: Number.NaN };
  const all = events + others;
  let [profit, share, mass, mean] = [0, 0, 0, 0];
  for (let vertex = 0; vertex < hull.length && mass < 1; vertex++) {
    const next = Math.min(1, breakpoint(hull, vertex, customerValue, incentive, contactCost));
    const nextMass = incompleteBeta(next, alpha, beta);
    const nextMean = (alpha / (alpha + beta)) * incompleteBeta(next, alpha + 1, beta);
    const [leavers, stayers] = [hull.events[vertex]! / all, hull.others[vertex]! / all];
    profit += (customerValue - incentive) * leavers * (nextMean - mean);
    profit -= (contactCost * leavers + (incentive + contactCost) * stayers) * (nextMass - mass);
    share += (leavers + stayers) * (nextMass - mass);
    [mass, mean] = [nextMass, nextMean];
  }
  return { profit, share };
}

/** The acceptance above which the next vertex is better. */
function breakpoint(hull: RocHull, vertex: number, value: number, incentive: number, contact: number): number {
  if (vertex + 1 === hull.length) return 1;
  const events = hull.events[vertex + 1]! - hull.events[vertex]!;
  const others = hull.others[vertex + 1]! - hull.others[vertex]!;
  return ((incentive + contact) * others + contact * events) / ((value - incentive) * events);
}
