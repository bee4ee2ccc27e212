import { ensure } from '../../core/errors.js';
import type { Table } from '../../core/table.js';
import type { BinOptions } from '../calibrationBins.js';
import { expectedCalibrationError } from '../expectedCalibrationError.js';
import { ensureLength } from '../scoredRows.js';

/** One row a class, in the order given. */
export type ClasswiseCalibration = Table<{
  readonly rows: Float64Array;
  /** Mean probability given to the class. */
  readonly mean_probability: Float64Array;
  /** Share of rows that are of the class. */
  readonly rate: Float64Array;
  /** Of the class against all others. */
  readonly expected_calibration_error: Float64Array;
}>;

/**
 * Calibration of the probabilities of several classes, each against all others: being right about the most likely class alone says nothing
 * about the others.
 *
 * @param probabilities - one column a class, shape (n,) each, in [0, 1], summing to 1 in every row
 * @param truth - shape (n,), place of the class that came true, 0 … classes − 1
 * @param options - `bins` and `binning` of the error
 * @returns one row a class; the mean of `expected_calibration_error` is the class-wise ECE
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @remarks O(n × classes). Kull et al., NeurIPS (2019).
 * @example
 * ```ts
 * const { columns } = classwiseCalibration([[0.6, 0.6], [0.3, 0.3], [0.1, 0.1]], [0, 1]);
 * columns.rate; // => [0.5, 0.5, 0]
 * columns.expected_calibration_error; // => [0.1, 0.2, 0.1] (10 dp)
 * ```
 */
export function classwiseCalibration(
  probabilities: readonly ArrayLike<number>[],
  truth: ArrayLike<number>,
  options: BinOptions = {},
): ClasswiseCalibration {
  const classes = probabilities.length;
  for (const [at, column] of probabilities.entries()) ensureLength(`probabilities[${at}]`, column.length, truth.length);
  for (let row = 0; row < truth.length; row++) ensureRow(probabilities, truth[row]!, row);
  const shares = probabilities.map((_, at) => Float64Array.from(truth, (value) => (value === at ? 1 : 0)));
  const mean = (column: ArrayLike<number>): number => Array.from(column).reduce((sum, value) => sum + value, 0) / column.length;
  return {
    length: classes,
    columns: {
      rows: Float64Array.from(shares, (share) => share.reduce((sum, value) => sum + value, 0)),
      mean_probability: Float64Array.from(probabilities, mean),
      rate: Float64Array.from(shares, mean),
      expected_calibration_error: Float64Array.from(probabilities, (column, at) => expectedCalibrationError(column, shares[at]!, options)),
    },
  };
}

function ensureRow(probabilities: readonly ArrayLike<number>[], truth: number, row: number): void {
  const sum = probabilities.reduce((total, column) => total + column[row]!, 0);
  ensure(Math.abs(sum - 1) < 1e-6, 'bad-parameter', () => ({
    en: `The probabilities of row ${row} sum to ${sum}; they must sum to 1`,
    zh: `第 ${row} 行的各类概率之和为 ${sum}；应为 1`,
  }));
  ensure(Number.isInteger(truth) && truth >= 0 && truth < probabilities.length, 'bad-parameter', () => ({
    en: `Row ${row} of truth is ${truth}; it must be the place of a class, 0 to ${probabilities.length - 1}`,
    zh: `truth 的第 ${row} 行是 ${truth}；应为类别序号 0 到 ${probabilities.length - 1}`,
  }));
}
