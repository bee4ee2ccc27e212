import { HoldfastError } from '../core/errors.js';
import { normalizeHeader } from '../history/cells.js';
import type { TableSchema } from '../history/schema.js';
import type { TableRule } from './mapping.js';

/** Which header gives which column, by automatic matching: schema name → index of the header. */
export interface MatchedHeaders {
  readonly matched: ReadonlyMap<string, number>;
  /** Headers that no column uses. */
  readonly unknown: readonly string[];
}

/** Index of a header as a person wrote it in a mapping: the same text, else the same when case, spaces, underscores and width are set aside; -1 for none. */
export function headerIndex(headers: readonly string[], wanted: string): number {
  const exact = headers.indexOf(wanted);
  return exact >= 0 ? exact : headers.findIndex((header) => normalizeHeader(header) === normalizeHeader(wanted));
}

/**
 * Matches headers to the columns of a table. The column's own name comes before its Chinese name, that before the other synonyms;
 * two headers of the same standing are refused when `strict`.
 *
 * @throws HoldfastError `duplicate-column`
 */
export function matchHeaders(
  file: string,
  table: TableSchema,
  headers: readonly string[],
  rule: TableRule | undefined,
  strict: boolean,
): MatchedHeaders {
  const used = new Set(
    Object.values(rule?.columns ?? {})
      .flatMap((each) => (each === null ? [] : [each.column, each.times]))
      .flatMap((name) => (name === undefined ? [] : [headerIndex(headers, name)])),
  );
  const plain = headers.map(normalizeHeader);
  const matched = new Map<string, number>();
  for (const column of table.columns) {
    if (rule !== undefined && Object.hasOwn(rule.columns, column.name)) continue;
    for (const names of [[column.name], column.headers.slice(0, 1), column.headers.slice(1)]) {
      const wanted = new Set(names.map(normalizeHeader));
      const found = plain.flatMap((header, index) => (wanted.has(header) && !used.has(index) ? [index] : []));
      if (found.length > 1 && strict)
        refuseDuplicate(
          file,
          table,
          column.name,
          found.map((index) => headers[index]!),
        );
      if (found.length === 0) continue;
      matched.set(column.name, found[0]!);
      break;
    }
  }
  const taken = new Set([...matched.values(), ...used]);
  return { matched, unknown: headers.filter((_, index) => !taken.has(index)) };
}

function refuseDuplicate(file: string, { name }: TableSchema, column: string, found: readonly string[]): never {
  const headers = found.map((header) => `"${header}"`);
  throw new HoldfastError('duplicate-column', {
    en: `${file}: ${found.length} columns could be ${column}: ${headers.join(', ')}; rename all but one, or say which in a mapping file: { "${name}": { "${column}": "${found[0]}" } }`,
    zh: `${file}：有 ${found.length} 列都可能是 ${column}：${headers.join('、')}；请只保留一个名称，或在映射文件中指明：{ "${name}": { "${column}": "${found[0]}" } }`,
  });
}
