import { HoldfastError } from '../core/errors.js';
import { parseNumber } from '../history/cells.js';
import { type ColumnSchema, type TableName, type TableSchema, tableSchema } from '../history/schema.js';
import type { Feed } from './batchBuilder.js';
import { headerIndex, matchHeaders } from './columnNames.js';
import { compileDateFormat } from './dateFormat.js';
import type { DateOrder } from './dateText.js';
import type { FileLayout } from './layout.js';
import type { Lookup, Lookups } from './lookup.js';
import type { ColumnRule, TableRule } from './mapping.js';
import { createSlot } from './slot.js';

/** How the columns of a table come out of one file. */
export interface TablePlan {
  readonly table: TableName;
  readonly layout: FileLayout;
  readonly columns: readonly PlannedColumn[];
  readonly where: readonly { readonly index: number; readonly words: ReadonlySet<string> }[];
  /** Headers that nothing uses. */
  readonly unknown: readonly string[];
  /** Makes fresh feeds: a file may be read more than once. */
  feeds(options: FeedOptions): readonly Feed[];
}

export interface FeedOptions {
  /** Rows of a batch. */
  readonly rows: number;
  readonly timeZone: string;
  readonly orders: ReadonlyMap<string, { settled?: DateOrder }>;
}

/** One column as it was understood. */
export interface PlannedColumn {
  readonly schema: ColumnSchema;
  /** Header of the file, or how the mapping makes the column: `= delivered`, `A × B`. */
  readonly header: string;
  readonly index: number;
  readonly inputs: readonly number[];
  derive(texts: readonly string[]): string;
  readonly rule: ColumnRule | undefined;
}

/** Whether the cells could be the header of the table: every required column is found, and every header that the mapping names. */
export function canBeHeader(table: TableSchema, rule: TableRule | undefined, cells: readonly string[]): boolean {
  const named = Object.values(rule?.columns ?? {}).flatMap((each) => [each?.column, each?.times].filter((name) => name !== undefined));
  if (named.some((name) => headerIndex(cells, name) < 0)) return false;
  const { matched } = matchHeaders('', { ...table, columns: table.columns.filter(({ required }) => required) }, cells, rule, false);
  return table.columns.every(({ name, required }) => !required || matched.has(name) || rule?.columns[name] != null);
}

/** Settles where each column comes from. Errors `duplicate-column`, `missing-column`. */
export async function planTable(name: TableName, layout: FileLayout, rule: TableRule | undefined, lookups: Lookups): Promise<TablePlan> {
  const table = tableSchema(name);
  const file = layout.source.name;
  const { matched, unknown } = matchHeaders(file, table, layout.headers, rule, true);
  const columns: PlannedColumn[] = [];
  for (const schema of table.columns) {
    const index = matched.get(schema.name);
    const each = rule?.columns[schema.name];
    if (each != null) columns.push(await ruledColumn(table, schema, layout, each, lookups));
    else if (index !== undefined)
      columns.push({ schema, header: layout.headers[index]!, index, inputs: [], derive: () => '', rule: undefined });
  }
  const missing = table.columns.filter(({ name: column, required }) => required && !columns.some(({ schema }) => schema.name === column));
  if (missing.length > 0) refuseMissing(table, layout, missing, unknown);
  const where = Object.entries(rule?.where ?? {}).map(([header, words]) => ({
    index: mappedIndex(table, '$where', layout, header),
    words: new Set(words),
  }));
  const conditions = new Set(where.map(({ index }) => layout.headers[index]));
  return {
    table: name,
    layout,
    columns,
    where,
    unknown: unknown.filter((header) => header !== '' && !conditions.has(header)),
    feeds: (options) => columns.map((column) => feedOf(column, options)),
  };
}

function feedOf({ schema, index, inputs, derive, rule }: PlannedColumn, { rows, timeZone, orders }: FeedOptions): Feed {
  const format = rule?.format === undefined ? undefined : compileDateFormat(rule.format);
  return {
    slot: createSlot(schema, { rows, timeZone, values: rule?.values, format, order: orders.get(schema.name) ?? {} }),
    index,
    inputs,
    derive,
  };
}

async function ruledColumn(
  table: TableSchema,
  schema: ColumnSchema,
  layout: FileLayout,
  rule: ColumnRule,
  lookups: Lookups,
): Promise<PlannedColumn> {
  if (rule.column === undefined) return { schema, header: `= ${rule.const}`, index: -1, inputs: [], derive: () => rule.const ?? '', rule };
  const index = mappedIndex(table, schema.name, layout, rule.column);
  const steps: Lookup[] = [];
  for (const step of rule.lookup ?? []) steps.push(await lookups.get(step));
  const found = (text: string): string => steps.reduce((key, lookup) => lookup(key), text);
  const header = [rule.column, ...(rule.lookup ?? []).map(({ file, value }) => `${file}: ${value}`)].join(' → ');
  if (rule.times !== undefined) {
    const inputs = [index, mappedIndex(table, schema.name, layout, rule.times)];
    return { schema, header: `${header} × ${rule.times}`, index: -1, inputs, derive: ([a, b]) => product(found(a ?? ''), b ?? ''), rule };
  }
  if (steps.length > 0) return { schema, header, index: -1, inputs: [index], derive: ([text]) => found(text ?? ''), rule };
  return { schema, header, index, inputs: [], derive: () => '', rule };
}

/** Product of two cells as text; empty where either is, and both cells as they stand where they are no numbers. */
function product(first: string, second: string): string {
  if (first.trim() === '' || second.trim() === '') return '';
  const value = parseNumber(first.trim()) * parseNumber(second.trim());
  return Number.isNaN(value) ? `${first} × ${second}` : String(value);
}

function mappedIndex({ name }: TableSchema, key: string, { headers, source }: FileLayout, wanted: string): number {
  const index = headerIndex(headers, wanted);
  if (index >= 0) return index;
  throw new HoldfastError('missing-column', {
    en: `${source.name}: the mapping of ${name}.${key} names "${wanted}", which is not a column of this file; it has: ${headers.join(', ')}`,
    zh: `${source.name}：映射 ${name}.${key} 指定的“${wanted}”不是该文件的列；该文件有：${headers.join('、')}`,
  });
}

function refuseMissing(
  { name }: TableSchema,
  { headers, source }: FileLayout,
  missing: readonly ColumnSchema[],
  unused: readonly string[],
): never {
  const columns = missing.map((column) => column.name).join(', ');
  const chinese = missing.map((column) => `${column.name}（${column.headers[0]}）`).join('、');
  const rule = `{ "${name}": { "${missing[0]!.name}": "${unused[0] ?? 'your header'}" } }`;
  throw new HoldfastError('missing-column', {
    en: `${source.name}: no column for ${columns}; found: ${headers.join(', ')}; rename the column, or name it in a mapping file, like ${rule}; a file without a header line takes "$header": [names]`,
    zh: `${source.name}：缺少 ${chinese} 列；现有列：${headers.join('、')}；请修改列名，或在映射文件中指明，例如 ${rule}；没有表头的文件请写 "$header": [列名]`,
  });
}
