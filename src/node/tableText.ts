import { HoldfastError } from '../core/errors.js';
import { type Column, cell, rows, type Table } from '../core/table.js';

/** Formats in which a table can be written. */
export const TABLE_FORMATS = ['csv', 'json', 'ndjson', 'parquet'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

const ROWS_A_PIECE = 4_096;

/**
 * Text of a table, in pieces. CSV as RFC 4180 with CRLF; texts that a spreadsheet would run as a formula (first character `=`, `+`, `-`,
 * `@`, tab or CR) get an apostrophe in front, numbers stay as they are; missing is empty (`null` in JSON).
 *
 * @throws HoldfastError `usage` for parquet
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

/** A text as one cell of a CSV file, disarmed and quoted where need be. */
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
