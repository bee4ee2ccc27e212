import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { philox, uniformAt } from '../../src/core/random.js';

const blockOf = (key: readonly [number, number], counter: readonly [number, number, number, number]): string[] => {
  const out = new Uint32Array(4);
  philox(...key, ...counter, out);
  return [...out].map((word) => word.toString(16).padStart(8, '0'));
};

describe('philox gives the published Philox4x32-10 vectors (Random123 kat_vectors)', () => {
  test('all zeros', () => {
    expect(blockOf([0, 0], [0, 0, 0, 0])).toEqual(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']);
  });

  test('all ones', () => {
    const ones = 0xffffffff;
    expect(blockOf([ones, ones], [ones, ones, ones, ones])).toEqual(['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd']);
  });

  test('digits of pi', () => {
    const block = blockOf([0xa4093822, 0x299f31d0], [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]);
    expect(block).toEqual(['d16cfe09', '94fdcceb', '5001e420', '24126ea1']);
  });
});

describe('uniformAt', () => {
  test('is the first word of the block, centred in its cell', () => {
    expect(uniformAt(0, 0, 0)).toBe((0x6627e8d5 + 0.5) / 4294967296);
  });

  test('depends on its key only, not on what was drawn before', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (seed, purpose, a, b) => {
        const first = uniformAt(seed, purpose, a, b);
        uniformAt(seed + 1, purpose, b, a);
        expect(uniformAt(seed, purpose, a, b)).toBe(first);
        expect(first).toBeGreaterThan(0);
        expect(first).toBeLessThan(1);
      }),
    );
  });

  test('every place of the key changes the draw', () => {
    const draws = [uniformAt(1, 2, 3, 4, 5), uniformAt(9, 2, 3, 4, 5), uniformAt(1, 9, 3, 4, 5), uniformAt(1, 2, 9, 4, 5)];
    draws.push(uniformAt(1, 2, 3, 9, 5), uniformAt(1, 2, 3, 4, 9));
    expect(new Set(draws).size).toBe(draws.length);
  });

  test('fills twenty equal cells evenly (chi-square of 200,000 draws below its 99.9 % point, 43.8)', () => {
    const draws = 200_000;
    const cells = new Float64Array(20);
    for (let i = 0; i < draws; i++) {
      const at = Math.floor(uniformAt(7, 1, i) * 20);
      cells[at] = (cells[at] ?? 0) + 1;
    }
    const expected = draws / 20;
    const chiSquare = cells.reduce((sum, count) => sum + ((count - expected) * (count - expected)) / expected, 0);
    expect(chiSquare).toBeLessThan(43.8);
  });
});
