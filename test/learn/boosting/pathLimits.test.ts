import { describe, expect, it } from 'vitest';
import type { BoostingOptions, Tree } from '../../../src/learn/index.js';
import { fitBoosting } from '../../../src/learn/index.js';
import { sampleData } from '../sampleData.js';

const data = sampleData(2000, 15);
const options: BoostingOptions = { rounds: 25, leaves: 12, minRowsPerLeaf: 10, learningRate: 0.2 };

/** Features split by on each path from the root to a leaf. */
function paths({ feature, left, right }: Tree, node = 0, above: readonly number[] = []): (readonly number[])[] {
  if (feature[node]! < 0) return [above];
  const path = [...above, feature[node]!];
  return [...paths({ feature, left, right } as Tree, left[node]!, path), ...paths({ feature, left, right } as Tree, right[node]!, path)];
}

const allPaths = async (more: BoostingOptions): Promise<(readonly number[])[]> =>
  (await fitBoosting({ ...options, ...more }, data)).model.trees.flatMap((tree) => paths(tree));

describe('fitBoosting', () => {
  it('splits no path more often than maxDepth', async () => {
    const free = await allPaths({});
    expect(Math.max(...free.map((path) => path.length))).toBeGreaterThan(3);
    const limited = await allPaths({ maxDepth: 3 });
    expect(Math.max(...limited.map((path) => path.length))).toBe(3);
  });

  it('lets only features of one group meet on a path; a feature in no group meets none', async () => {
    // smooth 0, spiky 1, constant 2, holes 3, branch 4, noise 5
    const groups = [
      ['smooth', 'branch'],
      ['smooth', 'holes'],
    ];
    const found = await allPaths({ interactions: groups });
    const allowed = [[0, 4], [0, 3], [1], [2], [5]];
    for (const path of found) expect(allowed.some((group) => path.every((feature) => group.includes(feature)))).toBe(true);
    expect(found.some((path) => path.includes(0) && path.includes(4))).toBe(true);
    expect(found.some((path) => path.includes(1))).toBe(true);
    const free = await allPaths({});
    expect(free.some((path) => path.includes(3) && path.includes(4))).toBe(true);
  });

  it('with every feature alone is additive, however many leaves', async () => {
    for (const path of await allPaths({ interactions: [] })) expect(new Set(path).size).toBe(1);
  });

  it('draws columns anew for each split, the same ones for the same seed', async () => {
    const rootFeatures = async (seed: number): Promise<number[]> =>
      (await fitBoosting({ ...options, columnShareBySplit: 0.3, seed }, data)).model.trees.map(({ feature }) => feature[0]!);
    const first = await rootFeatures(1);
    expect(await rootFeatures(1)).toEqual(first);
    expect(await rootFeatures(2)).not.toEqual(first);
    const free = (await fitBoosting(options, data)).model.trees.map(({ feature }) => feature[0]!);
    expect(new Set(first).size).toBeGreaterThanOrEqual(new Set(free).size);
    const used = (await fitBoosting({ ...options, columnShareBySplit: 0.3 }, data)).model.trees.map(
      ({ feature }) => new Set(feature).size - 1,
    );
    expect(Math.max(...used)).toBeGreaterThan(2);
  });

  it('names the column of interactions that is not there', async () => {
    await expect(fitBoosting({ interactions: [['smoth']] }, data)).rejects.toThrow('interactions names "smoth"');
    await expect(fitBoosting({ maxDepth: 0 }, data)).rejects.toThrow('maxDepth is 0');
  });
});
