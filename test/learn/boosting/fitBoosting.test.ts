import { describe, expect, it } from 'vitest';
import { binMatrix } from '../../../src/learn/binning.js';
import { boostingContributions } from '../../../src/learn/boosting/contributions.js';
import { type BoostingData, fitBoosting } from '../../../src/learn/boosting/fitBoosting.js';
import type { BoostingModel } from '../../../src/learn/boosting/model.js';
import { predictBoosting } from '../../../src/learn/boosting/predictBoosting.js';
import { logLossOf, reordered, sampleData, shuffledOrder } from '../sampleData.js';

const small = { rounds: 30, leaves: 6, learningRate: 0.1, minRowsPerLeaf: 20 };

/** Another way to the margin: walk each tree by its plain arrays. */
function slowMargin(model: BoostingModel, data: BoostingData, row: number): number {
  let margin = model.base;
  for (const tree of model.trees) {
    let node = 0;
    while (tree.feature[node]! >= 0) {
      const feature = model.features[tree.feature[node]!]!;
      const value = data.matrix.features[tree.feature[node]!]!.values[row]!;
      const goesLeft =
        feature.categories === undefined
          ? Number.isNaN(value)
            ? tree.missingLeft[node] === 1
            : value <= tree.threshold[node]!
          : tree.leftCategories[tree.threshold[node]!]!.includes(value);
      node = goesLeft ? tree.left[node]! : tree.right[node]!;
    }
    margin += tree.value[node]!;
  }
  return margin;
}

