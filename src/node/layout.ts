import { HoldfastError } from '../core/errors.js';
import type { Text } from '../core/text.js';
import { collapseBlanks } from './blanks.js';
import { byteRecords } from './byteRecords.js';
import type { ByteSource } from './bytes.js';
import { csvParseRecords } from './csvParseRecords.js';
import { type DetectedEncoding, detectEncoding, utf8Chunks } from './encoding.js';
import { type CsvRecord, type RecordCursor, recordTexts } from './record.js';

/** Which reader splits a file: `bytes`, or its slow twin that leaves everything to csv-parse. */
export type Engine = 'bytes' | 'csv-parse';

/** How one file is written. */
export interface FileLayout {
  readonly source: ByteSource;
  readonly encoding: DetectedEncoding;
  /** Byte between cells; for cells apart by runs of blanks a tab, which then stands for a run. */
  readonly delimiter: number;
  readonly blanks: boolean;
  readonly headers: readonly string[];
  /** Records up to and with the header, and the line after which rows begin. */
  readonly headerRecords: number;
  /** Lines of text above the header: titles of the report, say. */
  readonly titleLines: number;
  /** Cells of the first rows, to show. */
  readonly samples: readonly (readonly string[])[];
  readonly engine: Engine;
}

export interface LayoutOptions {
  readonly engine: Engine;
  /** As the mapping says: one character, or `blanks`. */
  readonly delimiter?: string | undefined;
  readonly header?: readonly string[] | undefined;
  /** Whether these cells can be the header; the first with the most cells is taken where none can. */
  readonly isHeader: (cells: readonly string[]) => boolean;
}

const HEAD_BYTES = 1 << 16;
const SAMPLE_RECORDS = 24;
/** Records at the top among which the header is looked for. */
const HEADER_WITHIN = 6;
const MAX_CELLS = 2_048;

/** Finds out how a file is written. Errors `empty-file`, `binary-file`, and those of reading. */
export async function readLayout(source: ByteSource, options: LayoutOptions): Promise<FileLayout> {
  const { engine, header } = options;
  refuseKnownBinary(source.name, await head(source.chunks(), 16));
  const encoding = await detectEncoding(source);
  const text = Buffer.from(
    await head(
      utf8Chunks(source, encoding, () => {}),
      HEAD_BYTES,
    ),
  ).toString('utf8');
  const chosen = options.delimiter ?? (/\.tsv(\.gz)?$/i.test(source.name) ? '\t' : likelyDelimiter(text));
  const blanks = chosen === 'blanks';
  const partial = { source, encoding, delimiter: blanks ? 9 : chosen.charCodeAt(0), blanks, engine, headerRecords: 0 };
  const records = await firstRecords(openRecords(partial, MAX_CELLS));
  if (records.length === 0) refuse('empty-file', emptyFile(source.name));
  const position = header === undefined ? headerPosition(records.slice(0, HEADER_WITHIN), options.isHeader) : -1;
  const { kind, line } = records[Math.max(position, 0)]!;
  if (kind === 'nul-byte') refuse('binary-file', binaryFile(source.name));
  if (kind === 'bad-quote' && header === undefined) refuse('unreadable-file', brokenHeader(source.name, line));
  return {
    ...partial,
    headers: header ?? records[position]!.texts.map((cell) => cell.trim()),
    headerRecords: position + 1,
    titleLines: Math.max(position, 0),
    samples: records.slice(position + 1).map(({ texts }) => texts),
  };
}

/** Opens the records of a file at its start, header and all. */
export function openRecords(
  layout: Pick<FileLayout, 'source' | 'encoding' | 'delimiter' | 'blanks' | 'engine'>,
  maxCells: number,
  onUnreadable: (count: number) => void = () => {},
): RecordCursor {
  const { source, encoding, delimiter, blanks, engine } = layout;
  const chunks = utf8Chunks(source, encoding, onUnreadable);
  const split = blanks ? collapseBlanks(chunks) : chunks;
  return engine === 'bytes' ? byteRecords(source.name, split, delimiter, maxCells) : csvParseRecords(source.name, split, delimiter);
}

