import { describe, expect, it } from 'vitest';
import { chiSquareQuantile } from '../../src/math/chiSquareQuantile.js';
import { incompleteBeta } from '../../src/math/incompleteBeta.js';
import oracle from '../oracle/math/incompleteBeta.json' with { type: 'json' };

describe('incompleteBeta', () => {
  it('agrees with 50-digit arithmetic: 1e-13 + 2e-15·(a + b) relative below the mean, 4e-15 absolute everywhere', () => {
    for (const [x = NaN, a = NaN, b = NaN, value = NaN] of oracle.incompleteBeta) {
      const got = incompleteBeta(x, a, b);
      if (x < a / (a + b) && value > 0) expect(Math.abs(got / value - 1), `I(${x}; ${a}, ${b})`).toBeLessThan(1e-13 + 2e-15 * (a + b));
      expect(Math.abs(got - value), `I(${x}; ${a}, ${b})`).toBeLessThan(4e-15 * (1 + a + b));
    }
  });
  it('is 0 at 0, 1 at 1, NaN outside its domain, and mirrors: I(x; a, b) = 1 − I(1 − x; b, a)', () => {
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
    expect([incompleteBeta(-0.1, 2, 3), incompleteBeta(0.5, 0, 3), incompleteBeta(Number.NaN, 2, 3)]).toEqual([NaN, NaN, NaN]);
    for (const x of [0.01, 0.25, 0.5, 0.99]) expect(incompleteBeta(x, 6, 14)).toBeCloseTo(1 - incompleteBeta(1 - x, 14, 6), 14);
  });
});

it('chiSquareQuantile agrees with 50-digit arithmetic within a relative 1e-12', () => {
  for (const [probability = NaN, degrees = NaN, value = NaN] of oracle.chiSquareQuantile)
    expect(Math.abs(chiSquareQuantile(probability, degrees) / value - 1), `${probability}, ${degrees}`).toBeLessThan(1e-12);
});
