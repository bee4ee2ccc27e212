import type { Segmenter } from './grams.js';
import { gramCounts } from './grams.js';

/** Buckets a model reads, ascending, with the inverse document frequency of each. */
export interface Vocabulary {
  readonly buckets: Int32Array;
  readonly idf: Float64Array;
}

/** Texts as sparse rows of unit length: row i is `[starts[i], starts[i + 1])`. */
export interface SparseRows {
  readonly length: number;
  readonly starts: Int32Array;
  /** Places in the vocabulary. */
  readonly places: Int32Array;
  readonly values: Float64Array;
}

/** A bucket that fewer texts hold says nothing about others. */
const FEWEST_TEXTS = 2;

/** Buckets in at least two texts, weighted ln((1 + n) / (1 + texts with it)) + 1, as scikit-learn's TfidfVectorizer does. */
export function vocabularyOf(counts: readonly ReadonlyMap<number, number>[]): Vocabulary {
  const texts = new Map<number, number>();
  for (const row of counts) for (const bucket of row.keys()) texts.set(bucket, (texts.get(bucket) ?? 0) + 1);
  const buckets = Int32Array.from([...texts.entries()].filter(([, held]) => held >= FEWEST_TEXTS).map(([bucket]) => bucket)).sort();
  return { buckets, idf: Float64Array.from(buckets, (bucket) => Math.log((1 + counts.length) / (1 + texts.get(bucket)!)) + 1) };
}

/** Place of each bucket in a vocabulary. */
export function placesOf({ buckets }: Vocabulary): ReadonlyMap<number, number> {
  return new Map(Array.from(buckets, (bucket, place) => [bucket, place]));
}

/** Rows of (1 + ln count) · idf, of unit length; a text without a known gram is an empty row. */
export function vectorsOf(
  counts: readonly ReadonlyMap<number, number>[],
  { idf }: Vocabulary,
  placeOf: ReadonlyMap<number, number>,
): SparseRows {
  const starts = new Int32Array(counts.length + 1);
  const places: number[] = [];
  const values: number[] = [];
  for (const [row, grams] of counts.entries()) {
    const known = [...grams]
      .flatMap(([bucket, count]) => (placeOf.has(bucket) ? [{ place: placeOf.get(bucket)!, count }] : []))
      .sort((a, b) => a.place - b.place);
    let squares = 0;
    for (const { place, count } of known) {
      const value = (1 + Math.log(count)) * idf[place]!;
      places.push(place);
      values.push(value);
      squares += value * value;
    }
    const start = starts[row]!;
    for (let at = start; at < places.length; at++) values[at]! /= Math.sqrt(squares);
    starts[row + 1] = places.length;
  }
  return { length: counts.length, starts, places: Int32Array.from(places), values: Float64Array.from(values) };
}

/** Counts of every text. */
export function countsOf(texts: readonly string[], segment?: Segmenter): readonly ReadonlyMap<number, number>[] {
  return texts.map((text) => gramCounts(text, segment));
}
