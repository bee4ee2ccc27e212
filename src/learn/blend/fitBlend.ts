import { ensure } from '../../core/errors.js';
import { uniformAt } from '../../core/random.js';
import { type RunOptions, throwIfAborted } from '../../core/run.js';
import type { BoostingData } from '../boosting/fitBoosting.js';
import { modelColumns } from '../boosting/model.js';
import { inKeyOrder, rowsOf } from '../keyOrder.js';
import { type BlendModel, predictMargin, type SingleLearnerModel } from '../learnerModel.js';
import type { BlendOptions, SingleLearnerOptions } from '../learnerOptions.js';
import { checkTrainingData, type TrainingData } from '../matrix.js';
import { within } from '../optionChecks.js';
import { blendWeights } from './blendWeights.js';

export interface BlendReport {
  /** Of each member in the order given; members of weight 0 are not in the model. */
  readonly weights: readonly number[];
}

/** Fits one member. */
export type FitMember = (options: SingleLearnerOptions, data: TrainingData, run: RunOptions) => Promise<SingleLearnerModel>;

const BLEND_PURPOSE = 0x626c656e;

/**
 * Blend: the weighted mean of the members' margins. The weights, >= 0 with sum 1, have the least log-loss on the validation rows, or on
 * rows held out for it, after which the members are fitted again to all rows.
 *
 * @param options - members and the share held out
 * @param given - as for the members; `validation` rows choose the weights where there are some
 * @throws HoldfastError `bad-parameter`, and those of the members
 * @remarks The cost of the members, twice without validation rows. Rows with the same low word of their key are held out together. Where
 *   there are too few rows of either outcome to hold some out, all members weigh the same.
 */
export async function fitBlend(
  options: BlendOptions,
  given: BoostingData,
  fitMember: FitMember,
  run: RunOptions = {},
): Promise<{ model: BlendModel; report: BlendReport }> {
  throwIfAborted(run.signal);
  const { members: wanted, validationShare = 0.2, seed = 1 } = options;
  ensure(wanted.length >= 1 && wanted.length <= 20, 'bad-parameter', () => ({
    en: `members has ${wanted.length} learners; give 1 to 20.`,
    zh: `members 中有 ${wanted.length} 个学习器；请给出 1 到 20 个。`,
  }));
  within('validationShare', validationShare, 1e-4, 0.5);
  within('seed', seed, 0, 2 ** 32 - 1, true);
  checkTrainingData(given);
  const { binned: _bins, validation, ...rows } = given;
  const data = inKeyOrder(rows);
  const parts = validation ? { fit: data, held: validation } : heldOut(data, validationShare, seed);
  const total = wanted.length * (validation || !parts ? 1 : 2);
  const fitAll = memberFitter(wanted, fitMember, total, run);
  const tried = parts && (await fitAll(parts.fit));
  const weights =
    parts && tried
      ? blendWeights(
          tried.map((member) => predictMargin(member, parts.held.matrix)),
          parts.held.outcome,
          parts.held.weights,
        )
      : new Float64Array(wanted.length).fill(1 / wanted.length);
  const members = tried && validation ? tried : await fitAll(data);
  const kept = [...weights.keys()].filter((member) => weights[member]! > 0);
  const features = modelColumns(data.matrix);
  const model: BlendModel = {
    kind: 'blend',
    features,
    members: kept.map((member) => members[member]!),
    weights: kept.map((member) => weights[member]!),
  };
  return { model, report: { weights: Array.from(weights) } };
}

/** A function that fits all members to some rows and says how far the whole work has come. */
function memberFitter(
  wanted: readonly SingleLearnerOptions[],
  fitMember: FitMember,
  total: number,
  run: RunOptions,
): (data: TrainingData) => Promise<SingleLearnerModel[]> {
  const { onProgress, ...quiet } = run;
  let done = 0;
  return async (data) => {
    const members: SingleLearnerModel[] = [];
    for (const options of wanted) {
      members.push(await fitMember(options, data, quiet));
      onProgress?.({ stage: 'blend', done: ++done, total });
    }
    return members;
  };
}

/** Rows to fit to and rows to weigh by; undefined where either would lack an outcome. */
function heldOut(data: TrainingData, share: number, seed: number): { fit: TrainingData; held: TrainingData } | undefined {
  const { matrix, outcome, rowKeys } = data;
  const isHeld = (row: number): boolean => uniformAt(seed, BLEND_PURPOSE, rowKeys ? rowKeys.low[row]! : row) < share;
  const all = Array.from({ length: matrix.length }, (_, row) => row);
  const [held, fit] = [all.filter(isHeld), all.filter((row) => !isHeld(row))];
  const hasBoth = (rows: readonly number[]): boolean => rows.some((row) => outcome[row] === 1) && rows.some((row) => outcome[row] === 0);
  if (!hasBoth(held) || !hasBoth(fit)) return undefined;
  return { fit: rowsOf(data, Int32Array.from(fit)), held: rowsOf(data, Int32Array.from(held)) };
}
