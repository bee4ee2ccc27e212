import type { BatchColumn, ColumnBatch, KeyColumn } from '../batch.js';
import { compareCodePoints } from '../codePoints.js';
import type { ColumnSchema, TableName, TableSchema } from '../schema.js';
import type { Dictionary } from './dictionary.js';
import { type IssueLog, REASONS } from './issueLog.js';

/** A small table kept as rows. Ids are codes into the dictionary of customers; choices are positions; keys two numbers side by side. */
export interface RowStore {
  readonly schema: TableSchema;
  /** Numbers or texts by column name; a key's halves are under its name and its name + ':low'. */
  readonly columns: ReadonlyMap<string, number[] | string[]>;
  readonly source: number[];
  readonly line: number[];
  take(batch: ColumnBatch): void;
}

export type RowStores = ReadonlyMap<TableName, RowStore>;

export function createRowStore(schema: TableSchema, customers: Dictionary): RowStore {
  const columns = new Map<string, number[] | string[]>();
  for (const { name, kind } of schema.columns) {
    columns.set(name, []);
    if (kind === 'key') columns.set(`${name}:low`, []);
  }
  const source: number[] = [];
  const line: number[] = [];
  return {
    schema,
    columns,
    source,
    line,
    take(batch) {
      for (let row = 0; row < batch.length; row++) {
        source.push(batch.source);
        line.push(batch.line[row]!);
      }
      for (const column of schema.columns) appendColumn(columns, column, batch.columns[column.name], batch.length, customers);
    },
  };
}

function appendColumn(
  columns: ReadonlyMap<string, number[] | string[]>,
  { name, kind }: ColumnSchema,
  column: BatchColumn | undefined,
  length: number,
  customers: Dictionary,
): void {
  const out = columns.get(name)!;
  if (kind === 'key') {
    const low = columns.get(`${name}:low`) as number[];
    appendNumbers(out as number[], column && (column as KeyColumn).high, length, 0);
    appendNumbers(low, column && (column as KeyColumn).low, length, 0);
  } else if (kind === 'id') {
    appendNumbers(out as number[], customers.translate(column as never, length, new Int32Array(length)), length, 0);
  } else if (kind === 'choice') {
    appendNumbers(out as number[], (column as { codes: Int32Array } | undefined)?.codes, length, 0);
  } else if (kind === 'category' || kind === 'text') {
    appendTexts(out as string[], column as never, length);
  } else appendNumbers(out as number[], column as Float64Array | undefined, length, Number.NaN);
}

function appendNumbers(out: number[], column: ArrayLike<number> | undefined, length: number, missing: number): void {
  for (let row = 0; row < length; row++) out.push(column ? column[row]! : missing);
}

function appendTexts(
  out: string[],
  column: { codes: Int32Array; levels: readonly string[] } | readonly string[] | undefined,
  length: number,
): void {
  for (let row = 0; row < length; row++) {
    if (!column) out.push('');
    else if ('codes' in column) out.push(column.levels[column.codes[row]! - 1] ?? '');
    else out.push(column[row]!);
  }
}

/** Compares two rows of a store: the time first, then all cells as the schema lists them; ids by `rankOf`, missing first. */
export function rowComparer({ schema, columns }: RowStore, rankOf: (customerCode: number) => number): (a: number, b: number) => number {
  const cell = ({ name, kind }: ColumnSchema): ((a: number, b: number) => number)[] => {
    const column = columns.get(name)!;
    if (kind === 'category' || kind === 'text') return [(a, b) => compareCodePoints(column[a] as string, column[b] as string)];
    if (kind === 'id') return [(a, b) => rankOf(column[a] as number) - rankOf(column[b] as number)];
    const numbers = column as number[];
    const low = columns.get(`${name}:low`) as number[] | undefined;
    return [(a, b) => compareNumbers(numbers[a]!, numbers[b]!), ...(low ? [(a: number, b: number) => low[a]! - low[b]!] : [])];
  };
  const time = schema.columns.filter(({ name }) => name === schema.time);
  const compares = [...time, ...schema.columns.filter(({ name }) => name !== schema.time)].flatMap(cell);
  return (a, b) => {
    for (const compare of compares) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Missing comes last: of two rows alike but for a date that becomes known later, the one known earlier stands first at every cutoff. */
function compareNumbers(a: number, b: number): number {
  if (a < b || (Number.isNaN(b) && !Number.isNaN(a))) return -1;
  return a > b || (Number.isNaN(a) && !Number.isNaN(b)) ? 1 : 0;
}

/** Rows that count: of several with one key the smallest; the others are noted as issues. Rows without a key all count. */
export function countedRows(store: RowStore, rankOf: (customerCode: number) => number, log: IssueLog): number[] {
  const { schema, columns, source, line } = store;
  const rows = Array.from({ length: line.length }, (_, row) => row);
  const { key } = schema;
  if (key === undefined) return rows;
  const high = columns.get(key) as number[];
  const low = columns.get(`${key}:low`) as number[] | undefined;
  const compare = rowComparer(store, rankOf);
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const text = low ? `${high[row]}:${low[row]}` : `${high[row]}`;
    const group = groups.get(text);
    if (group) group.push(row);
    else groups.set(text, [row]);
  }
  return [...groups.values()].map((group) => {
    const winner = group.reduce((best, row) => (compare(row, best) < 0 ? row : best));
    for (const row of group) {
      if (row === winner) continue;
      const issue = { table: schema.name, source: source[row]!, line: line[row]!, value: '' };
      if (compare(row, winner) === 0) log.warn({ ...issue, column: '', code: 'duplicate-row', reason: REASONS.duplicateRow });
      else log.reject({ ...issue, column: key, code: 'duplicate-key', reason: REASONS.duplicateKey });
    }
    return winner;
  });
}
