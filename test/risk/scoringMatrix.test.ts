import { expect, it } from 'vitest';
import { FEATURES, type FeatureTable } from '../../src/features/index.js';
import type { RiskPrediction } from '../../src/risk/index.js';
import { scoringMatrix } from '../../src/risk/scoringMatrix.js';

const branch = FEATURES.find(({ categorical }) => categorical === 'branch')!;
const prediction = { features: [{ id: branch.id, levels: ['East', 'West'] }] } as unknown as RiskPrediction;

it('takes categories by their text: today’s codes may differ from those of training, and an unseen one is missing', () => {
  const table = {
    length: 4,
    features: [branch],
    columns: [Float64Array.of(1, 2, 3, Number.NaN)],
    levels: { [branch.id]: ['Airport', 'East', 'West'] },
  } as unknown as FeatureTable;
  const matrix = scoringMatrix(table, prediction);
  expect(matrix.features).toEqual([{ name: branch.id, values: Float64Array.of(Number.NaN, 1, 2, Number.NaN), categories: 2 }]);
});
