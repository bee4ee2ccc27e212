import { type Column, cell, type Table } from '../core/table.js';

/** What is needed of danfojs (`import * as dfd from 'danfojs-node'`, or `danfojs` in a browser): its DataFrame constructor. */
export interface DataFrameLibrary<F> {
  readonly DataFrame: new (data: object, options: { columns?: string[]; dtypes?: string[] }) => F;
}

/**
 * A table as a danfojs DataFrame, for those who go on with `groupby`, `merge`, `query` or plots there.
 *
 * @param dfd - the loaded danfojs; this library does not import it
 * @param table - any result table; n rows, at least one column
 * @returns frame of n rows with the table's columns in their order; missing numbers are NaN, missing texts are null, so `isNa()` finds both
 * @remarks O(n × columns); every cell is copied. Leave big tables (> 100,000 rows) in typed arrays: danfojs sorts in quadratic time.
 * @example
 * ```ts
 * class DataFrame { constructor(readonly data: object) {} } // stands for the one of danfojs
 * const table = { length: 2, columns: { customer_id: ['a', ''], spend: Float64Array.of(1, 2) } };
 * toDataFrame({ DataFrame }, table).data; // => { customer_id: ['a', null], spend: [1, 2] }
 * ```
 */
export function toDataFrame<F>(dfd: DataFrameLibrary<F>, table: Table): F {
  const entries = Object.entries(table.columns);
  const dtypes = entries.map(([, column]) => dtypeOf(column));
  // The types must be named: danfojs guesses them from the first rows, and takes empty text for numbers.
  if (table.length === 0) return new dfd.DataFrame([], { columns: entries.map(([name]) => name) });
  return new dfd.DataFrame(Object.fromEntries(entries.map(([name, column]) => [name, cellsOf(column, table.length)])), { dtypes });
}

function dtypeOf(column: Column): string {
  if (column instanceof Int32Array) return 'int32';
  return column instanceof Float64Array ? 'float32' : 'string';
}

function cellsOf(column: Column, length: number): (string | number | null)[] {
  return Array.from({ length }, (_, row) => {
    const value: string | number = cell(column, row);
    return value === '' ? null : value;
  });
}
