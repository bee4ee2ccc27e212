import { parse } from 'csv-parse/sync';
import { csvParseOptions } from './csvParse.js';
import { createFrame, MAX_RECORD_BYTES, MAX_RECORD_LINES } from './frame.js';
import { type CsvRecord, type RecordCursor, refuseLongLine } from './record.js';

interface Found {
  readonly texts: readonly string[];
  readonly start: number;
  /** First byte after the record and its line end. */
  readonly next: number;
}

const STOP = new Error('a record that is not well formed');
const EMPTY_FRAME = createFrame(0);

/**
 * The slow twin of `byteRecords`: csv-parse splits the whole file into records, a regular expression says which of them are well formed,
 * and reading begins anew at the line after the first line of one that is not. Holds the file in memory.
 */
export function csvParseRecords(name: string, chunks: AsyncIterable<Uint8Array>, delimiter: number): RecordCursor {
  let records: Generator<CsvRecord> | undefined;
  const counts = { blankLines: 0 };
  return {
    drain(visit) {
      for (let step = records?.next(); step && !step.done; step = records?.next()) if (!visit(step.value)) return true;
      return false;
    },
    async load() {
      if (records !== undefined) return false;
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks) parts.push(Uint8Array.from(chunk));
      records = allRecords(name, Buffer.concat(parts), delimiter, counts);
      return true;
    },
    close: async () => {},
    get blankLines() {
      return counts.blankLines;
    },
  };
}

function* allRecords(name: string, bytes: Buffer, delimiter: number, counts: { blankLines: number }): Generator<CsvRecord> {
  const blank = new RegExp(`^[ \\t${pattern(delimiter)}]*$`);
  let at = 0;
  let line = 1;
  while (at < bytes.length) {
    for (const { texts, start, next } of wellFormed(bytes, at, delimiter)) {
      for (; at < start; at = lineAfter(bytes, at), line++) counts.blankLines++;
      const raw = bytes.toString('latin1', start, next).replace(/(\r\n|\n|\r)$/, '');
      if (raw.length > MAX_RECORD_BYTES) refuseLongLine(name, line);
      if (blank.test(raw)) counts.blankLines++;
      else yield recordOf(raw.includes('\0') ? 'nul-byte' : 'row', line, texts);
      line += lineEnds(raw) + 1;
      at = next;
    }
    for (; at < bytes.length && lineText(bytes, at) === ''; at = lineAfter(bytes, at), line++) counts.blankLines++;
    if (at >= bytes.length) return;
    if (lineText(bytes, at).length > MAX_RECORD_BYTES) refuseLongLine(name, line);
    yield recordOf('bad-quote', line, []);
    at = lineAfter(bytes, at);
    line++;
  }
}

/** The records from `from` up to the first that is not well formed or breaks the limits. */
function wellFormed(bytes: Buffer, from: number, delimiter: number): readonly Found[] {
  const found: Found[] = [];
  const form = recordPattern(delimiter);
  let at = from;
  const take = (texts: string[], { bytes: read }: { bytes: number }): null => {
    let start = at;
    while (bytes[start] === 10 || bytes[start] === 13) start++;
    const next = Math.max(from + read, start);
    const raw = bytes.toString('latin1', start, next).replace(/(\r\n|\n|\r)$/, '');
    const quoted = raw.includes('"') && raw.length > MAX_RECORD_BYTES;
    if (!form.test(raw) || quoted || lineEnds(raw) >= MAX_RECORD_LINES) throw STOP;
    found.push({ texts, start, next });
    at = next;
    return null;
  };
  try {
    parse(bytes.subarray(from), { ...csvParseOptions(delimiter), on_record: take as never });
  } catch (error) {
    if (error !== STOP && (error as { code?: string }).code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
  }
  return found;
}

function recordPattern(delimiter: number): RegExp {
  const mark = pattern(delimiter);
  const cell = `(?:"[^"]*(?:""[^"]*)*"|[^"${mark}\\r\\n][^${mark}\\r\\n]*|)`;
  return new RegExp(`^${cell}(?:${mark}${cell})*$`);
}

const pattern = (delimiter: number): string => `\\x${delimiter.toString(16).padStart(2, '0')}`;

function recordOf(kind: CsvRecord['kind'], line: number, texts: readonly string[]): CsvRecord {
  return { kind, line, cells: texts.length, texts, bytes: Buffer.alloc(0), frame: EMPTY_FRAME };
}

const lineEnds = (raw: string): number => raw.match(/\r\n|\n|\r/g)?.length ?? 0;

function lineText(bytes: Buffer, at: number): string {
  return /^[^\r\n]*/.exec(bytes.toString('latin1', at, at + MAX_RECORD_BYTES + 2))![0];
}

function lineAfter(bytes: Buffer, at: number): number {
  let end = at;
  while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
  return bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : Math.min(end + 1, bytes.length);
}
