import type { RunOptions } from '../core/run.js';
import type { Contributions } from './explain/contributions.js';
import { fitLogistic } from './logistic/fitLogistic.js';
import type { LogisticModel } from './logistic/model.js';
import { logisticContributions, predictLogistic } from './logistic/predictLogistic.js';
import { checkTrainingData, featureOf, type Matrix, type TrainingData } from './matrix.js';

export interface OneFeatureOptions {
  /** Name of the column to rank by. */
  readonly feature: string;
}

/** A ranking by one column, turned into a probability. */
export interface OneFeatureModel {
  readonly kind: 'one-feature';
  /** Over this one column. */
  readonly curve: LogisticModel;
}

/** The curve's own penalty is too small to matter: C = 1,000. */
const STRENGTH = 1000;

/**
 * The baseline any model must beat: rows ranked by one column, with a logistic curve over its ranks (and one level for missing) to
 * make probabilities of it.
 *
 * @throws HoldfastError `missing-column`, and the codes of `fitLogistic`
 * @remarks O(n log n). Equal or opposite to the ranking by the column within the range of the training values.
 */
export async function fitOneFeature(
  options: OneFeatureOptions,
  data: TrainingData,
  run: RunOptions = {},
): Promise<{ model: OneFeatureModel; report: Record<never, never> }> {
  checkTrainingData(data);
  const matrix = { length: data.matrix.length, features: [featureOf(data.matrix, options.feature)] };
  const { model } = await fitLogistic({ strength: STRENGTH }, { ...data, matrix }, run);
  return { model: { kind: 'one-feature', curve: model }, report: {} };
}

/** Margin (log-odds) of every row. */
export function predictOneFeature({ curve }: OneFeatureModel, matrix: Matrix): Float64Array {
  return predictLogistic(curve, matrix);
}

/** Base and the column's own contribution to every row. */
export function oneFeatureContributions({ curve }: OneFeatureModel, matrix: Matrix): Contributions {
  return logisticContributions(curve, matrix);
}
