import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type BoostingModel, contributions, fromLightGbm, type LearnerModel, predictMargin, toLightGbm } from '../../../src/learn/index.js';
import { FEATURES, randomMatrix, randomTree } from '../explain/randomTrees.js';
import { sampleData } from '../sampleData.js';
import { type Answers, readOracle } from './oracle.js';

const model = (seed: number, trees: number, depth: number): BoostingModel => ({
  kind: 'boosting',
  features: FEATURES,
  base: seed / 7,
  trees: Array.from({ length: trees }, (_, tree) => randomTree(100 * seed + tree, depth)),
});

const RECALIBRATION = { a: -0.3, b: 1.1 };
/** Another member of the average, over some of the columns in another order. */
const fewer: BoostingModel = { ...model(4, 0, 0), features: [FEATURES[4]!, FEATURES[1]!], trees: [3, 4, 9].map(overTwo) };

function overTwo(seed: number): BoostingModel['trees'][number] {
  const tree = randomTree(seed, 3);
  const place = (feature: number): number => (feature < 0 ? -1 : FEATURES[feature]!.categories ? 0 : 1);
  return { ...tree, feature: tree.feature.map(place) };
}

const zeroMissing: BoostingModel = {
  ...model(7, 3, 4),
  features: FEATURES.map((feature) => (feature.name === 'a' || feature.name === 'b' ? { ...feature, zeroIsMissing: true } : feature)),
};

const CASES: readonly { readonly name: string; readonly members: readonly BoostingModel[]; readonly text: string }[] = [
  { name: 'one model', members: [model(1, 3, 4)], text: toLightGbm(model(1, 3, 4)) },
  { name: 'no tree at all', members: [model(2, 0, 0)], text: toLightGbm(model(2, 0, 0)) },
  { name: 'zero as missing', members: [zeroMissing], text: '' },
  { name: 'five members', members: [1, 2, 3, 5, 6].map((seed) => model(seed, 1, 3)), text: '' },
  { name: 'members of different columns, recalibrated', members: [model(3, 1, 3), fewer], text: '' },
].map((given) => ({ ...given, text: given.text || toLightGbm(given.members, given.members.length === 2 ? RECALIBRATION : undefined) }));

/** Missing values of every kind; codes stay among those of the training, where both sides agree about every one. */
const matrix = (() => {
  const { length, features } = randomMatrix(77, 24);
  return {
    length,
    features: features.map(({ name, values }) => ({ name, values: name === 'branch' ? values.map((code) => code % 6) : values })),
  };
})();

const rows = Array.from({ length: matrix.length }, (_, row) =>
  matrix.features.map(({ name, values }) => {
    const value = name === 'branch' ? values[row]! - 1 : values[row]!;
    return Number.isNaN(value) || (name === 'branch' && value < 0) ? null : value;
  }),
);

const texts = process.env['HOLDFAST_TEXTS'];
if (texts !== undefined) writeFileSync(texts, JSON.stringify(CASES.map(({ name, text }) => ({ name, text, rows }))));

/** Made by test/oracle/learn/lightgbm_text.py from the texts of the cases above. */
const oracle = readOracle<{ readonly cases: readonly (Answers & { readonly name: string })[] }>('lightgbm_written.json');

/** Mean of the members, recalibrated, column by column of the text. */
function expected(members: readonly LearnerModel[], recalibrated: boolean): { margins: number[]; base: number; contributions: number[][] } {
  const { a, b } = recalibrated ? RECALIBRATION : { a: 0, b: 1 };
  const names = FEATURES.map(({ name }) => name);
  const mean = (of: (member: LearnerModel) => number): number => members.reduce((sum, member) => sum + of(member), 0) / members.length;
  const all = new Map(members.map((member) => [member, contributions(member, matrix)]));
  const range = Array.from({ length: matrix.length }, (_, row) => row);
  return {
    margins: range.map((row) => a + b * mean((member) => predictMargin(member, matrix)[row]!)),
    base: a + b * mean((member) => all.get(member)!.base),
    contributions: range.map((row) =>
      names.map(
        (name) =>
          b *
          mean((member) => {
            const { features, values } = all.get(member)!;
            const at = features.indexOf(name);
            return at < 0 ? 0 : values[row * features.length + at]!;
          }),
      ),
    ),
  };
}

describe.each(CASES)('$name', ({ name, members, text }) => {
  const own = expected(members, members.length === 2);

  it('is written as LightGBM read it when the oracle was made', () => {
    expect(text).toBe(oracle.cases.find((given) => given.name === name)?.text);
  });

  it('gives the same margins in LightGBM to 1e-12, the same contributions to 1e-12', () => {
    const given = oracle.cases.find((answers) => answers.name === name)!;
    for (const [row, value] of own.margins.entries()) expect(Math.abs(value - given.margin[row]!)).toBeLessThan(1e-12);
    for (const [row, values] of own.contributions.entries()) {
      for (const [at, value] of values.entries()) expect(Math.abs(value - given.contributions[row]![at]!)).toBeLessThan(1e-12);
      expect(Math.abs(own.base - given.contributions[row]!.at(-1)!)).toBeLessThan(1e-12);
    }
  });

  it('gives the same margins when read again', () => {
    const margins = predictMargin(fromLightGbm(text), matrix);
    for (const [row, value] of own.margins.entries()) expect(Math.abs(value - margins[row]!)).toBeLessThan(1e-12);
  });

  it('is the same text however often it is read and written again', () => {
    const once = toLightGbm(fromLightGbm(text));
    expect(toLightGbm(fromLightGbm(once))).toBe(once);
  });
});

it('keeps every digit of one model: read again it gives the same bits', () => {
  const again = fromLightGbm(CASES[0]!.text);
  expect(predictMargin(again, matrix)).toEqual(predictMargin(CASES[0]!.members[0]!, matrix));
  expect(contributions(again, matrix)).toEqual(contributions(CASES[0]!.members[0]!, matrix));
});

it('refuses a learner that is no sum of trees, and names LightGBM cannot hold', async () => {
  const { fitLearner } = await import('../../../src/learn/index.js');
  const { model: logistic } = await fitLearner({ kind: 'logistic' }, sampleData(300, 3));
  expect(() => toLightGbm(logistic)).toThrow('"logistic" is no sum of trees');
  expect(() => toLightGbm([])).toThrow('models is empty');
  expect(() => toLightGbm({ ...model(1, 1, 2), features: [{ name: 'a b' }, ...FEATURES.slice(1)] })).toThrow('a b');
});

it('refuses trees grown for profit, alone or among others: their margins are no log-odds', () => {
  const forProfit: BoostingModel = { ...model(1, 1, 2), objective: 'profit' };
  for (const members of [[forProfit], [model(1, 1, 2), forProfit]])
    expect(() => toLightGbm(members)).toThrow(
      expect.objectContaining({
        code: 'bad-parameter',
        text: { en: expect.stringContaining('only rank'), zh: expect.stringContaining('利润') },
      }),
    );
});
