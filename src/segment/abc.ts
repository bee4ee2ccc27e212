import type { CategoryColumn, Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { ABC_CLASSES, type AbcLimits, abcBreakPoints, abcClasses } from './abcClasses.js';
import { basisUsed, customerFigures, exactColumn, type FigureOptions, type GivenFigures, type ValueBasis } from './customerFigures.js';
import { idsOf } from './masterText.js';

export interface AbcOptions extends FigureOptions, GivenFigures, Omit<AbcLimits, 'a' | 'b'> {
  /** What is shared out: profit (default), spend or shipments; shipments where the data have no freight. */
  readonly by?: ValueBasis;
  /** Limits of A and B: two shares, or `search` for those that the curve itself suggests; default .8 and .95. */
  readonly limits?: { readonly a: number; readonly b: number } | 'search';
}

const USUAL = { a: 0.8, b: 0.95 };

/** One row a customer of the snapshot, in its order. */
export interface AbcTable
  extends Table<{
    readonly customer_id: readonly string[];
    readonly abc_class: CategoryColumn;
    readonly abc_share: Float64Array;
    readonly abc_cumulative_share: Float64Array;
  }> {
  readonly by: ValueBasis;
  readonly limits: { readonly a: number; readonly b: number };
}

/**
 * ABC classes of the customers by profit, spend or shipments: A bring the first 80 %, B up to 95 %, C the rest; D cost money.
 *
 * @throws HoldfastError `bad-parameter`
 * @remarks O(customers); sums in whole 1/10,000. Under `after` a customer that alone brings more than 80 % is no A: see {@link abcClasses}.
 * @example
 * ```ts
 * const shipments = [['a', 85], ['b', 10], ['c', 5]].map(([customer_id, freight]) => ({ customer_id, freight, shipped_at: '2026-03-01' }));
 * const { columns } = abc((await historyFrom({ shipments })).history.at('2026-03-02'), { by: 'spend' });
 * [columns.abc_class.codes, columns.abc_cumulative_share]; // => [[1, 2, 3], [0.85, 0.95, 1]]
 * ```
 */
export function abc(snapshot: Snapshot, options: AbcOptions = {}): AbcTable {
  const { by = 'profit', limits = USUAL, decide, ties } = options;
  const figures = customerFigures(snapshot, options);
  const used = basisUsed(figures, by);
  const values = exactColumn(figures, by);
  const found = limits === 'search' ? (abcBreakPoints(values) ?? USUAL) : limits;
  const scores = abcClasses(values, { ...found, ...(decide ? { decide } : {}), ...(ties ? { ties } : {}) }, figures.ranks(used));
  return {
    length: figures.length,
    columns: {
      customer_id: idsOf(snapshot),
      abc_class: { codes: scores.classes, levels: ABC_CLASSES },
      abc_share: scores.share,
      abc_cumulative_share: scores.cumulativeShare,
    },
    by: used,
    limits: found,
  };
}
