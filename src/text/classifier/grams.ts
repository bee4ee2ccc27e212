import { ensure } from '../../core/errors.js';
import { normaliseText } from '../normaliseText.js';

/** Cuts a text into words, for example `(text) => jieba.cut(text)` of @node-rs/jieba. */
export type Segmenter = (text: string) => readonly string[];

/** Buckets that grams are hashed into: 2 to the power of 18. */
export const BUCKETS = 262_144;
/** Characters of a normalised text that are read; what stands behind them is not. */
export const LONGEST_READ = 20_000;
const LONGEST_GRAM = 3;
/** Parts words from grams of the same characters. */
const WORD_SEED = 0x51ed270b;
const GRAM_SEED = 0x811c9dc5;

/**
 * How often each bucket's grams occur in a text: character 1- to 3-grams of the normalised text, runs of blanks as one and a blank at both
 * ends, and with a segmenter its words.
 */
export function gramCounts(text: string, segment?: Segmenter): ReadonlyMap<number, number> {
  const plain = ` ${normaliseText(text).slice(0, LONGEST_READ).replace(/\s+/g, ' ').trim()} `;
  const counts = new Map<number, number>();
  const add = (hash: number): void => {
    const bucket = mixed(hash) & (BUCKETS - 1);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  };
  for (let from = 0; from < plain.length; from++) {
    let hash = GRAM_SEED;
    for (let at = from; at < Math.min(from + LONGEST_GRAM, plain.length); at++) {
      hash = Math.imul(hash ^ plain.charCodeAt(at), 0x01000193);
      if (at > from || plain[at] !== ' ') add(hash);
    }
  }
  if (segment !== undefined) for (const word of wordsOf(plain, segment)) add(hashOf(word));
  return counts;
}

function wordsOf(text: string, segment: Segmenter): readonly string[] {
  const words = segment(text);
  ensure(Array.isArray(words) && words.every((word) => typeof word === 'string'), 'bad-parameter', () => ({
    en: '"segmenter" must give an array of words for a text',
    zh: 'segmenter 必须对每段文本返回词语数组',
  }));
  return words.filter((word) => word.trim() !== '');
}

function hashOf(word: string): number {
  let hash = WORD_SEED;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

/** The finish of MurmurHash3: every bit of the hash reaches the low ones. */
function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
