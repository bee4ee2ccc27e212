import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auc } from '../../../src/evaluate/auc.js';
import { type BoostingOptions, fitBoosting, predictBoosting, type TrainingData } from '../../../src/learn/index.js';
import { logLossOf } from '../sampleData.js';

interface Oracle {
  readonly rows: number;
  readonly ones: number;
  readonly checksum: number;
  readonly cases: Readonly<Record<string, { readonly rounds: number; readonly auc: number; readonly logLoss: number }>>;
}

/** Made by test/oracle/learn/lightgbm_auc.py. */
const oracle = JSON.parse(readFileSync(new URL('../../oracle/learn/lightgbm_auc.json', import.meta.url), 'utf8')) as Oracle;

const EFFECTS = [0, 0.9, -0.9, 1.4, -1.4, 0.3, -0.3, 0, 0.6, -0.6, 2, -2, 0];
const COLUMNS = 10;

/** The rows of the script, from the same generator. */
function rowsOfScript(): { columns: Float64Array[]; outcome: Float64Array } {
  let state = 2024;
  const draw = (): number => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const columns = Array.from({ length: COLUMNS }, () => new Float64Array(oracle.rows));
  const outcome = new Float64Array(oracle.rows);
  for (let row = 0; row < oracle.rows; row++) {
    const u = Array.from({ length: COLUMNS }, draw) as [number, number, number, number, number, number, number, number, number, number];
    const hole = u[9] < 0.7 ? u[3] : Number.NaN;
    const x = [
      u[0] * 10 - 5,
      u[1] < 0.5 ? Math.floor(u[1] * 4) : 0,
      -Math.log(1 - u[2]),
      hole,
      Math.floor(u[4] * 12) + 1,
      u[5],
      u[6],
      u[7] * u[8],
      Math.floor(u[8] * 3),
      u[0] * u[5],
    ];
    const margin =
      -2 +
      0.3 * x[0]! +
      0.5 * x[1]! +
      0.4 * x[2]! * x[6]! +
      (Number.isNaN(hole) ? 0.8 : hole) +
      EFFECTS[x[4]!]! +
      (x[0]! > 2 && u[6] > 0.5 ? 1 : 0);
    for (let f = 0; f < COLUMNS; f++) columns[f]![row] = x[f]!;
    outcome[row] = draw() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
  }
  return { columns, outcome };
}

const { columns, outcome } = rowsOfScript();

function part(start: number, end: number): TrainingData {
  const features = columns.map((values, f) => ({
    name: `x${f}`,
    values: values.slice(start, end),
    ...(f === 4 ? { categories: 12 } : {}),
  }));
  return { matrix: { length: end - start, features }, outcome: outcome.slice(start, end) };
}

const CASES: readonly (readonly [string, BoostingOptions])[] = [
  ['31 leaves', { leaves: 31, learningRate: 0.1, minRowsPerLeaf: 20, l2: 1 }],
  ['4 leaves', { leaves: 4, learningRate: 0.05, minRowsPerLeaf: 100, l2: 10, columnShare: 0.5 }],
  ['stumps', { leaves: 2, learningRate: 0.1, minRowsPerLeaf: 50, l2: 1 }],
  ['row sample', { leaves: 15, learningRate: 0.1, minRowsPerLeaf: 20, l2: 1, rowShare: 0.7 }],
  ['monotone', { leaves: 15, learningRate: 0.1, minRowsPerLeaf: 20, l2: 1, monotone: [1, 1, 1, 0, 0, 0, 1, 0, 0, 0] }],
];

describe('fitBoosting beside LightGBM 4.7 on the same 12,000 rows, scored on 12,000 others', () => {
  it('has the rows of the script', () => {
    expect(outcome.reduce((a, b) => a + b)).toBe(oracle.ones);
    expect(columns[0]!.reduce((a, b) => a + b)).toBeCloseTo(oracle.checksum, 6);
  });

  it.each(CASES)('%s: AUC and log-loss are no worse than LightGBM’s by more than .002', async (name, options) => {
    const half = oracle.rows / 2;
    const expected = oracle.cases[name]!;
    const { model } = await fitBoosting({ ...options, rounds: expected.rounds }, part(0, half));
    const test = part(half, oracle.rows);
    const margins = predictBoosting(model, test.matrix);
    expect(auc(margins, test.outcome)).toBeGreaterThan(expected.auc - 0.002);
    expect(auc(margins, test.outcome)).toBeLessThan(expected.auc + 0.005);
    expect(logLossOf(margins, test.outcome)).toBeLessThan(expected.logLoss + 0.002);
  });
});
