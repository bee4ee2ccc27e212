import { readFileSync } from 'node:fs';
import type { Matrix, ModelFeature } from '../../../src/learn/index.js';

/** What LightGBM said of some rows; null is a missing value. */
export interface Answers {
  readonly text: string;
  readonly margin: readonly number[];
  readonly probability: readonly number[];
  /** The mean margin comes last. */
  readonly contributions: readonly (readonly number[])[];
}

/** A file of test/oracle/learn. */
export function readOracle<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../oracle/learn/${name}`, import.meta.url), 'utf8')) as T;
}

/** Rows as LightGBM takes them, as a matrix for the model: a category is one more than its code there. */
export function matrixOf(rows: readonly (readonly (number | null)[])[], features: readonly ModelFeature[]): Matrix {
  const column = (at: number, isCategory: boolean): Float64Array =>
    Float64Array.from(rows, (row) => (row[at] === null ? Number.NaN : row[at]! + (isCategory ? 1 : 0)));
  return {
    length: rows.length,
    features: features.map(({ name, categories }, at) => {
      const values = column(at, categories !== undefined);
      return categories === undefined ? { name, values } : { name, values, categories: 1000 };
    }),
  };
}
