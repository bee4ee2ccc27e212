import { type PrepareMetric, probabilityRows, type WeightOptions } from './scoredRows.js';
import { weightedMean } from './weightedMean.js';

/** {@link brier} of checked rows as a function of their weights. */
export const prepareBrier: PrepareMetric = (probability, truth) => {
  const losses = probability.map((p, i) => (p - truth[i]!) * (p - truth[i]!));
  return (weights) => weightedMean(losses, weights);
};

/**
 * Brier score: mean squared difference between probability and outcome.
 *
 * @param probability - shape (n,), each in [0, 1]
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `weights`: how often each row counts; default once
 * @returns in [0, 1]; lower is better, 0.25 is saying ½ to everything
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @remarks O(n), one allocation. Checked against scikit-learn's `brier_score_loss`.
 * @example
 * ```ts
 * brier([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0]); // => 0.0375 (4 dp)
 * ```
 */
export function brier(probability: ArrayLike<number>, truth: ArrayLike<number>, options: WeightOptions = {}): number {
  const rows = probabilityRows(probability, truth, options.weights);
  return prepareBrier(rows.score, rows.truth)(rows.weights);
}
