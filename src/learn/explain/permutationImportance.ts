import { ensure } from '../../core/errors.js';
import { uniformAt } from '../../core/random.js';
import type { Table } from '../../core/table.js';
import { quantile } from '../../math/quantile.js';
import { gathered } from '../keyOrder.js';
import type { Matrix } from '../matrix.js';
import { within } from '../optionChecks.js';

/** How much is lost without each group of columns, largest first. */
export type ImportanceTable = Table<{
  readonly group: readonly string[];
  /** Mean over the seeds of quality as it is − quality with the group's columns shuffled. */
  readonly importance: Float64Array;
  /** 5 % and 95 % quantile over the seeds. */
  readonly importance_low: Float64Array;
  readonly importance_high: Float64Array;
}>;

export interface ImportanceOptions {
  /** Columns shuffled together, by name of the group; default: each column on its own. Correlated columns belong together. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Shuffles; 2…1,000. Default 10. */
  readonly repeats?: number;
  /** Whole number; default 1. */
  readonly seed?: number;
}

const SHUFFLE_PURPOSE = 0x73687566;

/**
 * Permutation importance: how much worse a model does when the values of some columns are dealt out to the rows at random.
 *
 * @param quality - of the model's answer to a matrix with these columns, higher is better, as `(m) => auc(predictMargin(model, m), outcome)`
 * @param matrix - rows the model was not trained on
 * @param options - groups of columns, repeats, seed
 * @returns a row a group; an interval that holds 0 says that the model would do as well without
 * @throws HoldfastError `bad-parameter`, `missing-column`, `no-rows`
 * @remarks O(groups × repeats) calls of `quality`. The same seed gives the same bits. It says what this model uses, not what causes what;
 *   of two columns that tell the same, each alone looks unimportant, so give them as one group. Breiman 2001.
 * @example
 * ```ts
 * const days = Float64Array.from({ length: 200 }, (_, row) => row % 40);
 * const noise = Float64Array.from({ length: 200 }, (_, row) => (row * 7) % 11);
 * const matrix = { length: 200, features: [{ name: 'gap_days', values: days }, { name: 'noise', values: noise }] };
 * const hits = ({ features }) => features[0].values.filter((value, row) => (value > 30) === days[row] > 30).length / 200;
 * const { columns } = permutationImportance(hits, matrix);
 * columns.group; // => ['gap_days', 'noise']
 * columns.importance[1]; // => 0
 * ```
 */
export function permutationImportance(
  quality: (matrix: Matrix) => number,
  matrix: Matrix,
  options: ImportanceOptions = {},
): ImportanceTable {
  const { repeats = 10, seed = 1 } = options;
  within('repeats', repeats, 2, 1000, true);
  ensure(matrix.length > 1, 'no-rows', () => ({ en: 'There are too few rows to shuffle.', zh: '行数太少，无法打乱。' }));
  const groups = groupsOf(matrix, options.groups);
  const whole = quality(matrix);
  const orders = Array.from({ length: repeats }, (_, repeat) => shuffled(matrix.length, seed, repeat));
  const rows = groups
    .map(({ name, columns }) => {
      const losses = orders.map((order) => whole - quality(withShuffled(matrix, columns, order)));
      return { name, mean: losses.reduce((a, b) => a + b) / repeats, low: quantile(losses, 0.05), high: quantile(losses, 0.95) };
    })
    .sort((a, b) => b.mean - a.mean || (a.name < b.name ? -1 : 1));
  return {
    length: rows.length,
    columns: {
      group: rows.map(({ name }) => name),
      importance: Float64Array.from(rows, ({ mean }) => mean),
      importance_low: Float64Array.from(rows, ({ low }) => low),
      importance_high: Float64Array.from(rows, ({ high }) => high),
    },
  };
}

/** Columns by group, each a set of positions; throws `missing-column` for a name that the matrix does not have. */
function groupsOf({ features }: Matrix, groups?: ImportanceOptions['groups']): { name: string; columns: ReadonlySet<number> }[] {
  if (groups === undefined) return features.map(({ name }, column) => ({ name, columns: new Set([column]) }));
  const place = new Map(features.map(({ name }, column) => [name, column]));
  return Object.entries(groups).map(([name, members]) => {
    const columns = members.map((member) => {
      const column = place.get(member);
      ensure(column !== undefined, 'missing-column', () => ({
        en: `The group "${name}" names the column "${member}", which the matrix does not have; take it out of the group.`,
        zh: `分组“${name}”中的列“${member}”在矩阵中不存在；请从分组中去掉。`,
      }));
      return column;
    });
    return { name, columns: new Set(columns) };
  });
}

/** 0 … n−1 in an order that depends on the seed and the repeat alone (Fisher–Yates). */
function shuffled(length: number, seed: number, repeat: number): Int32Array {
  const order = Int32Array.from({ length }, (_, row) => row);
  for (let at = length - 1; at > 0; at--) {
    const other = Math.floor(uniformAt(seed, SHUFFLE_PURPOSE, repeat, at) * (at + 1));
    const row = order[at]!;
    order[at] = order[other]!;
    order[other] = row;
  }
  return order;
}

/** The columns keep their rows together: a group is dealt out as a whole. */
function withShuffled(matrix: Matrix, columns: ReadonlySet<number>, order: Int32Array): Matrix {
  return {
    length: matrix.length,
    features: matrix.features.map((feature, column) =>
      columns.has(column) ? { ...feature, values: gathered(feature.values, order) } : feature,
    ),
  };
}
