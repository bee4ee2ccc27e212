import { z } from 'zod';
import { HoldfastError } from '../core/errors.js';
import { columnSchema, SCHEMA, type TableName, tableSchema } from '../history/schema.js';
import { compileDateFormat } from './dateFormat.js';

/** One step of a look-up: the row of `file` whose `key` is the cell so far gives its `value`; with `sum`, the sum over all such rows. */
export interface LookupRule {
  readonly file: string;
  readonly key: string;
  readonly value: string;
  readonly sum?: boolean | undefined;
}

/** Where a column of the schema comes from. */
export interface ColumnRule {
  /** Header in the file; either this or `const`. */
  readonly column?: string | undefined;
  /** The same cell in every row. */
  readonly const?: string | undefined;
  /** How dates are written, such as `d-MMM-yy` or `excel` (day numbers of a spreadsheet). */
  readonly format?: string | undefined;
  /** Word of the schema by word in the file. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Header of a second column by which the first is multiplied. */
  readonly times?: string | undefined;
  /** Steps through other files, one after the other, from the cell of `column`. */
  readonly lookup?: readonly LookupRule[] | undefined;
}

/** How one table is read from its files. */
export interface TableRule {
  /** `$file`: names of the files. */
  readonly files?: readonly string[] | undefined;
  /** `$where`: only rows whose cell under each header is one of the words. */
  readonly where?: Readonly<Record<string, readonly string[]>> | undefined;
  /** One character, or `blanks` for runs of spaces and tabs. */
  readonly delimiter?: string | undefined;
  /** `$header`: names of the columns of files that have no header line. */
  readonly header?: readonly string[] | undefined;
  /** Null: the table has no such column, whatever its headers say. */
  readonly columns: Readonly<Record<string, ColumnRule | null>>;
}

/** A mapping file as it is read: for each table, one rule for each group of files it comes from; none where the table is not to be read. */
export type Mapping = Readonly<Partial<Record<TableName, readonly TableRule[]>>>;

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const listOf = <S extends z.ZodType>(item: S): z.ZodPreprocess<z.ZodArray<S>> =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1));
const lookup = z.strictObject({ file: z.string(), key: z.string(), value: z.string(), sum: z.boolean().optional() });
const columnRule = z.preprocess(
  (value) => (typeof value === 'string' ? { column: value } : value),
  z
    .strictObject({
      column: z.string().optional(),
      const: text.optional(),
      format: z.string().optional(),
      values: z.record(z.string(), text).optional(),
      times: z.string().optional(),
      lookup: listOf(lookup).optional(),
    })
    .refine((rule) => (rule.column === undefined) !== (rule.const === undefined))
    .nullable(),
);
const reserved = {
  $file: listOf(z.string()).optional(),
  $where: z.record(z.string(), listOf(text)).optional(),
  $delimiter: z.string().min(1).optional(),
  $header: z.array(z.string()).min(1).optional(),
};
const tableRule = z.object(reserved).catchall(columnRule);
const tableRules = z.preprocess((value) => (value === null ? [] : Array.isArray(value) ? value : [value]), z.array(tableRule));
const mappingFile = z.partialRecord(z.enum(SCHEMA.map(({ name }) => name) as [TableName, ...TableName[]]), tableRules);

/** What may stand at a place of a mapping file, by the last key of its path. */
const HINTS: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  $file: ['a file name or a list of file names', '一个文件名或文件名列表'],
  $where: ['{ "header": ["value", …] }', '{ "列名": ["取值", …] }'],
  $delimiter: ['one character, "\\t" or "whitespace"', '一个字符、"\\t" 或 "whitespace"'],
  $header: ['a list of column names', '列名的列表'],
  lookup: ['{ "file": …, "key": …, "value": … } or a list of these', '{ "file": …, "key": …, "value": … } 或其列表'],
  format: ['a date format such as "d-MMM-yy" or "excel"', '日期格式，例如 "d-MMM-yy" 或 "excel"'],
  values: ['{ "word in the file": "word of the schema" }', '{ "文件中的词": "标准词" }'],
};
const COLUMN_HINT = ['a header, { "column": … }, { "const": … } or null', '列名、{ "column": … }、{ "const": … } 或 null'] as const;

