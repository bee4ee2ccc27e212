import { type PrepareMetric, probabilityRows, type WeightOptions } from './scoredRows.js';
import { weightedMean } from './weightedMean.js';

/** Probabilities nearer to 0 or 1 than this are moved here, so that one certain error does not make the loss infinite. */
const EPSILON = Number.EPSILON;

/** {@link logLoss} of checked rows as a function of their weights. */
export const prepareLogLoss: PrepareMetric = (probability, truth) => {
  const losses = probability.map((p, i) => {
    const clipped = Math.min(1 - EPSILON, Math.max(EPSILON, p));
    return truth[i] === 1 ? -Math.log(clipped) : -Math.log1p(-clipped);
  });
  return (weights) => weightedMean(losses, weights);
};

/**
 * Logarithmic loss: mean of −ln of the probability given to what happened, in nats.
 *
 * @param probability - shape (n,), each in [0, 1]; moved to [2⁻⁵², 1 − 2⁻⁵²]
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `weights`: how often each row counts; default once
 * @returns >= 0; lower is better, 0.6931 is saying ½ to everything
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @remarks O(n), one allocation. The clipping of scikit-learn's `log_loss`, checked against it.
 * @example
 * ```ts
 * logLoss([0.5, 0.5], [1, 0]); // => 0.6931 (4 dp)
 * ```
 */
export function logLoss(probability: ArrayLike<number>, truth: ArrayLike<number>, options: WeightOptions = {}): number {
  const rows = probabilityRows(probability, truth, options.weights);
  return prepareLogLoss(rows.score, rows.truth)(rows.weights);
}
