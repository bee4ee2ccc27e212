import { formatDay, formatInstant } from '../core/day.js';
import { toMoney } from '../core/money.js';
import type { Text } from '../core/text.js';
import { type ColumnKind, SCHEMA, type TableName, type TableSchema } from '../history/schema.js';
import type { Issues } from '../history/types.js';
import type { CsvSource } from './csvSource.js';
import type { DateOrder } from './dateText.js';
import type { Encoding } from './encoding.js';
import type { LookupReport } from './lookup.js';
import type { PlannedColumn } from './tablePlan.js';

/** How everything that was read was understood. */
export interface ReadReport {
  /** One of each of the seven tables, in the order of the schema. */
  readonly tables: readonly TableReport[];
  /** Text tables in the folder that no table uses. */
  readonly unusedFiles: readonly string[];
  /** Files that the mapping's look-ups read. */
  readonly lookups: readonly LookupReport[];
  readonly timeZone: string;
}

/** How one table was understood. */
export interface TableReport {
  readonly table: TableName;
  readonly title: Text;
  /** Files that hold it; none where it is absent. */
  readonly files: readonly FileReport[];
  /** read = kept + rejected. */
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
  /** Range of the column that dates the rows, `YYYY-MM-DD`; '' where there is none. */
  readonly firstDate: string;
  readonly lastDate: string;
  /** What the absence of the table costs, where it is absent. */
  readonly without: Text | undefined;
  /** Columns that no file has, with what that costs where it is known. */
  readonly missing: readonly { readonly column: string; readonly without: Text | undefined }[];
}

/** How one file was understood, and what of it was kept. */
export interface FileReport {
  readonly file: string;
  readonly encoding: Encoding;
  /** Character between cells, or `blanks`. */
  readonly delimiter: string;
  /** Lines above the header that were passed over. */
  readonly titleLines: number;
  readonly blankLines: number;
  readonly rowsRead: number;
  readonly rowsRejected: number;
  /** Rows that the mapping's `$where` leaves to other tables. */
  readonly otherRows: number;
  /** Characters that are not text in this encoding; they became U+FFFD. */
  readonly unreadableCharacters: number;
  readonly columns: readonly ColumnReport[];
  /** Headers that are no column of the table. */
  readonly unknownHeaders: readonly string[];
}

/** How one column was understood. */
export interface ColumnReport {
  /** Name in the schema. */
  readonly column: string;
  /** Header in the file, or how the mapping makes the column. */
  readonly header: string;
  readonly kind: ColumnKind;
  /** Share of the kept rows that have it, 0–1; NaN without rows. */
  readonly filled: number;
  /** Least and greatest value of numbers and dates as a person reads them; '' for text. */
  readonly min: string;
  readonly max: string;
  /** Up to three different cells of the first rows, as they stand in the file. */
  readonly examples: readonly string[];
  /** Order of day, month and year, where the column's own values had to settle it. */
  readonly dateOrder: DateOrder | undefined;
}

export type DateOrders = ReadonlyMap<TableName, ReadonlyMap<string, { settled?: DateOrder }>>;

export function reportOf(
  sources: readonly CsvSource[],
  issues: Issues,
  orders: DateOrders,
  run: Pick<ReadReport, 'unusedFiles' | 'lookups' | 'timeZone'>,
): ReadReport {
  const tables = SCHEMA.map((schema) =>
    tableReport(
      schema,
      sources.filter(({ table }) => table === schema.name),
      issues,
      orders,
    ),
  );
  return { tables, ...run };
}

function tableReport(schema: TableSchema, sources: readonly CsvSource[], issues: Issues, orders: DateOrders): TableReport {
  const counts = issues.tables[schema.name] ?? { read: 0, kept: 0, rejected: 0 };
  const files = sources.map((source) => fileReport(source, orders.get(schema.name)));
  const present = new Set(sources.flatMap(({ columns }) => columns));
  const dates = files.flatMap(({ columns }) => columns.filter(({ column, min }) => column === schema.time && min !== ''));
  return {
    table: schema.name,
    title: schema.title,
    files,
    ...counts,
    firstDate: dates.map(({ min }) => min.slice(0, 10)).toSorted()[0] ?? '',
    lastDate:
      dates
        .map(({ max }) => max.slice(0, 10))
        .toSorted()
        .at(-1) ?? '',
    without: sources.length === 0 ? schema.without : undefined,
    missing:
      sources.length === 0
        ? []
        : schema.columns.filter(({ name }) => !present.has(name)).map(({ name, without }) => ({ column: name, without })),
  };
}

function fileReport({ name, plan, seen }: CsvSource, orders: ReadonlyMap<string, { settled?: DateOrder }> | undefined): FileReport {
  const { layout, columns, unknown } = plan;
  return {
    file: name,
    encoding: layout.encoding.encoding,
    delimiter: layout.blanks ? 'blanks' : String.fromCharCode(layout.delimiter),
    titleLines: layout.titleLines,
    blankLines: seen.blankLines,
    rowsRead: seen.kept + seen.rejected,
    rowsRejected: seen.rejected,
    otherRows: seen.otherRows,
    unreadableCharacters: seen.unreadable,
    columns: columns.map((column) => columnReport(column, plan.layout.samples, seen.columns.get(column.schema.name), seen.kept, orders)),
    unknownHeaders: unknown,
  };
}

function columnReport(
  column: PlannedColumn,
  samples: readonly (readonly string[])[],
  stats: { readonly filled: number; readonly min: number; readonly max: number } | undefined,
  rows: number,
  orders: ReadonlyMap<string, { settled?: DateOrder }> | undefined,
): ColumnReport {
  const { schema, header, index, inputs, derive } = column;
  const texts = samples.map((cells) => (index >= 0 ? (cells[index] ?? '') : derive(inputs.map((input) => cells[input] ?? ''))).trim());
  return {
    column: schema.name,
    header,
    kind: schema.kind,
    filled: rows === 0 ? Number.NaN : (stats?.filled ?? 0) / rows,
    min: shown(schema.kind, stats?.min ?? Number.NaN),
    max: shown(schema.kind, stats?.max ?? Number.NaN),
    examples: [...new Set(texts.filter((text) => text !== ''))].slice(0, 3),
    dateOrder: orders?.get(schema.name)?.settled,
  };
}

/** A held value as a person reads it. */
function shown(kind: ColumnKind, value: number): string {
  if (Number.isNaN(value)) return '';
  switch (kind) {
    case 'date':
      return formatDay(value);
    case 'instant':
      return formatInstant(value);
    case 'money':
      return String(toMoney(value));
    case 'mass':
      return String(value / 1000);
    default:
      return String(value);
  }
}
