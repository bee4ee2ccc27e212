import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import {
  expectedLifetime,
  fitHazard,
  fitLearner,
  type HazardModel,
  hazardRows,
  type LearnerOptions,
  predictMargin,
  survivalFrom,
} from '../../../src/learn/index.js';
import { sampleData } from '../sampleData.js';

const telco = `${process.env['HOLDFAST_DATA'] ?? new URL('../../../../shared/data', import.meta.url).pathname}/telco_ibm_classic/Telco-Customer-Churn.csv.gz`;

/** A learner that fits the share of each period without shrinking it. */
const saturated: LearnerOptions = { kind: 'boosting', rounds: 40, leaves: 200, learningRate: 1, minRowsPerLeaf: 1, minHessian: 0, l2: 0 };

const constant = (rows: number) => ({ length: rows, features: [{ name: 'one', values: new Float64Array(rows).fill(1) }] });
const someone = constant(1);

/** Subjects with hazard .1 a period, .3 where x is 1, watched for up to 12 periods. */
function subjects(rows: number) {
  const x = Float64Array.from({ length: rows }, (_, row) => row % 2);
  const periods = new Int32Array(rows);
  const event = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const hazard = x[row] === 1 ? 0.3 : 0.1;
    while (periods[row]! < 12 && event[row] === 0) event[row] = uniformAt(8, row, ++periods[row]!) < hazard ? 1 : 0;
  }
  return { matrix: { length: rows, features: [{ name: 'x', values: x }] }, periods, event };
}

describe('hazardRows', () => {
  it('has one row for each period watched, with the event in the last, and later entry left out', () => {
    const matrix = { length: 3, features: [{ name: 'x', values: Float64Array.of(5, 6, 7) }] };
    const rows = hazardRows({ matrix, periods: [3, 2, 4], event: [1, 0, 1], entered: [0, 0, 2], weights: [1, 2, 3] });
    expect([...rows.subject]).toEqual([0, 0, 0, 1, 1, 2, 2]);
    expect([...rows.period]).toEqual([1, 2, 3, 1, 2, 3, 4]);
    expect(Array.from(rows.outcome)).toEqual([0, 0, 1, 0, 0, 0, 1]);
    expect(Array.from(rows.weights!)).toEqual([1, 1, 1, 2, 2, 3, 3]);
    expect(rows.matrix.features.map(({ name }) => name)).toEqual(['x', 'period']);
    const keys = new Set(Array.from(rows.subject, (_, at) => `${rows.rowKeys!.high[at]} ${rows.rowKeys!.low[at]}`));
    expect(keys.size).toBe(7);
  });

  it('says which row is wrong', () => {
    const matrix = constant(2);
    expect(() => hazardRows({ matrix, periods: [1, 0], event: [0, 1] })).toThrow('Row 1: periods 0');
    expect(() => hazardRows({ matrix, periods: [1, 2], event: [0, 1], entered: [1, 0] })).toThrow('Row 0: periods 1, entered 1');
    expect(() => hazardRows({ matrix, periods: [1], event: [0, 1] })).toThrow('periods has 1 rows');
    const taken = { length: 1, features: [{ name: 'period', values: Float64Array.of(1) }] };
    expect(() => hazardRows({ matrix: taken, periods: [1], event: [0] })).toThrowError(
      expect.objectContaining({ code: 'duplicate-column' }),
    );
  });
});

describe('fitHazard', () => {
  it.each<LearnerOptions>([
    { kind: 'boosting', rounds: 20, leaves: 4, minRowsPerLeaf: 10, rowShare: 0.7, columnShare: 0.5 },
    { kind: 'logistic' },
    { kind: 'additive', bags: 2, rounds: 30 },
    { kind: 'forest', trees: 5 },
  ])('with one period is the classifier, to the bit: $kind', async (options) => {
    const data = sampleData(400, 18);
    const plain = await fitLearner(options, data);
    const { model } = await fitHazard(options, { matrix: data.matrix, periods: new Array(400).fill(1), event: data.outcome });
    expect(model.learner).toEqual(plain.model);
    const [survival] = survivalFrom(model, data.matrix, [1]);
    const margins = predictMargin(plain.model, data.matrix);
    for (const [row, share] of survival!.entries()) expect(1 - share).toBeCloseTo(1 / (1 + Math.exp(-margins[row]!)), 12);
  });

  it.skipIf(!existsSync(telco))('without features is the Kaplan–Meier curve: IBM Telco by tenure (skipped without the data)', async () => {
    const rows = gunzipSync(readFileSync(telco)).toString().trim().split(/\r?\n/).slice(1);
    const seen = rows.map((line) => line.split(',')).filter((cells) => Number(cells[5]) > 0);
    const periods = seen.map((cells) => Number(cells[5]));
    const event = seen.map((cells) => (cells.at(-1) === 'Yes' ? 1 : 0));
    const { model } = await fitHazard(saturated, { matrix: constant(seen.length), periods, event });
    const survival = survivalFrom(model, someone, [1, 12, 24, 48, 60, 72]);
    // shared/reference.md 2.5, made with lifelines.
    const expected = [0.945961, 0.8432, 0.788736, 0.70884, 0.664404, 0.59279];
    for (const [place, share] of survival.entries()) expect(share[0]).toBeCloseTo(expected[place]!, 5);
  });

  it('finds the hazards that made the data, for any horizon', async () => {
    const data = subjects(6000);
    const { model } = await fitHazard({ kind: 'logistic', strength: 100 }, data);
    const two = { length: 2, features: [{ name: 'x', values: Float64Array.of(0, 1) }] };
    const [six, nothing, half, far] = survivalFrom(model, two, [6, 0, 0.5, 20]);
    expect([...nothing!]).toEqual([1, 1]);
    // Three standard errors of a share among 3,000 are .027.
    for (const [row, hazard] of [0.1, 0.3].entries()) {
      expect(Math.abs(six![row]! - Math.exp(6 * Math.log(1 - hazard)))).toBeLessThan(0.027);
      expect(half![row]).toBeCloseTo(Math.sqrt(survivalFrom(model, two, [1])[0]![row]!), 12);
      expect(far![row]).toBeLessThan(six![row]!);
      expect(Math.abs(expectedLifetime(model, two)[row]! * hazard - 1)).toBeLessThan(0.1);
    }
  });

  it('does not care in which order the subjects stand, when they carry keys', async () => {
    const { matrix, periods, event } = subjects(300);
    const order = Array.from({ length: 300 }, (_, row) => (row * 7) % 300);
    const low = Int32Array.from({ length: 300 }, (_, row) => row * 31);
    const options: LearnerOptions = { kind: 'boosting', rounds: 10, rowShare: 0.6, minRowsPerLeaf: 5 };
    const first = await fitHazard(options, { matrix, periods, event, rowKeys: { high: new Int32Array(300), low } });
    const second = await fitHazard(options, {
      matrix: { length: 300, features: [{ name: 'x', values: Float64Array.from(order, (row) => matrix.features[0]!.values[row]!) }] },
      periods: order.map((row) => periods[row]!),
      event: order.map((row) => event[row]!),
      rowKeys: { high: new Int32Array(300), low: Int32Array.from(order, (row) => low[row]!) },
    });
    expect(second.model).toEqual(first.model);
  });
});