/**
 * Checks a mapping file: how the headers, words and formats of exports become those of the schema. `readHistory` does so for its option
 * `mapping`; ask here to find mistakes before the data are at hand.
 *
 * @param json - what the file holds: by table, by column, a header or a rule
 * @param name - what a person calls the file, for the message
 * @returns the rules with short forms written out
 * @throws HoldfastError `bad-mapping`, naming the path inside the JSON
 * @example
 * ```ts
 * const mapping = parseMapping({ shipments: { customer_id: 'Kunde', product: { const: 'parcel' }, branch: null } }, 'mapping.json');
 * mapping.shipments?.[0]?.columns; // => { customer_id: { column: 'Kunde' }, product: { const: 'parcel' }, branch: null }
 * parseMapping({ shipments: { colour: 'Farbe' } }, 'mapping.json'); // => throws bad-mapping
 * ```
 */
export function parseMapping(json: unknown, name: string): Mapping {
  const result = mappingFile.safeParse(json);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
    throw refusal(name, pathText(path, json), ...hintFor(path));
  }
  const tables = Object.entries(result.data).map(([table, rules]) => [
    table,
    rules!.map((rule, index) => toRule(name, table as TableName, rule, index, json)),
  ]);
  return Object.fromEntries(tables) as Mapping;
}

type ParsedRule = z.infer<typeof tableRule>;

function toRule(name: string, table: TableName, rule: ParsedRule, index: number, json: unknown): TableRule {
  const { $file, $where, $delimiter, $header, ...columns } = rule;
  const delimiter = $delimiter === undefined ? undefined : delimiterOf($delimiter);
  if (delimiter === null) throw refusal(name, pathText([table, index, '$delimiter'], json), ...HINTS['$delimiter']!);
  for (const [column, columnRule] of Object.entries(columns)) {
    const known = tableSchema(table)
      .columns.map((each) => each.name)
      .join(', ');
    if (!columnSchema(table, column))
      throw refusal(name, pathText([table, index, column], json), `a column of ${table}: ${known}`, `${table} 的列：${known}`);
    const format = (columnRule as ColumnRule | null)?.format;
    if (format !== undefined && !compileDateFormat(format))
      throw refusal(name, pathText([table, index, column, 'format'], json), ...HINTS['format']!);
  }
  return { files: $file, where: $where, delimiter, header: $header, columns: columns as Readonly<Record<string, ColumnRule | null>> };
}

function delimiterOf(word: string): string | null {
  if (word === 'whitespace' || word === '\\s+' || word === ' ') return 'blanks';
  if (word === 'tab' || word === '\\t') return '\t';
  return word.length === 1 && word.charCodeAt(0) < 128 && !'"\r\n\0'.includes(word) ? word : null;
}

function hintFor(path: readonly PropertyKey[]): readonly [string, string] {
  const key = path.toReversed().find((part) => typeof part === 'string' && Object.hasOwn(HINTS, part));
  if (key !== undefined) return HINTS[key as string]!;
  const tables = SCHEMA.map((table) => table.name).join(', ');
  return path.filter((part) => typeof part === 'string').length < 2
    ? [`a table of these, with its columns: ${tables}`, `下列表之一及其列：${tables}`]
    : COLUMN_HINT;
}

/** `shipments.shipped_at.format`; the index of a table's rule is shown only where the file has a list there. */
function pathText(path: readonly PropertyKey[], json: unknown): string {
  const [table, index, ...rest] = path;
  const isList = Array.isArray((json as Record<PropertyKey, unknown> | null)?.[table ?? '']);
  const parts = index !== undefined && typeof index === 'number' && !isList ? rest : path.slice(1);
  return parts.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
    String(table ?? '(root)'),
  );
}

function refusal(name: string, path: string, en: string, zh: string): HoldfastError {
  return new HoldfastError('bad-mapping', {
    en: `${name}: at ${path} there must be ${en}`,
    zh: `${name}：${path} 处应为${zh}`,
  });
}
