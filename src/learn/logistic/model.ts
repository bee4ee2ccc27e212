import type { ModelFeature } from '../boosting/model.js';
import type { NormalScores } from './normalScores.js';

/** Effect of a number column on the margin. */
export interface NumberTerm extends NormalScores {
  /** Position in the model's `features`. */
  readonly feature: number;
  /** Margin for one unit of normal score. */
  readonly weight: number;
  /** Margin added where the value is missing, beside the score of the median. */
  readonly missing: number;
  /** Mean effect over the training rows; what contributions are measured from. */
  readonly mean: number;
}

/** Effect of a category column on the margin. */
export interface CategoryTerm {
  readonly feature: number;
  /** Ascending; 0 is missing. Other codes add 0. */
  readonly codes: readonly number[];
  readonly weights: readonly number[];
  readonly mean: number;
}

/** Penalised logistic regression on normal scores and categories. */
export interface LogisticModel {
  readonly kind: 'logistic';
  readonly features: readonly ModelFeature[];
  readonly intercept: number;
  readonly numbers: readonly NumberTerm[];
  readonly categories: readonly CategoryTerm[];
}
