import { toUnits } from '../core/money.js';
import type { CategoryColumn, Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { ABC_CLASSES, type AbcLimits, abcBreakPoints, abcClasses } from './abcClasses.js';
import { basisUsed, type CustomerFigures, customerFigures, type FigureOptions, type ValueBasis, valueColumn } from './customerFigures.js';

export interface AbcOptions extends FigureOptions, Omit<AbcLimits, 'a' | 'b'> {
  /** What is shared out: profit (default), spend or shipments; shipments where the data have no freight. */
  readonly by?: ValueBasis;
  /** Limits of A and B: two shares, or `search` for those that the curve itself suggests; default .8 and .95. */
  readonly limits?: { readonly a: number; readonly b: number } | 'search';
}

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
  return abcOf(snapshot, customerFigures(snapshot, options), options);
}

const USUAL = { a: 0.8, b: 0.95 };

/** {@link abc} of figures already at hand. */
export function abcOf(snapshot: Snapshot, figures: CustomerFigures, { by = 'profit', limits = USUAL, decide }: AbcOptions): AbcTable {
  const used = basisUsed(figures, by);
  const values = exactValues(valueColumn(figures, by), used);
  const found = limits === 'search' ? (abcBreakPoints(values) ?? USUAL) : limits;
  const scores = abcClasses(values, { ...found, ...(decide ? { decide } : {}) });
  return {
    length: figures.length,
    columns: {
      customer_id: Array.from(snapshot.indices, (index) => snapshot.customers.ids[index] ?? ''),
      abc_class: { codes: scores.classes, levels: ABC_CLASSES },
      abc_share: scores.share,
      abc_cumulative_share: scores.cumulativeShare,
    },
    by: used,
    limits: found,
  };
}

/** Values whose sums are exact: money in whole 1/10,000. */
export function exactValues(values: Float64Array, by: ValueBasis): Float64Array {
  return by === 'shipments' ? values : values.map(toUnits);
}
