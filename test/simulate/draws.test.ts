import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binomial, choose, draw, geometric, pick, poisson } from '../../src/simulate/draws.js';

/** Evenly spaced uniforms stand for all of [0, 1): shares of them are probabilities to within their spacing. */
const GRID = Array.from({ length: 20_000 }, (_, k) => (k + 0.5) / 20_000);

function shares(law: (u: number) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const u of GRID) counts.set(law(u), (counts.get(law(u)) ?? 0) + 1 / GRID.length);
  return counts;
}

test.each([0.03, 0.7, 3.2, 17, 260.5])('a Poisson number of mean %d takes each value with its probability', (mean) => {
  let probability = Math.exp(-mean);
  const found = shares((u) => poisson(u, mean));
  for (let k = 0; k < mean + 40; k++) {
    expect(Math.abs((found.get(k) ?? 0) - probability)).toBeLessThan(2 / GRID.length);
    probability *= mean / (k + 1);
  }
});

test('a Poisson number of a large mean has that mean and variance', () => {
  const values = GRID.map((u) => poisson(u, 1800));
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(mean).toBeCloseTo(1800, 0);
  expect(variance / 1800).toBeCloseTo(1, 2);
});

test('a binomial number takes each value with its probability', () => {
  const found = shares((u) => binomial(u, 5, 0.3));
  [0.16807, 0.36015, 0.3087, 0.1323, 0.02835, 0.00243].forEach((probability, k) => {
    expect(Math.abs((found.get(k) ?? 0) - probability)).toBeLessThan(2 / GRID.length);
  });
});

test('a binomial number is 0 without trials or chance, and all trials when the chance is 1', () => {
  expect([binomial(0.5, 0, 0.3), binomial(0.5, 7, 0), binomial(0.5, 7, 1)]).toEqual([0, 0, 7]);
});

test('a geometric number counts the failures before the first success', () => {
  const found = shares((u) => geometric(u, 0.55));
  expect(found.get(0)).toBeCloseTo(0.55, 3);
  expect(found.get(2)).toBeCloseTo(0.55 * 0.45 * 0.45, 3);
});

test('whole numbers and choices stay inside their range for every uniform', () => {
  const unit = fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(unit, fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 900, noNaN: true }), (u, n, mean) => {
      expect(pick(u, n)).toBeLessThan(n);
      expect(choose(u, [0.2, 0.3, 0.5])).toBeLessThan(3);
      expect(binomial(u, n, 0.01)).toBeLessThanOrEqual(n);
      expect(poisson(u, mean)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a draw depends on its key and on nothing else', () => {
  const first = draw(1, 2, 3, 4, 5, 6);
  draw(9, 9, 9);
  expect(draw(1, 2, 3, 4, 5, 6)).toBe(first);
  expect(new Set([draw(2, 2, 3, 4, 5, 6), draw(1, 3, 3, 4, 5, 6), draw(1, 2, 4, 4, 5, 6), draw(1, 2, 3, 4, 5, 7), first]).size).toBe(5);
});
