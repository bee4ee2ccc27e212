import { normalQuantile } from '../math/normalQuantile.js';

/** One customer at one cutoff: its stratum, what came of it, and whether the moment had come to it. */
export interface MatchedCase {
  readonly customer: number;
  /** Same cutoff, and alike in frequency, tenure and value. */
  readonly stratum: number;
  readonly outcome: number;
}

/** Rates of exposed customers and of the others of their strata, and the difference. */
export interface MatchedDifference {
  /** Exposures with somebody to compare, and those left out for want of one. */
  readonly exposed: number;
  readonly unmatched: number;
  readonly left: number;
  readonly rate: number;
  readonly matchedRate: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Mean over the exposed of their outcome less that of the others of their stratum.
 *
 * @param overlap - at how many cutoffs one leaving of a control counts: its share of the variance is taken that many times
 * @remarks Normal interval; variance of the exposed clustered by customer, that of the controls from the pooled rate. O(cases).
 */
export function matchedDifference(
  exposed: readonly MatchedCase[],
  controls: readonly MatchedCase[],
  overlap: number,
  level: number,
): MatchedDifference {
  const strata = new Map<number, { n: number; left: number; exposed: number }>();
  for (const { stratum, outcome } of controls) {
    const sums = strata.get(stratum) ?? { n: 0, left: 0, exposed: 0 };
    sums.n++;
    sums.left += outcome;
    strata.set(stratum, sums);
  }
  const matched = exposed.filter(({ stratum }) => strata.has(stratum));
  const byCustomer = new Map<number, number>();
  let [left, expected] = [0, 0];
  for (const { stratum, outcome } of matched) {
    const sums = strata.get(stratum)!;
    sums.exposed++;
    left += outcome;
    expected += sums.left / sums.n;
  }
  const n = matched.length;
  const difference = (left - expected) / n;
  for (const { customer, stratum, outcome } of matched) {
    const sums = strata.get(stratum)!;
    byCustomer.set(customer, (byCustomer.get(customer) ?? 0) + outcome - sums.left / sums.n - difference);
  }
  const pooled = expected / n;
  let variance = 0;
  for (const sum of byCustomer.values()) variance += sum * sum;
  for (const { n: others, exposed: weight } of strata.values()) variance += (overlap * weight * weight * pooled * (1 - pooled)) / others;
  const reach = (normalQuantile((1 + level) / 2) * Math.sqrt(variance)) / n;
  return {
    exposed: n,
    unmatched: exposed.length - n,
    left,
    rate: left / n,
    matchedRate: pooled,
    difference,
    low: difference - reach,
    high: difference + reach,
  };
}
