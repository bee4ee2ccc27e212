import { ensure } from '../../core/errors.js';
import type { RunOptions } from '../../core/run.js';
import { inKeyOrder } from '../keyOrder.js';
import { checkTrainingData, type TrainingData } from '../matrix.js';
import { type DesignPart, designOf } from './design.js';
import type { CategoryTerm, LogisticModel, NumberTerm } from './model.js';
import { type LinearFit, ridgeLogistic } from './ridgeLogistic.js';

export interface LogisticOptions {
  /** C of scikit-learn: the penalty is ‖w‖² / (2C). > 0, default 0.1. */
  readonly strength?: number;
}

export interface LogisticReport {
  /** Newton steps. */
  readonly steps: number;
  /** Columns of the linear model, the intercept left out. */
  readonly columns: number;
}

/**
 * L2-penalised logistic regression on normal scores: each number column is mapped to a standard normal by its ranks, missing values
 * take the median and a column of their own, categories one column each.
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
  const { strength = 0.1 } = options;
  ensure(strength > 0 && strength < Infinity, 'bad-parameter', () => ({
    en: `strength is ${strength}; it must be a finite number > 0.`,
    zh: `strength 为 ${strength}；必须是大于 0 的有限数。`,
  }));
  checkTrainingData(given);
  const data = inKeyOrder(given);
  const { matrix } = data;
  const parts = matrix.features.flatMap((feature, index) => designOf(feature, index) ?? []);
  const columns = parts.flatMap((part) => part.columns);
  const weights = data.weights ? Float64Array.from(data.weights) : new Float64Array(matrix.length).fill(1);
  const fit = await ridgeLogistic(columns, Uint8Array.from(data.outcome), weights, strength, run);
  const features = matrix.features.map(({ name, categories }) => (categories === undefined ? { name } : { name, categories }));
  const model: LogisticModel = { kind: 'logistic', features, intercept: fit.intercept, ...termsOf(parts, fit) };
  return { model, report: { steps: fit.steps, columns: columns.length } };
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
