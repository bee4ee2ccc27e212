import { z } from 'zod';
import type { BoostingModel, ModelFeature, Tree } from './model.js';

const MOST_NODES = 131_071;
/** Explanations go down every path: their work grows with the square of its length. */
const MOST_DEPTH = 1023;
const MOST_TREES = 10_000;
const MOST_FEATURES = 10_000;
const MOST_CATEGORIES = 10_000_000;
const MOST_LEFT_CATEGORIES = 100_000;

/** A margin that cannot overflow when tens of thousands are added. */
export const marginSchema: z.ZodType<number> = z.number().min(-1e9).max(1e9);

/** A column of a model file. */
const modelFeatureSchema: z.ZodType<ModelFeature> = z.strictObject({
  name: z.string().max(1000),
  categories: z.int().min(0).max(MOST_CATEGORIES).exactOptional(),
  zeroIsMissing: z.literal(true).exactOptional(),
});

/** The columns of a model file: names that differ. */
export const modelFeaturesSchema: z.ZodType<readonly ModelFeature[]> = z
  .array(modelFeatureSchema)
  .min(1)
  .max(MOST_FEATURES)
  .refine((features) => new Set(features.map(({ name }) => name)).size === features.length, 'two features have the same name');

const nodes = (value: z.ZodType<number>): z.ZodType<number[]> => z.array(value).min(1).max(MOST_NODES);
const child = z.int().min(0).max(MOST_NODES);

const treeShape: z.ZodType<Tree> = z.strictObject({
  feature: nodes(z.int().min(-1).max(MOST_FEATURES)),
  threshold: nodes(z.number()),
  left: nodes(child),
  right: nodes(child),
  missingLeft: nodes(z.int().min(0).max(1)),
  value: nodes(marginSchema),
  cover: nodes(z.int().min(1)),
  gain: nodes(z.number().min(0)),
  leftCategories: z.array(z.array(z.int().min(0).max(MOST_CATEGORIES)).max(MOST_LEFT_CATEGORIES)).max(MOST_NODES),
});

/**
 * A tree from a file. Beside types and ranges: arrays of one length; every node but the root has one parent, which comes before it (so
 * that a walk ends); no path longer than 1,023; a category split names a list of ascending codes.
 */
export const treeSchema: z.ZodType<Tree> = treeShape.refine(isTree, 'the arrays do not form a tree');

function isTree(tree: Tree): boolean {
  const size = tree.feature.length;
  const { threshold, left, right, missingLeft, value, cover, gain, leftCategories } = tree;
  if ([threshold, left, right, missingLeft, value, cover, gain].some((column) => column.length !== size)) return false;
  const parents = new Uint8Array(size);
  const depth = new Int32Array(size);
  for (let node = 0; node < size; node++) {
    if (tree.feature[node]! < 0) continue;
    for (const next of [left[node]!, right[node]!]) {
      if (next <= node || next >= size || parents[next]! > 0) return false;
      parents[next] = 1;
      depth[next] = depth[node]! + 1;
      if (depth[next]! > MOST_DEPTH) return false;
    }
  }
  return parents.every((count, node) => count === (node === 0 ? 0 : 1)) && leftCategories.every(isAscending);
}

/** Whether numbers rise strictly. */
export function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > numbers[index - 1]!);
}

/** Whether every split of every tree names a column that exists, and every category split a list. */
export function splitsFit({ trees, features }: { readonly trees: readonly Tree[]; readonly features: readonly ModelFeature[] }): boolean {
  return trees.every((tree) =>
    tree.feature.every((feature, node) => {
      if (feature < 0) return true;
      if (feature >= features.length) return false;
      return features[feature]!.categories === undefined || tree.leftCategories[tree.threshold[node]!] !== undefined;
    }),
  );
}

/** The trees of a model file. */
export const treesSchema: z.ZodType<readonly Tree[]> = z.array(treeSchema).max(MOST_TREES);

/** Boosted trees from a file. */
export const boostingModelSchema: z.ZodType<BoostingModel> = z
  .strictObject({
    kind: z.literal('boosting'),
    features: modelFeaturesSchema,
    base: marginSchema,
    trees: treesSchema,
    objective: z.literal('profit').exactOptional(),
  })
  .refine(splitsFit, 'a split names a feature or a category list that does not exist');
