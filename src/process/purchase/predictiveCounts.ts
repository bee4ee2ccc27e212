import { quantileSorted } from '../../math/quantile.js';
import { uniformsOf } from '../../math/variates.js';
import { ensureRepeatHistory, type RepeatHistory } from '../repeatHistory.js';
import { ensureCount, ensureLevel, ensureTime } from './ensureAsked.js';
import type { PurchaseKernel } from './purchaseKernel.js';

export interface PredictiveOptions {
  readonly days: number;
  /** Share of outcomes inside the interval; default 0.9 (P5 to P95). */
  readonly level?: number | undefined;
  /** Simulated futures a customer; default 1000. */
  readonly draws?: number | undefined;
  /** Default 1. */
  readonly seed?: number | undefined;
  /**
   * Other plausible parameters (of a bootstrap), in the order of the model, one set after the other: draw d uses set d mod their
   * number. Default: the parameters themselves, which is exact when the population is large.
   */
  readonly parameterDraws?: readonly Float64Array[] | undefined;
}

/** Of each customer: shipments to come, shape (n,) each. */
export interface PredictiveCounts {
  readonly low: Float64Array;
  readonly median: Float64Array;
  readonly high: Float64Array;
  readonly mean: Float64Array;
}

const PURPOSE = 0xf07e;

/** Quantiles of simulated futures; the draws of a row depend on seed and row only. O(customers × draws). */
export function predictiveCounts<Name extends string>(
  kernel: PurchaseKernel<Name>,
  theta: Float64Array,
  history: RepeatHistory,
  { days, level = 0.9, draws = 1000, seed = 1, parameterDraws = [theta] }: PredictiveOptions,
): PredictiveCounts {
  ensureTime(days);
  ensureLevel(level);
  ensureCount(draws);
  ensureRepeatHistory(history);
  const { repeatCount, firstToLastDays, observedDays } = history;
  const n = repeatCount.length;
  const [low, median, high, mean] = [0, 1, 2, 3].map(() => new Float64Array(n)) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const counts = new Float64Array(draws);
  for (let i = 0; i < n; i++) {
    const uniform = uniformsOf(seed, PURPOSE, i);
    for (let d = 0; d < draws; d++) {
      const values = parameterDraws[d % parameterDraws.length]!;
      const alive = kernel.active(values, repeatCount[i]!, firstToLastDays[i]!, observedDays[i]!);
      counts[d] =
        uniform() < alive ? kernel.drawWhileActive(values, repeatCount[i]!, firstToLastDays[i]!, observedDays[i]!, days, uniform) : 0;
    }
    counts.sort();
    low[i] = Math.floor(quantileSorted(counts, (1 - level) / 2));
    median[i] = Math.round(quantileSorted(counts, 0.5));
    high[i] = Math.ceil(quantileSorted(counts, (1 + level) / 2));
    mean[i] = counts.reduce((sum, count) => sum + count, 0) / draws;
  }
  return { low, median, high, mean };
}
