import { join } from 'node:path';
import type { Lang } from '../core/text.js';
import type { Issue } from '../history/batch.js';
import { compareCodePoints } from '../history/codePoints.js';
import { SCHEMA, type TableName } from '../history/schema.js';
import type { Issues } from '../history/types.js';
import { writeTable } from './writeTable.js';

/**
 * Writes `<table>.rejected.csv` for each table with rejected rows: file, line, column, code, reason, value; sorted by file and line.
 *
 * @param issues - from `readHistory` or `historyFrom`
 * @param folder - where to write; it is made if absent
 * @param lang - of the reasons; default `en`
 * @returns the paths written, in the order of the schema
 * @throws HoldfastError `write-failed`
 * @remarks O(n log n) in the rejected rows.
 * @example
 * ```ts
 * const { issues } = await readHistory('datasets/demo-zh-gbk-dirty');
 * await writeRejects(issues, 'out', 'zh'); // => ['out/shipments.rejected.csv', 'out/complaints.rejected.csv']
 * ```
 */
export async function writeRejects(issues: Issues, folder: string, lang: Lang = 'en'): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { name } of SCHEMA) {
    const rejected = issues.rejected.filter(({ table }) => table === name);
    if (rejected.length === 0) continue;
    const path = join(folder, `${name satisfies TableName}.rejected.csv`);
    await writeTable(rejectsTable(rejected, issues.sources, lang), path);
    paths.push(path);
  }
  return paths;
}

function rejectsTable(
  rejected: readonly Issue[],
  sources: readonly string[],
  lang: Lang,
): { readonly length: number; readonly columns: Record<string, readonly string[] | Float64Array> } {
  const sorted = rejected.toSorted(
    (a, b) =>
      compareCodePoints(sources[a.source] ?? '', sources[b.source] ?? '') || a.line - b.line || compareCodePoints(a.column, b.column),
  );
  return {
    length: sorted.length,
    columns: {
      file: sorted.map(({ source }) => sources[source] ?? ''),
      line: Float64Array.from(sorted, ({ line }) => line),
      column: sorted.map(({ column }) => column),
      code: sorted.map(({ code }) => code),
      reason: sorted.map(({ reason }) => reason[lang]),
      value: sorted.map(({ value }) => value),
    },
  };
}
