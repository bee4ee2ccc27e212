import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortOrder } from '../../src/history/reduce/sortOrder.js';

it('orders rows as a stable comparison of all keys does, whatever the range of keys', () => {
  const key = (length: number): fc.Arbitrary<number[]> =>
    fc.oneof(
      fc.array(fc.integer({ min: -3, max: 3 }), { minLength: length, maxLength: length }),
      fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: length, maxLength: length }),
      fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: length, maxLength: length }),
    );
  fc.assert(
    fc.property(
      fc.nat(40).chain((length) => fc.tuple(key(length), key(length))),
      ([a, b]) => {
        const expected = a.map((_, row) => row).sort((x, y) => a[x]! - a[y]! || b[x]! - b[y]!);
        expect([...sortOrder([Int32Array.from(a), Int32Array.from(b)], a.length)]).toEqual(expected);
      },
    ),
  );
});
