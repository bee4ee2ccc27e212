/** Category column: `levels[code - 1]` is the text of a row, code 0 is missing. */
export interface CategoryColumn {
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

/** A column of a table; missing is NaN, code 0 or the empty string. */
export type Column = Float64Array | Int32Array | CategoryColumn | readonly string[];

/** Columns of equal length, one row per thing. Column names are the snake_case of the files. */
export interface Table<C extends Readonly<Record<string, Column>> = Readonly<Record<string, Column>>> {
  readonly length: number;
  readonly columns: C;
}

/** Value of one cell: numbers (NaN is missing), or text ('' is missing). */
export type CellOf<K extends Column> = K extends Float64Array | Int32Array ? number : string;

/**
 * Cell of a column: a number (NaN is missing) or a text ('' is missing). O(1).
 *
 * @param column - any column of a table
 * @param row - from 0
 * @example
 * ```ts
 * cell({ codes: Int32Array.of(2, 0), levels: ['North', 'South'] }, 0); // => 'South'
 * ```
 */
export function cell<K extends Column>(column: K, row: number): CellOf<K> {
  if ('codes' in column) {
    const { codes, levels } = column as CategoryColumn;
    return (levels[codes[row]! - 1] ?? '') as CellOf<K>;
  }
  return (column as ArrayLike<unknown>)[row] as CellOf<K>;
}

/**
 * Rows of a table as plain objects, for reading and printing; O(rows × columns), one object a row.
 *
 * @param table - any result table
 * @returns the rows in order, made while they are read; fields are the columns' names
 * @example
 * ```ts
 * const table = { length: 2, columns: { customer_id: ['a', 'b'], spend: Float64Array.of(1, 2) } };
 * [...rows(table)][1]; // => { customer_id: 'b', spend: 2 }
 * ```
 */
export function* rows<C extends Readonly<Record<string, Column>>>(table: Table<C>): Generator<{ [K in keyof C]: CellOf<C[K]> }> {
  const entries = Object.entries(table.columns);
  for (let row = 0; row < table.length; row++)
    yield Object.fromEntries(entries.map(([name, column]) => [name, cell(column, row)])) as { [K in keyof C]: CellOf<C[K]> };
}
