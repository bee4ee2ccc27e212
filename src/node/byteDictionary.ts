/**
 * Distinct byte strings, each with a code; found without making a string. Plain data, grown in place.
 * A place of the hash table holds what decides almost every comparison, so that finding touches memory once: `places[4 p .. 4 p + 3]` is
 * the entry + 1 (0 is free), the length, and the last eight bytes (zeros in front) as two words. The strings hold no byte 0.
 */
export interface ByteDictionary {
  size: number;
  /** What each entry stands for. */
  codes: Int32Array;
  /** End of each entry in `bytes`; it starts at the end of the one before. */
  ends: Float64Array;
  bytes: Uint8Array;
  places: Int32Array;
}

export function createDictionary(): ByteDictionary {
  return { size: 0, codes: new Int32Array(48), ends: new Float64Array(48), bytes: new Uint8Array(512), places: new Int32Array(4 * 64) };
}

/** The last word of the search under way: kept out of the heap, since results of pairs would be made for every cell. */
let high = 0;
let low = 0;

/** Entry of the bytes `[start, end)`, or -1. About 15 ns. */
export function findEntry(dictionary: ByteDictionary, buffer: Uint8Array, start: number, end: number): number {
  const { places } = dictionary;
  const length = end - start;
  const mask = (places.length >> 2) - 1;
  const hash = lastWords(buffer, start, end);
  for (let place = hash & mask; ; place = (place + 1) & mask) {
    const at = place << 2;
    const entry = places[at]! - 1;
    if (entry < 0) return -1;
    if (places[at + 2] === low && places[at + 3] === high && places[at + 1] === length) {
      if (length <= 8 || sameStart(dictionary, entry, buffer, start, end - 8)) return entry;
    }
  }
}

/** Appends an entry that is not there yet. */
export function addEntry(dictionary: ByteDictionary, buffer: Uint8Array, start: number, end: number, code: number): number {
  const entry = dictionary.size;
  if (entry === dictionary.codes.length) growEntries(dictionary);
  const from = entry === 0 ? 0 : dictionary.ends[entry - 1]!;
  const to = from + end - start;
  if (to > dictionary.bytes.length) dictionary.bytes = grown(new Uint8Array(2 * to), dictionary.bytes);
  dictionary.bytes.set(buffer.subarray(start, end), from);
  dictionary.ends[entry] = to;
  dictionary.codes[entry] = code;
  dictionary.size++;
  placeEntry(dictionary, entry);
  return entry;
}

/** Sets `high` and `low` to the last eight bytes and returns a hash of all of them. */
function lastWords(buffer: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let at = end;
  low = 0;
  high = 0;
  if (at - start >= 4) {
    low = buffer[at - 4]! | (buffer[at - 3]! << 8) | (buffer[at - 2]! << 16) | (buffer[at - 1]! << 24);
    at -= 4;
    if (at - start >= 4) {
      high = buffer[at - 4]! | (buffer[at - 3]! << 8) | (buffer[at - 2]! << 16) | (buffer[at - 1]! << 24);
      at -= 4;
      for (; at - start >= 4; at -= 4) {
        hash = Math.imul(hash ^ buffer[at - 4]! ^ (buffer[at - 3]! << 8) ^ (buffer[at - 2]! << 16) ^ (buffer[at - 1]! << 24), 0x85ebca6b);
        hash ^= hash >>> 15;
      }
      for (; at > start; at--) hash = Math.imul(hash ^ buffer[at - 1]!, 0xc2b2ae35);
    } else for (let each = start; each < at; each++) high = (high << 8) | buffer[each]!;
  } else for (let each = start; each < at; each++) low = (low << 8) | buffer[each]!;
  hash = Math.imul(hash ^ low, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ high, 0xc2b2ae35);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  return hash ^ (hash >>> 15);
}

/** Whether the entry begins with the bytes `[start, end)`. */
function sameStart({ bytes, ends }: ByteDictionary, entry: number, buffer: Uint8Array, start: number, end: number): boolean {
  const shift = (entry === 0 ? 0 : ends[entry - 1]!) - start;
  for (let at = start; at < end; at++) if (bytes[at + shift] !== buffer[at]) return false;
  return true;
}

/** Doubles the room; three quarters of the places are filled at most. */
function growEntries(dictionary: ByteDictionary): void {
  const room = 2 * dictionary.codes.length;
  dictionary.codes = grown(new Int32Array(room), dictionary.codes);
  dictionary.ends = grown(new Float64Array(room), dictionary.ends);
  dictionary.places = new Int32Array(2 * dictionary.places.length);
  for (let entry = 0; entry < dictionary.size; entry++) placeEntry(dictionary, entry);
}

function placeEntry({ places, bytes, ends }: ByteDictionary, entry: number): void {
  const start = entry === 0 ? 0 : ends[entry - 1]!;
  const hash = lastWords(bytes, start, ends[entry]!);
  const mask = (places.length >> 2) - 1;
  let place = hash & mask;
  while (places[place << 2] !== 0) place = (place + 1) & mask;
  places.set([entry + 1, ends[entry]! - start, low, high], place << 2);
}

function grown<A extends Uint8Array | Int32Array | Float64Array>(larger: A, old: A): A {
  larger.set(old);
  return larger;
}
