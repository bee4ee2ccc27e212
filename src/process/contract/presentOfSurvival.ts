import { ensure } from '../../core/errors.js';

const MAX_TERMS = 10_000_000;

/**
 * Σ_{t≥1} S(t) / (1 + d)^(t − 1), S(t) the product of the first t retention rates: the present value of one unit at every renewal from
 * the next one on, seen just before it. Positive terms; about 36 / d of them.
 */
export function presentOfSurvival(retention: (t: number) => number, discount: number): number {
  const factor = 1 / (1 + discount);
  let term = retention(1);
  let sum = term;
  for (let t = 2; t < MAX_TERMS && term > 1e-16 * sum * discount; t++) {
    term *= factor * retention(t);
    sum += term;
  }
  return sum;
}

/** Throws `bad-parameter` unless a discount for one period is finite and above 0. */
export function ensurePeriodDiscount(discount: number): void {
  ensure(discount > 0 && discount < Infinity, 'bad-parameter', () => ({
    en: `The discount for one period is ${discount}; it must be finite and above 0, for example 0.1 for 10 % a period`,
    zh: `每期折现率为 ${discount}；应为大于 0 的有限数，例如每期 10% 写作 0.1`,
  }));
}
