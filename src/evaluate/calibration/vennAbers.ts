import type { Table } from '../../core/table.js';
import { ensureBothOutcomes, scoredRows } from '../scoredRows.js';
import { tieGroups } from '../tieGroups.js';
import { bridgeSlopes } from './bridgeSlopes.js';
import { firstAbove } from './isotonic.js';

/** What the probabilities of any score are looked up in; plain JSON. */
export interface VennAbersFit {
  /** Distinct calibration scores, ascending, k of them. */
  readonly score: readonly number[];
  /** Probability if the new customer stays: below the first score, at it, between it and the next, …: 2k + 1 numbers. */
  readonly ifStays: readonly number[];
  /** Probability if it leaves. */
  readonly ifLeaves: readonly number[];
}

/** One row a score. */
export type VennAbersTable = Table<{
  /** Isotonic probability with the new row counted as a non-event, and as an event: one of the two is calibrated, whichever comes true. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Both in one number, high ∕ (1 − low + high): the least regret in log loss. */
  readonly probability: Float64Array;
}>;

/**
 * Inductive Venn–Abers calibration: for each score two probabilities between which the truth lies, wide where calibration rows are few.
 * Calibrated for exchangeable rows of any law and of any number, which no other method is.
 *
 * @param score - shape (n,), any finite numbers; rows the model was not trained on
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @returns look-up table, plain JSON, for {@link vennAbers}
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs
 * @remarks O(n + k log² k), k distinct scores. Vovk, Petej & Fedorova, NeurIPS (2015); checked against refitting with every row added.
 * @example
 * ```ts
 * const fit = fitVennAbers([0.1, 0.2, 0.3, 0.6, 0.8], [0, 1, 0, 1, 1]);
 * const { low, high, probability } = vennAbers(fit, [0.25]).columns;
 * [low[0], high[0], probability[0]]; // => [0.333333, 0.666667, 0.5] (6 dp)
 * ```
 */
export function fitVennAbers(score: ArrayLike<number>, truth: ArrayLike<number>): VennAbersFit {
  const rows = scoredRows(score, truth);
  ensureBothOutcomes(rows);
  const groups = tieGroups(rows.score, rows.truth)(rows.weights);
  const taken = new Float64Array(groups.count + 1);
  const events = new Float64Array(groups.count + 1);
  for (let g = 0; g < groups.count; g++) {
    events[g + 1] = events[g]! + groups.events[g]!;
    taken[g + 1] = taken[g]! + groups.events[g]! + groups.others[g]!;
  }
  return {
    score: Array.from(groups.score),
    ifStays: Array.from(bridgeSlopes(taken, events, 0)),
    ifLeaves: Array.from(bridgeSlopes(taken, events, 1)),
  };
}

/**
 * Venn–Abers interval and probability of scores.
 *
 * @param fit - from {@link fitVennAbers}
 * @param score - shape (n,), without NaN
 * @returns `low` ≤ `high` with the merged `probability` between them
 * @remarks O(n log k).
 * @example
 * ```ts
 * vennAbers({ score: [0.5], ifStays: [0, 0.25, 0.5], ifLeaves: [0.5, 0.75, 1] }, [0.5]).columns.probability; // => [0.5]
 * ```
 */
export function vennAbers({ score: known, ifStays, ifLeaves }: VennAbersFit, score: ArrayLike<number>): VennAbersTable {
  const place = Int32Array.from(score, (value) => {
    const above = firstAbove(known, value);
    return above > 0 && known[above - 1] === value ? 2 * above - 1 : 2 * above;
  });
  const low = Float64Array.from(place, (at) => ifStays[at]!);
  const high = Float64Array.from(place, (at) => ifLeaves[at]!);
  return { length: place.length, columns: { low, high, probability: high.map((value, row) => value / (1 - low[row]! + value)) } };
}
