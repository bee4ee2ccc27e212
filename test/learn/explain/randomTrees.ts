import { uniformAt } from '../../../src/core/random.js';
import type { Matrix, ModelFeature, Tree } from '../../../src/learn/index.js';

/** Features of the random trees: four numbers and a category, so that features meet again on most paths. */
export const FEATURES: readonly ModelFeature[] = [
  { name: 'a' },
  { name: 'b' },
  { name: 'c' },
  { name: 'd' },
  { name: 'branch', categories: 5 },
];

/** A tree of at most `depth` levels over {@link FEATURES}, with covers that add up. */
export function randomTree(seed: number, depth: number): Tree {
  let draws = 0;
  const draw = (): number => uniformAt(seed, 1, draws++);
  const tree = {
    feature: [] as number[],
    threshold: [] as number[],
    left: [] as number[],
    right: [] as number[],
    missingLeft: [] as number[],
    value: [] as number[],
    cover: [] as number[],
    gain: [] as number[],
    leftCategories: [] as number[][],
  };
  const add = (levels: number): number => {
    const isLeaf = levels === 0 || draw() < 0.15;
    const feature = isLeaf ? -1 : Math.floor(draw() * FEATURES.length);
    const node = tree.feature.push(feature) - 1;
    const isCategory = feature >= 0 && FEATURES[feature]!.categories !== undefined;
    if (isCategory) tree.leftCategories.push([0, 1, 2, 3, 4, 5].filter(() => draw() < 0.5));
    tree.threshold.push(isLeaf ? 0 : isCategory ? tree.leftCategories.length - 1 : Math.floor(draw() * 5) - 2);
    tree.missingLeft.push(isLeaf || isCategory ? 0 : Number(draw() < 0.5));
    tree.value.push(isLeaf ? draw() * 4 - 2 : 0);
    tree.cover.push(1 + Math.floor(draw() * 50));
    tree.gain.push(0);
    tree.left.push(0);
    tree.right.push(0);
    if (isLeaf) return node;
    tree.left[node] = add(levels - 1);
    tree.right[node] = add(levels - 1);
    tree.cover[node] = tree.cover[tree.left[node]!]! + tree.cover[tree.right[node]!]!;
    return node;
  };
  add(depth);
  return tree;
}

/** Rows that meet every branch: small whole numbers, missing values, categories known and not. */
export function randomMatrix(seed: number, rows: number): Matrix {
  const at = (row: number, feature: number): number => {
    const u = uniformAt(seed, 2, row, feature);
    if (FEATURES[feature]!.categories !== undefined) return Math.floor(u * 8);
    return u < 0.2 ? Number.NaN : Math.floor(u * 9) - 4;
  };
  return {
    length: rows,
    features: FEATURES.map(({ name, categories }, f) => ({
      name,
      values: Float64Array.from({ length: rows }, (_, row) => at(row, f)),
      ...(categories === undefined ? {} : { categories: 8 }),
    })),
  };
}
