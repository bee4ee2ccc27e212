import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberSplit } from '../../../src/learn/boosting/numberSplit.js';
import { sparseSplit } from '../../../src/learn/forest/sparseSplit.js';

const someRows = fc.array(
  fc.tuple(fc.constantFrom(0, 1, 2, 3, 31, 32, 33, 200, 255), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 1, max: 4 })),
  {
    minLength: 2,
    maxLength: 60,
  },
);

it('finds the split that a look at every bin finds, and leaves nothing behind for the next', () => {
  fc.assert(
    fc.property(someRows, fc.integer({ min: 1, max: 6 }), (cells, minRows) => {
      const bytes = Uint8Array.from(cells.flatMap(([bin]) => [7, bin]));
      const pairs = Float64Array.from(cells.flatMap(([, one, weight]) => [-one * weight, weight]));
      const histogram = new Float64Array(768);
      let [gradient, hessian] = [0, 0];
      cells.forEach(([bin], row) => {
        histogram[3 * bin]! += pairs[2 * row]!;
        histogram[3 * bin + 1]! += pairs[2 * row + 1]!;
        histogram[3 * bin + 2]!++;
        gradient += pairs[2 * row]!;
        hessian += pairs[2 * row + 1]!;
      });
      const rules = { l2: 0, minHessian: 1, minRows };
      const sums = { gradient, hessian, rows: cells.length, low: -Infinity, high: Infinity };
      const beat = (gradient * gradient) / hessian + 1e-7;
      const rows = Int32Array.from(cells.keys());
      const found = sparseSplit(bytes, 2, rows, 0, rows.length, pairs, gradient, hessian, rules, 1, beat);
      expect(found).toEqual(numberSplit(histogram, 0, 256, sums, rules, 0, 1, beat));
    }),
  );
});
