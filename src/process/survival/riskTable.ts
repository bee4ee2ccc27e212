import { denseRank } from '../../math/denseRank.js';
import type { SurvivalRows } from './survivalRows.js';

/** How many were there and how many left at each distinct time, ascending. */
export interface RiskTable {
  readonly times: Float64Array;
  /** There just before each time. */
  readonly atRisk: Float64Array;
  /** Left at each time. */
  readonly events: Float64Array;
  /** Number of the distinct time of each row. */
  readonly ranks: Int32Array;
}

/** Counts rows by distinct time; those censored at a time are still at risk at it. O(n). */
export function riskTable({ durations, events }: SurvivalRows): RiskTable {
  const values = Float64Array.from(durations);
  const { ranks, count } = denseRank(values);
  const [times, atRisk, left] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < ranks.length; i++) {
    const rank = ranks[i]!;
    times[rank] = values[i]!;
    atRisk[rank]!++;
    if (events[i]! > 0) left[rank]!++;
  }
  for (let rank = count - 2; rank >= 0; rank--) atRisk[rank]! += atRisk[rank + 1]!;
  return { times, atRisk, events: left, ranks };
}
