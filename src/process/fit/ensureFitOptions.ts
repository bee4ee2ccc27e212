import { ensure } from '../../core/errors.js';
import type { FitOptions } from './fitReport.js';

/** Throws `bad-parameter` unless ridge, iterations, starts and seed can be. */
export function ensureFitOptions({ ridge = 0.01, maxIterations = 500, randomStarts = 0, seed = 1 }: FitOptions): void {
  ensure(ridge >= 0 && ridge < Infinity, 'bad-parameter', () => ({
    en: `ridge is ${ridge}; it must be finite and not negative`,
    zh: `ridge 为 ${ridge}；应为非负的有限数`,
  }));
  for (const [name, value, least] of [
    ['maxIterations', maxIterations, 1],
    ['randomStarts', randomStarts, 0],
    ['seed', seed, 0],
  ] as const)
    ensure(Number.isSafeInteger(value) && value >= least, 'bad-parameter', () => ({
      en: `${name} is ${value}; it must be a whole number from ${least}`,
      zh: `${name} 为 ${value}；应为不小于 ${least} 的整数`,
    }));
}
