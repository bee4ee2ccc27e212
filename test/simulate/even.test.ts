import { expect, test } from 'vitest';
import { evenUniforms } from '../../src/simulate/even.js';
import { PRESETS } from '../../src/simulate/presets.js';
import { sizeOf } from '../../src/simulate/size.js';

const N = 5000;
const uniforms = (seed: number, item: 'size' | 'patience'): number[] => Array.from({ length: N }, (_, k) => evenUniforms(seed, k)(item));

test('an even uniform fills (0, 1) far more evenly than chance would', () => {
  for (const seed of [1, 9]) {
    const sorted = uniforms(seed, 'patience').sort((a, b) => a - b);
    const widest = Math.max(...sorted.map((u, k) => Math.abs(u - (k + 0.5) / N)));
    expect(widest).toBeLessThan(0.004); // drawn ones: about 0.012
  }
});

test('peers are as like or unlike as any two: leaving near 0 does not push the next customer away', () => {
  const values = [1, 2, 3, 4, 5, 6].flatMap((seed) => {
    const u = uniforms(seed, 'patience');
    return u.slice(1).map((next, k): [number, number] => [u[k]!, next]);
  });
  const both = values.filter(([a, b]) => a < 0.1 && b < 0.1).length / values.length;
  expect(Math.abs(both - 0.01)).toBeLessThan(0.003);
});

test('sizes follow the law: shares of segments and key accounts, and the mean of their capped rates', () => {
  const behaviour = { ...PRESETS.realistic, weeklyCap: 400 };
  const sizes = Array.from({ length: 100_000 }, (_, k) => sizeOf(behaviour, (k + 0.5) / 100_000));
  const share = (of: (size: (typeof sizes)[number]) => boolean): number => sizes.filter(of).length / sizes.length;
  expect([0, 1, 2, 3].map((segment) => share((size) => size.segment === segment))).toEqual([0.45, 0.3, 0.15, 0.1]);
  expect(share(({ isKey }) => isKey)).toBeCloseTo(0.027, 4);
  // Mean of a million independent draws (lognormal, times Pareto from 4 with exponent 1.5 for 3 % but walk-ins, at most 400): 11.80 ± 0.03.
  expect(Math.abs(sizes.reduce((sum, { weekly }) => sum + weekly, 0) / sizes.length - 11.8)).toBeLessThan(0.06);
  expect(sizes.filter(({ segment, isKey }) => segment === 0 && !isKey).map(({ weekly }) => weekly)[21_825]).toBeCloseTo(6, 2);
});
