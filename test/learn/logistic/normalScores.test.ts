import { describe, expect, it } from 'vitest';
import { fitNormalScores, normalScore } from '../../../src/learn/logistic/normalScores.js';
import { normalQuantile } from '../../../src/math/normalQuantile.js';

describe('fitNormalScores', () => {
  it('puts ranks at normal quantiles, whatever the scale of the values', () => {
    const values = Float64Array.from({ length: 999 }, (_, row) => Math.exp(row / 50));
    const scores = fitNormalScores(values);
    for (const row of [0, 100, 499, 900, 998]) expect(normalScore(scores, values[row]!)).toBeCloseTo(normalQuantile((row + 0.5) / 999), 1);
    expect(normalScore(scores, values[499]!)).toBeCloseTo(0, 2);
  });

  it('gives tied values the middle of their ranks', () => {
    const scores = fitNormalScores(Float64Array.of(5, 5, 5, 9));
    expect(scores.x).toEqual([5, 9]);
    expect(scores.z).toEqual([normalQuantile(3 / 8), normalQuantile(7 / 8)]);
  });

  it('is flat outside the values seen, and gives a missing value the median', () => {
    const scores = fitNormalScores(Float64Array.of(1, 2, 3, Number.NaN));
    expect(normalScore(scores, -1e9)).toBe(scores.z[0]);
    expect(normalScore(scores, 1e9)).toBe(scores.z[2]);
    expect(normalScore(scores, Number.NaN)).toBe(0);
  });

  it('knows a column without two values', () => {
    expect(fitNormalScores(new Float64Array(4).fill(Number.NaN)).x).toEqual([]);
    expect(fitNormalScores(new Float64Array(4).fill(3)).x).toEqual([3]);
  });
});
