import type { Table } from '../core/table.js';
import { type BinOptions, binSums, checkedBins } from './calibrationBins.js';
import { probabilityRows, type WeightOptions } from './scoredRows.js';
import { tieGroups } from './tieGroups.js';

/** One row a bin, in ascending order of probability; empty bins are left out. */
export type CalibrationTable = Table<{
  /** Lowest and highest probability met in the bin. */
  readonly probability_low: Float64Array;
  readonly probability_high: Float64Array;
  /** Rows in the bin (sum of weights). */
  readonly rows: Float64Array;
  readonly events: Float64Array;
  readonly mean_probability: Float64Array;
  /** Share of rows where the event happened. */
  readonly event_rate: Float64Array;
}>;

/**
 * Reliability table: what was promised and what happened, by bin of probability.
 *
 * @param probability - shape (n,), each in [0, 1]
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `bins` (10), `binning` (`equal-count`), `weights`
 * @returns one row a bin that holds any; equal probabilities always share a bin
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @remarks O(n).
 * @example
 * ```ts
 * const table = calibrationTable([0.1, 0.3, 0.6, 0.9], [0, 0, 1, 1], { bins: 2 });
 * [...table.columns.event_rate]; // => [0, 1]
 * ```
 */
export function calibrationTable(
  probability: ArrayLike<number>,
  truth: ArrayLike<number>,
  options: BinOptions & WeightOptions = {},
): CalibrationTable {
  const checked = probabilityRows(probability, truth, options.weights);
  const sums = binSums(tieGroups(checked.score, checked.truth)(checked.weights), checkedBins(options));
  const filled = (_: number, bin: number): boolean => sums.rows[bin]! > 0;
  const rows = sums.rows.filter(filled);
  const events = sums.events.filter(filled);
  return {
    length: rows.length,
    columns: {
      probability_low: sums.low.filter(filled),
      probability_high: sums.high.filter(filled),
      rows,
      events,
      mean_probability: sums.expected.filter(filled).map((sum, bin) => sum / rows[bin]!),
      event_rate: events.map((count, bin) => count / rows[bin]!),
    },
  };
}
