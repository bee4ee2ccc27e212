import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auc } from '../../../src/evaluate/auc.js';
import { bootstrapSampler } from '../../../src/learn/boosting/draws.js';
import type { Tree } from '../../../src/learn/boosting/model.js';
import { fitForest, predictForest, type TrainingData } from '../../../src/learn/index.js';
import { generatedRows, partOf } from '../generatedRows.js';
import { logLossOf, sampleData } from '../sampleData.js';

/** Made by test/oracle/learn/forest_auc.py. */
const oracle = JSON.parse(readFileSync(new URL('../../oracle/learn/forest_auc.json', import.meta.url), 'utf8')) as Record<
  'trees' | 'minRowsPerLeaf' | 'columnsPerSplit' | 'auc' | 'logLoss' | 'oobAuc' | 'oobLogLoss',
  number
>;

/** Leaf of a row, by the plain arrays. */
function leafByHand(tree: Tree, { matrix }: TrainingData, row: number): number {
  let node = 0;
  while (tree.feature[node]! >= 0) {
    const feature = matrix.features[tree.feature[node]!]!;
    const value = feature.values[row]!;
    const isLeft =
      feature.categories === undefined
        ? Number.isNaN(value)
          ? tree.missingLeft[node] === 1
          : value <= tree.threshold[node]!
        : tree.leftCategories[tree.threshold[node]!]!.includes(value);
    node = isLeft ? tree.left[node]! : tree.right[node]!;
  }
  return node;
}

/** Weighted Gini impurity of both sides of the best threshold of any number column without missing values, by trying all. */
function bestImpurity(data: TrainingData, times: Uint8Array, minRows: number): number {
  let best = Infinity;
  const rows = [...times.keys()].filter((row) => times[row]! > 0);
  for (const { values, categories } of data.matrix.features) {
    if (categories !== undefined || values.some(Number.isNaN)) continue;
    for (const threshold of new Set(values)) {
      const sides = [rows.filter((row) => values[row]! <= threshold), rows.filter((row) => values[row]! > threshold)];
      if (sides.some((side) => side.length < minRows)) continue;
      best = Math.min(
        best,
        sides.reduce((sum, side) => sum + impurity(side, times, data.outcome), 0),
      );
    }
  }
  return best;
}

function impurity(rows: readonly number[], times: Uint8Array, outcome: ArrayLike<number>): number {
  const all = rows.reduce((sum, row) => sum + times[row]!, 0);
  const ones = rows.reduce((sum, row) => sum + times[row]! * outcome[row]!, 0);
  return all === 0 ? 0 : (2 * ones * (all - ones)) / all;
}

