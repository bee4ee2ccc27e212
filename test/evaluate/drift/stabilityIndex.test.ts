import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import { countBins, referenceBins, stabilityIndex, stabilityLimit } from '../../../src/evaluate/drift/stabilityIndex.js';

it('cuts ten bins of equal count and one for missing values', () => {
  const values = Array.from({ length: 100 }, (_, i) => i + 1).concat([Number.NaN, Number.NaN]);
  expect(referenceBins(values)).toEqual({
    edges: [10, 20, 30, 40, 50, 60, 70, 80, 90],
    counts: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 2],
  });
});

it('has fewer bins where values tie, and counts every row once', () => {
  expect(referenceBins([0, 0, 0, 0, 0, 0, 0, 0, 0, 5])).toEqual({ edges: [0], counts: [9, 1, 0] });
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.double(), fc.constant(Number.NaN), fc.integer({ min: 0, max: 3 }))), (values) => {
      const { counts } = referenceBins(values);
      expect(counts.reduce((a, b) => a + b, 0)).toBe(values.length);
    }),
  );
});

it('is 0 for the same spread and grows with the shift', () => {
  const { edges, counts } = referenceBins(Array.from({ length: 1000 }, (_, i) => i));
  const shifted = (by: number) =>
    stabilityIndex(
      counts,
      countBins(
        edges,
        Array.from({ length: 1000 }, (_, i) => i + by),
      ),
    );
  expect(shifted(0)).toBe(0);
  expect(shifted(50)).toBeGreaterThan(0);
  expect(shifted(300)).toBeGreaterThan(shifted(50));
});

it('comes close to the index without pseudo-counts when there are many rows', () => {
  // Σ(q−p)ln(q/p) of (.5,.3,.2) against (.4,.4,.2): .1·ln(.4/.5)·−1 + .1·ln(.4/.3) = 0.0510826
  const exact = 0.1 * Math.log(0.5 / 0.4) + 0.1 * Math.log(0.4 / 0.3);
  expect(stabilityIndex([5e6, 3e6, 2e6], [4e6, 4e6, 2e6])).toBeCloseTo(exact, 6);
});

it('is the published number of ten shares, without pseudo-count', () => {
  const actual = [0.08, 0.09, 0.1, 0.1, 0.11, 0.12, 0.1, 0.1, 0.1, 0.1];
  expect(stabilityIndex(new Array<number>(10).fill(0.1), actual, { pseudoCount: 0 })).toBeCloseTo(0.0101160091167848, 14);
});

it('has a limit that chance passes once in a hundred', () => {
  expect([stabilityLimit(10, 1000, 1000), stabilityLimit(10, 10_000, 2000)].map((limit) => limit.toFixed(4))).toEqual(['0.0433', '0.0130']);
  expect(stabilityLimit(1, 10, 10)).toBe(0);
  let above = 0;
  for (let world = 0; world < 2000; world++) {
    const sample = (purpose: number, rows: number): Float64Array =>
      Float64Array.from({ length: rows }, (_, row) => uniformAt(world, purpose, row));
    const { edges, counts } = referenceBins(sample(1, 500));
    if (stabilityIndex(counts, countBins(edges, sample(2, 250))) > stabilityLimit(10, 500, 250)) above++;
  }
  expect(above / 2000).toBeLessThan(0.01 + 3 * Math.sqrt((0.01 * 0.99) / 2000));
  expect(above).toBeGreaterThan(3);
});

it('refuses bins that do not match and rows that are none', () => {
  expect(() => stabilityIndex([1], [1, 2])).toThrow(expect.objectContaining({ code: 'length-mismatch' }));
  expect(() => stabilityIndex([1], [1], { pseudoCount: -1 })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  expect(() => stabilityLimit(10, 0, 5)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
});
