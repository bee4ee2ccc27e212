import { ensureBothOutcomes, scoredRows, type WeightedStatistic, type WeightOptions } from '../scoredRows.js';
import { tieGroups } from '../tieGroups.js';
import { checkedAcceptance, checkedOffer, type Offer, type OfferOptions } from './offer.js';
import { hullOfGroups, type RocHull, rocHull } from './rocHull.js';

export interface MpcOptions extends OfferOptions, WeightOptions {
  /** γ: share of leavers whom the offer keeps, in (0, 1]; default 0.3. */
  readonly acceptance?: number | undefined;
}

/** The most a campaign can earn with a list, and where to cut it. */
export interface MaximumProfit {
  /** Money for each customer on the list. */
  readonly profit: number;
  /** Share of the list contacted for it. */
  readonly share: number;
  /** Contact whoever scores at least this; +∞ where contacting nobody is best. */
  readonly cut: number;
}

/** {@link mpc} of fixed rows as a function of their weights; NaN where only one outcome has weight. */
export function prepareMpc(options: MpcOptions = {}): (score: Float64Array, truth: Uint8Array) => WeightedStatistic {
  const offer = checkedOffer(options);
  const acceptance = checkedAcceptance(options.acceptance ?? 0.3);
  return (score, truth) => {
    const grouped = tieGroups(score, truth);
    return (weights) => best(hullOfGroups(grouped(weights)), offer, acceptance).profit;
  };
}

/**
 * Maximum profit criterion of churn (MPC): profit a customer at the best cut of the list, when each leaver contacted accepts with a known
 * probability. Max over cuts of V[(γ(1 − δ) − φ)·π₀F₀ − (δ + φ)·π₁F₁], with δ = d/V, φ = f/V, F₀ and F₁ the shares of leavers and stayers
 * at or above the cut.
 *
 * @param score - shape (n,), any numbers without NaN; a higher score is contacted first, equal scores together
 * @param truth - shape (n,), 1 who left, else 0
 * @param options - `customerValue` 200, `incentive` 10, `contactCost` 1, `acceptance` 0.3, `weights`
 * @returns profit a customer, never below 0, the smallest share of the list that earns it, and the cut
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs
 * @remarks O(n). Verbeke et al., EJOR 218 (2012); agrees with the Python package empulse to 11 digits, `test/oracle/evaluate`.
 * @example
 * ```ts
 * mpc([0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9], [0, 1, 0, 1, 0, 1, 0, 1]); // => { profit: 23.875, share: 0.875, cut: 0.2 }
 * ```
 */
export function mpc(score: ArrayLike<number>, truth: ArrayLike<number>, options: MpcOptions = {}): MaximumProfit {
  const offer = checkedOffer(options);
  const acceptance = checkedAcceptance(options.acceptance ?? 0.3);
  const rows = scoredRows(score, truth, options.weights);
  ensureBothOutcomes(rows);
  return best(rocHull(rows), offer, acceptance);
}

/** Of vertices that earn the same, the first: it contacts fewest. */
function best(hull: RocHull, { customerValue, incentive, contactCost }: Offer, acceptance: number): MaximumProfit {
  const events = hull.events[hull.length - 1]!;
  const others = hull.others[hull.length - 1]!;
  const all = events + others;
  let found = { profit: 0, vertex: 0 };
  for (let vertex = 1; vertex < hull.length; vertex++) {
    const profit =
      ((acceptance * (customerValue - incentive) - contactCost) * hull.events[vertex]! - (incentive + contactCost) * hull.others[vertex]!) /
      all;
    if (profit > found.profit * (1 + 1e-13) + 1e-300) found = { profit, vertex };
  }
  if (!(events > 0 && others > 0)) return { profit: Number.NaN, share: Number.NaN, cut: Number.NaN };
  return { profit: found.profit, share: (hull.events[found.vertex]! + hull.others[found.vertex]!) / all, cut: hull.cut[found.vertex]! };
}
