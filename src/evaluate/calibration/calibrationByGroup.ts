import { ensure } from '../../core/errors.js';
import type { Table } from '../../core/table.js';
import { chiSquareTail } from '../../math/incompleteGamma.js';
import { normalQuantile } from '../../math/normalQuantile.js';
import { ensureLength, probabilityRows } from '../scoredRows.js';

export interface GroupCalibrationOptions {
  /** Probability that an interval of the ratio holds; default 0.9. */
  readonly level?: number | undefined;
}

/** One row a group, ascending by its number. */
export type GroupCalibration = Table<{
  readonly group: Float64Array;
  readonly rows: Float64Array;
  readonly events: Float64Array;
  /** Sum of the probabilities. */
  readonly expected: Float64Array;
  /** Observed ÷ expected: above 1 where more happened than was said. */
  readonly ratio: Float64Array;
  readonly ratio_low: Float64Array;
  readonly ratio_high: Float64Array;
  /** (observed − expected) in standard deviations of what right probabilities would give. */
  readonly deviation: Float64Array;
  /** Probability of as large a deviation by chance in any of the groups (Holm), in [0, 1]. */
  readonly p_value: Float64Array;
}>;

/**
 * Whether probabilities hold within groups as they do overall: by branch, tier, year or any other.
 *
 * @param probability - shape (n,), each in [0, 1]
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param group - shape (n,), a number for each group, as the codes of a category column
 * @param options - `level` of the intervals, 0.9
 * @returns observed ÷ expected of each group with a normal interval, and how surprising it is, many groups allowed for
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @remarks O(n + groups log groups). Rows are taken as independent, so use one row a customer.
 * @example
 * ```ts
 * const { columns } = calibrationByGroup([0.5, 0.5, 0.5, 0.5], [1, 0, 1, 1], [1, 1, 2, 2]);
 * [columns.ratio[0], columns.ratio[1], columns.p_value[1]]; // => [1, 2, 0.3146] (4 dp)
 * ```
 */
export function calibrationByGroup(
  probability: ArrayLike<number>,
  truth: ArrayLike<number>,
  group: ArrayLike<number>,
  options: GroupCalibrationOptions = {},
): GroupCalibration {
  const { level = 0.9 } = options;
  ensure(level > 0 && level < 1, 'bad-parameter', () => ({
    en: `level is ${level}; it must lie between 0 and 1, for example 0.9`,
    zh: `level 为 ${level}；应在 0 与 1 之间，例如 0.9`,
  }));
  const rows = probabilityRows(probability, truth);
  ensureLength('group', group.length, rows.score.length);
  const sums = new Map<number, GroupSums>();
  for (let row = 0; row < rows.score.length; row++) {
    const p = rows.score[row]!;
    const sum = sums.get(group[row]!) ?? { rows: 0, events: 0, expected: 0, variance: 0 };
    sums.set(group[row]!, sum);
    sum.rows++;
    sum.events += rows.truth[row]!;
    sum.expected += p;
    sum.variance += p * (1 - p);
  }
  return tableOf(
    [...sums].sort(([a], [b]) => a - b),
    normalQuantile((1 + level) / 2),
  );
}

interface GroupSums {
  rows: number;
  events: number;
  expected: number;
  variance: number;
}

function tableOf(groups: readonly (readonly [number, GroupSums])[], z: number): GroupCalibration {
  const column = (of: (sums: GroupSums) => number): Float64Array => Float64Array.from(groups, ([, sums]) => of(sums));
  const half = ({ variance, expected }: GroupSums): number => (z * Math.sqrt(variance)) / expected;
  const deviation = column(({ events, expected, variance }) => (variance > 0 ? (events - expected) / Math.sqrt(variance) : 0));
  return {
    length: groups.length,
    columns: {
      group: Float64Array.from(groups, ([group]) => group),
      rows: column((sums) => sums.rows),
      events: column((sums) => sums.events),
      expected: column((sums) => sums.expected),
      ratio: column(({ events, expected }) => events / expected),
      ratio_low: column((sums) => Math.max(0, sums.events / sums.expected - half(sums))),
      ratio_high: column((sums) => sums.events / sums.expected + half(sums)),
      deviation,
      p_value: holm(deviation.map((d) => chiSquareTail(d * d, 1))),
    },
  };
}

/** Holm's step-down correction: the smallest of m is multiplied by m, the next by m − 1, …, never falling. */
export function holm(pValues: Float64Array): Float64Array {
  const order = Array.from(pValues.keys()).sort((a, b) => pValues[a]! - pValues[b]!);
  const corrected = new Float64Array(pValues.length);
  let largest = 0;
  for (const [place, at] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - place) * pValues[at]!));
    corrected[at] = largest;
  }
  return corrected;
}
