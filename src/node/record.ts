import { HoldfastError } from '../core/errors.js';
import type { Frame } from './frame.js';

/** One record of a file, as it is handed to a visitor; the same object is used again for the next one. */
export interface CsvRecord {
  /** `bad-quote`: the line of a cell whose quotes do not close; `nul-byte`: a record with a byte 0. */
  kind: 'row' | 'bad-quote' | 'nul-byte';
  /** Physical line on which it starts, from 1. */
  line: number;
  cells: number;
  /** Its cells as csv-parse read them; undefined where the bytes of `frame` are the text. */
  texts: readonly string[] | undefined;
  bytes: Uint8Array;
  frame: Frame;
}

/** Reads the records of one file, front to back. */
export interface RecordCursor {
  /** Hands records to `visit` until it returns false (then true is returned) or the bytes at hand are used up. */
  drain(visit: (record: CsvRecord) => boolean): boolean;
  /** Fetches more bytes; false at the end of the file. */
  load(): Promise<boolean>;
  close(): Promise<void>;
  /** Lines without any text so far: they are not rows. */
  readonly blankLines: number;
}

/** Text of one cell; '' where the record has no such cell. */
export function cellText(record: CsvRecord, index: number): string {
  if (record.texts !== undefined) return record.texts[index] ?? '';
  const { frame } = record;
  return index < record.cells ? (record.bytes as Buffer).toString('utf8', frame.starts[index], frame.ends[index]) : '';
}

/** Texts of all cells of which the frame has room. */
export function recordTexts(record: CsvRecord): readonly string[] {
  const length = Math.min(record.cells, record.texts?.length ?? record.frame.starts.length);
  return Array.from({ length }, (_, index) => cellText(record, index));
}

export function refuseLongLine(name: string, line: number): never {
  throw new HoldfastError('line-too-long', {
    en: `${name}, line ${line}: the line is longer than 1 MiB; this is not a table of text, or line ends are missing: look at the file around this line and export it again`,
    zh: `${name} 第 ${line} 行：该行超过 1 MiB；文件可能不是文本表格，或缺少换行符：请查看该行附近的内容并重新导出`,
  });
}
