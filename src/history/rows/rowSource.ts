import { HoldfastError } from '../../core/errors.js';
import { breathe, type RunOptions, throwIfAborted } from '../../core/run.js';
import type { BatchColumn, ColumnBatch, Issue } from '../batch.js';
import { badCellReason, missingCellReason } from '../cells.js';
import { type ColumnSchema, type TableName, tableSchema } from '../schema.js';
import type { RowSource } from '../types.js';
import { type ColumnBuilder, columnBuilder, type LevelCodes, levelCodes } from './batchBuilder.js';
import { BAD, type Held, heldOf } from './cellValue.js';

/** A row from code: values under the names of the schema's columns. */
export type Row = Readonly<Record<string, unknown>>;

const BATCH_ROWS = 8192;

interface Gathering {
  readonly table: TableName;
  readonly source: number;
  readonly timeZone: string;
  readonly byName: ReadonlyMap<string, ColumnSchema>;
  readonly levels: ReadonlyMap<string, LevelCodes>;
  /** Columns that a row has had so far. */
  readonly present: Set<string>;
  readonly unknown: Set<string>;
  readonly issues: Issue[];
  readonly batches: ColumnBatch[];
}

/** Reads all rows of one table once into batches, which can then be gone through any number of times. */
export async function rowSource(
  table: TableName,
  rows: Iterable<Row> | AsyncIterable<Row>,
  source: number,
  timeZone: string,
  options: RunOptions,
): Promise<RowSource> {
  const schema = tableSchema(table);
  const gathering: Gathering = {
    table,
    source,
    timeZone,
    byName: new Map(schema.columns.map((column) => [column.name, column])),
    levels: new Map(schema.columns.map((column) => [column.name, levelCodes(column)])),
    present: new Set(),
    unknown: new Set(),
    issues: [],
    batches: [],
  };
  const read = await gatherAll(gathering, rows, options);
  refuseMissingColumns(gathering, read);
  const batches = gathering.batches.map((batch) => completed(gathering, batch));
  return {
    table,
    name: 'rows',
    columns: schema.columns.map(({ name }) => name).filter((name) => gathering.present.has(name)),
    batches(onIssue) {
      for (const issue of gathering.issues) onIssue(issue);
      return batches;
    },
  };
}

async function gatherAll(gathering: Gathering, rows: Iterable<Row> | AsyncIterable<Row>, options: RunOptions): Promise<number> {
  let buffer: Row[] = [];
  let read = 0;
  const full = async (): Promise<void> => {
    throwIfAborted(options.signal);
    gatherBatch(gathering, buffer, read - buffer.length);
    buffer = [];
    if (read % (BATCH_ROWS * 16) === 0) await breathe();
  };
  if (Symbol.asyncIterator in rows) {
    for await (const row of rows) {
      read = read + 1;
      if (buffer.push(row) === BATCH_ROWS) await full();
    }
  } else {
    for (const row of rows) {
      read = read + 1;
      if (buffer.push(row) === BATCH_ROWS) await full();
    }
  }
  if (buffer.length > 0) await full();
  return read;
}

/** Turns some rows into a batch; rows that cannot be kept are left out and noted. `before` is how many rows came earlier. */
function gatherBatch(gathering: Gathering, rows: readonly Row[], before: number): void {
  const builders = new Map<string, ColumnBuilder>();
  const line = new Float64Array(rows.length);
  let length = 0;
  for (const [position, row] of rows.entries()) {
    const number = before + position + 1;
    if (!takeRow(gathering, row, number, length, rows.length, builders)) continue;
    line[length++] = number;
  }
  const columns: Record<string, BatchColumn> = {};
  for (const [name, builder] of builders) columns[name] = builder.column();
  gathering.batches.push({ table: gathering.table, length, source: gathering.source, line, columns });
}

function takeRow(gathering: Gathering, row: Row, line: number, at: number, room: number, builders: Map<string, ColumnBuilder>): boolean {
  const { byName, present, table, source } = gathering;
  const place = { table, source, line };
  if (typeof row !== 'object' || row === null) {
    gathering.issues.push({
      ...place,
      severity: 'rejected',
      code: 'bad-row',
      column: '',
      value: String(row).slice(0, 80),
      reason: { en: 'a row must be an object of column names and values', zh: '每一行必须是由列名和取值组成的对象' },
    });
    return false;
  }
  for (const name of Object.keys(row)) {
    if (byName.has(name)) present.add(name);
    else noteUnknown(gathering, name, line);
  }
  const warnings: Issue[] = [];
  const cells: (readonly [ColumnSchema, Held])[] = [];
  for (const schema of byName.values()) {
    if (!present.has(schema.name) && !schema.required) continue;
    const value = Object.hasOwn(row, schema.name) ? row[schema.name] : undefined;
    const held = heldOf(schema, value, gathering.timeZone);
    const isMissing = held === BAD || held === '' || Object.is(held, Number.NaN) || (schema.kind === 'choice' && held === 0);
    if (held === BAD || (isMissing && schema.required)) {
      const code = held === BAD ? 'bad-cell' : 'missing-cell';
      const issue = {
        ...place,
        code,
        column: schema.name,
        value: held === BAD ? shown(value) : '',
        reason: held === BAD ? badCellReason(schema) : missingCellReason(schema),
      };
      if (schema.required) {
        gathering.issues.push({ ...issue, severity: 'rejected' });
        return false;
      }
      warnings.push({ ...issue, severity: 'warning' });
    } else if (!isMissing) cells.push([schema, held]);
  }
  gathering.issues.push(...warnings);
  for (const [schema, held] of cells) builderOf(gathering, builders, schema, room).set(at, held);
  return true;
}

function builderOf({ levels }: Gathering, builders: Map<string, ColumnBuilder>, { name, kind }: ColumnSchema, room: number): ColumnBuilder {
  const builder = builders.get(name) ?? columnBuilder(kind, room, levels.get(name)!);
  builders.set(name, builder);
  return builder;
}

function shown(value: unknown): string {
  try {
    return (value instanceof Date ? value.toISOString() : String(value)).slice(0, 80);
  } catch {
    return '';
  }
}

function noteUnknown({ unknown, issues, table, source }: Gathering, name: string, line: number): void {
  if (unknown.has(name)) return;
  unknown.add(name);
  const reason = {
    en: `the ${table} table has no column ${name.slice(0, 40)}; it is not used`,
    zh: `${table} 表中没有 ${name.slice(0, 40)} 列，该列未使用`,
  };
  issues.push({ severity: 'warning', code: 'unknown-column', table, source, line, column: name.slice(0, 80), value: '', reason });
}

/** Adds, all missing, the columns that other batches have. */
function completed({ present, byName, levels }: Gathering, batch: ColumnBatch): ColumnBatch {
  const columns: Record<string, BatchColumn> = { ...batch.columns };
  for (const name of present) columns[name] ??= columnBuilder(byName.get(name)!.kind, batch.length, levels.get(name)!).column();
  return { ...batch, columns };
}

function refuseMissingColumns({ table, byName, present }: Gathering, read: number): void {
  const missing = [...byName.values()].filter(({ name, required }) => required && !present.has(name)).map(({ name }) => name);
  if (read === 0 || missing.length === 0) return;
  throw new HoldfastError('missing-column', {
    en: `no row of ${table} has ${missing.join(', ')}; rows use the schema's names, for example customer_id`,
    zh: `${table} 的所有行都没有 ${missing.join('、')}；每行须使用规定的列名，例如 customer_id`,
  });
}
