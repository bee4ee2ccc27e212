import type { Table } from '../../core/table.js';
import { ensureBothOutcomes, scoredRows, type WeightOptions } from '../scoredRows.js';
import { rocHull } from './rocHull.js';

/** Corners of the curve, ascending; it is straight between them. */
export type ExpectedCostCurve = Table<{
  /** Probability times cost of a missed event, as a share of the same of both kinds of error. */
  readonly probability_cost: Float64Array;
  /** Cost of the best cut there, as a share of the cost of doing everything wrong. */
  readonly expected_cost: Float64Array;
  /** The same for contacting everybody or nobody, whichever is cheaper. */
  readonly without_model: Float64Array;
  /** Contact whoever scores at least this, from here to the next corner; +∞ for nobody. */
  readonly cut: Float64Array;
}>;

/**
 * Expected-cost curve: what a list costs at its best cut, for every ratio of costs and every share of events at once.
 *
 * @param score - shape (n,), any numbers without NaN; equal scores are cut together
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `weights`: how often each row counts; default once
 * @returns corners of the lower envelope of (1 − TPR)·x + FPR·(1 − x) over all cuts, x = π₀c₀ ∕ (π₀c₀ + π₁c₁)
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs
 * @remarks O(n). Drummond & Holte, Machine Learning 65 (2006). Where it meets `without_model` the list earns nothing.
 * @example
 * ```ts
 * const { columns } = expectedCostCurve([0.9, 0.8, 0.3, 0.2], [1, 0, 1, 0]);
 * columns.probability_cost; // => [0, 0.5, 1] (6 dp)
 * columns.expected_cost; // => [0, 0.25, 0] (6 dp)
 * ```
 */
export function expectedCostCurve(score: ArrayLike<number>, truth: ArrayLike<number>, options: WeightOptions = {}): ExpectedCostCurve {
  const rows = scoredRows(score, truth, options.weights);
  ensureBothOutcomes(rows);
  const { length, events, others, cut } = rocHull(rows);
  const missed = (vertex: number): number => 1 - events[vertex]! / events[length - 1]!;
  const alarms = (vertex: number): number => others[vertex]! / others[length - 1]!;
  const corners = [{ x: 0, vertex: 0 }];
  for (let vertex = 1; vertex < length; vertex++) {
    const [more, fewer] = [alarms(vertex) - alarms(vertex - 1), missed(vertex - 1) - missed(vertex)];
    const x = more / (more + fewer);
    // The edge that rises at once, or that is level at the end, has its corner at an end that is there already.
    if (x <= 0) corners[0] = { x: 0, vertex };
    else if (x < 1) corners.push({ x, vertex });
  }
  corners.push({ x: 1, vertex: length - 1 });
  const cost = ({ x, vertex }: { x: number; vertex: number }): number => missed(vertex) * x + alarms(vertex) * (1 - x);
  return {
    length: corners.length,
    columns: {
      probability_cost: Float64Array.from(corners, ({ x }) => x),
      expected_cost: Float64Array.from(corners, cost),
      without_model: Float64Array.from(corners, ({ x }) => Math.min(x, 1 - x)),
      cut: Float64Array.from(corners, ({ vertex }) => cut[vertex]!),
    },
  };
}
