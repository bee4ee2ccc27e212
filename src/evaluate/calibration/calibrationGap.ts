import { normalQuantile } from '../../math/normalQuantile.js';
import { type BinOptions, binSums, checkedBins } from '../calibrationBins.js';
import { probabilityRows } from '../scoredRows.js';
import { tieGroups } from '../tieGroups.js';

/** The bin in which what happened differs most from what was said. */
export interface CalibrationGap {
  /** |share of events − mean probability| there. */
  readonly largest: number;
  readonly meanProbability: number;
  readonly eventRate: number;
  readonly rows: number;
  /** What the largest gap of right probabilities stays below 9 times in 10, rows taken as independent. */
  readonly byChance: number;
}

/**
 * Calibration by decile in one number: the largest gap between the mean probability and the share of events in any bin, and how large a gap
 * chance alone would make.
 *
 * @param probability - shape (n,), each in [0, 1]
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `bins` 10, `binning` equal-count
 * @returns the worst bin; below `byChance` nothing is shown against the probabilities
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @remarks O(n). `byChance` is the two-sided quantile .9^(1/bins) of each bin's normal deviation, the widest bin's.
 * @example
 * ```ts
 * const { largest, byChance } = calibrationGap([0.1, 0.1, 0.6, 0.6], [0, 0, 1, 0], { bins: 2 });
 * [largest, byChance]; // => [0.1, 0.6751] (4 dp)
 * ```
 */
export function calibrationGap(probability: ArrayLike<number>, truth: ArrayLike<number>, options: BinOptions = {}): CalibrationGap {
  const checked = probabilityRows(probability, truth);
  const { rows, events, expected } = binSums(tieGroups(checked.score, checked.truth)(checked.weights), checkedBins(options));
  const filled = Array.from(rows.keys()).filter((bin) => rows[bin]! > 0);
  const gap = (bin: number): number => Math.abs(events[bin]! - expected[bin]!) / rows[bin]!;
  const worst = filled.reduce((most, bin) => (gap(bin) > gap(most) ? bin : most), filled[0]!);
  const spread = (bin: number): number => Math.sqrt(((expected[bin]! / rows[bin]!) * (1 - expected[bin]! / rows[bin]!)) / rows[bin]!);
  const share = Math.exp(Math.log(0.9) / filled.length);
  return {
    largest: gap(worst),
    meanProbability: expected[worst]! / rows[worst]!,
    eventRate: events[worst]! / rows[worst]!,
    rows: rows[worst]!,
    byChance: normalQuantile((1 + share) / 2) * Math.max(...filled.map(spread)),
  };
}
