import { RandomForestClassifier } from 'ml-random-forest';
import { describe, expect, it } from 'vitest';
import { fitMlRandomForest, predictForest } from '../../../src/learn/index.js';
import { forestTree, type PackageNode } from '../../../src/learn/mlRandomForest/toTree.js';
import { sampleData } from '../sampleData.js';

describe('fitMlRandomForest', () => {
  it('votes as the package’s own trees do', () => {
    const { matrix, outcome } = sampleData(200, 5);
    const rows = Array.from({ length: 200 }, (_, row) => matrix.features.map(({ values }) => values[row]! || 0));
    const forest = new RandomForestClassifier({
      seed: 4,
      nEstimators: 1,
      maxFeatures: 4,
      replacement: false,
      useSampleBagging: true,
      noOOB: true,
      isClassifier: true,
      treeOptions: { gainThreshold: 0, minNumSamples: 15 },
    });
    forest.train(rows, Array.from(outcome));
    const { root } = forest.estimators![0] as unknown as { root: PackageNode };
    const medians = matrix.features.map(() => 0);
    const tree = forestTree(root, forest.indexes![0]!, medians, rows);
    const features = matrix.features.map(({ name }) => ({ name }));
    const filled = {
      length: 200,
      features: matrix.features.map(({ name }, f) => ({ name, values: Float64Array.from(rows, (row) => row[f]!) })),
    };
    const margins = predictForest({ kind: 'ml-random-forest', features, trees: [tree] }, filled);
    // With one tree the margin is ln((s + ½) / (1 − s + ½)) for the leaf's share s.
    const whole = Array.from(margins, (margin) => (margin > 0 ? 1 : 0));
    expect(whole).toEqual(forest.predict(rows));
    expect(new Set(whole).size).toBe(2);
  });

  it.each([0.5, -3, 0, 1e-300])('sends what is below %d left and what is equal to it right', (splitValue) => {
    const leaf = (share: number): PackageNode => ({ distribution: { columns: 2, get: () => share } });
    const tree = forestTree({ splitColumn: 0, splitValue, left: leaf(0), right: leaf(1) }, [0], [9], [[splitValue]]);
    const values = Float64Array.of(splitValue, splitValue - Math.abs(splitValue) * 1e-15 - 1e-320);
    const margins = predictForest(
      { kind: 'ml-random-forest', features: [{ name: 'x' }], trees: [tree] },
      { length: 2, features: [{ name: 'x', values }] },
    );
    expect(margins[0]).toBeGreaterThan(0);
    expect(margins[1]).toBeLessThan(0);
    expect(tree.cover).toEqual([2, 1, 1]);
  });

  it('refuses more than 5,000 rows and names the learner to use', async () => {
    await expect(fitMlRandomForest({}, sampleData(5001))).rejects.toThrow(
      'at most 5000 rows, got 5001; use the default learner "boosting"',
    );
  });

  it('gives a missing value the median of its column', async () => {
    const data = sampleData(300, 6);
    const { model } = await fitMlRandomForest({ trees: 5 }, data);
    const holes = data.matrix.features[3]!;
    const present = holes.values.filter((value) => !Number.isNaN(value)).sort();
    const median = (present[(present.length - 1) >> 1]! + present[present.length >> 1]!) / 2;
    const filled = {
      ...data.matrix,
      features: data.matrix.features.map((feature) =>
        feature === holes ? { ...holes, values: holes.values.map((value) => (Number.isNaN(value) ? median : value)) } : feature,
      ),
    };
    expect(predictForest(model, data.matrix)).toEqual(predictForest(model, filled));
  });
});
