import { describe, expect, it } from 'vitest';
import { chiSquareTail, upperIncompleteGamma } from '../../src/math/incompleteGamma.js';
import oracle from '../oracle/segment/segment.json' with { type: 'json' };

describe('upperIncompleteGamma', () => {
  it('agrees with 50-digit arithmetic within a relative 1e-13 + 2e-15·a, far into the tail', () => {
    for (const [a, x, value] of oracle.upperIncompleteGamma as [number, number, number][])
      expect(Math.abs(upperIncompleteGamma(a, x) / value - 1), `Q(${a}, ${x})`).toBeLessThan(1e-13 + 2e-15 * a);
  });
  it('is 1 at 0, 0 at infinity and NaN outside its domain', () => {
    expect([upperIncompleteGamma(2, 0), upperIncompleteGamma(2, Infinity)]).toEqual([1, 0]);
    expect([upperIncompleteGamma(0, 1), upperIncompleteGamma(1, -1), upperIncompleteGamma(Number.NaN, 1)]).toEqual([NaN, NaN, NaN]);
  });
  it('chiSquareTail of two degrees is e^(−x/2)', () => {
    for (const x of [0.1, 1, 7, 90]) expect(chiSquareTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 13);
  });
});
