import type { ModelFeature, Tree } from '../boosting/model.js';

/** A random forest: margin = log-odds of the mean over the trees of the share of ones in the row's leaf. */
export interface ForestModel {
  /** `ml-random-forest`: of that package; categories are compared by code, missing values sit at the column's median. */
  readonly kind: 'forest' | 'ml-random-forest';
  readonly features: readonly ModelFeature[];
  /** A leaf's `value` is its share of ones. */
  readonly trees: readonly Tree[];
}
