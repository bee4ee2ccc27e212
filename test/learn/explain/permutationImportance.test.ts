import { describe, expect, it } from 'vitest';
import { auc } from '../../../src/evaluate/auc.js';
import { partialDependence } from '../../../src/learn/explain/partialDependence.js';
import { permutationImportance } from '../../../src/learn/explain/permutationImportance.js';
import { fitBoosting, type Matrix, predictMargin } from '../../../src/learn/index.js';
import { sampleData } from '../sampleData.js';

const data = sampleData(1500, 31);
const { model } = await fitBoosting({ rounds: 40, leaves: 6, minRowsPerLeaf: 20, learningRate: 0.1 }, data);
const quality = (matrix: Matrix): number => auc(predictMargin(model, matrix), data.outcome);

describe('permutationImportance', () => {
  it('finds what the model uses, nothing in what it does not, and gives the same bits again', () => {
    const table = permutationImportance(quality, data.matrix, { repeats: 5 });
    const of = new Map(table.columns.group.map((name, row) => [name, row]));
    expect(of.get('smooth')).toBeLessThan(3);
    const row = of.get('constant')!;
    expect([table.columns.importance[row], table.columns.importance_low[row], table.columns.importance_high[row]]).toEqual([0, 0, 0]);
    expect(permutationImportance(quality, data.matrix, { repeats: 5 })).toEqual(table);
    for (let at = 0; at < table.length; at++) {
      expect(table.columns.importance_low[at]).toBeLessThanOrEqual(table.columns.importance[at]! + 1e-15);
      expect(table.columns.importance_high[at]).toBeGreaterThanOrEqual(table.columns.importance[at]! - 1e-15);
    }
  });

  it('shuffles a group as one: two copies of a column matter together, neither alone', () => {
    const values = Float64Array.from({ length: 400 }, (_, row) => Math.sin(row));
    const outcome = Array.from(values, (value) => Number(value > 0));
    const matrix = { length: 400, features: ['a', 'b'].map((name) => ({ name, values })) };
    const either = ({ features: [a, b] }: Matrix): number =>
      auc(
        a!.values.map((value, row) => (value === b!.values[row] ? value : values[row]!)),
        outcome,
      );
    const alone = permutationImportance(either, matrix);
    const together = permutationImportance(either, matrix, { groups: { both: ['a', 'b'] } });
    expect([...alone.columns.importance]).toEqual([0, 0]);
    expect(together.columns.importance[0]).toBeGreaterThan(0.4);
  });

  it('names a column that is not there', () => {
    expect(() => permutationImportance(quality, data.matrix, { groups: { price: ['nothing'] } })).toThrow('"nothing"');
  });
});

describe('partialDependence', () => {
  const predict = (matrix: Matrix): Float64Array => predictMargin(model, matrix);

  it('of a column is the mean margin with that column set', () => {
    const { columns } = partialDependence(predict, data.matrix, 'smooth', { points: 5 });
    const at = data.matrix.features.findIndex(({ name }) => name === 'smooth');
    for (const [row, value] of columns.value.entries()) {
      const features = data.matrix.features.map((feature, f) =>
        f === at ? { ...feature, values: feature.values.map(() => value) } : feature,
      );
      const margins = predictMargin(model, { ...data.matrix, features });
      expect(columns.margin[row]).toBeCloseTo(margins.reduce((a, b) => a + b) / margins.length, 12);
    }
    expect([...columns.quantile]).toEqual([0.05, 0.275, 0.5, 0.725, 0.95].map((q) => expect.closeTo(q, 12)));
  });

  it('of several columns moves them together, of a category goes through its codes', () => {
    const family = partialDependence(predict, data.matrix, ['smooth', 'holes'], { points: 3 });
    expect(family.length).toBe(3);
    const branch = partialDependence(predict, data.matrix, 'branch');
    expect([...branch.columns.value]).toEqual(
      [...new Set(data.matrix.features.find(({ name }) => name === 'branch')!.values)]
        .filter((c) => !Number.isNaN(c))
        .sort((a, b) => a - b),
    );
    expect(() => partialDependence(predict, data.matrix, ['smooth', 'branch'])).toThrow('"branch" is a category');
  });
});
