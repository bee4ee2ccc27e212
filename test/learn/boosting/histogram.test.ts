import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import { binMatrix } from '../../../src/learn/binning.js';
import { fixedPointFor } from '../../../src/learn/boosting/fixedPoint.js';
import { setGradients } from '../../../src/learn/boosting/gradients.js';
import { COLUMN_STRIDE, fillHistogram, packColumns } from '../../../src/learn/boosting/histogram.js';

const ROWS = 100_000;

describe.each([
  ['no weights', 1],
  ['weights up to 1,000', 1000],
  ['weights below a millionth', 1e-6],
])('fillHistogram over many chunks, %s', (_, maxWeight) => {
  const values = Float64Array.from({ length: ROWS }, (_unused, row) => (row % 5 === 0 ? Number.NaN : uniformAt(1, 1, row)));
  const matrix = { length: ROWS, features: ['a', 'b', 'c'].map((name) => ({ name, values })) };
  const binned = binMatrix(matrix, 20);
  const packed = packColumns(binned, Int32Array.of(0, 1, 2));
  // Odds near 1 give the largest hessians there are.
  const odds = Float64Array.from({ length: ROWS }, (_unused, row) => 1 + 1e-9 * uniformAt(1, 2, row));
  const outcome = Uint8Array.from({ length: ROWS }, (_unused, row) => (uniformAt(1, 3, row) < 0.1 ? 1 : 0));
  const weights = maxWeight === 1 ? undefined : new Float64Array(ROWS).fill(maxWeight);
  const pairs = new Float64Array(2 * ROWS);
  const fixedPoint = fixedPointFor(ROWS, maxWeight);
  setGradients(odds, outcome, weights, fixedPoint, pairs);
  const rows = Int32Array.from({ length: ROWS }, (_unused, row) => row);
  const histogram = new Float64Array(4 * COLUMN_STRIDE);
  fillHistogram(packed, rows, 0, ROWS, pairs, new Float64Array(4 * 512), histogram);

  it('is exact: every cell is the sum of its rows in whole numbers', () => {
    const expected = Array.from({ length: 21 }, () => [0n, 0n, 0n] as [bigint, bigint, bigint]);
    for (let row = 0; row < ROWS; row++) {
      const cell = expected[binned.columns[0]![row]!]!;
      cell[0] += BigInt(pairs[2 * row]!);
      cell[1] += BigInt((pairs[2 * row + 1]! - 1) / 65_536);
      cell[2] += 1n;
    }
    for (const column of [0, 1, 2])
      for (const [bin, sums] of expected.entries())
        expect([0, 1, 2].map((k) => BigInt(histogram[column * COLUMN_STRIDE + 3 * bin + k]!))).toEqual(sums);
  });

  it('keeps gradients and hessians to a relative 1e-5', () => {
    for (let row = 0; row < 100; row++) {
      const weight = maxWeight;
      const p = 1 / (1 + odds[row]!);
      expect(pairs[2 * row]! / fixedPoint.gradientScale / ((p - outcome[row]!) * weight)).toBeCloseTo(1, 8);
      expect((pairs[2 * row + 1]! - 1) / 65_536 / fixedPoint.hessianScale / (p * (1 - p) * weight)).toBeCloseTo(1, 5);
    }
  });
});

describe('fixedPointFor', () => {
  it('keeps the sum of any number of rows below 2⁵³', () => {
    for (const rows of [10, 8_000_000, 2_000_000_000])
      for (const weight of [1e-9, 1, 1e6]) {
        const { gradientScale, hessianScale } = fixedPointFor(rows, weight);
        expect(rows * weight * gradientScale).toBeLessThan(9007199254740992);
        expect(0.25 * weight * hessianScale).toBeLessThan(4194304);
      }
    expect(fixedPointFor(8_000_000, 1)).toEqual({ gradientScale: 1073741824, hessianScale: 8388608 });
  });
});
