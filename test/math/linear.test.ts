import { describe, expect, it } from 'vitest';
import { choleskyFactor, choleskyInverse, choleskySolve } from '../../src/math/cholesky.js';
import { quantile, quantileSorted } from '../../src/math/quantile.js';

describe('Cholesky', () => {
  const matrix = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
  it('finds the factor of the textbook matrix', () => {
    expect(choleskyFactor(matrix, 3)).toEqual(Float64Array.of(2, 0, 0, 6, 1, 0, -8, 5, 3));
  });
  it('solves and inverts', () => {
    const factor = choleskyFactor(matrix, 3) ?? new Float64Array(9);
    expect([...choleskySolve(factor, Float64Array.of(0, 6, 39))].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([1, 1, 1]);
    const inverse = choleskyInverse(factor, 3);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        const product = [0, 1, 2].reduce((total, k) => total + (matrix[i * 3 + k] ?? 0) * (inverse[k * 3 + j] ?? 0), 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 11);
      }
  });
  it('refuses a matrix that is not positive definite', () => {
    expect(choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
    expect(choleskyFactor(Float64Array.of(Number.NaN), 1)).toBeUndefined();
  });
});

describe('quantile', () => {
  it('interpolates as R type 7 does', () => {
    expect(quantile([9, 1, 4, 16], 0.25)).toBe(3.25);
    expect([0, 0.5, 1].map((p) => quantile([9, 1, 4, 16], p))).toEqual([1, 6.5, 16]);
  });
  it('is NaN for no values and the value itself for one', () => {
    expect(quantileSorted([], 0.5)).toBeNaN();
    expect(quantileSorted([3], 0.9)).toBe(3);
  });
});
