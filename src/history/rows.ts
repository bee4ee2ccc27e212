import { ensure } from '../core/errors.js';
import type { RunOptions } from '../core/run.js';
import { type ReduceOptions, reduce } from './reduce/reduce.js';
import { type Row, rowSource } from './rows/rowSource.js';
import { SCHEMA, type TableName } from './schema.js';
import type { ReadResult, RowSource } from './types.js';

export type { Row } from './rows/rowSource.js';

/** Rows of the tables at hand; `shipments` is the one that is needed. */
export type RowTables = Readonly<Partial<Record<TableName, Iterable<Row> | AsyncIterable<Row>>>>;

/** Options of {@link historyFrom}. */
export interface HistoryOptions extends RunOptions, Pick<ReduceOptions, 'maxRejected' | 'chunkRows'> {
  /** IANA name of the zone of all wall-clock times; instants with a zone, and JavaScript dates, are brought to it. Default Asia/Shanghai. */
  readonly timeZone?: string;
}

/**
 * History of rows from code: plain objects under the schema's column names, from arrays, generators or async iterables, in any order.
 *
 * @param tables - rows by table. Values: numbers in plain units (money in currency units, kilograms), strings as in files, `Date` or
 *   ISO strings for times, booleans for yes and no
 * @returns the history, and an account of every row and cell that was not taken as it stood
 * @throws HoldfastError `unknown-table`, `missing-column`, `bad-parameter` (time zone), `too-many-rejected` (only with `maxRejected`), `aborted`
 * @remarks O(rows); the rows are held as columns while reading, about 10 bytes a cell. Files are read without that by `holdfast/node`.
 * @example
 * ```ts
 * const { history } = await historyFrom({ shipments: [{ customer_id: 'C1', shipped_at: '2026-03-02 09:30', freight: 12.5 }] });
 * history.at('2026-03-03').view(0).sum('freight', 7); // => 125000
 * ```
 */
export async function historyFrom(tables: RowTables, options: HistoryOptions = {}): Promise<ReadResult> {
  const timeZone = options.timeZone ?? 'Asia/Shanghai';
  const sources: RowSource[] = [];
  for (const name of Object.keys(tables)) {
    const schema = SCHEMA.find((table) => table.name === name);
    ensure(schema !== undefined, 'unknown-table', () => ({
      en: `there is no table "${name.slice(0, 40)}"; the tables are ${SCHEMA.map((table) => table.name).join(', ')}`,
      zh: `没有名为“${name.slice(0, 40)}”的表；可用的表：${SCHEMA.map((table) => table.name).join('、')}`,
    }));
    const rows = tables[schema.name];
    if (rows !== undefined) sources.push(await rowSource(schema.name, rows, sources.length, timeZone, options));
  }
  return reduce(sources, options);
}
