import type { StoredRows } from '../store.js';
import { type RowStore, rowComparer } from './rowStore.js';

/** The rows that count, sorted by customer, time and all cells, in typed columns. `indexOf[code]` is a customer's index. */
export function storedRows(store: RowStore, counted: readonly number[], indexOf: Int32Array, customerCount: number): StoredRows {
  const { schema, columns } = store;
  const codes = columns.get('customer_id') as number[];
  const compare = rowComparer(store, (code) => indexOf[code] ?? -1);
  const time = columns.get(schema.time ?? '') as number[];
  const rows = [...counted].filter((row) => codes[row]! > 0).sort((a, b) => indexOf[codes[a]!]! - indexOf[codes[b]!]! || compare(a, b));
  const starts = new Int32Array(customerCount + 1);
  for (const row of rows) starts[indexOf[codes[row]!]! + 1]!++;
  for (let index = 0; index < customerCount; index++) starts[index + 1]! += starts[index]!;
  const numbers: Record<string, Float64Array> = {};
  const texts: Record<string, readonly string[]> = {};
  for (const { name, kind } of schema.columns) {
    const column = columns.get(name)!;
    if (kind === 'text' || kind === 'category') texts[name] = rows.map((row) => (column as string[])[row]!);
    else if (kind !== 'id' && kind !== 'key') numbers[name] = Float64Array.from(rows, (row) => (column as number[])[row]!);
  }
  return { length: rows.length, starts, time: Float64Array.from(rows, (row) => time[row]!), numbers, texts };
}
