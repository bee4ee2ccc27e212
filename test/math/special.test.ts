import { describe, expect, it } from 'vitest';
import { digamma } from '../../src/math/digamma.js';
import { logBeta, logGamma } from '../../src/math/logGamma.js';
import { log1mExp, logAddExp, logistic, logit } from '../../src/math/logSums.js';
import { normalQuantile } from '../../src/math/normalQuantile.js';
import oracle from '../oracle/math/special.json' with { type: 'json' };

/** Largest error over the table, each divided by what `size` says it may be measured against. */
function worst(table: readonly number[][], f: (x: number) => number, size: (value: number) => number): number {
  return Math.max(...table.map(([x = NaN, value = NaN]) => Math.abs(f(x) - value) / size(value)));
}
const relative = (value: number): number => Math.abs(value) || 1;
const relativeOrAbsolute = (value: number): number => Math.max(1, Math.abs(value));

describe('special functions agree with 50-digit arithmetic', () => {
  it('logGamma within 5e-15 of max(1, |value|)', () => expect(worst(oracle.logGamma, logGamma, relativeOrAbsolute)).toBeLessThan(5e-15));
  it('digamma within 5e-15 of max(1, |value|)', () => expect(worst(oracle.digamma, digamma, relativeOrAbsolute)).toBeLessThan(5e-15));
  it('normalQuantile within a relative 2e-15', () => expect(worst(oracle.normalQuantile, normalQuantile, relative)).toBeLessThan(2e-15));
  it('log1mExp within a relative 1e-15', () => expect(worst(oracle.log1mExp, log1mExp, relative)).toBeLessThan(1e-15));
});

describe('special functions at their edges', () => {
  it('normalQuantile is infinite at 0 and 1 and NaN outside', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect([normalQuantile(-0.1), normalQuantile(1.1), normalQuantile(Number.NaN)]).toEqual([NaN, NaN, NaN]);
  });
  it('logBeta(a, b) is symmetric and ln(1/6) at (2, 2)', () => {
    expect(logBeta(2, 2)).toBeCloseTo(Math.log(1 / 6), 14);
    expect(logBeta(0.3, 7)).toBe(logBeta(7, 0.3));
  });
  it('logAddExp does not overflow and knows the empty term', () => {
    expect(logAddExp(1000, 1000)).toBe(1000 + Math.LN2);
    expect([logAddExp(-Infinity, 3), logAddExp(3, -Infinity), logAddExp(-Infinity, -Infinity)]).toEqual([3, 3, -Infinity]);
  });
  it('logit undoes logistic', () => {
    for (const x of [-30, -3, 0, 0.5, 4]) expect(logit(logistic(x))).toBeCloseTo(x, 12);
    expect([logistic(-1000), logistic(1000)]).toEqual([0, 1]);
  });
});
