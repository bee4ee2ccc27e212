import { type Contributions, treeContributions } from '../boosting/additiveContributions.js';
import { addTrees } from '../boosting/predictBoosting.js';
import type { Matrix } from '../matrix.js';
import type { ForestModel } from './model.js';

/** Margin (log-odds) of every row. O(rows × trees × depth). Throws `missing-column`. */
export function predictForest(model: ForestModel, matrix: Matrix): Float64Array {
  const votes = new Float64Array(matrix.length);
  addTrees(model.trees, model.features, matrix, votes);
  return votes.map((sum) => marginOf(sum, model.trees.length));
}

/** Half a vote is added on either side, so that no margin is infinite. */
function marginOf(votes: number, trees: number): number {
  return Math.log((votes + 0.5) / (trees - votes + 0.5));
}

/** Each feature's path contribution to the share of votes, scaled from votes to log-odds: base + Σ contributions = margin. */
export function forestContributions(model: ForestModel, matrix: Matrix, row: number): Contributions {
  const { base, contributions } = treeContributions(model.trees, model.features, matrix, row);
  const votes = contributions.reduce((sum, value) => sum + value, base);
  const trees = model.trees.length;
  const change = marginOf(votes, trees) - marginOf(base, trees);
  const scale = votes === base ? 0 : change / (votes - base);
  return { base: marginOf(base, trees), contributions: contributions.map((value) => value * scale) };
}
