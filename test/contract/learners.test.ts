import { describe, expect, it } from 'vitest';
import {
  contributions,
  fitLearner,
  type LearnerModel,
  type LearnerOptions,
  type Matrix,
  modelFeatures,
  predictMargin,
  type TrainingData,
} from '../../src/learn/index.js';
import { learnerModelSchema } from '../../src/learn/learnerModelSchema.js';
import { logLossOf, reordered, sampleData, shuffledOrder } from '../learn/sampleData.js';

interface Case {
  readonly name: string;
  readonly options: LearnerOptions;
  /** Training sums are exact: the order of keyed rows does not matter. */
  readonly exactSums: boolean;
}

const LEARNERS: readonly Case[] = [
  { name: 'boosting', options: { kind: 'boosting', rounds: 20, leaves: 6, minRowsPerLeaf: 10, learningRate: 0.1 }, exactSums: true },
  {
    name: 'boosting of sampled rows and columns',
    options: { kind: 'boosting', rounds: 20, leaves: 4, minRowsPerLeaf: 10, rowShare: 0.7, columnShare: 0.5, l2: 10, seed: 5 },
    exactSums: true,
  },
  { name: 'stumps', options: { kind: 'boosting', rounds: 30, leaves: 2, minRowsPerLeaf: 10, learningRate: 0.2 }, exactSums: true },
  { name: 'logistic', options: { kind: 'logistic' }, exactSums: false },
  { name: 'one feature', options: { kind: 'one-feature', feature: 'smooth' }, exactSums: false },
  { name: 'one feature with missing values', options: { kind: 'one-feature', feature: 'holes' }, exactSums: false },
  { name: 'ml-random-forest', options: { kind: 'ml-random-forest', trees: 8, rowsPerTree: 200 }, exactSums: false },
];

const data = sampleData(500, 21);

const fit = async (options: LearnerOptions, training: TrainingData = data): Promise<LearnerModel> =>
  (await fitLearner(options, training)).model;

const withColumn = (matrix: Matrix, index: number, values: Float64Array): Matrix => ({
  ...matrix,
  features: matrix.features.map((feature, f) => (f === index ? { ...feature, values } : feature)),
});

