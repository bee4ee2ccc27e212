import { ensure } from '../../core/errors.js';
import type { Table } from '../../core/table.js';
import { logistic } from '../../math/logSums.js';
import { quantileSorted } from '../../math/quantile.js';
import { featureOf, type Matrix } from '../matrix.js';
import { within } from '../optionChecks.js';

/** What a model says on average as columns are moved through their values. */
export type DependenceTable = Table<{
  /** Share of the rows that lie below; 0.05 … 0.95. Of a category: NaN. */
  readonly quantile: Float64Array;
  /** Value of the first of the columns: a number, or a category's code. */
  readonly value: Float64Array;
  /** Mean over the rows of the margin (log-odds), and of the probability. */
  readonly margin: Float64Array;
  readonly probability: Float64Array;
}>;

export interface DependenceOptions {
  /** Values looked at; 2…200. Default 19: every twentieth. */
  readonly points?: number;
}

/**
 * Partial dependence: the mean answer of a model when some columns of every row are set to one value after another, all else as it is.
 *
 * @param predict - margins of a matrix, as `(m) => predictMargin(model, m)`
 * @param matrix - rows to average over
 * @param columns - one name, or several that are moved together, each to the same quantile of its own values (a family of features)
 * @param options - how many values
 * @returns a row a value, ascending, from the 5 % to the 95 % quantile; of one category column a row a category
 * @throws HoldfastError `missing-column`, `bad-parameter` where no value is known or a category is among several columns
 * @remarks O(points) predictions of the whole matrix. Where columns depend on each other some of the rows made up never occur; it says
 *   what this model does, not what causes what. Friedman 2001.
 * @example
 * ```ts
 * const days = Float64Array.from({ length: 101 }, (_, row) => row);
 * const matrix = { length: 101, features: [{ name: 'gap_days', values: days }] };
 * const { columns } = partialDependence(({ features }) => features[0].values.map((gap) => gap / 10), matrix, 'gap_days', { points: 3 });
 * columns.value; // => [5, 50, 95]
 * columns.margin; // => [0.5, 5, 9.5] (9 dp)
 * ```
 */
export function partialDependence(
  predict: (matrix: Matrix) => Float64Array,
  matrix: Matrix,
  columns: string | readonly string[],
  options: DependenceOptions = {},
): DependenceTable {
  const { points = 19 } = options;
  within('points', points, 2, 200, true);
  const names = typeof columns === 'string' ? [columns] : columns;
  const settings = settingsOf(matrix, names, points);
  const margins = settings.map(({ values }) => predict(withValues(matrix, names, values)));
  const mean = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    length: settings.length,
    columns: {
      quantile: Float64Array.from(settings, ({ quantile }) => quantile),
      value: Float64Array.from(settings, ({ values }) => values[0]!),
      margin: Float64Array.from(margins, mean),
      probability: Float64Array.from(margins, (values) => mean(values.map(logistic))),
    },
  };
}

/** One value a column. */
interface Setting {
  readonly quantile: number;
  readonly values: readonly number[];
}

function settingsOf(matrix: Matrix, names: readonly string[], points: number): Setting[] {
  const features = names.map((name) => featureOf(matrix, name));
  const known = features.map(({ values }) => values.filter((value) => !Number.isNaN(value)).sort());
  ensure(known.length > 0 && known.every(({ length }) => length > 0), 'bad-parameter', () => ({
    en: `No value of "${names.join(', ')}" is known; choose columns that have some.`,
    zh: `“${names.join('、')}”没有任何已知取值；请选择有取值的列。`,
  }));
  const category = features.find(({ categories }) => categories !== undefined);
  ensure(category === undefined || features.length === 1, 'bad-parameter', () => ({
    en: `"${category?.name}" is a category and has no quantiles; ask for it alone.`,
    zh: `“${category?.name}”是类别，没有分位数；请单独计算。`,
  }));
  if (category !== undefined) return [...new Set(known[0])].map((code) => ({ quantile: Number.NaN, values: [code] }));
  return Array.from({ length: points }, (_, point) => {
    const quantile = 0.05 + (0.9 * point) / (points - 1);
    return { quantile, values: known.map((sorted) => quantileSorted(sorted, quantile)) };
  });
}

function withValues(matrix: Matrix, names: readonly string[], values: readonly number[]): Matrix {
  return {
    length: matrix.length,
    features: matrix.features.map((feature) => {
      const at = names.indexOf(feature.name);
      return at < 0 ? feature : { ...feature, values: new Float64Array(matrix.length).fill(values[at]!) };
    }),
  };
}
