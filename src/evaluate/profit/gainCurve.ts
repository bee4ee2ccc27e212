import type { Table } from '../../core/table.js';
import { ensureBothOutcomes, scoredRows } from '../scoredRows.js';
import { tieGroups } from '../tieGroups.js';
import { type CurveOptions, curveCounts } from './curveSteps.js';

/** Share of all events found in the top of a list; one row a point, from nobody to everybody. */
export type GainCurve = Table<{
  readonly contacted: Int32Array;
  readonly share: Float64Array;
  /** Of the list as it is sorted; a list in random order has `share`. */
  readonly found: Float64Array;
  /** Of a list that has all events at its top. */
  readonly perfect: Float64Array;
}>;

/**
 * Gain curve: which share of those who leave the top of a list holds, beside a perfect list.
 *
 * @param score - shape (n,), any numbers without NaN; among equal scores the expected value over all orders
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `steps`: points beside the first, 100
 * @returns table of contacted, share, found and perfect
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs
 * @remarks O(n). `found ∕ share` is the lift.
 * @example
 * ```ts
 * gainCurve([0.9, 0.8, 0.3, 0.2], [1, 0, 1, 0]).columns.found; // => [0, 0.5, 0.5, 1, 1]
 * ```
 */
export function gainCurve(score: ArrayLike<number>, truth: ArrayLike<number>, options: CurveOptions = {}): GainCurve {
  const rows = scoredRows(score, truth);
  ensureBothOutcomes(rows);
  const { count, events, others } = tieGroups(rows.score, rows.truth)(rows.weights);
  const n = rows.score.length;
  const contacted = curveCounts(n, options);
  const all = events.reduce((sum, value) => sum + value, 0);
  let [group, above, size] = [count, 0, 0]; // events and rows of the groups wholly taken
  const found = Float64Array.from(contacted, (taken) => {
    while (group > 0 && size + events[group - 1]! + others[group - 1]! <= taken) {
      group--;
      above += events[group]!;
      size += events[group]! + others[group]!;
    }
    if (group === 0) return 1;
    const next = events[group - 1]! + others[group - 1]!;
    return (above + ((taken - size) * events[group - 1]!) / next) / all;
  });
  const share = Float64Array.from(contacted, (taken) => taken / n);
  return { length: contacted.length, columns: { contacted, share, found, perfect: share.map((part) => Math.min(1, (part * n) / all)) } };
}
