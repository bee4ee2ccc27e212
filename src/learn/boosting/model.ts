import type { Matrix } from '../matrix.js';

/** One regression tree as flat arrays; node 0 is the root, children come after their parent. */
export interface Tree {
  /** Position of the split column in the model's `features`; −1 in a leaf. */
  readonly feature: readonly number[];
  /** Number split: values <= threshold go left. Category split: position in `leftCategories`. 0 in a leaf. */
  readonly threshold: readonly number[];
  /** Child for values at or below the threshold, or of the listed categories; 0 in a leaf. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** 1 where a missing number goes left. (A missing category is code 0 and is listed, or not, like any other.) */
  readonly missingLeft: readonly number[];
  /** Margin added by a leaf, learning rate included; 0 in inner nodes. */
  readonly value: readonly number[];
  /** Training rows that reached the node. */
  readonly cover: readonly number[];
  /** Gain of the split in the penalised loss; 0 in a leaf. */
  readonly gain: readonly number[];
  /** Category codes that go left, ascending, for each category split. */
  readonly leftCategories: readonly (readonly number[])[];
}

/** The arrays of a tree while nodes are added. */
export type GrowingTree = Readonly<Record<Exclude<keyof Tree, 'leftCategories'>, number[]>> & { readonly leftCategories: number[][] };

/** A tree without nodes. */
export function emptyTree(): GrowingTree {
  return { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [], cover: [], gain: [], leftCategories: [] };
}

/** A column as a model knows it. */
export interface ModelFeature {
  readonly name: string;
  /** Present on a category column: the number of categories. */
  readonly categories?: number;
  /** Present on a number column whose zeros (to ±1e-35) are missing values, as models of LightGBM may have them. */
  readonly zeroIsMissing?: true;
}

/** The columns of a matrix as a model knows them. */
export function modelColumns({ features }: Matrix): ModelFeature[] {
  return features.map(({ name, categories }) => (categories === undefined ? { name } : { name, categories }));
}

/** Boosted trees: margin (log-odds) = base + the sum of one leaf of each tree. */
export interface BoostingModel {
  readonly kind: 'boosting';
  readonly features: readonly ModelFeature[];
  readonly base: number;
  readonly trees: readonly Tree[];
  /** Present where the trees were trained for profit: the margin ranks, but is no log-odds until it is calibrated. */
  readonly objective?: 'profit';
}
