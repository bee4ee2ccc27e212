import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ridgeLogistic } from '../../../src/learn/logistic/ridgeLogistic.js';

interface Fit {
  readonly intercept: number;
  readonly coefficients: readonly number[];
}
interface Case {
  readonly C: number;
  readonly columns: readonly (readonly number[])[];
  readonly outcome: readonly number[];
  readonly weights: readonly number[];
  readonly plain: Fit;
  readonly weighted: Fit;
}

/** Made by test/oracle/learn/logistic.py. */
const { cases } = JSON.parse(readFileSync(new URL('../../oracle/learn/logistic.json', import.meta.url), 'utf8')) as { cases: Case[] };

const fit = (data: Case, weights: ArrayLike<number>) =>
  ridgeLogistic(
    data.columns.map((column) => Float64Array.from(column)),
    Uint8Array.from(data.outcome),
    Float64Array.from(weights),
    data.C,
  );

describe('ridgeLogistic', () => {
  it.each(cases)('finds the coefficients of scikit-learn, C = $C', async (data) => {
    for (const [weights, expected] of [
      [data.outcome.map(() => 1), data.plain],
      [data.weights, data.weighted],
    ] as const) {
      const { intercept, coefficients } = await fit(data, weights);
      expect(Math.abs(intercept - expected.intercept)).toBeLessThan(1e-8 * (1 + Math.abs(expected.intercept)));
      for (const [k, coefficient] of expected.coefficients.entries())
        expect(Math.abs(coefficients[k]! - coefficient)).toBeLessThan(1e-8 * (1 + Math.abs(coefficient)));
    }
  });

  it('converges where a column parts the outcomes without error', async () => {
    const column = Float64Array.from({ length: 40 }, (_, row) => (row < 20 ? -1 : 1));
    const outcome = Uint8Array.from(column, (value) => (value > 0 ? 1 : 0));
    const { coefficients, intercept } = await ridgeLogistic([column], outcome, new Float64Array(40).fill(1), 1000);
    expect(coefficients[0]).toBeGreaterThan(5);
    expect(Math.abs(intercept)).toBeLessThan(1e-6);
  });

  it('shares the weight of two equal columns', async () => {
    const column = Float64Array.from({ length: 60 }, (_, row) => Math.sin(row));
    const outcome = Uint8Array.from(column, (value, row) => (value + Math.cos(5 * row) > 0 ? 1 : 0));
    const { coefficients } = await ridgeLogistic([column, column], outcome, new Float64Array(60).fill(1), 0.1);
    expect(coefficients[0]).toBeCloseTo(coefficients[1]!, 10);
  });
});
