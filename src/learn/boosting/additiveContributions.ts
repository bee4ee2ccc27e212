import type { Matrix } from '../matrix.js';
import { type CompiledTrees, childOf, compileTrees, fillBlock, slotColumns } from './compile.js';
import type { BoostingModel, ModelFeature, Tree } from './model.js';

/** An additive explanation of one margin: base + Σ contributions = margin. */
export interface Contributions {
  /** Mean margin of the training rows, by cover. */
  readonly base: number;
  /** Shape (p,), in the order of the model's features. */
  readonly contributions: Float64Array;
}

/**
 * What each feature adds to the margin of one row, by path: every split gives its feature the change of the mean margin below.
 *
 * @param row - position in the matrix
 * @returns base and contributions with base + Σ contributions = margin to 1e-9
 * @remarks O(trees × depth). Saabas' attribution: of stumps it is the exact Shapley value; in deeper trees splits near the root get
 *   less than their Shapley share. It explains the model, not a cause.
 */
export function additiveContributions(model: BoostingModel, matrix: Matrix, row: number): Contributions {
  const { base, contributions } = treeContributions(model.trees, model.features, matrix, row);
  return { base: model.base + base, contributions };
}

/** The same for a plain sum of trees. */
export function treeContributions(trees: readonly Tree[], features: readonly ModelFeature[], matrix: Matrix, row: number): Contributions {
  const compiled = compileTrees(trees, features);
  const columns = slotColumns(compiled, features, matrix);
  const block = new Float64Array(columns.length);
  fillBlock(compiled, columns, row, row + 1, block);
  const contributions = new Float64Array(features.length);
  let base = 0;
  for (let tree = 0; tree < trees.length; tree++) base += followPath(compiled, compiled.roots[tree]!, block, contributions);
  return { base, contributions };
}

/** Adds one tree's steps to `contributions`; returns its mean margin. */
function followPath(compiled: CompiledTrees, root: number, block: Float64Array, contributions: Float64Array): number {
  const { expected, slot, slotFeature } = compiled;
  let node = root;
  while (slot[node]! >= 0) {
    const child = childOf(compiled, node, block, 0);
    contributions[slotFeature[slot[node]!]!]! += expected[child]! - expected[node]!;
    node = child;
  }
  return expected[root]!;
}
