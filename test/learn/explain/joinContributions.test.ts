import { expect, it } from 'vitest';
import { contributions, fitLearner, type Matrix, predictMargin } from '../../../src/learn/index.js';
import { sampleData } from '../sampleData.js';

it('explains the mean of models of several kinds over different columns', async () => {
  const data = sampleData(400, 8);
  const part = (from: number): Matrix => ({ ...data.matrix, features: data.matrix.features.slice(from) });
  const models = [
    (await fitLearner({ kind: 'boosting', rounds: 5, leaves: 4, minRowsPerLeaf: 20 }, data)).model,
    (await fitLearner({ kind: 'logistic' }, { ...data, matrix: part(3) })).model,
    (await fitLearner({ kind: 'one-feature', feature: 'holes' }, data)).model,
  ];
  const { base, features, values } = contributions(models, data.matrix);
  expect(features).toEqual(data.matrix.features.map(({ name }) => name));
  const margins = models.map((model) => predictMargin(model, data.matrix));
  for (let row = 0; row < 400; row++) {
    const own = values.subarray(row * features.length, (row + 1) * features.length);
    const mean = margins.reduce((sum, each) => sum + each[row]!, 0) / 3;
    expect(Math.abs(base + own.reduce((a, b) => a + b) - mean)).toBeLessThan(1e-9);
  }
});
