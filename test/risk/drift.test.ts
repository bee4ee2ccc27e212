import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBins, referenceBins, stabilityIndex } from '../../src/risk/drift.js';

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
