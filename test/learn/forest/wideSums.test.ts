import { expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import { packRow } from '../../../src/learn/forest/packedSplit.js';
import { sumWide, widen } from '../../../src/learn/forest/wideSums.js';

it('sums as row by row, over several chunks of rows that are all taken as often as can be', () => {
  const length = 40_000;
  const column = Uint8Array.from({ length }, (_, row) => (row < 35_000 ? 3 : 255 * Math.round(uniformAt(1, 1, row))));
  const outcome = Uint8Array.from({ length }, (_, row) => (row < 17_000 ? 1 : Math.round(uniformAt(1, 2, row))));
  const times = Uint8Array.from({ length }, (_, row) => (row < 30_000 ? 8 : 1 + Math.floor(8 * uniformAt(1, 3, row))));
  const rows = Int32Array.from({ length }, (_, row) => row);
  const codes = Float64Array.from(rows.subarray(5), (row) => widen(packRow(outcome[row]!, times[row]!)));
  const sums = new Float64Array(768);
  sumWide(column, rows, 5, length, codes, 256, sums);
  const expected = new Float64Array(768);
  for (let row = 5; row < length; row++) {
    const at = 3 * column[row]!;
    expected[at]! -= outcome[row]! * times[row]!;
    expected[at + 1]! += times[row]!;
    expected[at + 2]!++;
  }
  expect(sums).toEqual(expected);
  // Nothing is left behind for the next column.
  const again = new Float64Array(768);
  sumWide(column, rows, 5, length, codes, 256, again);
  expect(again).toEqual(expected);
});
