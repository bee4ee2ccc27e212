import type { BatchColumn } from '../history/batch.js';
import { dayOfMinutes, isBlank, parseChoice, parseNumber, toHeld } from '../history/cells.js';
import { hashKey, hashKeyBytes } from '../history/hash.js';
import type { ColumnKind, ColumnSchema } from '../history/schema.js';
import { addEntry, createDictionary, findEntry } from './byteDictionary.js';
import { minutesFromBytes } from './byteInstant.js';
import { unitsFromBytes } from './byteNumber.js';
import { type DateOrder, parseDateText } from './dateText.js';

/** What came of a cell. `UNDECIDED`: a date of three numbers whose order must be settled for the column first. */
export const HELD = 0;
export const MISSING = 1;
export const BAD = 2;
export const UNDECIDED = 3;
export type CellOutcome = typeof HELD | typeof MISSING | typeof BAD | typeof UNDECIDED;

/** Holds one column of the batch under way and reads cells into it; both ways of reading give the same. */
export interface Slot {
  readonly schema: ColumnSchema;
  readonly column: BatchColumn;
  /** Bytes `[start, end)` without spaces around them, at least one. */
  fromBytes(bytes: Buffer, start: number, end: number, row: number): CellOutcome;
  fromText(text: string, row: number): CellOutcome;
  clear(row: number): void;
}

export interface SlotOptions {
  /** Rows of a batch. */
  readonly rows: number;
  readonly timeZone: string;
  /** Words of the file for words of the schema. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Reader of dates in a format that the mapping names. */
  readonly format?: ((text: string) => number) | undefined;
  /** Order of day, month and year, once it is settled. */
  readonly order: { settled?: DateOrder };
}

export function createSlot(schema: ColumnSchema, options: SlotOptions): Slot {
  switch (schema.kind) {
    case 'id':
    case 'category':
    case 'choice':
      return codedSlot(schema, options);
    case 'key':
      return keySlot(schema, options);
    case 'text':
      return textSlot(schema, options);
    case 'date':
    case 'instant':
      return dateSlot(schema, options);
    default:
      return numberSlot(schema, options);
  }
}

/** The word that the mapping puts in the place of a cell. */
const translated = (text: string, { values }: SlotOptions): string => {
  const word = text.trim();
  return values !== undefined && Object.hasOwn(values, word) ? values[word]! : word;
};

const decode = (bytes: Buffer, start: number, end: number): string => bytes.toString('utf8', start, end);

/** Decimals held, and the range of held values. */
const NUMBERS: Partial<Record<ColumnKind, readonly [decimals: number, least: number, most: number]>> = {
  money: [4, -1e14, 1e14],
  mass: [3, 0, 1e9],
  count: [0, 0, 1e9],
};

function numberSlot(schema: ColumnSchema, options: SlotOptions): Slot {
  const column = new Float64Array(options.rows);
  const [decimals, least, most] = (options.values === undefined && NUMBERS[schema.kind]) || [0, 1, 0];
  const fromText = (text: string, row: number): CellOutcome => {
    const word = translated(text, options);
    const blank = isBlank(schema.kind, word);
    const held = blank ? Number.NaN : toHeld(schema.kind, parseNumber(word));
    column[row] = held;
    return blank ? MISSING : Number.isNaN(held) ? BAD : HELD;
  };
  return {
    schema,
    column,
    fromText,
    fromBytes(bytes, start, end, row) {
      const units = unitsFromBytes(bytes, start, end, decimals);
      if (!(units >= least && units <= most)) return fromText(decode(bytes, start, end), row);
      column[row] = units;
      return HELD;
    },
    clear(row) {
      column[row] = Number.NaN;
    },
  };
}

function dateSlot(schema: ColumnSchema, options: SlotOptions): Slot {
  const column = new Float64Array(options.rows);
  const { format, order, timeZone } = options;
  const held = schema.kind === 'date' ? dayOfMinutes : (minutes: number): number => minutes;
  const direct = format === undefined && options.values === undefined;
  const fromText = (text: string, row: number): CellOutcome => {
    const word = translated(text, options);
    column[row] = Number.NaN;
    if (isBlank(schema.kind, word)) return MISSING;
    const minutes = format === undefined ? parseDateText(word, timeZone, order.settled) : format(word);
    if (minutes === 'undecided') return UNDECIDED;
    column[row] = held(minutes);
    return Number.isNaN(minutes) ? BAD : HELD;
  };
  return {
    schema,
    column,
    fromText,
    fromBytes(bytes, start, end, row) {
      const minutes = direct ? minutesFromBytes(bytes, start, end) : Number.NaN;
      if (Number.isNaN(minutes)) return fromText(decode(bytes, start, end), row);
      column[row] = held(minutes);
      return HELD;
    },
    clear(row) {
      column[row] = Number.NaN;
    },
  };
}

