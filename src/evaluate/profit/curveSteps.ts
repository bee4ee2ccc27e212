import { ensure } from '../../core/errors.js';

export interface CurveOptions {
  /** Points of the curve beside the one at nobody, whole and >= 1; default 100. */
  readonly steps?: number | undefined;
}

/** How many of n are taken at each point: rounded shares of n, each once, from 0 to n. */
export function curveCounts(n: number, { steps = 100 }: CurveOptions): Int32Array {
  ensure(Number.isInteger(steps) && steps >= 1, 'bad-parameter', () => ({
    en: `steps is ${steps}; it must be a whole number of at least 1, for example 100`,
    zh: `steps 为 ${steps}；应为不小于 1 的整数，例如 100`,
  }));
  const counts = Array.from({ length: Math.min(n, steps) + 1 }, (_, step) => Math.round((step * n) / Math.min(n, steps)));
  return Int32Array.from(counts);
}
