import { type BinOptions, binSums, type CheckedBins, checkedBins } from './calibrationBins.js';
import { type PrepareMetric, probabilityRows, type WeightOptions } from './scoredRows.js';
import { tieGroups } from './tieGroups.js';

/** {@link expectedCalibrationError} of checked rows as a function of their weights. */
export function prepareExpectedCalibrationError(bins: CheckedBins): PrepareMetric {
  return (probability, truth) => {
    const grouped = tieGroups(probability, truth);
    return (weights) => {
      const { rows, events, expected } = binSums(grouped(weights), bins);
      let all = 0;
      let gaps = 0;
      for (let bin = 0; bin < rows.length; bin++) {
        all += rows[bin]!;
        gaps += Math.abs(expected[bin]! - events[bin]!);
      }
      return gaps / all;
    };
  };
}

/**
 * Expected calibration error: the gap between mean probability and share of events, averaged over bins by their rows.
 *
 * @param probability - shape (n,), each in [0, 1]
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `bins`, `binning`; equal probabilities always share a bin
 * @returns in [0, 1]; lower is better. Even a perfect model shows about √(p(1−p)·bins/n)
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @remarks O(n). Equal-count bins put a tie where its middle place falls.
 * @example
 * ```ts
 * expectedCalibrationError([0.25, 0.25, 0.55, 0.75, 0.75], [0, 0, 1, 1, 1], { bins: 2, binning: 'equal-width' }); // => 0.29 (4 dp)
 * ```
 */
export function expectedCalibrationError(
  probability: ArrayLike<number>,
  truth: ArrayLike<number>,
  options: BinOptions & WeightOptions = {},
): number {
  const rows = probabilityRows(probability, truth, options.weights);
  return prepareExpectedCalibrationError(checkedBins(options))(rows.score, rows.truth)(rows.weights);
}
