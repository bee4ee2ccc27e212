import type { ColumnSchema } from '../schema.js';
import { normalizeHeader } from './header.js';

const wordsOf = new WeakMap<ColumnSchema, Map<string, number>>();

/**
 * Position (from 1) in `schema.values` of the value that a word means, by its name or synonyms; 0 for empty text, -1 for a word that means none.
 *
 * @example
 * ```ts
 * parseChoice(columnSchema('shipments', 'status')!, '已签收'); // => 1
 * ```
 */
export function parseChoice(schema: ColumnSchema, text: string): number {
  if (text === '') return 0;
  let words = wordsOf.get(schema);
  if (!words) {
    words = choiceWords(schema);
    wordsOf.set(schema, words);
  }
  return words.get(text) ?? words.get(normalizeHeader(text)) ?? -1;
}

function choiceWords(schema: ColumnSchema): Map<string, number> {
  const words = new Map<string, number>();
  for (const [position, { value, synonyms }] of (schema.values ?? []).entries())
    for (const word of [value, ...synonyms]) words.set(word, position + 1).set(normalizeHeader(word), position + 1);
  return words;
}
