/** Longest physical line, and longest record within quotes, in bytes of UTF-8. */
export const MAX_RECORD_BYTES = 1_048_576;
/** Most physical lines a record within quotes may take. */
export const MAX_RECORD_LINES = 1_000;

const LF = 10;
const CR = 13;
const QUOTE = 34;
const PLAIN = 0;
const DELIMITER = 1;
const LINE_END = 2;
const QUOTE_CLASS = 3;
const NUL = 4;

/**
 * Where the next record lies. `more`: it may go on past the bytes at hand. `bad-quote`: a quote opens a cell and no quote closes it before
 * a delimiter or line end, within the limits above; only the record's first physical line is taken, so nothing after it is lost.
 * `too-long`: the physical line is beyond the limit.
 */
export type FrameKind = 'record' | 'bad-quote' | 'too-long' | 'more';

/** Bounds of the cells of one record; reused from record to record. */
export interface Frame {
  /** First byte of each cell, inside its quotes. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Cells found; only the first `starts.length` have bounds. */
  cells: number;
  /** A cell in quotes holds doubled quotes: its bytes are not its text. */
  escaped: boolean;
  quoted: boolean;
  nul: boolean;
  /** Line ends within quotes. */
  innerLines: number;
  /** End of the record without its line end. */
  end: number;
  /** First byte of the next record. */
  next: number;
}

export function createFrame(maxCells: number): Frame {
  return {
    starts: new Int32Array(maxCells),
    ends: new Int32Array(maxCells),
    cells: 0,
    escaped: false,
    quoted: false,
    nul: false,
    innerLines: 0,
    end: 0,
    next: 0,
  };
}

/** What each byte means to the framing of records. */
export function byteClasses(delimiter: number): Uint8Array {
  const classes = new Uint8Array(256);
  classes[0] = NUL;
  classes[LF] = LINE_END;
  classes[CR] = LINE_END;
  classes[QUOTE] = QUOTE_CLASS;
  classes[delimiter] = DELIMITER;
  return classes;
}

/**
 * Frames the record that starts at `start`. A quote opens a cell only as its first byte; elsewhere it is an ordinary character.
 * Lines end with LF, CRLF or a lone CR. `bytes` must have room for one more byte at `end`, which is overwritten.
 */
export function frameRecord(bytes: Uint8Array, start: number, end: number, last: boolean, classes: Uint8Array, frame: Frame): FrameKind {
  const { starts, ends } = frame;
  const room = starts.length;
  bytes[end] = LF;
  frame.escaped = false;
  frame.quoted = false;
  frame.nul = false;
  frame.innerLines = 0;
  let cells = 0;
  let cellStart = start;
  let at = start;
  for (;;) {
    let kind = classes[bytes[at]!]!;
    while (kind === PLAIN) kind = classes[bytes[++at]!]!;
    if (kind === DELIMITER) {
      if (cells < room) {
        starts[cells] = cellStart;
        ends[cells] = at;
      }
      cells++;
      cellStart = ++at;
    } else if (kind === LINE_END) {
      if (cells < room) {
        starts[cells] = cellStart;
        ends[cells] = at;
      }
      frame.cells = cells + 1;
      return endRecord(bytes, start, at, end, last, frame);
    } else if (kind === QUOTE_CLASS && at === cellStart) {
      const close = closingQuote(bytes, start, at + 1, end, frame);
      if (close < 0 && !last && end - start <= MAX_RECORD_BYTES && frame.innerLines < MAX_RECORD_LINES) return 'more';
      const after = close < 0 ? PLAIN : classes[bytes[close + 1]!]!;
      if (after !== DELIMITER && after !== LINE_END) return firstLine(bytes, start, end, last, frame);
      if (cells < room) {
        starts[cells] = cellStart + 1;
        ends[cells] = close;
      }
      cells++;
      at = close + 1;
      if (after === LINE_END) {
        frame.cells = cells;
        return endRecord(bytes, start, at, end, last, frame);
      }
      cellStart = ++at;
    } else {
      if (kind === NUL) frame.nul = true;
      at++;
    }
  }
}

/** Takes the line end at `at`; a record within quotes that breaks the limit is taken back to its first line. */
function endRecord(bytes: Uint8Array, start: number, at: number, end: number, last: boolean, frame: Frame): FrameKind {
  if (at - start > MAX_RECORD_BYTES) return frame.quoted ? firstLine(bytes, start, end, last, frame) : 'too-long';
  if (!last && (at >= end || (bytes[at] === CR && at + 1 >= end))) return 'more';
  takeLineEnd(bytes, at, end, frame);
  return 'record';
}

function takeLineEnd(bytes: Uint8Array, at: number, end: number, frame: Frame): void {
  frame.end = at;
  frame.next = at >= end ? end : bytes[at] === CR && at + 1 < end && bytes[at + 1] === LF ? at + 2 : at + 1;
}

/** Position of the quote that closes the cell, or -1 when the bytes or the limits end first. */
function closingQuote(bytes: Uint8Array, start: number, from: number, end: number, frame: Frame): number {
  frame.quoted = true;
  const limit = Math.min(end, start + MAX_RECORD_BYTES + 1);
  for (let at = from; at < limit; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      if (at + 1 >= end || bytes[at + 1] !== QUOTE) return at;
      frame.escaped = true;
      at++;
    } else if (byte === LF || byte === CR) {
      if (byte === CR && bytes[at + 1] === LF && at + 1 < end) at++;
      if (++frame.innerLines >= MAX_RECORD_LINES) return -1;
    } else if (byte === 0) frame.nul = true;
  }
  return -1;
}

/** Frames the physical line at `start` as a record that cannot be read. */
function firstLine(bytes: Uint8Array, start: number, end: number, last: boolean, frame: Frame): FrameKind {
  let at = start;
  while (bytes[at] !== LF && bytes[at] !== CR) at++;
  if (at - start > MAX_RECORD_BYTES) return 'too-long';
  if (!last && (at >= end || (bytes[at] === CR && at + 1 >= end))) return 'more';
  frame.innerLines = 0;
  takeLineEnd(bytes, at, end, frame);
  return 'bad-quote';
}
