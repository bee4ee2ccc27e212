import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import { auc, cusum, expectedPerformance, levelShift } from '../../../src/evaluate/index.js';
import { normalQuantile } from '../../../src/math/normalQuantile.js';

describe('performance expected before outcomes', () => {
  it('is the mean over all outcomes of a few rows', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 5 }), (eighths) => {
        const p = eighths.map((value) => value / 8);
        // Σ over pairs of the chance that they come out in the right order, over the chance that they differ.
        let [right, all] = [0, 0];
        for (const [i, a] of p.entries())
          for (const [j, b] of p.entries()) {
            if (i === j) continue;
            all += a * (1 - b);
            right += a * (1 - b) * (a > b ? 1 : a === b ? 0.5 : 0);
          }
        const { auc: expected, rate } = expectedPerformance(p, { replicates: 2 });
        expect(expected.estimate).toBeCloseTo(right / all, 12);
        expect(rate.estimate).toBeCloseTo(p.reduce((sum, value) => sum + value, 0) / p.length, 12);
      }),
    );
  });
  it('holds what then happens in nine of ten worlds', () => {
    let inside = 0;
    for (let world = 0; world < 120; world++) {
      const p = Array.from({ length: 150 }, (_, row) => 0.4 * uniformAt(world, 1, row) ** 2 + 0.01);
      const truth = p.map((value, row) => (uniformAt(world, 2, row) < value ? 1 : 0));
      const { auc: expected } = expectedPerformance(p, { seed: 7, replicates: 60 });
      const happened = auc(p, truth);
      if (expected.low <= happened && happened <= expected.high) inside++;
    }
    expect(inside / 120).toBeGreaterThan(0.9 - 3 * Math.sqrt(0.09 / 120) - 0.02); // 60 draws put the ends a little too near
  });
  it('has intervals as wide as independent outcomes make them', () => {
    const { rate } = expectedPerformance(Array.from({ length: 1000 }, () => 0.2));
    const half = 1.645 * Math.sqrt((0.2 * 0.8) / 1000);
    expect(rate.low).toBeCloseTo(0.2 - half, 2);
    expect(rate.high).toBeCloseTo(0.2 + half, 2);
  });
  it('refuses shares that are none', () => {
    expect(() => expectedPerformance([0.5], { topShare: 0 })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => expectedPerformance([0.5], { replicates: 1 })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => expectedPerformance([])).toThrow(expect.objectContaining({ code: 'no-rows' }));
  });
});

describe('the cumulative sum', () => {
  const period = (z: number) => ({ observed: 10 + 3 * z, expected: 10, variance: 9 });
  it('is quiet for a long time where nothing changes, and soon finds a rise of one deviation', () => {
    const quiet = Array.from({ length: 400 }, (_, run) =>
      cusum(Array.from({ length: 26 }, (_, at) => period(normalQuantile(uniformAt(run, 1, at))))),
    );
    expect(quiet.filter(({ alarmAt }) => alarmAt >= 0).length / 400).toBeLessThan(0.04);
    const delays = Array.from({ length: 400 }, (_, run) => {
      const { alarmAt } = cusum(Array.from({ length: 100 }, (_, at) => period(1 + normalQuantile(uniformAt(run, 2, at)))));
      return alarmAt + 1;
    });
    expect(delays.reduce((a, b) => a + b, 0) / 400).toBeCloseTo(10.4, 0); // Montgomery's table: 10.4 periods
  });
  it('remembers where the rise began, and passes over periods without anybody', () => {
    const periods = [period(2), period(-3), period(3), { observed: 0, expected: 0, variance: 0 }, period(3), period(-9)];
    expect(cusum(periods)).toEqual({ values: [1.5, 0, 2.5, 2.5, 5, 0], alarmAt: -1, since: -1 });
    expect(cusum(periods, { limit: 4 })).toMatchObject({ alarmAt: 4, since: 2 });
    expect(() => cusum([], { limit: 0 })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
});

describe('the lasting step', () => {
  const noise = (seed: number, n: number): number[] => Array.from({ length: n }, (_, at) => 0.02 * normalQuantile(uniformAt(seed, 1, at)));
  it('is found with its size and its age', () => {
    for (let age = 1; age <= 13; age++) {
      const shift = levelShift(noise(age, 30).map((value, at) => value + (at < age ? 0.3 : 0)));
      expect(shift.periods).toBe(age);
      expect(Math.abs(shift.step - 0.3)).toBeLessThan(0.05);
    }
  });
  it('is not made by one odd month that is over', () => {
    const odd = noise(3, 30).map((value, at) => value + (at === 2 ? 5 : 0));
    expect(levelShift(odd).step).toBeLessThan(0.2);
  });
  it('needs four periods before it, and reads no farther than the first gap', () => {
    expect(levelShift([9, 1, 1, 1]).periods).toBe(0);
    expect(levelShift([9, 1, 1, 1, Number.NaN, 1, 1]).periods).toBe(0);
    expect(levelShift([9, 1, 1, 1, 1]).periods).toBe(1);
  });
});
