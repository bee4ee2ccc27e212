import type { RunOptions } from '../core/run.js';
import { fitAdditive } from './additive/fitAdditive.js';
import type { AdditiveOptions } from './additive/options.js';
import { fitBoosting } from './boosting/fitBoosting.js';
import type { BoostingOptions } from './boosting/options.js';
import { fitForest } from './forest/fitForest.js';
import type { ForestOptions } from './forest/options.js';
import type { LearnerModel } from './learnerModel.js';
import { fitLogistic, type LogisticOptions } from './logistic/fitLogistic.js';
import type { TrainingData } from './matrix.js';
import { fitMlRandomForest, type MlRandomForestOptions } from './mlRandomForest/fitMlRandomForest.js';
import { fitOneFeature, type OneFeatureOptions } from './oneFeature.js';

/** Options of each learner, told apart by `kind`. */
export type LearnerOptions =
  | (BoostingOptions & { readonly kind: 'boosting' })
  | (AdditiveOptions & { readonly kind: 'additive' })
  | (LogisticOptions & { readonly kind: 'logistic' })
  | (OneFeatureOptions & { readonly kind: 'one-feature' })
  | (ForestOptions & { readonly kind: 'forest' })
  | (MlRandomForestOptions & { readonly kind: 'ml-random-forest' });

/** Fits the learner named by `options.kind`. */
export async function fitLearner(
  options: LearnerOptions,
  data: TrainingData,
  run: RunOptions = {},
): Promise<{ model: LearnerModel; report: object }> {
  switch (options.kind) {
    case 'boosting':
      return fitBoosting(options, data, run);
    case 'additive':
      return fitAdditive(options, data, run);
    case 'logistic':
      return fitLogistic(options, data, run);
    case 'one-feature':
      return fitOneFeature(options, data, run);
    case 'forest':
      return fitForest(options, data, run);
    case 'ml-random-forest':
      return fitMlRandomForest(options, data, run);
  }
}
