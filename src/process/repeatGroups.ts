import { denseRank } from '../math/denseRank.js';
import type { RepeatHistory } from './repeatHistory.js';

/** Customers with the same history counted together, in ascending order of history. */
export interface RepeatGroups {
  /** Repeat counts, first to last, first to now; shape (groups,). */
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly T: Float64Array;
  /** Customers in each group. */
  readonly customers: Float64Array;
}

/** Groups equal rows; the result does not depend on the order of rows. O(n). Times are multiplied by `timeScale`. */
export function repeatGroups(history: RepeatHistory, timeScale: number): RepeatGroups {
  const columns = [history.repeatCount, history.firstToLastDays, history.observedDays].map((column) => Float64Array.from(column));
  const { ranks, count } = columns.map(denseRank).reduce(pairRanks);
  const customers = new Float64Array(count);
  const [x, tx, T] = [0, 1, 2].map(() => new Float64Array(count)) as [Float64Array, Float64Array, Float64Array];
  ranks.forEach((group, row) => {
    customers[group]!++;
    x[group] = columns[0]![row]!;
    tx[group] = columns[1]![row]! * timeScale;
    T[group] = columns[2]![row]! * timeScale;
  });
  return { x, tx, T, customers };
}

type Ranks = ReturnType<typeof denseRank>;

/** Ranks of pairs, ordered by the first, then the second. */
function pairRanks(first: Ranks, second: Ranks): Ranks {
  return denseRank(Float64Array.from(first.ranks, (rank, row) => rank * second.count + second.ranks[row]!));
}
