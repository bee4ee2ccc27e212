import { addTrees } from '../boosting/predictBoosting.js';
import type { Contributions } from '../explain/contributions.js';
import { treeShap } from '../explain/treeShap.js';
import type { Matrix } from '../matrix.js';
import type { ForestModel } from './model.js';

/** Margin (log-odds) of every row. O(rows × trees × depth). Throws `missing-column`. */
export function predictForest(model: ForestModel, matrix: Matrix): Float64Array {
  const votes = new Float64Array(matrix.length);
  addTrees(model.trees, model.features, matrix, votes);
  return votes.map((sum) => forestMargin(sum, model.trees.length));
}

/** Half a vote is added on either side, so that no margin is infinite. */
export function forestMargin(votes: number, trees: number): number {
  return Math.log((votes + 0.5) / (trees - votes + 0.5));
}

/** Exact Shapley values of the share of votes, scaled row by row from votes to log-odds: base + Σ of a row's values = its margin. */
export function forestContributions(model: ForestModel, matrix: Matrix): Contributions {
  const { base, features, values } = treeShap(model.trees, model.features, matrix);
  const trees = model.trees.length;
  const width = features.length;
  for (let row = 0; row < matrix.length; row++) {
    const own = values.subarray(row * width, (row + 1) * width);
    const votes = own.reduce((sum, value) => sum + value, base);
    const scale = votes === base ? 0 : (forestMargin(votes, trees) - forestMargin(base, trees)) / (votes - base);
    for (let feature = 0; feature < width; feature++) own[feature]! *= scale;
  }
  return { base: forestMargin(base, trees), features, values };
}
