import type { AdditiveModel } from './additive/model.js';
import { additiveContributions, predictAdditive } from './additive/predictAdditive.js';
import { boostingContributions } from './boosting/contributions.js';
import type { BoostingModel, ModelFeature } from './boosting/model.js';
import { predictBoosting } from './boosting/predictBoosting.js';
import type { Contributions } from './explain/contributions.js';
import { meanContributions, weightedContributions } from './explain/joinContributions.js';
import type { ForestModel } from './forest/model.js';
import { forestContributions, predictForest } from './forest/predictForest.js';
import type { LogisticModel } from './logistic/model.js';
import { logisticContributions, predictLogistic } from './logistic/predictLogistic.js';
import type { Matrix } from './matrix.js';
import { type OneFeatureModel, oneFeatureContributions, predictOneFeature } from './oneFeature.js';

/** A fitted learner of any kind: plain JSON, told apart by `kind`. */
export type LearnerModel = SingleLearnerModel | BlendModel;

/** A learner that stands alone. */
export type SingleLearnerModel = BoostingModel | AdditiveModel | LogisticModel | OneFeatureModel | ForestModel;

/** A blend: margin = the weighted mean of its members' margins. */
export interface BlendModel {
  readonly kind: 'blend';
  readonly features: readonly ModelFeature[];
  readonly members: readonly SingleLearnerModel[];
  /** Of each member, > 0, with sum 1. */
  readonly weights: readonly number[];
}

/**
 * Margin (log-odds) of every row under a model of any kind.
 *
 * @param model - a fitted learner, one member of a risk model, or what `fromLightGbm` read
 * @param matrix - has the model's columns, by name, in any order
 * @returns shape (n,), finite
 * @throws HoldfastError `missing-column`
 * @example
 * ```ts
 * const tree = ['Tree=0', 'num_leaves=2', 'split_feature=0', 'threshold=30.5', 'decision_type=10', 'left_child=-1', 'right_child=-2'];
 * const head = ['tree', 'num_class=1', 'num_tree_per_iteration=1', 'max_feature_idx=0', 'objective=binary sigmoid:1', 'feature_names=gap_days'];
 * const model = fromLightGbm([...head, ...tree, 'leaf_value=-1 2', 'leaf_count=90 10', 'end of trees'].join('\n'));
 * predictMargin(model, { length: 2, features: [{ name: 'gap_days', values: Float64Array.of(7, 45) }] }); // => [-1, 2]
 * ```
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
    case 'forest':
    case 'ml-random-forest':
      return predictForest(model, matrix);
    case 'blend':
      return blendMargin(model, matrix);
  }
}

function blendMargin({ members, weights }: BlendModel, matrix: Matrix): Float64Array {
  const margins = new Float64Array(matrix.length);
  for (const [index, member] of members.entries()) {
    const own = predictMargin(member, matrix);
    for (let row = 0; row < margins.length; row++) margins[row]! += weights[index]! * own[row]!;
  }
  return margins;
}

/**
 * Exact additive explanation of every margin, in the order of {@link modelFeatures}: base + Σ of a row's values = its margin to 1e-9.
 * Trees: path-dependent Shapley values (TreeSHAP, Lundberg et al. 2020); terms of one feature: the difference to their mean over the
 * training rows; of two: half of it each.
 *
 * @param model - a fitted learner or what `fromLightGbm` read; several are averaged, as the members of a risk model: a column that one
 *   does not have adds 0 there
 * @param matrix - rows to explain; has the model's columns, by name, in any order
 * @returns base, names, and shape (rows × features) row after row, on the log-odds
 * @throws HoldfastError `missing-column`
 * @remarks Of what the model goes by: an association, never a cause. Some 0.1 ms a row and 100 trees of 31 leaves.
 * @example
 * ```ts
 * const tree = ['Tree=0', 'num_leaves=2', 'split_feature=0', 'threshold=30.5', 'decision_type=10', 'left_child=-1', 'right_child=-2'];
 * const head = ['tree', 'num_class=1', 'num_tree_per_iteration=1', 'max_feature_idx=0', 'objective=binary sigmoid:1', 'feature_names=gap_days'];
 * const model = fromLightGbm([...head, ...tree, 'leaf_value=-1 2', 'leaf_count=90 10', 'end of trees'].join('\n'));
 * const { base, values } = contributions(model, { length: 2, features: [{ name: 'gap_days', values: Float64Array.of(7, 45) }] });
 * base; // => -0.7 (12 dp)
 * values; // => [-0.3, 2.7] (12 dp)
 * ```
 */
export function contributions(model: LearnerModel | readonly LearnerModel[], matrix: Matrix): Contributions {
  return 'kind' in model ? contributionsOf(model, matrix) : meanContributions(model.map((member) => contributionsOf(member, matrix)));
}

function contributionsOf(model: LearnerModel, matrix: Matrix): Contributions {
  switch (model.kind) {
    case 'boosting':
      return boostingContributions(model, matrix);
    case 'additive':
      return additiveContributions(model, matrix);
    case 'logistic':
      return logisticContributions(model, matrix);
    case 'one-feature':
      return oneFeatureContributions(model, matrix);
    case 'forest':
    case 'ml-random-forest':
      return forestContributions(model, matrix);
    case 'blend':
      return weightedContributions(
        modelFeatures(model),
        model.members.map((member) => contributionsOf(member, matrix)),
        model.weights,
      );
  }
}

/**
 * Names of the columns a model needs, in the order of its contributions.
 *
 * @param model - a fitted learner or what `fromLightGbm` read
 * @example
 * ```ts
 * const matrix = { length: 4, features: [{ name: 'gap_days', values: Float64Array.of(7, 9, 40, 45) }] };
 * const { model } = await fitLogistic({}, { matrix, outcome: [0, 0, 1, 1] });
 * modelFeatures(model); // => ['gap_days']
 * ```
 */
export function modelFeatures(model: LearnerModel): readonly string[] {
  const { features } = model.kind === 'one-feature' ? model.curve : model;
  return features.map(({ name }) => name);
}
