import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fitAdditive, fitBoosting, fitLogistic, type LearnerModel } from '../../src/learn/index.js';
import { learnerModelSchema } from '../../src/learn/learnerModelSchema.js';
import { type Json, places, survives } from './hostileModel.js';
import { sampleData } from './sampleData.js';

const data = sampleData(300, 31);
let models: LearnerModel[];

beforeAll(async () => {
  const boosting = await fitBoosting({ rounds: 3, leaves: 5, minRowsPerLeaf: 10, learningRate: 0.3 }, data);
  const additive = await fitAdditive({ bags: 1, rounds: 10, bins: 8, pairs: 2 }, data);
  models = [boosting.model, (await fitLogistic({}, data)).model, additive.model];
});

const copyOf = (model: LearnerModel): Record<string, Json> => JSON.parse(JSON.stringify(model)) as Record<string, Json>;

const treeChange = (change: (tree: Record<string, number[]>) => void): unknown => {
  const copy = copyOf(models[0]!);
  change((copy as unknown as { trees: Record<string, number[]>[] }).trees[0]!);
  return copy;
};

describe('learnerModelSchema', () => {
  it('takes what the learners made', () => {
    for (const model of models) expect(survives(copyOf(model), data.matrix)).toBe(true);
  });

  it.each<[string, (tree: Record<string, number[]>) => void]>([
    ['a loop', (tree) => (tree['left']![0] = 0)],
    ['a child beyond the end', (tree) => (tree['right']![0] = 900)],
    ['a child with two parents', (tree) => (tree['right']![0] = tree['left']![0]!)],
    ['a column that is not there', (tree) => (tree['feature']![0] = 77)],
    ['arrays of different length', (tree) => tree['value']!.pop()],
    ['a leaf of no rows', (tree) => (tree['cover']![1] = 0)],
    ['a value that would overflow', (tree) => (tree['value']![1] = 1e300)],
    ['nothing at all', (tree) => Object.assign(tree, Object.fromEntries(Object.keys(tree).map((key) => [key, []])))],
  ])('refuses a tree with %s', (_, change) => {
    expect(survives(treeChange(change), data.matrix)).toBe(false);
  });

  it('refuses a tree whose parents come after their children', () => {
    const tree = (feature: number[], left: number[], right: number[]) => ({
      feature,
      threshold: [0.5, 0, 0.2, 0, 0],
      left,
      right,
      missingLeft: [0, 0, 0, 0, 0],
      value: feature.map((f) => (f < 0 ? 1 : 0)),
      cover: [9, 1, 8, 4, 4],
      gain: [0, 0, 0, 0, 0],
      leftCategories: [],
    });
    const model = (one: object) => ({ kind: 'boosting', features: [{ name: 'smooth' }], base: 0, trees: [one] });
    expect(survives(model(tree([0, -1, 0, -1, -1], [1, 0, 3, 0, 0], [2, 0, 4, 0, 0])), data.matrix)).toBe(true);
    expect(survives(model(tree([0, -1, -1, 0, -1], [1, 0, 0, 2, 0], [3, 0, 0, 4, 0])), data.matrix)).toBe(false);
  });

  it('refuses unknown kinds and keys, and says so', () => {
    for (const value of [null, 7, 'boosting', [], {}, { kind: 'constructor' }, { kind: '__proto__' }])
      expect(survives(value, data.matrix)).toBe(false);
    expect(survives({ ...copyOf(models[0]!), extra: 1 }, data.matrix)).toBe(false);
    expect(learnerModelSchema.safeParse({ kind: 'svm' }).error?.issues[0]?.message).toContain('one of boosting, additive, logistic');
  });

  it('does not let a file reach Object.prototype', () => {
    const text = JSON.stringify(copyOf(models[0]!)).replace('{', '{"__proto__":{"polluted":1},');
    const read = learnerModelSchema.safeParse(JSON.parse(text));
    expect(read.success).toBe(false);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('takes a category list only in rising order', () => {
    const model = copyOf(models[0]!) as unknown as { trees: { leftCategories: number[][] }[] };
    const tree = model.trees.find(({ leftCategories }) => (leftCategories[0]?.length ?? 0) > 1)!;
    tree.leftCategories[0]!.reverse();
    expect(survives(model, data.matrix)).toBe(false);
  });

  it('after any change of any place either refuses, or scores and explains with finite numbers', () => {
    const odd = fc.constantFrom<Json>(
      null,
      -1,
      0,
      1,
      2,
      3,
      1.5,
      1e9,
      -1e308,
      4294967296,
      '',
      '__proto__',
      [],
      {},
      true,
      [1, 2],
      Number.MAX_VALUE,
    );
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2), fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 3 }), (which, changes) => {
        const copy = copyOf(models[which]!);
        for (const [position, value] of changes) {
          const all = places(copy);
          const [holder, key] = all[position % all.length]!;
          (holder as { [key: string]: Json })[key] = value;
        }
        survives(copy, data.matrix);
      }),
      { numRuns: 2000 },
    );
  });
});
