import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../src/core/random.js';
import type { Progress } from '../../src/core/run.js';
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
import { type Json, places, survives } from '../learn/hostileModel.js';
import { logLossOf, reordered, sampleData, shuffledOrder } from '../learn/sampleData.js';

type Sign = -1 | 0 | 1;

interface Case {
  readonly name: string;
  readonly options: LearnerOptions;
  /** The same under monotone constraints, where the learner knows them. */
  readonly monotone?: (monotone: readonly Sign[]) => LearnerOptions;
  /** Takes no weights. */
  readonly unweighted?: true;
}

const LEARNERS: readonly Case[] = [
  {
    name: 'boosting',
    options: { kind: 'boosting', rounds: 20, leaves: 6, minRowsPerLeaf: 10, learningRate: 0.1 },
    monotone: (monotone) => ({ kind: 'boosting', rounds: 20, leaves: 12, minRowsPerLeaf: 10, monotone }),
  },
  {
    name: 'boosting of sampled rows and columns',
    options: { kind: 'boosting', rounds: 20, leaves: 4, minRowsPerLeaf: 10, rowShare: 0.7, columnShare: 0.5, l2: 10, seed: 5 },
  },
  {
    name: 'boosting within limits',
    options: {
      kind: 'boosting',
      rounds: 20,
      leaves: 6,
      minRowsPerLeaf: 10,
      maxDepth: 2,
      columnShareBySplit: 0.6,
      interactions: [['smooth', 'branch']],
    },
  },
  { name: 'stumps', options: { kind: 'boosting', rounds: 30, leaves: 2, minRowsPerLeaf: 10, learningRate: 0.2 } },
  {
    name: 'additive',
    options: { kind: 'additive', bags: 3, rounds: 60, pairs: 2 },
    monotone: (monotone) => ({ kind: 'additive', bags: 3, rounds: 60, leaves: 4, pairs: 2, monotone }),
  },
  { name: 'additive without pairs', options: { kind: 'additive', bags: 2, rounds: 60, pairs: 0, leaves: 3 } },
  { name: 'logistic', options: { kind: 'logistic' } },
  { name: 'elastic net', options: { kind: 'logistic', strength: 0.05, l1Share: 0.7 } },
  { name: 'one feature', options: { kind: 'one-feature', feature: 'smooth' } },
  { name: 'one feature with missing values', options: { kind: 'one-feature', feature: 'holes' } },
  { name: 'forest', options: { kind: 'forest', trees: 12, minRowsPerLeaf: 10 } },
  {
    name: 'blend',
    options: {
      kind: 'blend',
      members: [
        { kind: 'logistic' },
        { kind: 'boosting', rounds: 20, leaves: 3, minRowsPerLeaf: 10 },
        { kind: 'one-feature', feature: 'smooth' },
      ],
    },
  },
  { name: 'ml-random-forest', options: { kind: 'ml-random-forest', trees: 8, rowsPerTree: 200 }, unweighted: true },
];

const data = sampleData(500, 21);

const fit = async (options: LearnerOptions, training: TrainingData = data): Promise<LearnerModel> =>
  (await fitLearner(options, training)).model;

const withColumn = (matrix: Matrix, index: number, values: Float64Array): Matrix => ({
  ...matrix,
  features: matrix.features.map((feature, f) => (f === index ? { ...feature, values } : feature)),
});

