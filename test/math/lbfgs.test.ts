import { describe, expect, it } from 'vitest';
import { minimise } from '../../src/math/lbfgs.js';

function rosenbrock(x: Float64Array, gradient: Float64Array): number {
  const [a = NaN, b = NaN] = x;
  const miss = b - a * a;
  gradient[0] = -2 * (1 - a) - 400 * a * miss;
  gradient[1] = 200 * miss;
  return (1 - a) * (1 - a) + 100 * miss * miss;
}

describe('minimise', () => {
  it('finds the bottom of the Rosenbrock valley', () => {
    const found = minimise(rosenbrock, [-1.2, 1], { gradientTolerance: 1e-9, valueTolerance: 0 });
    expect(found.converged).toBe(true);
    expect(found.gradientNorm).toBeLessThan(1e-9);
    expect(found.x[0]).toBeCloseTo(1, 9);
    expect(found.x[1]).toBeCloseTo(1, 9);
  });
  it('finds the minimum of a badly scaled bowl', () => {
    const bowl = (x: Float64Array, gradient: Float64Array): number => {
      let value = 0;
      x.forEach((at, i) => {
        const weight = 10 ** i;
        gradient[i] = weight * (at - i);
        value += (weight * (at - i) * (at - i)) / 2;
      });
      return value;
    };
    const found = minimise(bowl, [5, 5, 5, 5, 5]);
    expect(found.converged).toBe(true);
    for (const [i, at] of found.x.entries()) expect(at).toBeCloseTo(i, 5);
  });
  it('stays where it is at a minimum, and does not change the start', () => {
    const start = Float64Array.of(1, 1);
    expect(minimise(rosenbrock, start)).toMatchObject({ iterations: 0, converged: true, reason: 'gradient', value: 0 });
    expect(start).toEqual(Float64Array.of(1, 1));
  });
  it('says so when it runs out of iterations', () => {
    expect(minimise(rosenbrock, [-1.2, 1], { maxIterations: 3 })).toMatchObject({ iterations: 3, converged: false, reason: 'iterations' });
  });
  it('stops where rounding hides any further gain, and calls that converged', () => {
    const offset = (x: Float64Array, gradient: Float64Array): number => {
      gradient[0] = 4 * (x[0]! - 1) * (x[0]! - 1) * (x[0]! - 1);
      return 1e6 + gradient[0] * (x[0]! - 1) * 0.25;
    };
    const found = minimise(offset, [3], { gradientTolerance: 0 });
    expect(found).toMatchObject({ converged: true, reason: 'value' });
    expect(found.iterations).toBeLessThan(30);
  });
  it('steps back from where the function is not defined', () => {
    const barrier = (x: Float64Array, gradient: Float64Array): number => {
      gradient[0] = 1 - 1 / x[0]!;
      return x[0]! - Math.log(x[0]!);
    };
    expect(minimise(barrier, [40]).x[0]).toBeCloseTo(1, 5);
  });
  it('says so when a function has no bottom', () => {
    const fall = (x: Float64Array, gradient: Float64Array): number => {
      gradient[0] = -1;
      return -x[0]!;
    };
    expect(minimise(fall, [0], { maxIterations: 20 }).converged).toBe(false);
  });
});
