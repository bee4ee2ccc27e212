import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denseRank } from '../../src/math/denseRank.js';

describe('denseRank', () => {
  it('numbers distinct values from 0 upwards', () => {
    expect(denseRank(Float64Array.of(2, -1, 2, 7.5))).toEqual({ ranks: Int32Array.of(1, 0, 1, 2), count: 3 });
  });
  it('gives nothing for nothing', () => expect(denseRank(new Float64Array(0))).toEqual({ ranks: new Int32Array(0), count: 0 }));
  it('takes 0 and −0 as equal and orders the infinities', () => {
    expect([...denseRank(Float64Array.of(0, -0, Infinity, -Infinity, 5e-324)).ranks]).toEqual([1, 1, 3, 0, 2]);
  });
  it('agrees with sorting the distinct values, for any doubles', () => {
    const number = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }), fc.integer());
    fc.assert(
      fc.property(fc.array(number), (list) => {
        const distinct = [...new Set(list.map((value) => value + 0))].sort((a, b) => a - b);
        const { ranks, count } = denseRank(Float64Array.from(list));
        expect([...ranks]).toEqual(list.map((value) => distinct.indexOf(value + 0)));
        expect(count).toBe(distinct.length);
      }),
    );
  });
});
