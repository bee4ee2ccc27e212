import type { Table } from '../core/table.js';
import { writeFileWhole } from './atomicFile.js';
import { type TableFormat, tableText } from './tableText.js';

/**
 * Writes a table to a file, whole or not at all. CSV begins with a byte order mark, so that Excel reads Chinese in it.
 *
 * @param path - the file; its folder is made if absent
 * @param format - by default `csv`
 * @throws HoldfastError `write-failed`, `aborted` (the old file stays), `usage` for parquet
 */
export async function writeTable(table: Table, path: string, format: TableFormat = 'csv', signal?: AbortSignal): Promise<void> {
  const text = tableText(table, format);
  await writeFileWhole(path, format === 'csv' ? marked(text) : text, signal);
}

function* marked(text: Iterable<string>): Generator<string> {
  yield '\ufeff';
  yield* text;
}
