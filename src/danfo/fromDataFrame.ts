import { ensure } from '../core/errors.js';
import type { Column, Table } from '../core/table.js';

/** What is read of a danfojs DataFrame (checked on danfojs-node 1.1.2 and 1.2.0). */
export interface ReadableFrame {
  readonly columns: readonly string[];
  /** Rows, columns. */
  readonly shape: readonly number[];
  /** `string`, `float32`, `int32` or `boolean`, by column. */
  readonly dtypes: readonly string[];
  /** Values by column. */
  readonly getColumnData: unknown;
}

/**
 * A danfojs DataFrame as a table of this library.
 *
 * @param frame - a DataFrame of n rows; it is not changed
 * @returns table of n rows: columns of type `string` become texts ('' where null or undefined), all others numbers
 *   (NaN where missing, 1 and 0 for true and false)
 * @throws HoldfastError `bad-parameter` when it is no DataFrame, or a number column holds something else (named with its row);
 *   `duplicate-column` when two columns have one name
 * @remarks O(n × columns); every cell is copied.
 * @example
 * ```ts
 * const frame = { columns: ['customer_id', 'spend'], shape: [2, 2], dtypes: ['string', 'float32'], getColumnData: [['a', null], [1, 2]] };
 * fromDataFrame(frame).columns; // => { customer_id: ['a', ''], spend: [1, 2] }
 * ```
 */
export function fromDataFrame(frame: ReadableFrame): Table {
  const data = columnData(frame);
  const { columns, dtypes } = frame;
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  ensure(twice === undefined, 'duplicate-column', () => ({
    en: `the DataFrame has two columns named "${twice}"; rename one of them`,
    zh: `DataFrame 中有两列都叫“${twice}”；请改掉其中一个列名`,
  }));
  const length = frame.shape[0] ?? 0;
  const entries = columns.map((name, i): [string, Column] => [name, columnOf(name, dtypes[i] === 'string', data[i] ?? [])]);
  return { length, columns: Object.fromEntries(entries) };
}

function columnData(frame: ReadableFrame): readonly (readonly unknown[])[] {
  // An empty DataFrame has no column data at all.
  const data = frame?.shape?.[0] === 0 ? [] : frame?.getColumnData;
  const looksRight = Array.isArray(frame?.columns) && Array.isArray(frame.dtypes) && Array.isArray(data) && data.every(Array.isArray);
  ensure(looksRight, 'bad-parameter', () => ({
    en: 'this is no danfojs DataFrame: it lacks columns, types or column data; pass a DataFrame (not a Series)',
    zh: '这不是 danfojs 的 DataFrame：缺少列名、列类型或列数据；请传入 DataFrame（而不是 Series）',
  }));
  return data as readonly (readonly unknown[])[];
}

const isMissing = (value: unknown): boolean => value === null || value === undefined;

function columnOf(name: string, isText: boolean, values: readonly unknown[]): Column {
  if (isText) return values.map((value) => (isMissing(value) || Number.isNaN(value) ? '' : String(value)));
  return Float64Array.from(values, (value, row) => numberOf(name, value, row));
}

function numberOf(name: string, value: unknown, row: number): number {
  if (isMissing(value)) return Number.NaN;
  ensure(typeof value === 'number' || typeof value === 'boolean', 'bad-parameter', () => ({
    en: `column "${name}", row ${row}: "${String(value)}" is no number though the column's type says so; change it with asType(column, "string")`,
    zh: `列“${name}”第 ${row} 行：“${String(value)}”不是数字，但该列的类型是数字；请用 asType(column, "string") 改为文本`,
  }));
  return Number(value);
}
