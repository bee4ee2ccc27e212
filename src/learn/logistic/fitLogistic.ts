import { ensure } from '../../core/errors.js';
import type { RunOptions } from '../../core/run.js';
import { type ModelFeature, modelColumns } from '../boosting/model.js';
import { inKeyOrder } from '../keyOrder.js';
import { checkTrainingData, type TrainingData } from '../matrix.js';
import { within } from '../optionChecks.js';
import { type DesignPart, designOf } from './design.js';
import { elasticNet } from './elasticNet.js';
import type { CategoryTerm, LogisticModel, NumberTerm } from './model.js';
import { type LinearFit, ridgeLogistic } from './ridgeLogistic.js';

export interface LogisticOptions {
  /** C of scikit-learn: the penalty is (l1Share · ‖w‖₁ + (1 − l1Share) · ‖w‖² / 2) / C. > 0, default 0.1. */
  readonly strength?: number;
  /** Share of the penalty on absolute values (elastic net), which leaves columns out altogether; 0…1. Default 0: ridge. */
  readonly l1Share?: number;
}

export interface LogisticReport {
  /** Newton steps. */
  readonly steps: number;
  /** Columns of the linear model, the intercept left out. */
  readonly columns: number;
}

/**
 * Penalised logistic regression, ridge or elastic net, on normal scores: each number column is mapped to a standard normal by its ranks,
 * missing values take the median and a column of their own, categories one column each.
 *
 * @param given - matrix (n × p), outcome (n,) of 0 and 1, optional weights and row keys
 * @throws HoldfastError those of the data, `bad-parameter`, `no-convergence`, `aborted`
 * @remarks O(n p²) a Newton step. The same bits for the same rows in the same order, or in any order where they carry keys.
 * @example
 * ```ts
 * const gap = Float64Array.from({ length: 400 }, (_, row) => row % 40);
 * const matrix = { length: 400, features: [{ name: 'gap_days', values: gap }] };
 * const outcome = Float64Array.from(gap, (days) => (days > 30 ? 1 : 0));
 * const { model } = await fitLogistic({}, { matrix, outcome });
 * model.numbers[0].weight > 0; // => true
 * ```
 */
export async function fitLogistic(
  options: LogisticOptions,
  given: TrainingData,
  run: RunOptions = {},
): Promise<{ model: LogisticModel; report: LogisticReport }> {
  const strength = checkedStrength(options.strength ?? 0.1);
  const l1Share = within('l1Share', options.l1Share ?? 0, 0, 1);
  checkTrainingData(given);
  const problem = linearProblem(inKeyOrder(given));
  const { columns, outcome, weights } = problem;
  const fit =
    l1Share === 0
      ? await ridgeLogistic(columns, outcome, weights, strength, run)
      : await elasticNet(columns, outcome, weights, strength, l1Share, undefined, run);
  return { model: logisticModel(problem, fit), report: { steps: fit.steps, columns: columns.length } };
}

/** Throws `bad-parameter` unless the strength is finite and > 0. */
export function checkedStrength(strength: number): number {
  ensure(strength > 0 && strength < Infinity, 'bad-parameter', () => ({
    en: `strength is ${strength}; it must be a finite number > 0.`,
    zh: `strength 为 ${strength}；必须是大于 0 的有限数。`,
  }));
  return strength;
}

/** Training data as a linear model takes them. */
export interface LinearProblem {
  readonly features: readonly ModelFeature[];
  readonly parts: readonly DesignPart[];
  readonly columns: readonly Float64Array[];
  readonly outcome: Uint8Array;
  readonly weights: Float64Array;
}

/** The design of every feature that has something to say. */
export function linearProblem({ matrix, outcome, weights }: TrainingData): LinearProblem {
  const parts = matrix.features.flatMap((feature, index) => designOf(feature, index) ?? []);
  return {
    features: modelColumns(matrix),
    parts,
    columns: parts.flatMap((part) => part.columns),
    outcome: Uint8Array.from(outcome),
    weights: weights ? Float64Array.from(weights) : new Float64Array(matrix.length).fill(1),
  };
}

/** The fitted coefficients as terms of the features. */
export function logisticModel({ features, parts }: LinearProblem, fit: LinearFit): LogisticModel {
  return { kind: 'logistic', features, intercept: fit.intercept, ...termsOf(parts, fit) };
}

function termsOf(parts: readonly DesignPart[], { coefficients }: LinearFit): { numbers: NumberTerm[]; categories: CategoryTerm[] } {
  const numbers: NumberTerm[] = [];
  const categories: CategoryTerm[] = [];
  let next = 0;
  for (const part of parts) {
    const weights = Array.from(coefficients.subarray(next, next + part.columns.length));
    next += part.columns.length;
    const { feature } = part;
    const mean = weights.reduce((sum, weight, k) => sum + weight * meanOf(part.columns[k]!), 0);
    if (part.kind === 'category') categories.push({ feature, codes: part.codes, weights, mean });
    else numbers.push({ feature, ...part.scores, weight: weights[0]!, missing: weights[1] ?? 0, mean });
  }
  return { numbers, categories };
}

function meanOf(column: Float64Array): number {
  return column.reduce((a, b) => a + b, 0) / column.length;
}
