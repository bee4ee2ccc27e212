import type { Lang } from '../core/text.js';
import { columnSchema, type TableName } from '../history/schema.js';
import { type SimulatedRow, simulatedRows } from './plainRows.js';
import type { Simulation } from './simulate.js';
import { filledColumns } from './tables.js';

const CHUNK_LENGTH = 1 << 16;

/**
 * One simulated table as the text of a CSV file, in chunks of about 64 kB; LF line ends, no byte order mark. Headers and the words
 * of choices are English or Chinese.
 *
 * @param simulation - from {@link simulate}
 * @param table - one of the seven tables
 * @param language - of headers and choices; default that of the company. Names and texts stay in the company's.
 * @returns the header line and one line a row
 * @remarks O(rows); the text is made while it is read.
 * @example
 * ```ts
 * const company = await simulate({ customers: 60, months: 12, preset: 'demo', language: 'zh' });
 * const [header] = [...simulatedText(company, 'surveys')].join('').split('\n');
 * header; // => '客户编号,答复日期,项目,期望,实际,重要性'
 * ```
 */
export function* simulatedText(simulation: Simulation, table: TableName, language: Lang = simulation.world.language): Generator<string> {
  const columns = filledColumns(simulation.world, table);
  const wordsOf = columns.map((name) => choiceWords(table, name, language));
  let chunk = `${columns.map((name) => (language === 'zh' ? columnSchema(table, name)!.headers[0]! : name)).join(',')}\n`;
  for (const row of simulatedRows(simulation, table)) {
    chunk += `${lineOf(columns, row, wordsOf)}\n`;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

function choiceWords(table: TableName, column: string, language: Lang): ReadonlyMap<string, string> | undefined {
  const { values } = columnSchema(table, column)!;
  if (language !== 'zh' || !values) return undefined;
  const isChinese = (word: string): boolean => /\p{Script=Han}/u.test(word);
  return new Map(values.map(({ value, synonyms }) => [value, synonyms.find(isChinese) ?? value]));
}

function lineOf(columns: readonly string[], row: SimulatedRow, wordsOf: readonly (ReadonlyMap<string, string> | undefined)[]): string {
  return columns.map((name, k) => csvCell(wordsOf[k]?.get(String(row[name])) ?? row[name]!)).join(',');
}

/** A cell of a CSV line, quoted where it must be. */
export function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
