import { ensure } from '../core/errors.js';

/** What is known of each customer at its beginning: columns of numbers by name, each of the length of the durations. */
export type Covariates = Readonly<Record<string, ArrayLike<number>>>;

/** Covariates as one matrix, row after row, each column with mean 0 and standard deviation 1. */
export interface Design {
  readonly names: readonly string[];
  readonly rows: number;
  readonly cells: Float64Array;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** Standardises covariates; throws `length-mismatch`, `bad-history` (a cell that is not finite) or `bad-parameter` (a column that does not vary). */
export function designOf(covariates: Covariates, rows: number): Design {
  const names = Object.keys(covariates);
  const [means, deviations] = [new Float64Array(names.length), new Float64Array(names.length)];
  const cells = new Float64Array(rows * names.length);
  names.forEach((name, j) => {
    const column = covariates[name]!;
    ensureColumn(name, column, rows);
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += column[i]! / rows;
    let squares = 0;
    for (let i = 0; i < rows; i++) squares += (column[i]! - mean) * (column[i]! - mean);
    means[j] = mean;
    deviations[j] = Math.sqrt(squares / rows);
    ensure(deviations[j]! > 1e-12 * Math.abs(mean) && deviations[j]! > 0, 'bad-parameter', () => ({
      en: `The covariate ${name} is ${column[0]} in every row; leave it out`,
      zh: `协变量 ${name} 在每一行均为 ${column[0]}；请去掉该列`,
    }));
    for (let i = 0; i < rows; i++) cells[i * names.length + j] = (column[i]! - mean) / deviations[j]!;
  });
  return { names, rows, cells, means, deviations };
}

function ensureColumn(name: string, column: ArrayLike<number>, rows: number): void {
  ensure(column.length === rows, 'length-mismatch', () => ({
    en: `The covariate ${name} has ${column.length} rows and durations ${rows}; both must have the same`,
    zh: `协变量 ${name} 有 ${column.length} 行，durations 有 ${rows} 行；两者行数必须相同`,
  }));
  for (let i = 0; i < rows; i++)
    ensure(Number.isFinite(column[i]), 'bad-history', () => ({
      en: `The covariate ${name} is ${column[i]} in row ${i}; fill or leave out what is missing`,
      zh: `协变量 ${name} 在第 ${i} 行为 ${column[i]}；请先补全或去除缺失值`,
    }));
}

/** Σ coefficient × (covariate − centre) of row `i`. */
export function linearPredictor(coefficients: Readonly<Record<string, number>>, covariates: Covariates, row: number): number {
  let sum = 0;
  for (const name of Object.keys(coefficients)) sum += coefficients[name]! * covariates[name]![row]!;
  return sum;
}

/** Throws `missing-column` unless every coefficient has its covariate. */
export function ensureNamed(coefficients: Readonly<Record<string, number>>, covariates: Covariates): void {
  for (const name of Object.keys(coefficients))
    ensure(name in covariates, 'missing-column', () => ({
      en: `The covariate ${name} is missing; the model was fitted with ${Object.keys(coefficients).join(', ')}`,
      zh: `缺少协变量 ${name}；模型拟合时使用了 ${Object.keys(coefficients).join('、')}`,
    }));
}
