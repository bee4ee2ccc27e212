import { isUtf8 } from 'node:buffer';
import type { ByteSource } from './bytes.js';

/** How the text of a file is written. */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

export interface DetectedEncoding {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark at the start. */
  readonly markBytes: number;
  /** Whether every byte is legal in the encoding; only known of UTF-8. */
  readonly valid: boolean;
}

/**
 * Encoding of a whole file: a byte order mark decides; else strict UTF-8 to the last byte; else GB18030 (of which GBK and GB2312
 * are parts). Reads the file once, at the speed of reading.
 */
export async function detectEncoding(source: ByteSource): Promise<DetectedEncoding> {
  let head: Buffer = Buffer.alloc(0);
  let carry: Buffer = Buffer.alloc(0);
  let valid = true;
  for await (const chunk of source.chunks()) {
    if (head.length < 3) head = Buffer.concat([head, chunk.subarray(0, 3)]);
    if (head.length >= 2 && utf16Mark(head) !== undefined) break;
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const whole = completeLength(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) valid = false;
    if (!valid && head.length >= 3) break;
    carry = Buffer.from(bytes.subarray(whole));
  }
  return verdict(head, valid && carry.length === 0);
}

function verdict(head: Uint8Array, valid: boolean): DetectedEncoding {
  const wide = utf16Mark(head);
  if (wide !== undefined) return { encoding: wide, markBytes: 2, valid: true };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markBytes: 3, valid };
  return { encoding: valid ? 'utf-8' : 'gb18030', markBytes: 0, valid };
}

function utf16Mark(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined;
}

/** Length of `bytes` without a character that may go on in the next chunk. */
function completeLength(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back]!;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? length - back : length;
  }
  return length;
}

/**
 * The file as valid UTF-8 without byte order mark; what is not text in its encoding becomes U+FFFD, counted by `onUnreadable`.
 * Pieces are cut where no character can go on: Node's streaming decoder throws on malformed GB18030 across chunks (seen in 20, 22 and 24).
 */
export async function* utf8Chunks(
  source: ByteSource,
  detected: DetectedEncoding,
  onUnreadable: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  const { encoding } = detected;
  const decoder = encoding === 'utf-8' && detected.valid ? undefined : new TextDecoder(encoding, { ignoreBOM: true });
  let skip = detected.markBytes;
  let carry: Uint8Array = new Uint8Array(0);
  for await (const chunk of source.chunks()) {
    const bytes = skip > 0 ? chunk.subarray(Math.min(skip, chunk.length)) : chunk;
    skip -= chunk.length - bytes.length;
    if (decoder === undefined) {
      yield bytes;
      continue;
    }
    const all = carry.length === 0 ? bytes : Buffer.concat([carry, bytes]);
    const end = all.length > MAX_CARRY_BYTES ? all.length : cleanEnd(all, encoding);
    yield encodeText(decoder.decode(all.subarray(0, end)), onUnreadable);
    carry = Uint8Array.from(all.subarray(end));
  }
  if (decoder !== undefined && carry.length > 0) yield encodeText(decoder.decode(carry), onUnreadable);
}

/** A file without a clean place for so long is no text; it is decoded all the same, to be refused for its long line. */
const MAX_CARRY_BYTES = 1 << 23;

/** End of the last byte after which a new character must begin. */
function cleanEnd(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const even = bytes.length & ~1;
    const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2];
    return high !== undefined && high >= 0xd8 && high <= 0xdb ? even - 2 : even;
  }
  const single = encoding === 'gb18030' ? 0x30 : 0x80;
  let end = bytes.length;
  while (end > 0 && bytes[end - 1]! >= single) end--;
  return end;
}

function encodeText(text: string, onUnreadable: (count: number) => void): Uint8Array {
  if (text.includes('\ufffd')) onUnreadable(text.split('\ufffd').length - 1);
  return Buffer.from(text, 'utf8');
}
