import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../src/core/random.js';
import { auc, bootstrapByGroup, bootstrapMetrics, brier, compareScores } from '../../src/evaluate/index.js';
import { normalQuantile } from '../../src/math/normalQuantile.js';

const n = 600;
const rows = Array.from({ length: n }, (_, i) => i);
const truth = rows.map((i) => (uniformAt(3, 1, i) < 0.3 ? 1 : 0));
const score = rows.map((i) => Math.min(1, Math.max(0, 0.3 + 0.2 * (truth[i] ?? 0) + 0.15 * normalQuantile(uniformAt(3, 2, i)))));
const groups = rows.map((i) => Math.floor(i / 3));
const mean =
  (values: number[]) =>
  (weights: Float64Array): number =>
    values.reduce((total, value, i) => total + value * (weights[i] ?? 0), 0) / weights.reduce((a, b) => a + b);

describe('bootstrap by customer', () => {
  it('gives the plain value as estimate, inside its interval', () => {
    const result = bootstrapMetrics(['auc', 'brier'], score, truth, { groups });
    expect(result.auc.estimate).toBe(auc(score, truth));
    expect(result.brier.estimate).toBe(brier(score, truth));
    expect(result.auc.low).toBeLessThan(result.auc.estimate);
    expect(result.auc.high).toBeGreaterThan(result.auc.estimate);
  });
  it('gives a standard error of a mean that agrees with the formula', () => {
    const values = rows.map((i) => normalQuantile(uniformAt(5, 1, i)));
    const average = values.reduce((a, b) => a + b) / n;
    const formula = Math.sqrt(values.reduce((total, value) => total + (value - average) * (value - average), 0)) / n;
    const result = bootstrapByGroup({ groups: rows, statistic: mean(values), replicates: 2000 });
    expect(Math.abs(result.standardError / formula - 1)).toBeLessThan(0.064); // 4 standard errors: 4 / √(2 · 2000)
    expect((result.high - result.low) / (2 * 1.6449 * formula)).toBeCloseTo(1, 0.5);
  });
  it('knows that three equal rows of one customer are no more than one', () => {
    const values = rows.map((i) => normalQuantile(uniformAt(5, 1, Math.floor(i / 3))));
    const honest = bootstrapByGroup({ groups, statistic: mean(values), replicates: 1000 });
    const naive = bootstrapByGroup({ groups: rows, statistic: mean(values), replicates: 1000 });
    expect(honest.standardError / naive.standardError).toBeGreaterThan(1.55); // √3 up to the noise of the bootstrap
    expect(honest.standardError / naive.standardError).toBeLessThan(1.95);
  });
  it('depends on the seed and on nothing else', () => {
    const run = (seed: number) => bootstrapMetrics(['auc'], score, truth, { groups, seed });
    expect(run(1)).toEqual(run(1));
    expect(run(2).auc.low).not.toBe(run(1).auc.low);
  });
  it('does not depend on the order of rows', () => {
    const turned = bootstrapMetrics(['auc'], score.toReversed(), truth.toReversed(), { groups: groups.toReversed() });
    expect(turned).toEqual(bootstrapMetrics(['auc'], score, truth, { groups }));
  });
  it('takes the standard deviation of replicates with n − 1', () => {
    const seen: number[] = [];
    const statistic = (weights: Float64Array): number => {
      seen.push((weights[0] ?? 0) + 10 * (weights[1] ?? 0));
      return seen.at(-1) ?? Number.NaN;
    };
    const { standardError } = bootstrapByGroup({ groups: [1, 2, 3], statistic, replicates: 2, seed: 3 });
    const [, one = NaN, other = NaN] = seen;
    expect(one).not.toBe(other);
    expect(standardError).toBeCloseTo(Math.abs(one - other) / Math.SQRT2, 12);
  });
  it('rests on the replicates where the metric is defined', () => {
    const result = bootstrapMetrics(['auc'], [0.1, 0.2, 0.3], [0, 0, 1], { groups: [1, 2, 3] }).auc;
    expect(result.replicates).toBeLessThan(200);
    expect(result.replicates).toBeGreaterThan(100); // both outcomes are drawn with probability 2/3
    expect(bootstrapMetrics(['auc'], [0.1, 0.2], [1, 1], { groups: [1, 2] }).auc).toMatchObject({ estimate: NaN, low: NaN, replicates: 0 });
  });
});

describe('comparing two scores', () => {
  it('sees no difference between a score and itself', () => {
    expect(compareScores('brier', score, score, truth, { groups })).toEqual({
      estimate: 0,
      low: 0,
      high: 0,
      standardError: 0,
      replicates: 200,
    });
  });
  it('is surer of a difference than two separate intervals are', () => {
    const worse = score.map((value, i) => Math.min(1, Math.max(0, value + 0.05 * normalQuantile(uniformAt(7, 1, i)))));
    const paired = compareScores('auc', score, worse, truth, { groups });
    expect(paired.estimate).toBe(auc(score, truth) - auc(worse, truth));
    expect(paired.standardError).toBeLessThan(0.7 * bootstrapMetrics(['auc'], score, truth, { groups }).auc.standardError);
  });
  it('turns its sign with the order of the scores', () => {
    const other = score.toReversed();
    const [forward, backward] = [
      compareScores('auc', score, other, truth, { groups }),
      compareScores('auc', other, score, truth, { groups }),
    ];
    expect(forward.estimate).toBe(-backward.estimate);
    expect(forward.low).toBeCloseTo(-backward.high, 12);
  });
});