/** Hands every record after the header to `visit`. */
export async function eachRecord(layout: FileLayout, visit: (record: CsvRecord) => void): Promise<void> {
  const cursor = openRecords(layout, layout.headers.length);
  let skip = layout.headerRecords;
  try {
    do
      cursor.drain((record) => {
        if (skip > 0) skip--;
        else visit(record);
        return true;
      });
    while (await cursor.load());
  } finally {
    await cursor.close();
  }
}

interface HeadRecord {
  readonly kind: CsvRecord['kind'];
  readonly line: number;
  readonly texts: readonly string[];
}

/** Where none can be the header the first with the most cells is shown for it: a title above it would say nothing of the columns. */
function headerPosition(records: readonly HeadRecord[], isHeader: LayoutOptions['isHeader']): number {
  const found = records.findIndex(({ texts, kind }) => kind === 'row' && isHeader(texts));
  if (found >= 0 || records[0]!.kind !== 'row') return Math.max(found, 0);
  const filled = records.map(({ texts }) => texts.filter((cell) => cell.trim() !== '').length);
  return filled.indexOf(Math.max(...filled));
}

/** The cells of a broken record are anyone's guess, so it has none here. */
function headRecord(record: CsvRecord): HeadRecord {
  return { kind: record.kind, line: record.line, texts: record.kind === 'row' ? recordTexts(record) : [] };
}

async function firstRecords(cursor: RecordCursor): Promise<readonly HeadRecord[]> {
  const records: HeadRecord[] = [];
  try {
    do if (cursor.drain((record) => records.push(headRecord(record)) < SAMPLE_RECORDS)) break;
    while (await cursor.load());
  } finally {
    await cursor.close();
  }
  return records;
}

async function head(chunks: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(Uint8Array.from(chunk.subarray(0, size - length)));
    length += parts[parts.length - 1]!.length;
    if (length >= size) break;
  }
  return Buffer.concat(parts);
}

/** The candidate that stands most often in the first line that has any, outside quotes. */
function likelyDelimiter(text: string): string {
  for (const line of text.split(/\r\n|\n|\r/).slice(0, HEADER_WITHIN)) {
    const bare = line.replace(/"[^"]*"/g, '');
    const [best, count] = [',', ';', '\t', '|']
      .map((mark) => [mark, bare.split(mark).length - 1] as const)
      .reduce((a, b) => (b[1] > a[1] ? b : a));
    if (count > 0) return best;
  }
  return ',';
}

const SIGNATURES: readonly (readonly [signature: string, en: string, zh: string])[] = [
  ['504b0304', 'an Excel workbook or zip archive', ' Excel 工作簿或 zip 压缩包'],
  ['d0cf11e0', 'an old Excel workbook', '旧版 Excel 工作簿'],
  ['25504446', 'a PDF', ' PDF 文件'],
  ['50415231', 'a Parquet file', ' Parquet 文件'],
  ['53514c69746520666f726d', 'an SQLite database', ' SQLite 数据库'],
];

function refuseKnownBinary(name: string, bytes: Uint8Array): void {
  if (bytes.length === 0) refuse('empty-file', emptyFile(name));
  const start = Buffer.from(bytes).toString('hex');
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (known)
    refuse('binary-file', {
      en: `${name}: this is ${known[1]}, not a text table; save it as CSV (UTF-8) and give that file`,
      zh: `${name}：这是${known[2]}，不是文本表格；请另存为 CSV（UTF-8）后再使用`,
    });
}

function refuse(code: 'empty-file' | 'binary-file' | 'unreadable-file', text: Text): never {
  throw new HoldfastError(code, text);
}

const emptyFile = (name: string): Text => ({
  en: `${name}: the file is empty; export it again, or leave it out`,
  zh: `${name}：文件为空；请重新导出，或不要提供此文件`,
});

const binaryFile = (name: string): Text => ({
  en: `${name}, line 1: this is not a text file; save the table as CSV (UTF-8) and give that file`,
  zh: `${name} 第 1 行：这不是文本文件；请将表格另存为 CSV（UTF-8）后再使用`,
});

const brokenHeader = (name: string, line: number): Text => ({
  en: `${name}, line ${line}: a quote in the header opens a cell and does not close it; correct this line`,
  zh: `${name} 第 ${line} 行：表头中有引号打开了单元格但没有关闭；请更正该行`,
});
