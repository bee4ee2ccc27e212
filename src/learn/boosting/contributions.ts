import type { Contributions } from '../explain/contributions.js';
import { treeShap } from '../explain/treeShap.js';
import type { Matrix } from '../matrix.js';
import type { BoostingModel } from './model.js';

/** Path-dependent Shapley values of every margin. Throws `missing-column`. */
export function boostingContributions({ trees, features, base }: BoostingModel, matrix: Matrix): Contributions {
  const shap = treeShap(trees, features, matrix);
  return { ...shap, base: base + shap.base };
}
