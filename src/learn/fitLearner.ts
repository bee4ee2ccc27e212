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

/**
 * Fits the learner named by `options.kind`: one verb for all, so that a learner can be an option.
 *
 * @param options - `kind` of `boosting`, `additive`, `logistic`, `one-feature`, `forest`, `ml-random-forest` or `blend`, and that
 *   learner's own options
 * @param data - matrix (n × p), outcome (n,) of 0 and 1, and what else the learner takes
 * @param run - `onProgress`, `signal` to stop, `executor` for threads
 * @returns the model as plain JSON, for `predictMargin` and `contributions`, and the learner's own report
 * @throws HoldfastError `bad-parameter`, `length-mismatch`, `duplicate-column`, `no-rows`, `too-few-events`, `aborted`, and those of the
 *   learner: `missing-column`, `no-convergence`
 * @remarks The learner's cost. Same options and data give the same bits, in any order of rows that carry keys.
 * @example
 * ```ts
 * const gap = Float64Array.from({ length: 400 }, (_, row) => row % 40);
 * const matrix = { length: 400, features: [{ name: 'gap_days', values: gap }] };
 * const outcome = Float64Array.from(gap, (days) => (days > 30 ? 1 : 0));
 * const boosting = { kind: 'boosting', rounds: 20, leaves: 2 } as const;
 * const { model } = await fitLearner({ kind: 'blend', members: [boosting, { kind: 'logistic' }] }, { matrix, outcome });
 * predictMargin(model, matrix).slice(30, 32).map((margin) => (margin > 0 ? 1 : 0)); // => [0, 1]
 * ```
 */
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
