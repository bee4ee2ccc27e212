import { ensure } from '../../core/errors.js';
import { breathe, type RunOptions, throwIfAborted } from '../../core/run.js';
import { type BinnedMatrix, checkBinned } from '../binning.js';
import { checkTrainingData, type TrainingData } from '../matrix.js';
import { addTree, type Booster, startBooster, updateGradients } from './booster.js';
import { type BoostingModel, modelColumns } from './model.js';
import { type BoostingOptions, boostingSettings } from './options.js';
import { addToValidation, startValidation, type Validation, watchLoss } from './validation.js';

/** Training data of {@link fitBoosting}. */
export interface BoostingData extends TrainingData {
  /** `binMatrix(matrix, bins, rowKeys)`, to bin once for several fits; made when absent. */
  readonly binned?: BinnedMatrix;
  /** Later rows, for the validation loss and early stopping. */
  readonly validation?: Pick<TrainingData, 'matrix' | 'outcome' | 'weights'> & { readonly rowValue?: ArrayLike<number> };
  /** Shape (n,), finite and >= 0: what a row is worth if it stays. Needed by the profit objective, else not used. */
  readonly rowValue?: ArrayLike<number>;
}

/** What happened in training, for humans. */
export interface BoostingReport {
  /** Trees kept. */
  readonly trees: number;
  /** Whether the validation loss ended training. */
  readonly stoppedEarly: boolean;
  /** Mean log-loss (or contact cost, of the largest) of the training rows before each round and after the last. */
  readonly trainingLoss: readonly number[];
  /** Mean loss of the validation rows before the first round and after each; empty without validation data. */
  readonly validationLoss: readonly number[];
}

/**
 * Gradient-boosted trees for the log-loss: histograms, leaf-wise growth, missing values and categories native.
 *
 * @param options - see {@link BoostingOptions}
 * @param data - matrix (n × p), outcome (n,) of 0 and 1, optional weights, row keys and validation rows
 * @param run - `onProgress` once a round (stage `boosting`), `signal` to stop
 * @returns the model as plain JSON, and the losses by round
 * @throws HoldfastError `bad-parameter`, `length-mismatch`, `duplicate-column`, `no-rows`, `too-few-events`, `aborted`
 * @remarks About 1 ns a cell and level of the tree. Same options and data give the same bits, in any order of rows that carry keys:
 *   gradients are whole numbers, so sums are exact; draws depend on (seed, tree, row key) alone.
 *   Method: Friedman 2001; Ke et al. 2017 (LightGBM).
 * @example
 * ```ts
 * const gap = Float64Array.from({ length: 400 }, (_, row) => row % 40);
 * const matrix = { length: 400, features: [{ name: 'gap_days', values: gap }] };
 * const outcome = Float64Array.from(gap, (days) => (days > 30 ? 1 : 0));
 * const { model } = await fitBoosting({ rounds: 20, leaves: 2 }, { matrix, outcome });
 * model.trees[0].threshold[0]; // => 30.5
 * ```
 */
export async function fitBoosting(
  options: BoostingOptions,
  data: BoostingData,
  run: RunOptions = {},
): Promise<{ model: BoostingModel; report: BoostingReport }> {
  throwIfAborted(run.signal);
  checkTrainingData(data);
  const settings = boostingSettings(options, data.matrix.features);
  ensure(settings.patience === Infinity || data.validation !== undefined, 'bad-parameter', () => ({
    en: 'earlyStopping needs validation rows; pass data.validation or leave earlyStopping out.',
    zh: '提前停止需要验证数据；请提供 data.validation，或去掉 earlyStopping。',
  }));
  checkBinned(data.binned, data.matrix);
  const booster = startBooster(settings, data, run.executor);
  const validation = data.validation ? startValidation(booster.binned.features, booster.base, data.validation, settings.profit) : undefined;
  const losses = await boost(booster, validation, run);
  const kept = validation && settings.patience < Infinity ? validation.bestTrees : booster.trees.length;
  const features = modelColumns(data.matrix);
  return {
    model: {
      kind: 'boosting',
      features,
      base: booster.base,
      trees: booster.trees.slice(0, kept),
      ...(settings.profit ? { objective: 'profit' } : {}),
    },
    report: { trees: kept, ...losses },
  };
}

const BREATH_MS = 100;

async function boost(booster: Booster, validation: Validation | undefined, run: RunOptions): Promise<Omit<BoostingReport, 'trees'>> {
  const { rounds, patience, rowShare, columnShare } = booster.settings;
  const trainingLoss: number[] = [];
  const validationLoss = validation ? [watchLoss(validation, 0)] : [];
  let stoppedEarly = false;
  let breathedAt = performance.now();
  for (let round = 0; round < rounds && !stoppedEarly; round++) {
    trainingLoss.push(updateGradients(booster));
    const grown = addTree(booster, round);
    // Nothing to split, and the next round would look at the same rows and columns.
    if (!grown && rowShare === 1 && columnShare === 1) break;
    if (validation && grown) addToValidation(validation, grown);
    if (validation) validationLoss.push(watchLoss(validation, booster.trees.length));
    stoppedEarly = validation !== undefined && booster.trees.length - validation.bestTrees >= patience;
    if (performance.now() - breathedAt < BREATH_MS) continue;
    run.onProgress?.({ stage: 'boosting', done: round + 1, total: rounds });
    await breathe();
    throwIfAborted(run.signal);
    breathedAt = performance.now();
  }
  run.onProgress?.({ stage: 'boosting', done: rounds, total: rounds });
  trainingLoss.push(updateGradients(booster));
  return { stoppedEarly, trainingLoss, validationLoss };
}
