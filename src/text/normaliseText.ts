import { ensure } from '../core/errors.js';
import { foldCluster, foldTable, KIND } from './foldTable.js';

/** Normalised text, with where each of its code units came from. */
export interface Normalised {
  readonly text: string;
  /** Place in the original of every code unit, and last the original's length. */
  readonly places: Int32Array;
}

/** Code points that belong to the one before them. */
const FOLLOWS = /^[\p{M}\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f\uffa0-\uffdc\u3164-\u318e]/u;
const PIECE = 8192;

/** Throws unless a text was given. */
export function checkText(text: unknown): asserts text is string {
  ensure(typeof text === 'string', 'bad-parameter', () => ({
    en: `the text must be a string, not ${text === null ? 'null' : typeof text}; give '' where there is none`,
    zh: `文本必须是字符串，而不是 ${text === null ? 'null' : typeof text}；没有内容时请传入 ''`,
  }));
}

/**
 * One spelling of what looks alike: NFKC (full-width to half-width, ligatures parted, accents composed), lower case, and common traditional
 * Chinese characters to simplified ones.
 *
 * @param text - any string, lone surrogates included
 * @returns the normalised string; normalising it again changes nothing
 * @throws HoldfastError `bad-parameter` where it is no string
 * @remarks O(length), one table look-up a character. The character map holds about 900 characters, not all.
 * @example
 * ```ts
 * normaliseText('ＳＦ快遞 太慢了，ﬁnal'); // => 'sf快递 太慢了,final'
 * ```
 */
export function normaliseText(text: string): string {
  checkText(text);
  return evenText(text) ?? normalised(text).text;
}

/** The normalised text where each code unit stands for itself, else undefined. */
function evenText(text: string): string | undefined {
  const { codes, kinds } = foldTable();
  const pieces: string[] = [];
  const buffer = new Uint16Array(Math.min(PIECE, text.length));
  for (let from = 0; from < text.length; from += PIECE) {
    const length = Math.min(PIECE, text.length - from);
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(from + at);
      if (!isEven(code, kinds)) return undefined;
      buffer[at] = codes[code]!;
    }
    pieces.push(String.fromCharCode(...buffer.subarray(0, length)));
  }
  return pieces.join('');
}

const ELLIPSIS = 0x2026;

function isEven(code: number, kinds: Uint8Array): boolean {
  return kinds[code] !== KIND.uneven && code !== ELLIPSIS && (code < 0xd800 || code > 0xdfff);
}

/** Normalises by clusters (a character with the marks behind it), so that every code unit keeps its place. */
export function normalised(text: string): Normalised {
  const { codes, kinds } = foldTable();
  const fold = cachedFold();
  const pieces: string[] = [];
  const places: number[] = [];
  for (let from = 0; from < text.length; ) {
    const code = text.charCodeAt(from);
    const isAlone = isEven(code, kinds) && (from + 1 === text.length || isEven(text.charCodeAt(from + 1), kinds));
    const end = isAlone ? from + 1 : clusterEnd(text, from);
    const folded = isAlone ? String.fromCharCode(codes[code]!) : fold(text.slice(from, Math.min(end, from + LONGEST_READ)));
    pieces.push(folded);
    for (let unit = 0; unit < folded.length; unit++) places.push(from);
    from = end;
  }
  places.push(text.length);
  return { text: pieces.join(''), places: Int32Array.from(places) };
}

/** Of a character with more marks than any language writes the first are read, and fewer kept. */
const LONGEST_READ = 64;
const LONGEST_KEPT = 32;
const CACHED = 4096;

function clusterEnd(text: string, from: number): number {
  let end = from + widthAt(text, from);
  while (end < text.length && FOLLOWS.test(text.slice(end, end + widthAt(text, end)))) end += widthAt(text, end);
  return end;
}

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

function cachedFold(): (cluster: string) => string {
  const { simplified } = foldTable();
  const cache = new Map<string, string>();
  return (cluster) => {
    const known = cache.get(cluster);
    if (known !== undefined) return known;
    const folded = foldCluster(cluster, simplified).slice(0, LONGEST_KEPT);
    if (cache.size < CACHED) cache.set(cluster, folded);
    return folded;
  };
}
