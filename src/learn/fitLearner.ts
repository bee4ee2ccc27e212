import type { RunOptions } from '../core/run.js';
import { fitAdditive } from './additive/fitAdditive.js';
import { fitBlend } from './blend/fitBlend.js';
import { fitBoosting } from './boosting/fitBoosting.js';
import { fitForest } from './forest/fitForest.js';
import type { LearnerModel, SingleLearnerModel } from './learnerModel.js';
import type { LearnerOptions, SingleLearnerOptions } from './learnerOptions.js';
import { fitLogistic } from './logistic/fitLogistic.js';
import type { TrainingData } from './matrix.js';
import { fitMlRandomForest } from './mlRandomForest/fitMlRandomForest.js';
import { fitOneFeature } from './oneFeature.js';

/** Fits the learner named by `options.kind`. */
export async function fitLearner(
  options: LearnerOptions,
  data: TrainingData,
  run: RunOptions = {},
): Promise<{ model: LearnerModel; report: object }> {
  if (options.kind !== 'blend') return fitSingle(options, data, run);
  return fitBlend(options, data, async (member, rows, quiet) => (await fitSingle(member, rows, quiet)).model, run);
}

async function fitSingle(
  options: SingleLearnerOptions,
  data: TrainingData,
  run: RunOptions,
): Promise<{ model: SingleLearnerModel; report: object }> {
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
