import type { AdditiveModel } from './additive/model.js';
import { additiveContributions, predictAdditive } from './additive/predictAdditive.js';
import { boostingContributions } from './boosting/contributions.js';
import type { BoostingModel } from './boosting/model.js';
import { predictBoosting } from './boosting/predictBoosting.js';
import type { Contributions } from './explain/contributions.js';
import type { ForestModel } from './forest/model.js';
import { forestContributions, predictForest } from './forest/predictForest.js';
import type { LogisticModel } from './logistic/model.js';
import { logisticContributions, predictLogistic } from './logistic/predictLogistic.js';
import type { Matrix } from './matrix.js';
import { type OneFeatureModel, oneFeatureContributions, predictOneFeature } from './oneFeature.js';

/** A fitted learner of any kind: plain JSON, told apart by `kind`. */
export type LearnerModel = BoostingModel | AdditiveModel | LogisticModel | OneFeatureModel | ForestModel;

/**
 * Margin (log-odds) of every row under a model of any kind; the matrix has the model's columns, by name, in any order.
 *
 * @returns shape (n,), finite
 * @throws HoldfastError `missing-column`
 */
export function predictMargin(model: LearnerModel, matrix: Matrix): Float64Array {
  switch (model.kind) {
    case 'boosting':
      return predictBoosting(model, matrix);
    case 'additive':
      return predictAdditive(model, matrix);
    case 'logistic':
      return predictLogistic(model, matrix);
    case 'one-feature':
      return predictOneFeature(model, matrix);
    case 'ml-random-forest':
      return predictForest(model, matrix);
  }
}

/**
 * Exact additive explanation of every margin, in the order of {@link modelFeatures}: base + Σ of a row's values = its margin to 1e-9.
 * Trees: path-dependent Shapley values; linear terms: the difference to their mean over the training rows.
 *
 * @throws HoldfastError `missing-column`
 */
export function contributions(model: LearnerModel, matrix: Matrix): Contributions {
  switch (model.kind) {
    case 'boosting':
      return boostingContributions(model, matrix);
    case 'additive':
      return additiveContributions(model, matrix);
    case 'logistic':
      return logisticContributions(model, matrix);
    case 'one-feature':
      return oneFeatureContributions(model, matrix);
    case 'ml-random-forest':
      return forestContributions(model, matrix);
  }
}

/** Names of the columns a model needs, in the order of its contributions. */
export function modelFeatures(model: LearnerModel): readonly string[] {
  const { features } = model.kind === 'one-feature' ? model.curve : model;
  return features.map(({ name }) => name);
}
