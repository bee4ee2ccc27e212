import { ensure } from '../core/errors.js';
import { ensureBothOutcomes, type PrepareMetric, scoredRows, type WeightOptions } from './scoredRows.js';
import { type TieGroups, tieGroups } from './tieGroups.js';

export interface LiftOptions extends WeightOptions {
  /** Share of rows taken from the top, in (0, 1]; default 0.1. */
  readonly topShare?: number | undefined;
}

/** {@link lift} of checked rows as a function of their weights; NaN where no event has weight. */
export function prepareLift(topShare: number): PrepareMetric {
  return (score, truth) => {
    const grouped = tieGroups(score, truth);
    return (weights) => liftOf(grouped(weights), topShare);
  };
}

function liftOf({ count, events, others }: TieGroups, topShare: number): number {
  let rows = 0;
  let allEvents = 0;
  for (let g = 0; g < count; g++) {
    allEvents += events[g]!;
    rows += events[g]! + others[g]!;
  }
  const top = Math.max(1, Math.floor(rows * topShare + 0.5));
  let hits = 0;
  let left = top;
  for (let g = count - 1; g >= 0 && left > 0; g--) {
    const size = events[g]! + others[g]!;
    if (size === 0) continue;
    const taken = Math.min(left, size);
    hits += taken === size ? events[g]! : (events[g]! * taken) / size; // a random part of a tie holds its share of events
    left -= taken;
  }
  return hits / top / (allEvents / rows);
}

/**
 * Lift: how many times more events the top of the list holds than a list in random order.
 *
 * @param score - shape (n,), any numbers without NaN; higher is nearer the top
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `topShare` q: the top is max(1, ⌊nq + ½⌋) rows
 * @returns >= 0; 1 is chance. Where the cut falls among equal scores, the expected value over all orders of the tie
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs
 * @remarks O(n). Checked against the average over all orders of the ties in `test/evaluate/twins.test.ts`.
 * @example
 * ```ts
 * lift([0.9, 0.8, 0.3, 0.2], [1, 0, 1, 0], { topShare: 0.25 }); // => 2
 * ```
 */
export function lift(score: ArrayLike<number>, truth: ArrayLike<number>, options: LiftOptions = {}): number {
  const { topShare = 0.1, weights } = options;
  ensure(topShare > 0 && topShare <= 1, 'bad-parameter', () => ({
    en: `topShare is ${topShare}; it must be above 0 and at most 1, for example 0.1 for the top tenth`,
    zh: `topShare 为 ${topShare}；应大于 0 且不超过 1，例如 0.1 表示前 10%`,
  }));
  const rows = scoredRows(score, truth, weights);
  ensureBothOutcomes(rows);
  return prepareLift(topShare)(rows.score, rows.truth)(rows.weights);
}