function keySlot(schema: ColumnSchema, options: SlotOptions): Slot {
  const high = new Uint32Array(options.rows);
  const low = new Uint32Array(options.rows);
  const pair = new Uint32Array(2);
  const put = (row: number, first: number, second: number): void => {
    high[row] = first;
    low[row] = second;
  };
  const fromText = (text: string, row: number): CellOutcome => {
    const word = translated(text, options);
    const blank = isBlank('key', word);
    if (blank) put(row, 0, 0);
    else put(row, ...hashKey(word));
    return blank ? MISSING : HELD;
  };
  return {
    schema,
    column: { high, low },
    fromText,
    fromBytes(bytes, start, end, row) {
      if (end - start <= 4 || bytes[start]! >= 0x80 || bytes[end - 1]! >= 0x80 || options.values !== undefined)
        return fromText(decode(bytes, start, end), row);
      hashKeyBytes(bytes, start, end, pair);
      put(row, pair[0]!, pair[1]!);
      return HELD;
    },
    clear: (row) => put(row, 0, 0),
  };
}

function textSlot(schema: ColumnSchema, options: SlotOptions): Slot {
  const column: string[] = new Array<string>(options.rows).fill('');
  const fromText = (text: string, row: number): CellOutcome => {
    const word = translated(text, options);
    const blank = isBlank('text', word);
    column[row] = blank ? '' : word;
    return blank ? MISSING : HELD;
  };
  return {
    schema,
    column,
    fromText,
    fromBytes: (bytes, start, end, row) => fromText(decode(bytes, start, end), row),
    clear(row) {
      column[row] = '';
    },
  };
}

/** Codes of distinct cells: each distinct run of bytes is understood once. */
function codedSlot(schema: ColumnSchema, options: SlotOptions): Slot {
  const codes = new Int32Array(options.rows);
  const levels: string[] = schema.kind === 'choice' ? (schema.values ?? []).map(({ value }) => value) : [];
  const dictionary = createDictionary();
  const translatedLevels = new Map<string, number>();

  /** Code of a word that `[start, end)` spells; a word spelt otherwise (spaces, translation) shares the level of its plain spelling. */
  const levelCode = (word: string, size: number): number => {
    if (options.values !== undefined) {
      const code = translatedLevels.get(word) ?? levels.push(word);
      translatedLevels.set(word, code);
      return code;
    }
    const bytes = Buffer.from(word, 'utf8');
    if (bytes.length === size) return levels.push(word);
    const entry = findEntry(dictionary, bytes, 0, bytes.length);
    return dictionary.codes[entry < 0 ? addEntry(dictionary, bytes, 0, bytes.length, levels.push(word)) : entry]!;
  };
  /** Entry of cell bytes not met before; its code is 0 where they say nothing, -1 where they are not understood. */
  const learn = (bytes: Buffer, start: number, end: number): number => {
    const word = translated(decode(bytes, start, end), options);
    const code = isBlank(schema.kind, word) ? 0 : schema.kind === 'choice' ? parseChoice(schema, word) : levelCode(word, end - start);
    return addEntry(dictionary, bytes, start, end, code);
  };
  const fromBytes = (bytes: Buffer, start: number, end: number, row: number): CellOutcome => {
    let entry = findEntry(dictionary, bytes, start, end);
    if (entry < 0) entry = learn(bytes, start, end);
    const code = dictionary.codes[entry]!;
    codes[row] = code > 0 ? code : 0;
    return code > 0 ? HELD : code === 0 ? MISSING : BAD;
  };
  return {
    schema,
    column: { codes, levels },
    fromBytes,
    fromText(text, row) {
      const bytes = Buffer.from(text.trim(), 'utf8');
      return fromBytes(bytes, 0, bytes.length, row);
    },
    clear(row) {
      codes[row] = 0;
    },
  };
}
