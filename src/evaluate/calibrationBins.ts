import { ensure } from '../core/errors.js';
import type { TieGroups } from './tieGroups.js';

export interface BinOptions {
  /** Number of bins, whole and >= 1; default 10. */
  readonly bins?: number | undefined;
  /** `equal-count` (default): the same number of rows in each, equal probabilities together; `equal-width`: [0, 0.1), [0.1, 0.2) … */
  readonly binning?: 'equal-count' | 'equal-width' | undefined;
}

export interface CheckedBins {
  readonly bins: number;
  readonly binning: 'equal-count' | 'equal-width';
}

/** Sums by bin; empty bins stay at 0. */
export interface BinSums {
  readonly rows: Float64Array;
  readonly events: Float64Array;
  /** Sum of the probabilities. */
  readonly expected: Float64Array;
  /** Lowest and highest probability in the bin; NaN when empty. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Fills in the defaults; `bad-parameter` for anything that is not a number of bins or a way to make them. */
export function checkedBins({ bins = 10, binning = 'equal-count' }: BinOptions): CheckedBins {
  ensure(Number.isInteger(bins) && bins >= 1, 'bad-parameter', () => ({
    en: `bins is ${bins}; it must be a whole number of at least 1`,
    zh: `bins 为 ${bins}；应为不小于 1 的整数`,
  }));
  ensure(binning === 'equal-count' || binning === 'equal-width', 'bad-parameter', () => ({
    en: `binning is "${String(binning)}"; it must be "equal-count" or "equal-width"`,
    zh: `binning 为“${String(binning)}”；应为 "equal-count" 或 "equal-width"`,
  }));
  return { bins, binning };
}

/** Sums of the groups by bin. */
export function binSums(groups: TieGroups, { bins, binning }: CheckedBins): BinSums {
  const sums = emptySums(bins);
  let all = 0;
  for (let g = 0; g < groups.count; g++) all += groups.events[g]! + groups.others[g]!;
  let below = 0;
  for (let g = 0; g < groups.count; g++) {
    const size = groups.events[g]! + groups.others[g]!;
    if (size === 0) continue;
    const p = groups.score[g]!;
    // Equal count: the bin of the tie's middle place, so that reversing the order reverses the bins.
    const place = binning === 'equal-width' ? p * bins : (bins * (2 * below + size)) / (2 * all);
    add(sums, Math.min(bins - 1, Math.floor(place)), p, size, groups.events[g]!);
    below += size;
  }
  return sums;
}

function emptySums(bins: number): BinSums {
  const zeros = (): Float64Array => new Float64Array(bins);
  return { rows: zeros(), events: zeros(), expected: zeros(), low: zeros().fill(Number.NaN), high: zeros().fill(Number.NaN) };
}

/** Adds a tie group; groups come in ascending order. */
function add(sums: BinSums, bin: number, p: number, size: number, events: number): void {
  if (sums.rows[bin] === 0) sums.low[bin] = p;
  sums.high[bin] = p;
  sums.rows[bin]! += size;
  sums.events[bin]! += events;
  sums.expected[bin]! += p * size;
}
