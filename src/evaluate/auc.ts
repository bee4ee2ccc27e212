import { ensureBothOutcomes, type PrepareMetric, scoredRows, type WeightOptions } from './scoredRows.js';
import { tieGroups } from './tieGroups.js';

/** {@link auc} of checked rows as a function of their weights; NaN where only one outcome has weight. */
export const prepareAuc: PrepareMetric = (score, truth) => {
  const grouped = tieGroups(score, truth);
  return (weights) => {
    const { count, events, others } = grouped(weights);
    let doubled = 0; // twice the number of pairs in the right order, ties counting half: a whole number for whole weights
    let othersBelow = 0;
    let allEvents = 0;
    for (let g = 0; g < count; g++) {
      doubled += events[g]! * (2 * othersBelow + others[g]!);
      othersBelow += others[g]!;
      allEvents += events[g]!;
    }
    return doubled / (2 * allEvents * othersBelow);
  };
};

/**
 * Area under the ROC curve: the probability that a customer who leaves has a higher score than one who stays, ties counting half.
 *
 * @param score - shape (n,), any numbers without NaN; a higher score means more likely to leave
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `weights`: how often each row counts; default once
 * @returns in [0, 1]; 0.5 is chance. Exact at ties, the same bits in any row order (whole weights, below 9e15 pairs)
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs
 * @remarks O(n) by radix sort. Checked against scikit-learn in `test/oracle/evaluate`, and against counting all pairs.
 * @example
 * ```ts
 * auc([0.9, 0.4, 0.4, 0.1], [1, 1, 0, 0]); // => 0.875
 * ```
 */
export function auc(score: ArrayLike<number>, truth: ArrayLike<number>, options: WeightOptions = {}): number {
  const rows = scoredRows(score, truth, options.weights);
  ensureBothOutcomes(rows);
  return prepareAuc(rows.score, rows.truth)(rows.weights);
}