describe.each(LEARNERS)('$name', ({ options, monotone, unweighted }) => {
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

  it('gives the same bits in any order of rows that carry keys', async () => {
    const order = shuffledOrder(500, 4);
    const keys = { high: new Int32Array(500).fill(19000), low: Int32Array.from({ length: 500 }, (_, row) => Math.imul(row, 0x9e3779b1)) };
    const shuffled = {
      matrix: reordered(data.matrix, order),
      outcome: order.map((row) => data.outcome[row]!),
      rowKeys: { high: keys.high, low: Int32Array.from(order, (row) => keys.low[row]!) },
    };
    expect(JSON.stringify(await fit(options, shuffled))).toBe(JSON.stringify(await fit(options, { ...data, rowKeys: keys })));
  });

  it.runIf(monotone)('never falls, or never rises, with a feature that must not', async () => {
    for (const sign of [1, -1] as const) {
      const model = await fit(monotone!([sign, 0, 0, 0, 0, sign]));
      for (const [feature, low] of [
        [0, -5],
        [5, 0],
      ] as const)
        for (let row = 0; row < 20; row++) {
          const grid = Float64Array.from({ length: 50 }, (_, i) => low + (i * (feature === 0 ? 10 : 1)) / 50);
          const margins = predictMargin(model, withColumn(reordered(data.matrix, new Array(50).fill(row)), feature, grid));
          for (let i = 1; i < 50; i++) expect(sign * (margins[i]! - margins[i - 1]!)).toBeGreaterThanOrEqual(-1e-12);
        }
    }
  });

  it.runIf(!unweighted)('takes weights: ones change nothing, heavier churners raise the risk', async () => {
    const without = predictMargin(await fit(options), data.matrix);
    const ones = predictMargin(await fit(options, { ...data, weights: new Float64Array(500).fill(1) }), data.matrix);
    for (const [row, margin] of ones.entries()) expect(margin).toBeCloseTo(without[row]!, 9);
    const heavy = await fit(options, { ...data, weights: Array.from(data.outcome, (one) => 1 + 4 * one) });
    const mean = (margins: Float64Array): number => margins.reduce((a, b) => a + b) / margins.length;
    expect(mean(predictMargin(heavy, data.matrix))).toBeGreaterThan(mean(without) + 0.5);
    await expect(fit(options, { ...data, weights: new Float64Array(500) })).rejects.toThrow('weights[0] is 0');
  });

  it.runIf(unweighted)('refuses weights rather than leave them out', async () => {
    await expect(fit(options, { ...data, weights: new Float64Array(500).fill(1) })).rejects.toMatchObject({ code: 'bad-parameter' });
  });

  it('gives probabilities inside (0, 1), also where the outcomes can be parted without error', async () => {
    const smooth = data.matrix.features[0]!.values;
    const parted = await fit(options, { ...data, outcome: Float64Array.from(smooth, (value) => (value > 1 ? 1 : 0)) });
    // Beyond 37 a float64 shows p as 1, though 1 − p is still told by the margin.
    for (const margin of predictMargin(parted, data.matrix)) expect(Math.abs(margin)).toBeLessThan(700);
    for (const margin of predictMargin(await fit(options), data.matrix)) {
      const p = 1 / (1 + Math.exp(-margin));
      expect(p > 0 && p < 1).toBe(true);
    }
  });

  it('learns from as few as two rows, and refuses one', async () => {
    const few = (rows: readonly number[]): TrainingData => ({
      matrix: reordered(data.matrix, rows),
      outcome: rows.map((row) => data.outcome[row]!),
    });
    const outcomes = Array.from(data.outcome);
    const two = [outcomes.indexOf(1), outcomes.indexOf(0)];
    for (const margin of predictMargin(await fit(options, few(two)), data.matrix)) expect(Number.isFinite(margin)).toBe(true);
    await expect(fit(options, few([0]))).rejects.toMatchObject({ code: 'too-few-events' });
  });

  it('says how far it has come, up to the whole', async () => {
    const seen: Progress[] = [];
    await fitLearner(options, data, { onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(0);
    for (const [index, { stage, done, total }] of seen.entries()) {
      expect(stage).toBe(seen[0]!.stage);
      expect(done).toBeGreaterThanOrEqual(seen[index - 1]?.done ?? 0);
      expect(done).toBeLessThanOrEqual(total);
    }
  });

  it('has a model that a changed file cannot make crash, loop or score without a number', async () => {
    const text = JSON.stringify(await fit(options));
    const oddities: readonly Json[] = [null, -1, 1e300, 4294967296, 'NaN', [], {}, true, Number.MAX_VALUE, [7, 3]];
    for (let step = 0; step < 300; step++) {
      const copy = JSON.parse(text) as Json;
      const all = places(copy);
      const [holder, key] = all[Math.floor(uniformAt(7, 1, step) * all.length)]!;
      (holder as { [key: string]: Json })[key] = oddities[step % oddities.length]!;
      survives(copy, data.matrix);
    }
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
