import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auc } from '../../../src/evaluate/auc.js';
import { type BoostingOptions, fitBoosting, predictBoosting } from '../../../src/learn/index.js';
import { generatedRows, partOf } from '../generatedRows.js';
import { logLossOf } from '../sampleData.js';

interface Oracle {
  readonly rows: number;
  readonly ones: number;
  readonly checksum: number;
  readonly cases: Readonly<Record<string, { readonly rounds: number; readonly auc: number; readonly logLoss: number }>>;
}

/** Made by test/oracle/learn/lightgbm_auc.py. */
const oracle = JSON.parse(readFileSync(new URL('../../oracle/learn/lightgbm_auc.json', import.meta.url), 'utf8')) as Oracle;

const { columns, outcome } = generatedRows(oracle.rows);
const part = (start: number, end: number) => partOf({ columns, outcome }, start, end);

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
