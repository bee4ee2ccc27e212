import type { Text } from '../core/text.js';
import type { ColumnBatch, Issue } from '../history/batch.js';
import type { ColumnSchema, TableName } from '../history/schema.js';
import { badCellReason, missingCellReason, NUL_REASON, QUOTE_REASON, raggedReason } from './cellReason.js';
import { type CsvRecord, cellText } from './record.js';
import { BAD, type CellOutcome, HELD, MISSING, type Slot, UNDECIDED } from './slot.js';

/** Where the text of a column comes from: one cell of the record, or a text made from several (or none). */
export interface Feed {
  readonly slot: Slot;
  /** Index of the cell, or -1 where `derive` makes the text. */
  readonly index: number;
  readonly inputs: readonly number[];
  derive(texts: readonly string[]): string;
}

export interface BuilderOptions {
  readonly table: TableName;
  readonly source: number;
  /** Rows of a batch. */
  readonly rows: number;
  /** Cells of a record that is not ragged. */
  readonly width: number;
  readonly feeds: readonly Feed[];
  /** Rows of this table: those whose cell is one of the words, for each condition. */
  readonly where: readonly { readonly index: number; readonly words: ReadonlySet<string> }[];
  readonly onIssue: (issue: Issue) => void;
}

/** Turns records into batches; the arrays of a batch are used again for the next one. */
export interface BatchBuilder {
  /** Reads a record. Returns the column whose date order must be settled before the same record is given again, or undefined. */
  add(record: CsvRecord): ColumnSchema | undefined;
  isFull(): boolean;
  /** The rows so far; undefined when there are none. */
  take(): ColumnBatch | undefined;
  /** Rows that are not of this table. */
  readonly otherRows: number;
}

const VALUE_LENGTH = 80;

export function createBuilder(options: BuilderOptions): BatchBuilder {
  const { table, source, width, where, onIssue } = options;
  const feeds = options.feeds.toSorted((a, b) => Number(b.slot.schema.required === true) - Number(a.slot.schema.required === true));
  const columns = Object.fromEntries(feeds.map(({ slot }) => [slot.schema.name, slot.column]));
  const line = new Float64Array(options.rows);
  let length = 0;
  let otherRows = 0;
  let warnings: Feed[] = [];

  const issue = (severity: Issue['severity'], code: string, record: CsvRecord, column: string, reason: Text, value: string): void =>
    onIssue({ severity, code, table, source, line: record.line, column, reason, value: cut(value) });

  const reject = (code: string, record: CsvRecord, column: string, reason: Text, value: string): undefined => {
    issue('rejected', code, record, column, reason, value);
    return undefined;
  };

  function add(record: CsvRecord): ColumnSchema | undefined {
    if (record.kind === 'bad-quote') return reject('quote-not-closed', record, '', QUOTE_REASON, '');
    if (record.kind === 'nul-byte') return reject('nul-byte', record, '', NUL_REASON, '');
    if (record.cells !== width) return reject('ragged-row', record, '', raggedReason(record.cells, width), '');
    for (const { index, words } of where) {
      if (words.has(cellText(record, index).trim())) continue;
      otherRows++;
      return undefined;
    }
    if (warnings.length > 0) warnings = [];
    for (const feed of feeds) {
      const outcome = record.texts === undefined && feed.index >= 0 ? fromBytes(feed, record, length) : fromTexts(feed, record, length);
      if (outcome === HELD) continue;
      const { schema } = feed.slot;
      if (outcome === UNDECIDED) return schema;
      if (schema.required === true) return refuseRow(feed, record, outcome);
      if (outcome === BAD) warnings.push(feed);
    }
    for (const feed of warnings)
      issue('warning', 'bad-cell', record, feed.slot.schema.name, badCellReason(feed.slot.schema), textOf(feed, record));
    line[length++] = record.line;
    return undefined;
  }

  function refuseRow(feed: Feed, record: CsvRecord, outcome: CellOutcome): undefined {
    const { schema } = feed.slot;
    if (outcome === MISSING) return reject('missing-cell', record, schema.name, missingCellReason(schema), '');
    return reject('bad-cell', record, schema.name, badCellReason(schema), textOf(feed, record));
  }

  return {
    add,
    isFull: () => length === options.rows,
    take() {
      if (length === 0) return undefined;
      const batch = { table, length, source, line, columns };
      length = 0;
      return batch;
    },
    get otherRows() {
      return otherRows;
    },
  };
}

function fromBytes({ slot, index }: Feed, { bytes, frame }: CsvRecord, row: number): CellOutcome {
  let start = frame.starts[index]!;
  let end = frame.ends[index]!;
  while (start < end && isSpace(bytes[start]!)) start++;
  while (end > start && isSpace(bytes[end - 1]!)) end--;
  if (start < end) return slot.fromBytes(bytes as Buffer, start, end, row);
  slot.clear(row);
  return MISSING;
}

function fromTexts(feed: Feed, record: CsvRecord, row: number): CellOutcome {
  const text = textOf(feed, record);
  if (text.trim() !== '') return feed.slot.fromText(text, row);
  feed.slot.clear(row);
  return MISSING;
}

function textOf({ index, inputs, derive }: Feed, record: CsvRecord): string {
  return index >= 0 ? cellText(record, index) : derive(inputs.map((input) => cellText(record, input)));
}

/** Tab, line feed, vertical tab, form feed, carriage return, space. */
const isSpace = (byte: number): boolean => byte === 32 || (byte <= 13 && byte >= 9);

function cut(value: string): string {
  const text = value.trim();
  return text.length > VALUE_LENGTH ? `${text.slice(0, VALUE_LENGTH - 1)}…` : text;
}
