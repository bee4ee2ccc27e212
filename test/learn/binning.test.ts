import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../src/core/random.js';
import { applyBins, binMatrix } from '../../src/learn/binning.js';
import { reordered, shuffledOrder } from './sampleData.js';

const matrixOf = (values: ArrayLike<number>, categories?: number) => ({
  length: values.length,
  features: [{ name: 'x', values: Float64Array.from(values), ...(categories === undefined ? {} : { categories }) }],
});

describe('binMatrix', () => {
  it('keeps bin 0 for missing and gives values the bin whose cut is the first not below', () => {
    const binned = binMatrix(matrixOf([3, Number.NaN, 1, 2, 2]));
    expect([...binned.columns[0]!]).toEqual([3, 0, 1, 2, 2]);
    expect([...binned.features[0]!.cuts]).toEqual([1.5, 2.5]);
  });

  it.each([10, 64, 255])('agrees with a search cut by cut, %i bins', (bins) => {
    const values = Float64Array.from({ length: 3000 }, (_, row) => (row % 7 === 0 ? 0 : uniformAt(1, 2, row) - 0.5));
    const binned = binMatrix(matrixOf(values), bins);
    const { cuts, binCount } = binned.features[0]!;
    expect(binCount).toBeLessThanOrEqual(bins + 1);
    for (const [row, value] of values.entries()) {
      const first = cuts.findIndex((cut) => value <= cut);
      expect(binned.columns[0]![row]).toBe((first < 0 ? cuts.length : first) + 1);
    }
  });

  it('gives frequent categories a bin each, by count, and rare or unseen ones the shared bin', () => {
    const codes = [1, 1, 1, 5, 5, 3, 2, 0, 4, 4, 4, 4];
    const binned = binMatrix(matrixOf(codes, 9), 4);
    expect([...binned.columns[0]!]).toEqual([2, 2, 2, 3, 3, 4, 4, 0, 1, 1, 1, 1]);
    const later = applyBins(matrixOf([9, 4, Number.NaN, 200], 300).features, 4, binned.features);
    expect([...later.columns[0]!]).toEqual([4, 1, 0, 4]);
  });

  it('samples rows of a large matrix by key: the cuts do not depend on their order', () => {
    const rows = 150_000;
    const values = Float64Array.from({ length: rows }, (_, row) => uniformAt(3, 4, row));
    const keys = { high: new Int32Array(rows), low: Int32Array.from({ length: rows }, (_, row) => row) };
    const order = shuffledOrder(rows, 8);
    const first = binMatrix(matrixOf(values), 255, keys);
    const second = binMatrix(reordered(matrixOf(values), order), 255, { high: keys.high, low: Int32Array.from(order) });
    expect(second.features).toEqual(first.features);
    const counts = new Array<number>(256).fill(0);
    for (const bin of first.columns[0]!) counts[bin]!++;
    expect(Math.max(...counts.slice(1))).toBeLessThan(1.5 * (rows / 255));
  });

  it('refuses a number of bins that does not fit a byte', () => {
    expect(() => binMatrix(matrixOf([1, 2]), 256)).toThrow('bins is 256');
  });
});
