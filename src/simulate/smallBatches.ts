import type { BatchColumn, ColumnBatch } from '../history/batch.js';
import { hashKey } from '../history/hash.js';
import { type ColumnSchema, columnSchema, type TableName } from '../history/schema.js';
import type { SmallRow } from './smallRow.js';
import { waybillHash } from './waybill.js';

const ROWS_A_BATCH = 8192;

/** A small table in columns: dictionaries grow from batch to batch. */
export function* smallBatches(
  table: TableName,
  columns: readonly string[],
  rows: Iterable<SmallRow>,
  source: number,
): Generator<ColumnBatch> {
  const dictionaries = new Map(columns.map((name) => [name, new Map<string, number>()]));
  const levels = new Map(columns.map((name) => [name, (columnSchema(table, name)!.values ?? []).map(({ value }) => value)]));
  for (const [name, words] of levels) for (const [k, word] of words.entries()) dictionaries.get(name)!.set(word, k + 1);
  let before = 0;
  for (const chunk of chunks(rows)) {
    const made = columns.map((name): [string, BatchColumn] => [
      name,
      columnOf(columnSchema(table, name)!, chunk, dictionaries.get(name)!, levels.get(name)!),
    ]);
    const line = Float64Array.from(chunk, (_, k) => before + k + 1);
    yield { table, length: chunk.length, source, line, columns: Object.fromEntries(made) };
    before += chunk.length;
  }
}

function* chunks(rows: Iterable<SmallRow>): Generator<SmallRow[]> {
  let chunk: SmallRow[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < ROWS_A_BATCH) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

function columnOf({ name, kind }: ColumnSchema, rows: readonly SmallRow[], dictionary: Map<string, number>, levels: string[]): BatchColumn {
  if (kind === 'text') return rows.map((row) => String(row[name]));
  if (kind === 'key') return keysOf(name, rows);
  if (kind === 'id' || kind === 'category' || kind === 'choice')
    return { codes: Int32Array.from(rows, (row) => codeOf(String(row[name]), dictionary, levels)), levels };
  return Float64Array.from(rows, (row) => Number(row[name]));
}

function codeOf(word: string, dictionary: Map<string, number>, levels: string[]): number {
  if (word === '') return 0;
  const known = dictionary.get(word);
  if (known !== undefined) return known;
  dictionary.set(word, levels.push(word));
  return levels.length;
}

function keysOf(name: string, rows: readonly SmallRow[]): BatchColumn {
  const high = new Uint32Array(rows.length);
  const low = new Uint32Array(rows.length);
  rows.forEach((row, k) => {
    const key = String(row[name]);
    if (key !== '') [high[k], low[k]] = name === 'waybill_no' ? waybillHash(key) : hashKey(key);
  });
  return { high, low };
}
