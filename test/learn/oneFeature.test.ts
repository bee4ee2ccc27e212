import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../src/core/random.js';
import { auc } from '../../src/evaluate/auc.js';
import { fitOneFeature, predictOneFeature } from '../../src/learn/index.js';

const ROWS = 2000;
const gap = Float64Array.from({ length: ROWS }, (_, row) => Math.floor(200 * uniformAt(1, 1, row) * uniformAt(1, 2, row)));
const outcomeOf = (slope: number): Float64Array =>
  gap.map((days, row) => (uniformAt(1, 3, row) < 1 / (1 + Math.exp(2 - slope * days)) ? 1 : 0));
const matrixOf = (values: Float64Array) => ({
  length: values.length,
  features: [
    { name: 'other', values: values.map(() => 1) },
    { name: 'gap', values },
  ],
});

describe('fitOneFeature', () => {
  it('ranks as the column does: the same AUC to the bit', async () => {
    const outcome = outcomeOf(0.03);
    const { model } = await fitOneFeature({ feature: 'gap' }, { matrix: matrixOf(gap), outcome });
    expect(auc(predictOneFeature(model, matrixOf(gap)), outcome)).toBe(auc(gap, outcome));
  });

  it('turns the ranking round where the column lowers the risk', async () => {
    const { model } = await fitOneFeature({ feature: 'gap' }, { matrix: matrixOf(gap), outcome: outcomeOf(-0.03) });
    const [short, long] = predictOneFeature(model, matrixOf(Float64Array.of(1, 150)));
    expect(short).toBeGreaterThan(long!);
  });

  it('gives missing values the share of their own', async () => {
    const holes = gap.map((days, row) => (row % 4 === 0 ? Number.NaN : days));
    const outcome = outcomeOf(0.03).map((value, row) => (row % 4 === 0 ? (row % 20 === 0 ? 1 : 0) : value));
    const { model } = await fitOneFeature({ feature: 'gap' }, { matrix: matrixOf(holes), outcome });
    const [margin] = predictOneFeature(model, matrixOf(Float64Array.of(Number.NaN)));
    expect(1 / (1 + Math.exp(-margin!))).toBeCloseTo(0.2, 2);
  });

  it('makes probabilities that add up to the events', async () => {
    const outcome = outcomeOf(0.03);
    const { model } = await fitOneFeature({ feature: 'gap' }, { matrix: matrixOf(gap), outcome });
    const expected = predictOneFeature(model, matrixOf(gap)).reduce((sum, margin) => sum + 1 / (1 + Math.exp(-margin)), 0);
    expect(expected).toBeCloseTo(
      outcome.reduce((a, b) => a + b),
      4,
    );
  });

  it('names the column that is not there', async () => {
    await expect(fitOneFeature({ feature: 'nope' }, { matrix: matrixOf(gap), outcome: outcomeOf(0.03) })).rejects.toMatchObject({
      code: 'missing-column',
    });
  });
});
