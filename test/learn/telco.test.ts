import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { auc } from '../../src/evaluate/auc.js';
import { fitLearner, type LearnerOptions, predictMargin } from '../../src/learn/index.js';

const data = process.env['HOLDFAST_DATA'] ?? new URL('../../../shared/data', import.meta.url).pathname;
const table = `${data}/telco_ibm_classic/Telco-Customer-Churn.csv.gz`;
const folds = new URL('../../../shared/peers/telco_folds.csv.gz', import.meta.url).pathname;

/** Made by test/oracle/learn/telco_peers.py. */
const { peers } = JSON.parse(readFileSync(new URL('../oracle/learn/telco_peers.json', import.meta.url), 'utf8')) as {
  peers: Record<'lightgbm', { seed: number; fold: number; auc: number }[]>;
};
const linesOf = (path: string): string[] => gunzipSync(readFileSync(path)).toString().trim().split(/\r?\n/);
const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;

/** Mean AUC over the first folds of seed 0. */
async function crossValidated(options: LearnerOptions, most: number): Promise<number> {
  const [head, ...cells] = linesOf(table).map((line) => line.split(','));
  const foldOf = linesOf(folds)
    .slice(1)
    .map((line) => Number(line.split(',')[1]));
  const numbers = new Set(['tenure', 'MonthlyCharges', 'TotalCharges', 'SeniorCitizen']);
  const features = head!.slice(1, -1).map((name, index) => {
    const column = cells.map((row) => row[index + 1]!);
    const levels = [...new Set(column)].sort();
    return numbers.has(name)
      ? { name, values: Float64Array.from(column, (text) => (text.trim() === '' ? Number.NaN : Number(text))) }
      : { name, categories: levels.length, values: Float64Array.from(column, (text) => levels.indexOf(text) + 1) };
  });
  const part = (rows: readonly number[]) => ({
    matrix: {
      length: rows.length,
      features: features.map((feature) => ({ ...feature, values: Float64Array.from(rows, (row) => feature.values[row]!) })),
    },
    outcome: rows.map((row) => (cells[row]!.at(-1) === 'Yes' ? 1 : 0)),
  });
  const areas: number[] = [];
  for (let fold = 0; fold < most; fold++) {
    const { model } = await fitLearner(options, part([...foldOf.keys()].filter((row) => foldOf[row] !== fold)));
    const test = part([...foldOf.keys()].filter((row) => foldOf[row] === fold));
    areas.push(auc(predictMargin(model, test.matrix), test.outcome));
  }
  return mean(areas);
}

// bench/telco.mjs has the whole of it: three seeds, settings chosen inside the folds.
describe.skipIf(!existsSync(table) || !existsSync(folds))('IBM Telco, folds of seed 0 (skipped without the data)', () => {
  const lightgbm = (most: number): number =>
    mean(peers.lightgbm.filter(({ seed, fold }) => seed === 0 && fold < most).map((fold) => fold.auc));

  it('logistic regression ranks as well as tuned LightGBM', async () => {
    expect(await crossValidated({ kind: 'logistic' }, 10)).toBeGreaterThan(lightgbm(10));
  });

  it('the glass box, of one quick bag and on three folds, ranks nearly as well', async () => {
    const quick: LearnerOptions = { kind: 'additive', bags: 1, pairs: 0, leaves: 3, learningRate: 0.15, patience: 15 };
    expect(await crossValidated(quick, 3)).toBeGreaterThan(lightgbm(3) - 0.003);
  });
});
