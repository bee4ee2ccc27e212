import { ensure } from '../../core/errors.js';
import type { RunOptions } from '../../core/run.js';
import { logistic } from '../../math/logSums.js';
import type { BoostingData } from '../boosting/fitBoosting.js';
import { meanLogLoss } from '../boosting/gradients.js';
import { inKeyOrder } from '../keyOrder.js';
import { checkTrainingData } from '../matrix.js';
import { within } from '../optionChecks.js';
import { elasticNet } from './elasticNet.js';
import { checkedStrength, type LinearProblem, linearProblem, logisticModel } from './fitLogistic.js';
import { dot, startAt } from './lossState.js';
import type { LogisticModel } from './model.js';
import { predictLogistic } from './predictLogistic.js';
import type { LinearFit } from './ridgeLogistic.js';

export interface LogisticPathOptions {
  /** As of `fitLogistic`; 0…1. Default 0.5. */
  readonly l1Share?: number;
  /** Strengths to fit, each > 0; default 20 in equal ratios, from where every coefficient is 0 to a thousand times that. */
  readonly strengths?: readonly number[];
}

/** One point of the path. */
export interface LogisticPathPoint {
  readonly strength: number;
  readonly model: LogisticModel;
  /** Columns of the linear model with a coefficient other than 0. */
  readonly columnsUsed: number;
  /** Mean log-loss of the validation rows; null without such rows. */
  readonly validationLoss: number | null;
}

const POINTS = 20;
const RANGE = 1000;
/** A pure ridge penalty has no strength at which all is 0; this share stands in for it, as in glmnet. */
const LEAST_SHARE = 1e-3;

/**
 * Elastic-net models for falling penalties, each fitted from the one before: the features in the order in which they earn a place.
 *
 * @param options - share of absolute values, strengths
 * @param given - matrix (n × p), outcome (n,) of 0 and 1, optional weights, row keys and validation rows
 * @returns the points, strongest penalty first, and the position of the best on the validation rows (undefined without)
 * @throws HoldfastError those of the data, `bad-parameter`, `no-convergence`, `aborted`
 * @remarks O(n p²) for each Newton step, some three a point. Friedman, Hastie & Tibshirani 2010.
 * @example
 * ```ts
 * const gap = Float64Array.from({ length: 400 }, (_, row) => row % 40);
 * const noise = Float64Array.from({ length: 400 }, (_, row) => (row * 7919) % 101);
 * const features = [{ name: 'gap_days', values: gap }, { name: 'noise', values: noise }];
 * const outcome = Float64Array.from(gap, (days) => (days > 30 ? 1 : 0));
 * const { points } = await logisticPath({ l1Share: 1 }, { matrix: { length: 400, features }, outcome });
 * points.slice(0, 2).map(({ columnsUsed }) => columnsUsed); // => [0, 1]
 * ```
 */
export async function logisticPath(
  options: LogisticPathOptions,
  given: BoostingData,
  run: RunOptions = {},
): Promise<{ points: LogisticPathPoint[]; best: number | undefined }> {
  const l1Share = within('l1Share', options.l1Share ?? 0.5, 0, 1);
  checkTrainingData(given);
  const { validation } = given;
  if (validation) checkTrainingData(validation);
  const problem = linearProblem(inKeyOrder(given));
  const strengths = options.strengths ? checkedStrengths(options.strengths) : defaultStrengths(problem, l1Share);
  const validationOutcome = validation && Uint8Array.from(validation.outcome);
  const validationWeights = validation?.weights && Float64Array.from(validation.weights);
  const points: LogisticPathPoint[] = [];
  let fit: LinearFit | undefined;
  for (const strength of strengths) {
    fit = await elasticNet(problem.columns, problem.outcome, problem.weights, strength, l1Share, fit, run);
    const model = logisticModel(problem, fit);
    const validationLoss =
      validation && validationOutcome ? meanLogLoss(predictLogistic(model, validation.matrix), validationOutcome, validationWeights) : null;
    points.push({ strength, model, columnsUsed: fit.coefficients.filter((value) => value !== 0).length, validationLoss });
  }
  const losses = points.map(({ validationLoss }) => validationLoss ?? Infinity);
  return { points, best: validation ? losses.indexOf(Math.min(...losses)) : undefined };
}

function checkedStrengths(strengths: readonly number[]): readonly number[] {
  ensure(strengths.length > 0, 'bad-parameter', () => ({
    en: 'strengths is empty; give at least one, or leave it out.',
    zh: 'strengths 为空；请至少给出一个值，或不提供该选项。',
  }));
  return strengths.map(checkedStrength).toSorted((a, b) => a - b);
}

/** From just before the first coefficient appears: there the steepest gradient equals the penalty. */
function defaultStrengths({ columns, outcome, weights }: LinearProblem, l1Share: number): number[] {
  const p = logistic(startAt(1, outcome, weights)[0]!);
  const misses = weights.map((weight, row) => weight * (p - outcome[row]!));
  const steepest = columns.reduce((most, column) => Math.max(most, Math.abs(dot(column, misses))), 0);
  const first = steepest === 0 ? 1 : Math.max(l1Share, LEAST_SHARE) / steepest;
  return Array.from({ length: POINTS }, (_, point) => first * Math.exp((Math.log(RANGE) * point) / (POINTS - 1)));
}