describe.each(LEARNERS)('$name', ({ options, exactSums }) => {
  it('gives the same bits for the same seed, however often it is fitted', async () => {
    expect(JSON.stringify(await fit(options))).toBe(JSON.stringify(await fit(options)));
  });

  it('beats the base rate on the rows it learnt from', async () => {
    const share = Array.from(data.outcome).reduce((a, b) => a + b) / 500;
    const base = new Float64Array(500).fill(Math.log(share / (1 - share)));
    expect(logLossOf(predictMargin(await fit(options), data.matrix), data.outcome)).toBeLessThan(logLossOf(base, data.outcome));
  });

  it('leaves its input as it was', async () => {
    const copy = structuredClone(data);
    predictMargin(await fit(options), data.matrix);
    expect(data).toEqual(copy);
  });

  it('predicts a row the same alone, among others, and in any order of rows and columns', async () => {
    const model = await fit(options);
    const margins = predictMargin(model, data.matrix);
    const order = shuffledOrder(500, 3);
    const other = { ...reordered(data.matrix, order), features: reordered(data.matrix, order).features.toReversed() };
    expect(Array.from(predictMargin(model, other))).toEqual(order.map((row) => margins[row]));
    for (const row of [0, 255, 256, 499]) expect(predictMargin(model, reordered(data.matrix, [row]))[0]).toBe(margins[row]);
  });

  it.runIf(exactSums)('gives the same bits in any order of rows that carry keys', async () => {
    const order = shuffledOrder(500, 4);
    const keys = { high: new Int32Array(500).fill(19000), low: Int32Array.from({ length: 500 }, (_, row) => Math.imul(row, 0x9e3779b1)) };
    const shuffled = {
      matrix: reordered(data.matrix, order),
      outcome: order.map((row) => data.outcome[row]!),
      rowKeys: { high: keys.high, low: Int32Array.from(order, (row) => keys.low[row]!) },
    };
    expect(JSON.stringify(await fit(options, shuffled))).toBe(JSON.stringify(await fit(options, { ...data, rowKeys: keys })));
  });

  it('predicts the same to the bit after a trip through JSON and the schema', async () => {
    const model = await fit(options);
    const read = learnerModelSchema.parse(JSON.parse(JSON.stringify(model)));
    expect(read).toEqual(model);
    expect(predictMargin(read, data.matrix)).toEqual(predictMargin(model, data.matrix));
  });

  it('explains every margin as base plus contributions', async () => {
    const model = await fit(options);
    const margins = predictMargin(model, data.matrix);
    const { base, features, values } = contributions(model, data.matrix);
    expect(features).toEqual(modelFeatures(model));
    expect(values).toHaveLength(margins.length * features.length);
    for (let row = 0; row < margins.length; row++) {
      const own = values.subarray(row * features.length, (row + 1) * features.length);
      expect(Math.abs(base + own.reduce((a, b) => a + b) - margins[row]!)).toBeLessThan(1e-9);
    }
  });

  it('takes all-missing, constant and two-valued columns, and scores rows in which everything is missing', async () => {
    const missing = withColumn(data.matrix, 5, new Float64Array(500).fill(Number.NaN));
    const model = await fit(options, { ...data, matrix: missing });
    const nothing = {
      length: 3,
      features: data.matrix.features.map((feature) => ({ ...feature, values: new Float64Array(3).fill(Number.NaN) })),
    };
    for (const margin of [...predictMargin(model, missing), ...predictMargin(model, nothing)]) expect(Number.isFinite(margin)).toBe(true);
  });

  it('scores values and categories never seen in training', async () => {
    const model = await fit(options);
    const strange = withColumn(
      data.matrix,
      0,
      data.matrix.features[0]!.values.map((_, row) => (row % 2 ? 1e300 : -1e300)),
    );
    const branch = { name: 'branch', categories: 900, values: data.matrix.features[4]!.values.map((_, row) => row) };
    const matrix = { ...strange, features: strange.features.map((feature) => (feature.name === 'branch' ? branch : feature)) };
    for (const margin of predictMargin(model, matrix)) expect(Number.isFinite(margin)).toBe(true);
  });

  it('refuses outcomes of one kind, with a code', async () => {
    for (const value of [0, 1])
      await expect(fit(options, { ...data, outcome: new Float64Array(500).fill(value) })).rejects.toMatchObject({ code: 'too-few-events' });
  });

  it('refuses what is not finite, not 0 or 1, or not of equal length, and says where', async () => {
    const infinite = withColumn(data.matrix, 0, data.matrix.features[0]!.values.with(7, Infinity));
    await expect(fit(options, { ...data, matrix: infinite })).rejects.toThrow('smooth[7] = Infinity');
    const outcome = Array.from(data.outcome);
    await expect(fit(options, { ...data, outcome: outcome.with(3, 0.5) })).rejects.toThrow('outcome[3] is 0.5');
    await expect(fit(options, { ...data, outcome: outcome.slice(1) })).rejects.toMatchObject({ code: 'length-mismatch' });
    await expect(fit(options, { ...data, matrix: { length: 0, features: [] }, outcome: [] })).rejects.toMatchObject({ code: 'no-rows' });
  });

  it('names the column that a matrix lacks', async () => {
    const model = await fit(options);
    const lacking = { ...data.matrix, features: data.matrix.features.filter(({ name }) => name === 'constant') };
    expect(() => predictMargin(model, lacking)).toThrowError(expect.objectContaining({ code: 'missing-column' }));
  });

  it('stops when the signal has fired', async () => {
    await expect(fitLearner(options, data, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });
});