describe('fitForest', () => {
  it('is as good as scikit-learn’s on the same 12,000 rows, and its out-of-bag estimates say so', async () => {
    const rows = generatedRows(24_000);
    const { trees, minRowsPerLeaf, columnsPerSplit } = oracle;
    const train = partOf(rows, 0, 12_000);
    const test = partOf(rows, 12_000, 24_000);
    const { model, report } = await fitForest({ trees, minRowsPerLeaf, columnsPerSplit, leaves: 65_536 }, train);
    const margins = predictForest(model, test.matrix);
    expect(auc(margins, test.outcome)).toBeGreaterThan(oracle.auc - 0.002);
    expect(logLossOf(margins, test.outcome)).toBeLessThan(oracle.logLoss + 0.002);
    const { outOfBag } = report;
    expect(outOfBag.rows).toBe(12_000);
    expect(auc(outOfBag.margins, train.outcome)).toBeGreaterThan(oracle.oobAuc - 0.002);
    expect(outOfBag.logLoss).toBeLessThan(oracle.oobLogLoss + 0.002);
    expect(Math.abs(outOfBag.logLoss - logLossOf(margins, test.outcome))).toBeLessThan(0.02);
  });

  it('votes with shares of ones, and estimates a row by the trees that lack it alone', async () => {
    const data = sampleData(400, 12);
    const { model, report } = await fitForest({ trees: 10, minRowsPerLeaf: 5, seed: 3 }, data);
    const bootstrap = bootstrapSampler(400, 3, undefined);
    const votes = Array.from({ length: 400 }, () => [0, 0] as [number, number]);
    model.trees.forEach((tree, index) => {
      const { times } = bootstrap(index);
      const leaves = Array.from({ length: 400 }, (_, row) => leafByHand(tree, data, row));
      for (let node = 0; node < tree.feature.length; node++) {
        if (tree.feature[node]! >= 0) continue;
        const inside = [...leaves.keys()].filter((row) => leaves[row] === node && times[row]! > 0);
        const all = inside.reduce((sum, row) => sum + times[row]!, 0);
        expect(tree.cover[node]).toBe(inside.length);
        expect(tree.cover[node]).toBeGreaterThanOrEqual(5);
        expect(tree.value[node]).toBeCloseTo(inside.reduce((sum, row) => sum + times[row]! * data.outcome[row]!, 0) / all, 12);
      }
      leaves.forEach((leaf, row) => {
        if (times[row]! > 0) return;
        votes[row]![0] += tree.value[leaf]!;
        votes[row]![1]++;
      });
    });
    votes.forEach(([sum, trees], row) => {
      if (trees === 0) expect(report.outOfBag.margins[row]).toBeNaN();
      else expect(report.outOfBag.margins[row]).toBeCloseTo(Math.log((sum + 0.5) / (trees - sum + 0.5)), 12);
    });
  });

  it('splits where the Gini impurity falls most', async () => {
    const { matrix, outcome } = sampleData(240, 13);
    const data = { matrix: { length: 240, features: [0, 1, 5].map((feature) => matrix.features[feature]!) }, outcome };
    const { model } = await fitForest({ trees: 6, minRowsPerLeaf: 8, columnsPerSplit: 3, leaves: 2 }, data);
    const bootstrap = bootstrapSampler(240, 1, undefined);
    for (const [index, tree] of model.trees.entries()) {
      const { times } = bootstrap(index);
      const rows = [...times.keys()].filter((row) => times[row]! > 0);
      const sides = [1, 2].map((node) => rows.filter((row) => leafByHand(tree, data, row) === node));
      const found = sides.reduce((sum, side) => sum + impurity(side, times, outcome), 0);
      expect(found).toBeCloseTo(bestImpurity(data, times, 8), 9);
      expect(tree.gain[0]).toBeCloseTo((impurity(rows, times, outcome) - found) / 2, 9);
    }
  });

  it('takes a row about once a tree, and leaves it out of e⁻¹ of them', () => {
    const bootstrap = bootstrapSampler(2000, 1, undefined);
    let [taken, absent] = [0, 0];
    for (let tree = 0; tree < 20; tree++) {
      const { times, inside, outside } = bootstrap(tree);
      expect(inside.length + outside.length).toBe(2000);
      expect(outside.every((row) => times[row] === 0) && inside.every((row) => times[row]! > 0)).toBe(true);
      taken += times.reduce((a, b) => a + b);
      absent += outside.length;
    }
    // Four standard errors of 40,000 draws.
    expect(Math.abs(taken / 40_000 - 1)).toBeLessThan(0.02);
    expect(Math.abs(absent / 40_000 - Math.exp(-1))).toBeLessThan(0.01);
  });

  it('weighs its out-of-bag estimates by the rows’ weights, and counts the rows', async () => {
    const data = sampleData(300, 14);
    const weights = Float64Array.from({ length: 300 }, (_, row) => 1 + 2 * (row % 4));
    const { margins, ...found } = (await fitForest({ trees: 12, minRowsPerLeaf: 5 }, { ...data, weights })).report.outOfBag;
    const known = [...margins.keys()].filter((row) => !Number.isNaN(margins[row]!));
    const risk = (row: number): number => 1 / (1 + Math.exp(-margins[row]!));
    const total = known.reduce((sum, row) => sum + weights[row]!, 0);
    const mean = (of: (row: number) => number): number => known.reduce((sum, row) => sum + weights[row]! * of(row), 0) / total;
    expect(found.rows).toBe(known.length);
    expect(found.brier).toBeCloseTo(
      mean((row) => (risk(row) - data.outcome[row]!) * (risk(row) - data.outcome[row]!)),
      12,
    );
    expect(found.logLoss).toBeCloseTo(
      mean((row) => -Math.log(data.outcome[row] === 1 ? risk(row) : 1 - risk(row))),
      12,
    );
  });

  it('keeps to its limits of leaves and depth', async () => {
    const data = sampleData(1000, 14);
    const few = await fitForest({ trees: 3, minRowsPerLeaf: 1, leaves: 7 }, data);
    for (const { feature } of few.model.trees) expect(feature.filter((one) => one < 0)).toHaveLength(7);
    const flat = await fitForest({ trees: 3, minRowsPerLeaf: 1, maxDepth: 2 }, data);
    for (const { feature } of flat.model.trees) expect(feature.length).toBeLessThanOrEqual(7);
    await expect(fitForest({ trees: 0 }, data)).rejects.toThrow('trees is 0');
    await expect(fitForest({ columnsPerSplit: 9 }, data)).rejects.toThrow('columnsPerSplit is 9');
  });
});