describe('survivalFrom and expectedLifetime', () => {
  /** One tree over the period, with the given log-odds for each. */
  function byPeriod(margins: readonly number[]): HazardModel {
    const nodes = 2 * margins.length - 1;
    const column = (make: (node: number) => number): number[] => Array.from({ length: nodes }, (_, node) => make(node));
    // Node 2k asks whether the period is at most k + 1; its left child is that period's leaf.
    const inner = (node: number): boolean => node % 2 === 0 && node < nodes - 1;
    const tree = {
      feature: column((node) => (inner(node) ? 0 : -1)),
      threshold: column((node) => (inner(node) ? node / 2 + 1.5 : 0)),
      left: column((node) => (inner(node) ? node + 1 : 0)),
      right: column((node) => (inner(node) ? node + 2 : 0)),
      missingLeft: column(() => 0),
      value: column((node) => (inner(node) ? 0 : node === nodes - 1 ? margins.at(-1)! : margins[(node - 1) / 2]!)),
      cover: column(() => 1),
      gain: column(() => 0),
      leftCategories: [],
    };
    return {
      kind: 'hazard',
      learner: { kind: 'boosting', features: [{ name: 'period' }], base: 0, trees: [tree] },
      lastPeriod: margins.length,
    };
  }
  const someMargins = fc.array(fc.double({ min: -3, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
  const hazardOf = (margins: readonly number[], period: number): number =>
    1 / (1 + Math.exp(-margins[Math.min(period, margins.length) - 1]!));
  const survivalByHand = (margins: readonly number[], survived: number, periods: number): number => {
    let share = 1;
    for (let k = 1; k <= periods; k++) share *= 1 - hazardOf(margins, survived + k);
    return share;
  };

  it('multiply the hazards, past the last period too, and after periods survived', () => {
    fc.assert(
      fc.property(someMargins, fc.nat(8), fc.nat(12), (margins, survived, periods) => {
        const [share] = survivalFrom(byPeriod(margins), constant(1), [periods], { survived });
        expect(share![0]).toBeCloseTo(survivalByHand(margins, survived, periods), 12);
      }),
      { numRuns: 60 },
    );
  });

  it('sum the survival, discounted, up to a limit or without end', () => {
    fc.assert(
      fc.property(
        someMargins,
        fc.nat(8),
        fc.constantFrom(0, 0.02),
        fc.constantFrom(1, 3, 9, Infinity),
        (margins, survived, discount, limit) => {
          let sum = 0;
          for (let k = 0; k < Math.min(limit, 3000); k++) sum += survivalByHand(margins, survived, k) * Math.exp(-k * Math.log1p(discount));
          const [periods] = expectedLifetime(byPeriod(margins), constant(1), { survived, discount, limit });
          expect(periods! / sum).toBeCloseTo(1, 9);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('count the periods where next to nobody leaves', () => {
    expect(expectedLifetime(byPeriod([-30]), constant(1), { limit: 5 })[0]).toBeCloseTo(5, 9);
  });

  it('take each row’s own periods survived', () => {
    const margins = [-2, -1, 0, 1];
    const [share] = survivalFrom(byPeriod(margins), constant(3), [2], { survived: [0, 2, 9] });
    for (const [row, survived] of [0, 2, 9].entries()) expect(share![row]).toBeCloseTo(survivalByHand(margins, survived, 2), 12);
    expect(() => survivalFrom(byPeriod(margins), constant(1), [2], { survived: -1 })).toThrow('survived must be whole numbers');
    expect(() => survivalFrom(byPeriod(margins), constant(1), [-2])).toThrow('horizon is -2');
    expect(() => expectedLifetime(byPeriod(margins), constant(1), { limit: 0.5 })).toThrow('limit is 0.5');
  });
});
