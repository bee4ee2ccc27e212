import { ensureBothOutcomes, type PrepareMetric, scoredRows, type WeightOptions } from './scoredRows.js';
import { tieGroups } from './tieGroups.js';

/** {@link averagePrecision} of checked rows as a function of their weights; NaN where no event has weight. */
export const prepareAveragePrecision: PrepareMetric = (score, truth) => {
  const grouped = tieGroups(score, truth);
  return (weights) => {
    const { count, events, others } = grouped(weights);
    let total = 0;
    let hits = 0;
    let taken = 0;
    for (let g = count - 1; g >= 0; g--) {
      hits += events[g]!;
      taken += events[g]! + others[g]!;
      if (events[g]! > 0) total += events[g]! * (hits / taken);
    }
    return total / hits;
  };
};

/**
 * Average precision, the area under the precision-recall curve as a step function: precision at each distinct score, weighted
 * by the recall gained there. Equal scores are taken together.
 *
 * @param score - shape (n,), any numbers without NaN; higher means more likely
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `weights`: how often each row counts; default once
 * @returns in (0, 1]; chance is the share of events
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs
 * @remarks O(n). The definition of scikit-learn's `average_precision_score`, checked against it in `test/oracle/evaluate`.
 * @example
 * ```ts
 * averagePrecision([0.9, 0.4, 0.4, 0.1], [1, 0, 1, 0]); // => 0.8333 (4 dp)
 * ```
 */
export function averagePrecision(score: ArrayLike<number>, truth: ArrayLike<number>, options: WeightOptions = {}): number {
  const rows = scoredRows(score, truth, options.weights);
  ensureBothOutcomes(rows);
  return prepareAveragePrecision(rows.score, rows.truth)(rows.weights);
}
