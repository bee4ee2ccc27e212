import { type Column, cell } from '../../../src/core/table.js';
import type { ColumnBatch, Issue } from '../../../src/history/batch.js';
import { type TableName, tableSchema } from '../../../src/history/schema.js';
import { memoryBytes } from '../../../src/node/bytes.js';
import { type Engine, readLayout } from '../../../src/node/layout.js';
import { createLookups } from '../../../src/node/lookup.js';
import type { TableRule } from '../../../src/node/mapping.js';
import { sourcesOf } from '../../../src/node/openSources.js';
import { canBeHeader, planTable } from '../../../src/node/tablePlan.js';

export interface ReadBytesOptions {
  readonly engine?: Engine;
  readonly table?: TableName;
  readonly chunkBytes?: number;
  readonly batchRows?: number;
  readonly rule?: TableRule;
  readonly name?: string;
}

export interface ReadRows {
  /** Each row kept: its physical line, then its cells by column. */
  readonly rows: readonly (readonly unknown[])[];
  readonly issues: readonly Issue[];
  readonly headers: readonly string[];
  readonly columns: readonly string[];
  readonly blankLines: number;
  readonly encoding: string;
}

/** Everything that reading the bytes of one table gives. */
export async function readBytes(bytes: Uint8Array, options: ReadBytesOptions = {}): Promise<ReadRows> {
  const { engine = 'bytes', table = 'shipments', chunkBytes = 1 << 20, rule, name = 'shipments.csv' } = options;
  const layout = await readLayout(memoryBytes(name, bytes, chunkBytes), {
    engine,
    delimiter: rule?.delimiter,
    header: rule?.header,
    isHeader: (cells) => canBeHeader(tableSchema(table), rule, cells),
  });
  const lookups = createLookups(() => memoryBytes(name, bytes, chunkBytes), engine);
  const plan = await planTable(table, layout, rule, lookups);
  const { sources } = sourcesOf([plan], 'Asia/Shanghai', { rows: options.batchRows ?? 4 });
  const source = sources[0]!;
  const rows: unknown[][] = [];
  const issues: Issue[] = [];
  for await (const batch of source.batches((issue) => issues.push(issue))) collect(batch, rows);
  return {
    rows,
    issues,
    headers: layout.headers,
    columns: source.columns,
    blankLines: source.seen.blankLines,
    encoding: layout.encoding.encoding,
  };
}

function collect(batch: ColumnBatch, rows: unknown[][]): void {
  const columns = Object.values(batch.columns);
  for (let row = 0; row < batch.length; row++)
    rows.push([
      batch.line[row],
      ...columns.map((column) => ('high' in column ? `${column.high[row]}:${column.low[row]}` : cell(column as Column, row))),
    ]);
}

/** What came of reading, or the code and sentence of the error. */
export async function outcomeOf(bytes: Uint8Array, options: ReadBytesOptions): Promise<unknown> {
  try {
    return await readBytes(bytes, options);
  } catch (error) {
    const { code, message, text } = error as { code?: string; message: string; text?: unknown };
    if (code === undefined || text === undefined) throw error;
    return { code, message };
  }
}
