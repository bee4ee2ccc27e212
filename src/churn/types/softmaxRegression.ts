import { minimise } from '../../math/lbfgs.js';
import { softmax } from './typePosterior.js';

/** A multinomial logistic model on standardised columns. Plain data. */
export interface SoftmaxModel {
  /** Of each column; missing values take the mean. */
  readonly means: readonly number[];
  readonly scales: readonly number[];
  /** By class: the intercept, then one weight a column. */
  readonly weights: readonly (readonly number[])[];
}

/** Rows to learn from. */
export interface SoftmaxData {
  /** One row a case; NaN is missing. */
  readonly rows: readonly Float64Array[];
  /** P(label seen | class) of each row, by class: one-hot for labels that are sure, a column of the survey's bias for stated ones. */
  readonly evidence: readonly ArrayLike<number>[];
  readonly classes: number;
  /** Penalty ½·ridge·‖w‖², intercepts apart; > 0. */
  readonly ridge: number;
}

/**
 * Multinomial logistic regression on labels that may be wrong: maximises Σ ln Σ_c P(class c | x)·P(label | c), less the ridge penalty.
 * With one-hot evidence it is the ordinary one. L-BFGS from zero; O(rows × columns × classes) a step. The same bits for the same rows
 * in the same order.
 */
export function fitSoftmax({ rows, evidence, classes, ridge }: SoftmaxData): SoftmaxModel {
  const columns = rows[0]?.length ?? 0;
  const means = Array.from({ length: columns }, (_, column) => meanOf(rows, column));
  const scales = Array.from({ length: columns }, (_, column) => spreadOf(rows, column, means[column]!));
  const design = rows.map((row) => standardised(row, means, scales));
  const width = columns + 1;
  const scores = new Float64Array(classes);
  const { x } = minimise(
    (weights, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (let at = 0; at < design.length; at++) {
        const row = design[at]!;
        score(weights, row, width, scores);
        const p = softmax(scores);
        const seen = evidence[at]!;
        let likelihood = 0;
        for (let k = 0; k < classes; k++) likelihood += p[k]! * seen[k]!;
        loss -= Math.log(likelihood);
        for (let k = 0; k < classes; k++) {
          const miss = p[k]! - (p[k]! * seen[k]!) / likelihood;
          for (let j = 0; j < width; j++) gradient[k * width + j]! += miss * row[j]!;
        }
      }
      for (let k = 0; k < classes; k++)
        for (let j = 1; j < width; j++) {
          const weight = weights[k * width + j]!;
          loss += 0.5 * ridge * weight * weight;
          gradient[k * width + j]! += ridge * weight;
        }
      return loss;
    },
    new Float64Array(classes * width),
    { maxIterations: 200, gradientTolerance: 1e-4, valueTolerance: 1e-9 },
  );
  return { means, scales, weights: Array.from({ length: classes }, (_, k) => Array.from(x.subarray(k * width, (k + 1) * width))) };
}

/** Probability by class of one row. */
export function predictSoftmax({ means, scales, weights }: SoftmaxModel, row: ArrayLike<number>): Float64Array {
  const given = standardised(row, means, scales);
  return softmax(Float64Array.from(weights, (own) => own.reduce((sum, weight, j) => sum + weight * given[j]!, 0)));
}

function score(weights: Float64Array, row: Float64Array, width: number, scores: Float64Array): void {
  for (let k = 0; k < scores.length; k++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += weights[k * width + j]! * row[j]!;
    scores[k] = sum;
  }
}

function standardised(row: ArrayLike<number>, means: readonly number[], scales: readonly number[]): Float64Array {
  const given = new Float64Array(means.length + 1);
  given[0] = 1;
  for (let j = 0; j < means.length; j++) given[j + 1] = Number.isFinite(row[j]) ? (row[j]! - means[j]!) / scales[j]! : 0;
  return given;
}

function meanOf(rows: readonly Float64Array[], column: number): number {
  const [sum, count] = rows.reduce(([s, n], row) => (Number.isFinite(row[column]) ? [s + row[column]!, n + 1] : [s, n]), [0, 0]);
  return count > 0 ? sum / count : 0;
}

/** Standard deviation of a column, 1 for a constant one. */
function spreadOf(rows: readonly Float64Array[], column: number, mean: number): number {
  let [sum, count] = [0, 0];
  for (const row of rows) {
    if (!Number.isFinite(row[column])) continue;
    sum += (row[column]! - mean) * (row[column]! - mean);
    count++;
  }
  const spread = count > 0 ? Math.sqrt(sum / count) : 0;
  return spread > 1e-9 ? spread : 1;
}
