import { HoldfastError } from '../core/errors.js';
import { type Column, cell, rows, type Table } from '../core/table.js';

/** Formats in which a table can be written. */
export const TABLE_FORMATS = ['csv', 'json', 'ndjson', 'parquet'] as const;
/** Name of a format. */
export type TableFormat = (typeof TABLE_FORMATS)[number];

const ROWS_A_PIECE = 4_096;

/**
 * Text of a table, in pieces. CSV as RFC 4180 with CRLF; texts that a spreadsheet would run as a formula (first character `=`, `+`, `-`,
 * `@`, tab or CR) get an apostrophe in front, numbers stay as they are; missing is empty (`null` in JSON).
 *
 * @param table - n rows
 * @param format - `csv` without byte order mark, `json` (a list), `ndjson` (a line a row)
 * @returns pieces of about 4,096 rows, made while they are read
 * @throws HoldfastError `usage` for parquet
 * @remarks O(n × columns).
 * @example
 * ```ts
 * const table = { length: 2, columns: { customer_id: ['C1', '=cmd()'], spend: Float64Array.of(12.5, NaN) } };
 * [...tableText(table, 'csv')].join(''); // => "customer_id,spend\r\nC1,12.5\r\n'=cmd(),\r\n"
 * [...tableText(table, 'ndjson')]; // => ['{"customer_id":"C1","spend":12.5}\n', '{"customer_id":"=cmd()","spend":null}\n']
 * ```
 */
export function* tableText(table: Table, format: TableFormat): Generator<string> {
  if (format === 'csv') yield* csvText(table);
  else if (format === 'ndjson') for (const row of rows(table)) yield `${JSON.stringify(row)}\n`;
  else if (format === 'json') yield* jsonText(table);
  else refuseParquet();
}

function* csvText({ length, columns }: Table): Generator<string> {
  const list = Object.values(columns);
  yield `${Object.keys(columns)
    .map((name) => csvCell(name))
    .join(',')}\r\n`;
  for (let start = 0; start < length; start += ROWS_A_PIECE) {
    let piece = '';
    for (let row = start; row < Math.min(length, start + ROWS_A_PIECE); row++)
      piece += `${list.map((column) => csvCellOf(column, row)).join(',')}\r\n`;
    yield piece;
  }
}

function csvCellOf(column: Column, row: number): string {
  const value = cell(column, row) as number | string;
  return typeof value === 'string' ? csvCell(value) : Number.isNaN(value) ? '' : String(value);
}

/**
 * A text as one cell of a CSV file: disarmed where a spreadsheet would run it (see {@link tableText}), quoted where it must be.
 *
 * @param text - any text; numbers are written as they are
 * @example
 * ```ts
 * csvCell('Li, Wang'); // => '"Li, Wang"'
 * csvCell('=HYPERLINK(A1)'); // => "'=HYPERLINK(A1)"
 * ```
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function* jsonText(table: Table): Generator<string> {
  let separator = '[\n';
  for (const row of rows(table)) {
    yield `${separator}  ${JSON.stringify(row)}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

function refuseParquet(): never {
  throw new HoldfastError('usage', {
    en: 'Parquet is not written by this version; write csv, json or ndjson',
    zh: '此版本不支持写入 Parquet；请使用 csv、json 或 ndjson',
  });
}
