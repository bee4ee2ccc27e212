import { denseRank } from '../math/denseRank.js';

/** Rows grouped by score: groups in ascending order, each with its score and the weights of its two outcomes. */
export interface TieGroups {
  readonly count: number;
  /** Score of each group, shape (count,). */
  readonly score: Float64Array;
  /** Weight of events in each group; overwritten by the next call. */
  readonly events: Float64Array;
  /** Weight of non-events in each group; overwritten by the next call. */
  readonly others: Float64Array;
}

/** Groups equal scores once; the result sums any weights by group in O(n). */
export function tieGroups(score: Float64Array, truth: Uint8Array): (weights: Float64Array) => TieGroups {
  const { ranks, count } = denseRank(score);
  const groups: TieGroups = { count, score: new Float64Array(count), events: new Float64Array(count), others: new Float64Array(count) };
  for (let i = 0; i < score.length; i++) groups.score[ranks[i]!] = score[i]! + 0;
  return (weights) => {
    const { events, others } = groups;
    events.fill(0);
    others.fill(0);
    for (let i = 0; i < ranks.length; i++) {
      if (truth[i] === 1) events[ranks[i]!]! += weights[i]!;
      else others[ranks[i]!]! += weights[i]!;
    }
    return groups;
  };
}
