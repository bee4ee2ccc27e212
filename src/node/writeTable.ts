import type { Table } from '../core/table.js';
import { writeFileWhole } from './atomicFile.js';
import { type TableFormat, tableText } from './tableText.js';

/**
 * Writes a table to a file, whole or not at all. CSV begins with a byte order mark, so that Excel reads Chinese in it.
 *
 * @param table - n rows
 * @param path - the file; its folder is made if absent
 * @param format - by default `csv`
 * @param signal - ends the writing
 * @throws HoldfastError `write-failed`, `aborted` (the old file stays), `usage` for parquet
 * @remarks O(n × columns); the text is made piece by piece.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * const table = { length: 1, columns: { customer_id: ['C1'], churn_probability: Float64Array.of(0.25) } };
 * await writeTable(table, 'out/risk.json', 'json');
 * JSON.parse(await readFile('out/risk.json', 'utf8')); // => [{ customer_id: 'C1', churn_probability: 0.25 }]
 * ```
 */
export async function writeTable(table: Table, path: string, format: TableFormat = 'csv', signal?: AbortSignal): Promise<void> {
  const text = tableText(table, format);
  await writeFileWhole(path, format === 'csv' ? marked(text) : text, signal);
}

function* marked(text: Iterable<string>): Generator<string> {
  yield '\ufeff';
  yield* text;
}
