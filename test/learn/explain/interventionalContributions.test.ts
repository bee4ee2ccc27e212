import { expect, it } from 'vitest';
import { interventionalContributions } from '../../../src/learn/explain/interventionalContributions.js';
import { fitLearner, type LearnerOptions, type Matrix, predictMargin } from '../../../src/learn/index.js';
import { reordered, sampleData } from '../sampleData.js';
import { shapleyValues } from './bruteForce.js';

const data = sampleData(600, 12);
const rows = (from: number, to: number): Matrix =>
  reordered(
    data.matrix,
    Array.from({ length: to - from }, (_, at) => from + at),
  );
const [explained, background] = [rows(0, 6), rows(100, 112)];

/** The row with the columns that are not known taken from another. */
function mixed(row: number, other: number, known: readonly boolean[]): Matrix {
  const cell = (f: number): number => (known[f] ? explained.features[f]!.values[row]! : background.features[f]!.values[other]!);
  return { length: 1, features: explained.features.map((feature, f) => ({ ...feature, values: Float64Array.of(cell(f)) })) };
}

it.each<LearnerOptions>([
  { kind: 'boosting', rounds: 12, leaves: 5, minRowsPerLeaf: 10, learningRate: 0.2 },
  { kind: 'logistic' },
  { kind: 'additive', rounds: 60, pairs: 2 } as LearnerOptions,
])('of $kind are those of the definition, over all sets of features', async (options) => {
  const { model } = await fitLearner(options, data);
  const { base, features, values } = interventionalContributions(model, explained, background);
  const margins = predictMargin(model, explained);
  const others = predictMargin(model, background);
  expect(base).toBeCloseTo(others.reduce((a, b) => a + b) / others.length, 9);
  for (let row = 0; row < explained.length; row++) {
    const worth = (known: readonly boolean[]): number => {
      const all = Array.from({ length: background.length }, (_, other) => predictMargin(model, mixed(row, other, known))[0]!);
      return all.reduce((a, b) => a + b) / all.length;
    };
    const own = values.subarray(row * features.length, (row + 1) * features.length);
    for (const [f, value] of shapleyValues(features.length, worth).entries()) expect(Math.abs(own[f]! - value)).toBeLessThan(1e-10);
    expect(Math.abs(base + own.reduce((a, b) => a + b) - margins[row]!)).toBeLessThan(1e-9);
  }
});

it('are refused of a forest', async () => {
  const { model } = await fitLearner({ kind: 'ml-random-forest', trees: 3, rowsPerTree: 100 }, data);
  expect(() => interventionalContributions(model, explained, background)).toThrow('no sum of its parts');
});
