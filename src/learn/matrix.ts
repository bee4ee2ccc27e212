import { ensure } from '../core/errors.js';

/** One column of a {@link Matrix}. */
export interface MatrixFeature {
  /** Unique name; models find their columns by it. */
  readonly name: string;
  /** Shape (n,). NaN is missing; ±Infinity is refused. Of a category column: codes 1…`categories`, 0 or NaN is missing. */
  readonly values: Float64Array;
  /** Present on a category column: the number of categories. */
  readonly categories?: number;
}

/** Columns of equal length, one row per thing to learn from or to score. */
export interface Matrix {
  readonly length: number;
  readonly features: readonly MatrixFeature[];
}

/** Stable identity of each row, as two 32-bit words, so that random draws do not depend on which other rows there are. */
export interface RowKeys {
  readonly high: Int32Array;
  readonly low: Int32Array;
}

/** What a learner is fitted to. */
export interface TrainingData {
  readonly matrix: Matrix;
  /** Shape (n,), each 0 or 1. */
  readonly outcome: ArrayLike<number>;
  /** Shape (n,), each finite and > 0; 1 when absent. */
  readonly weights?: ArrayLike<number>;
  /** Shape (n,); the row's position when absent. */
  readonly rowKeys?: RowKeys;
}

const featuresByName = new WeakMap<readonly MatrixFeature[], ReadonlyMap<string, MatrixFeature>>();

/** The column called `name`; throws `missing-column`. The names of a matrix are looked through once. */
export function featureOf({ features }: Matrix, name: string): MatrixFeature {
  const byName = featuresByName.get(features) ?? new Map(features.map((feature) => [feature.name, feature]));
  featuresByName.set(features, byName);
  const feature = byName.get(name);
  ensure(feature !== undefined, 'missing-column', () => ({
    en: `The model needs the column "${name}", which the matrix does not have; build the matrix with the features the model was trained on.`,
    zh: `模型需要“${name}”这一列，而矩阵中没有；请用训练模型时的同一组特征构造矩阵。`,
  }));
  return feature;
}

/**
 * Throws unless the columns are of the stated length, uniquely named, and hold only finite numbers, NaN, or valid category codes.
 * O(rows × columns).
 */
export function checkMatrix(matrix: Matrix): void {
  const seen = new Set<string>();
  for (const feature of matrix.features) {
    const { name } = feature;
    ensure(!seen.has(name), 'duplicate-column', () => ({
      en: `The matrix has two columns called "${name}"; give every column its own name.`,
      zh: `矩阵中有两列都叫“${name}”；请给每一列取不同的名字。`,
    }));
    seen.add(name);
    checkLength(`column "${name}"`, `列“${name}”`, feature.values.length, matrix.length);
    checkValues(feature);
  }
}

function checkValues(feature: MatrixFeature): void {
  const bad = feature.categories === undefined ? firstInfinite(feature.values) : firstBadCode(feature.values, feature.categories);
  ensure(bad < 0, 'bad-parameter', () => {
    const place = `${feature.name}[${bad}] = ${feature.values[bad]}`;
    return feature.categories === undefined
      ? {
          en: `${place}: a feature must be a finite number, or NaN where it is missing.`,
          zh: `${place}：特征必须是有限的数值，缺失时用 NaN。`,
        }
      : {
          en: `${place}: a category must be a whole number from 1 to ${feature.categories}, or 0 where it is missing.`,
          zh: `${place}：类别必须是 1 到 ${feature.categories} 的整数，缺失时用 0。`,
        };
  });
}

function firstInfinite(values: Float64Array): number {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value === Infinity || value === -Infinity) return row;
  }
  return -1;
}

function firstBadCode(values: Float64Array, categories: number): number {
  return values.findIndex((code) => !Number.isNaN(code) && !(code >= 0 && code <= categories && Number.isInteger(code)));
}

function checkLength(en: string, zh: string, actual: number, expected: number): void {
  ensure(actual === expected, 'length-mismatch', () => ({
    en: `The ${en} has ${actual} rows where the matrix has ${expected}; give both the same rows.`,
    zh: `${zh}有 ${actual} 行，而矩阵有 ${expected} 行；请让两者行数一致。`,
  }));
}

/**
 * Throws unless the data can be learnt from: a valid matrix with rows and columns, outcomes of both kinds, positive weights.
 * Codes: those of {@link checkMatrix}, `no-rows`, `bad-parameter`, `too-few-events`.
 */
export function checkTrainingData(data: TrainingData): void {
  const { matrix, outcome, weights, rowKeys } = data;
  checkMatrix(matrix);
  ensure(matrix.length > 0 && matrix.features.length > 0, 'no-rows', () => ({
    en: `There is nothing to learn from: ${matrix.length} rows, ${matrix.features.length} columns.`,
    zh: `没有可供学习的数据：${matrix.length} 行，${matrix.features.length} 列。`,
  }));
  checkOutcome(outcome, matrix.length);
  if (weights) checkWeights(weights, matrix.length);
  if (rowKeys) {
    checkLength('rowKeys.high', 'rowKeys.high ', rowKeys.high.length, matrix.length);
    checkLength('rowKeys.low', 'rowKeys.low ', rowKeys.low.length, matrix.length);
  }
}

/** Throws unless every outcome is 0 or 1 and both occur. */
export function checkOutcome(outcome: ArrayLike<number>, rows: number): void {
  checkLength('outcome', '结果列', outcome.length, rows);
  let ones = 0;
  for (let row = 0; row < rows; row++) {
    const value = outcome[row]!;
    ensure(value === 0 || value === 1, 'bad-parameter', () => ({
      en: `outcome[${row}] is ${value}; every outcome must be 0 (stayed) or 1 (left).`,
      zh: `outcome[${row}] 为 ${value}；每个结果必须是 0（留下）或 1（流失）。`,
    }));
    ones += value;
  }
  ensure(ones > 0 && ones < rows, 'too-few-events', () => ({
    en: `All ${rows} rows have the outcome ${ones > 0 ? 1 : 0}; a model needs examples of both. Use a longer period or more customers.`,
    zh: `全部 ${rows} 行的结果都是 ${ones > 0 ? 1 : 0}；训练模型需要两种结果的样本。请使用更长的时间范围或更多客户。`,
  }));
}

function checkWeights(weights: ArrayLike<number>, rows: number): void {
  checkLength('weights', '权重列', weights.length, rows);
  for (let row = 0; row < rows; row++)
    ensure(weights[row]! > 0 && weights[row]! < Infinity, 'bad-parameter', () => ({
      en: `weights[${row}] is ${weights[row]}; every weight must be finite and > 0.`,
      zh: `weights[${row}] 为 ${weights[row]}；每个权重必须是有限的正数。`,
    }));
}
