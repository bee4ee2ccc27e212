import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileCuts } from '../../src/learn/quantileCuts.js';

const countsOf = (sorted: Float64Array, cuts: Float64Array): number[] => {
  const counts = new Array<number>(cuts.length + 1).fill(0);
  for (const value of sorted) counts[cuts.findIndex((cut) => value <= cut) < 0 ? cuts.length : cuts.findIndex((cut) => value <= cut)]!++;
  return counts;
};

describe('quantileCuts', () => {
  it('parts every two values when there are few', () => {
    expect([...quantileCuts(Float64Array.of(1, 1, 2, 5), 255)]).toEqual([1.5, 3.5]);
    expect([...quantileCuts(Float64Array.of(4, 4), 255)]).toEqual([]);
    expect([...quantileCuts(new Float64Array(0), 255)]).toEqual([]);
  });

  it('makes bins of equal count from distinct values', () => {
    const sorted = Float64Array.from({ length: 1000 }, (_, i) => i * i);
    expect(countsOf(sorted, quantileCuts(sorted, 10))).toEqual(new Array(10).fill(100));
  });

  it('gives a frequent value a bin of its own and the rest equal shares', () => {
    const sorted = Float64Array.from({ length: 1000 }, (_, i) => (i < 600 ? 0 : i));
    const counts = countsOf(sorted, quantileCuts(sorted, 9));
    expect(counts[0]).toBe(600);
    expect(Math.max(...counts.slice(1))).toBeLessThanOrEqual(51);
    expect(counts.length).toBe(9);
  });

  it('never makes too many, empty or falling cuts, however odd the values', () => {
    const values = fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 })), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 40 }), (list, most) => {
        const sorted = Float64Array.from(list).sort();
        const cuts = quantileCuts(sorted, most);
        expect(cuts.length).toBeLessThan(most);
        for (let i = 1; i < cuts.length; i++) expect(cuts[i]).toBeGreaterThan(cuts[i - 1]!);
        if (sorted.length > 0) for (const count of countsOf(sorted, cuts)) expect(count).toBeGreaterThan(0);
      }),
    );
  });
});
