import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberSplit } from '../../../src/learn/boosting/numberSplit.js';
import { fitsPacked, packedSplit, packRow, unpackColumn } from '../../../src/learn/forest/packedSplit.js';

const bins = fc.constantFrom(0, 1, 2, 3, 31, 32, 33, 200, 255);
const someRows = fc.array(fc.tuple(bins, fc.integer({ min: 0, max: 1 }), fc.integer({ min: 1, max: 8 })), { minLength: 2, maxLength: 80 });

it('finds a split as good as a look at every bin finds, and leaves nothing behind for the next', () => {
  fc.assert(
    fc.property(someRows, fc.integer({ min: 1, max: 6 }), (cells, minRows) => {
      const bytes = Uint8Array.from(cells.flatMap(([bin]) => [7, bin]));
      const rows = Int32Array.from(cells.keys());
      const codes = Int32Array.from(cells, ([, one, times]) => packRow(one, times));
      const histogram = new Float64Array(768);
      const column = Uint8Array.from(cells, ([bin]) => bin);
      unpackColumn(column, rows, 0, rows.length, codes, histogram);
      const ones = cells.reduce((sum, [, one, times]) => sum + one * times, 0);
      const taken = cells.reduce((sum, [, , times]) => sum + times, 0);
      const rules = { l2: 0, minHessian: 1, minRows };
      const sums = { gradient: -ones, hessian: taken, rows: cells.length, low: -Infinity, high: Infinity };
      const beat = (ones * ones) / taken + 1e-7;
      const found = packedSplit(bytes, 2, rows, 0, rows.length, codes, ones, taken, minRows, 1, beat);
      const slow = numberSplit(histogram, 0, 256, sums, rules, 0, 1, beat);
      expect(found === undefined).toBe(slow === undefined);
      if (!found || !slow) return;
      expect(Math.abs(found.gain - slow.gain)).toBeLessThan(1e-12 * slow.gain);
      // The sums are those of its own side.
      const isLeft = (bin: number): boolean => (bin === 0 ? found.missingLeft : bin <= found.bin);
      const left = cells.filter(([bin]) => isLeft(bin));
      expect(found.leftRows).toBe(left.length);
      expect(found.leftHessian).toBe(left.reduce((sum, [, , times]) => sum + times, 0));
      expect(Math.abs(found.leftGradient)).toBe(left.reduce((sum, [, one, times]) => sum + one * times, 0));
    }),
  );
});

it('of equal splits takes the lowest bin', () => {
  const cells = [1, 0, 0, 1].map((one, row) => ({ one, bin: row + 1 }));
  const bytes = Uint8Array.from(cells, ({ bin }) => bin);
  const codes = Int32Array.from(cells, ({ one }) => packRow(one, 1));
  // Bins 1 and 3 part one of the ones from the rest: the same gain from either end.
  expect(packedSplit(bytes, 1, Int32Array.of(0, 1, 2, 3), 0, 4, codes, 2, 4, 1, 0, 1)).toMatchObject({ bin: 1, leftRows: 1 });
});

it('holds the sums of the largest node it takes', () => {
  const rows = Int32Array.from({ length: 1023 }, (_, row) => row);
  const times = (row: number): number => (row < 1 ? 3 : 2);
  const codes = Int32Array.from(rows, (row) => packRow(1, times(row)));
  expect(fitsPacked(1023, 2047)).toBe(true);
  expect(fitsPacked(1024, 2047) || fitsPacked(1023, 2048)).toBe(false);
  const out = new Float64Array(768);
  unpackColumn(new Uint8Array(1023).fill(9), rows, 0, 1023, codes, out);
  expect([...out.subarray(27, 30)]).toEqual([-2047, 2047, 1023]);
  // All in one bin: nothing to part.
  expect(packedSplit(new Uint8Array(1023).fill(9), 1, rows, 0, 1023, codes, 2047, 2047, 1, 0, 2047)).toBeUndefined();
  // One zero among ones, alone in its bin: parted, whatever the size.
  codes[1022] = packRow(0, 2);
  const bytes = Uint8Array.from(rows, (row) => (row === 1022 ? 9 : 8));
  const split = packedSplit(bytes, 1, rows, 0, 1023, codes, 2045, 2047, 1, 0, 2044);
  expect(split).toMatchObject({ bin: 8, leftGradient: -2045, leftHessian: 2045, leftRows: 1022 });
});
