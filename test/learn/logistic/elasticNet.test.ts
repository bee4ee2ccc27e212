import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitLogistic, logisticPath, predictLogistic } from '../../../src/learn/index.js';
import { elasticNet } from '../../../src/learn/logistic/elasticNet.js';
import { ridgeLogistic } from '../../../src/learn/logistic/ridgeLogistic.js';
import { logLossOf, sampleData } from '../sampleData.js';

interface Fit {
  readonly intercept: number;
  readonly coefficients: readonly number[];
}
interface Case {
  readonly C: number;
  readonly l1Share: number;
  readonly columns: readonly (readonly number[])[];
  readonly outcome: readonly number[];
  readonly weights: readonly number[];
  readonly plain: Fit;
  readonly weighted: Fit;
}

/** Made by test/oracle/learn/elastic_net.py. */
const { cases } = JSON.parse(readFileSync(new URL('../../oracle/learn/elastic_net.json', import.meta.url), 'utf8')) as { cases: Case[] };

const columnsOf = ({ columns }: Case): Float64Array[] => columns.map((column) => Float64Array.from(column));

describe.each(cases)('elasticNet, C = $C, share of absolute values $l1Share', (one) => {
  it.each(['plain', 'weighted'] as const)('is scikit-learn’s, %s, zeros and all', async (which) => {
    const weights = Float64Array.from(one.weights, (weight) => (which === 'plain' ? 1 : weight));
    const fit = await elasticNet(columnsOf(one), Uint8Array.from(one.outcome), weights, one.C, one.l1Share);
    const expected = one[which];
    expect(fit.intercept).toBeCloseTo(expected.intercept, 7);
    for (const [k, coefficient] of fit.coefficients.entries()) {
      expect(coefficient).toBeCloseTo(expected.coefficients[k]!, 7);
      expect(coefficient === 0).toBe(expected.coefficients[k] === 0);
    }
  });

  it('without absolute values is the ridge fit, found another way', async () => {
    const [outcome, weights] = [Uint8Array.from(one.outcome), Float64Array.from(one.weights)];
    const net = await elasticNet(columnsOf(one), outcome, weights, one.C, 0);
    const ridge = await ridgeLogistic(columnsOf(one), outcome, weights, one.C);
    expect(net.intercept).toBeCloseTo(ridge.intercept, 9);
    for (const [k, coefficient] of net.coefficients.entries()) expect(coefficient).toBeCloseTo(ridge.coefficients[k]!, 9);
  });
});

describe('logisticPath', () => {
  it('begins where the first feature appears under weights, too', async () => {
    const weights = Float64Array.from({ length: 800 }, (_, row) => 1 + (row % 9));
    const { points } = await logisticPath({ l1Share: 1 }, { ...sampleData(800, 3), weights });
    expect(points.slice(0, 2).map(({ columnsUsed }) => columnsUsed > 0)).toEqual([false, true]);
  });

  it('begins without features, ends with many, and each point is the fit of its own strength', async () => {
    const data = sampleData(800, 3);
    const { points, best } = await logisticPath({ l1Share: 0.8 }, { ...data, validation: sampleData(800, 4) });
    expect(points[0]!.columnsUsed).toBe(0);
    expect(points[1]!.columnsUsed).toBeGreaterThan(0);
    expect(points.at(-1)!.columnsUsed).toBeGreaterThan(10);
    expect(points.at(-1)!.strength / points[0]!.strength).toBeCloseTo(1000, 6);
    const losses = points.map(({ validationLoss }) => validationLoss!);
    expect(losses[best!]).toBe(Math.min(...losses));
    expect(best).toBeGreaterThan(0);
    const { strength, model } = points[best!]!;
    const alone = await fitLogistic({ strength, l1Share: 0.8 }, data);
    const margins = predictLogistic(model, data.matrix);
    for (const [row, margin] of predictLogistic(alone.model, data.matrix).entries()) expect(margins[row]).toBeCloseTo(margin, 7);
    const validation = sampleData(800, 4);
    expect(losses[best!]).toBeCloseTo(logLossOf(predictLogistic(model, validation.matrix), validation.outcome), 6);
  });

  it('fits the strengths it is given, strongest penalty first, and refuses what is none', async () => {
    const data = sampleData(300, 5);
    const { points, best } = await logisticPath({ strengths: [1, 0.01, 0.1] }, data);
    expect(points.map(({ strength }) => strength)).toEqual([0.01, 0.1, 1]);
    expect(points.map(({ validationLoss }) => validationLoss)).toEqual([null, null, null]);
    expect(best).toBeUndefined();
    await expect(logisticPath({ strengths: [] }, data)).rejects.toThrow('strengths is empty');
    await expect(logisticPath({ strengths: [0] }, data)).rejects.toThrow('strength is 0');
    await expect(fitLogistic({ l1Share: 2 }, data)).rejects.toThrow('l1Share is 2');
  });
});