describe('fitBoosting', () => {
  it('learns smooth, missing and category effects, and reports a falling loss that is the loss of its predictions', async () => {
    const data = sampleData(4000);
    const { model, report } = await fitBoosting(small, data);
    const loss = logLossOf(predictBoosting(model, data.matrix), data.outcome);
    expect(report.trainingLoss).toHaveLength(31);
    expect(report.trainingLoss[30]).toBeCloseTo(loss, 9);
    for (let round = 1; round <= 30; round++) expect(report.trainingLoss[round]).toBeLessThan(report.trainingLoss[round - 1]!);
    expect(loss).toBeLessThan(0.75 * report.trainingLoss[0]!);
    const used = new Set(model.trees.flatMap((tree) => tree.feature));
    expect([0, 1, 3, 4].every((feature) => used.has(feature))).toBe(true);
    expect(used.has(2)).toBe(false);
  });

  it('predicts what a walk through the plain arrays gives, missing values and categories included', async () => {
    const data = sampleData(1500, 3);
    const { model } = await fitBoosting(small, data);
    const margins = predictBoosting(model, data.matrix);
    for (let row = 0; row < 1500; row++) expect(margins[row]).toBe(slowMargin(model, data, row));
  });

  it('gives the same model whatever the order of the rows, when rows carry keys', async () => {
    const data = sampleData(3000, 5);
    const options = { ...small, rowShare: 0.7, columnShare: 0.6 };
    const keys = { high: new Int32Array(3000).fill(4), low: Int32Array.from({ length: 3000 }, (_, row) => row * 7) };
    const order = shuffledOrder(3000, 2);
    const first = await fitBoosting(options, { ...data, rowKeys: keys });
    const second = await fitBoosting(options, {
      matrix: reordered(data.matrix, order),
      outcome: order.map((row) => data.outcome[row]!),
      rowKeys: { high: keys.high, low: Int32Array.from(order, (row) => keys.low[row]!) },
    });
    expect(second.model).toEqual(first.model);
  });

  it('counts a row of weight 2 as two rows', async () => {
    const data = sampleData(1200, 6);
    const twice = Array.from({ length: 1200 }, (_, row) => row).flatMap((row) => (row % 3 === 0 ? [row, row] : [row]));
    const options = { ...small, minRowsPerLeaf: 1, minHessian: 5 };
    const doubled = await fitBoosting(options, {
      matrix: reordered(data.matrix, twice),
      outcome: twice.map((row) => data.outcome[row]!),
      binned: {
        ...binMatrix(data.matrix),
        length: twice.length,
        columns: binMatrix(data.matrix).columns.map((column) => Uint8Array.from(twice, (row) => column[row]!)),
      },
    });
    const weighted = await fitBoosting(options, {
      ...data,
      weights: Float64Array.from({ length: 1200 }, (_, row) => (row % 3 === 0 ? 2 : 1)),
    });
    const a = predictBoosting(doubled.model, data.matrix);
    const b = predictBoosting(weighted.model, data.matrix);
    for (let row = 0; row < 1200; row++) expect(b[row]).toBeCloseTo(a[row]!, 4);
  });

  it('stops early at the best validation loss and keeps no later tree', async () => {
    const train = sampleData(600, 7);
    const validation = sampleData(2000, 8);
    const options = { ...small, rounds: 300, learningRate: 0.3, leaves: 16, minRowsPerLeaf: 5, earlyStopping: { rounds: 10 } };
    const { model, report } = await fitBoosting(options, { ...train, validation });
    const best = Math.min(...report.validationLoss);
    expect(report.stoppedEarly).toBe(true);
    expect(model.trees).toHaveLength(report.validationLoss.indexOf(best));
    expect(logLossOf(predictBoosting(model, validation.matrix), validation.outcome)).toBeCloseTo(best, 6);
  });

  it.each([1, -1] as const)('is monotone where asked to be: %i', async (sign) => {
    const data = sampleData(3000, 9);
    const { model } = await fitBoosting({ ...small, leaves: 12, monotone: [sign, 0, 0, 0, 0, sign] }, data);
    for (const feature of [0, 5])
      for (let row = 0; row < 40; row++) {
        const grid = Array.from({ length: 60 }, (_, i) => (feature === 0 ? i / 6 - 5 : i / 60));
        const matrix = {
          length: 60,
          features: data.matrix.features.map((column, index) => ({
            ...column,
            values: Float64Array.from(grid, (value) => (index === feature ? value : column.values[row]!)),
          })),
        };
        const margins = predictBoosting(model, matrix);
        for (let i = 1; i < 60; i++) expect(sign * (margins[i]! - margins[i - 1]!)).toBeGreaterThanOrEqual(0);
      }
  });

  it('grows each tree from about the asked share of rows', async () => {
    const data = sampleData(800, 10);
    const { model } = await fitBoosting({ ...small, rowShare: 0.5 }, data);
    for (const tree of model.trees) {
      expect(tree.cover[0]).toBeGreaterThan(320);
      expect(tree.cover[0]).toBeLessThan(480);
    }
  });

  it('explains each margin as base plus contributions', async () => {
    const data = sampleData(1000, 11);
    const { model } = await fitBoosting(small, data);
    const margins = predictBoosting(model, data.matrix);
    const { base, values } = boostingContributions(model, data.matrix);
    for (let row = 0; row < 1000; row++) {
      const own = values.subarray(row * model.features.length, (row + 1) * model.features.length);
      expect(base + own.reduce((a, b) => a + b)).toBeCloseTo(margins[row]!, 9);
      expect(own[2]).toBe(0);
    }
    // The base is the mean margin of the rows that the trees were grown from.
    const mean = margins.reduce((a, b) => a + b) / 1000;
    expect(base).toBeCloseTo(mean, 9);
  });

  it('stops when the signal fires', async () => {
    const controller = new AbortController();
    const fit = fitBoosting({ rounds: 10_000, leaves: 31, minRowsPerLeaf: 1 }, sampleData(3000, 12), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(fit).rejects.toMatchObject({ code: 'aborted' });
  });

  it('stays at the base rate when no leaf could be large enough, without trying every round', async () => {
    const data = sampleData(100);
    const { model, report } = await fitBoosting({ minRowsPerLeaf: 60, rounds: 10_000 }, data);
    expect(model.trees).toEqual([]);
    expect(report.trainingLoss).toHaveLength(2);
    expect(new Set(predictBoosting(model, data.matrix))).toEqual(new Set([model.base]));
  });

  it('refuses bins that were made from another matrix', async () => {
    const fit = fitBoosting(small, { ...sampleData(100), binned: binMatrix(sampleData(99).matrix) });
    await expect(fit).rejects.toMatchObject({ code: 'length-mismatch' });
  });

  it('says what is wrong with an option', async () => {
    const data = sampleData(100);
    await expect(fitBoosting({ leaves: 1 }, data)).rejects.toMatchObject({ code: 'bad-parameter' });
    await expect(fitBoosting({ monotone: [1] }, data)).rejects.toThrow('monotone has 1 entries for 6 features');
    await expect(fitBoosting({ monotone: [0, 0, 0, 0, 1, 0] }, data)).rejects.toThrow('monotone cannot hold for "branch"');
    await expect(fitBoosting({ earlyStopping: { rounds: 5 } }, data)).rejects.toThrow('earlyStopping needs validation rows');
  });
});
