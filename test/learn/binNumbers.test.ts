import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binNumbers } from '../../src/learn/binNumbers.js';

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -20, max: 20 }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

describe('binNumbers', () => {
  it('puts a value equal to a cut below it, and a missing one in bin 0', () => {
    expect([...binNumbers(Float64Array.of(-1, 1, 1.5, 2, 3, Number.NaN), Float64Array.of(1, 2))]).toEqual([1, 1, 2, 2, 3, 0]);
    expect([...binNumbers(Float64Array.of(-5, 5, Number.NaN), new Float64Array(0))]).toEqual([1, 1, 0]);
  });

  it('counts the cuts below each value, whatever the spread of the cuts', () => {
    fc.assert(
      fc.property(fc.uniqueArray(number, { maxLength: 254 }), fc.array(number, { maxLength: 50 }), (some, others) => {
        const cuts = Float64Array.from(some).sort();
        const values = Float64Array.from([...others, ...some]);
        expect([...binNumbers(values, cuts)]).toEqual(Array.from(values, (value) => 1 + cuts.filter((cut) => cut < value).length));
      }),
    );
  });
});
