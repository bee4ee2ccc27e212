/** Distinct byte strings in the order of their first appearance, each with a code; found without making a string. Plain data, grown in place. */
export interface ByteDictionary {
  size: number;
  /** What each entry stands for. */
  codes: Int32Array;
  hashes: Int32Array;
  /** End of each entry in `bytes`; it starts at the end of the one before. */
  ends: Float64Array;
  bytes: Uint8Array;
  /** Open addressing: entry + 1, or 0. */
  slots: Int32Array;
}

export function createDictionary(): ByteDictionary {
  return {
    size: 0,
    codes: new Int32Array(64),
    hashes: new Int32Array(64),
    ends: new Float64Array(64),
    bytes: new Uint8Array(1024),
    slots: new Int32Array(256),
  };
}

/** Entry of the bytes `[start, end)` with this hash, or -1. About 20 ns. */
export function findEntry(dictionary: ByteDictionary, hash: number, buffer: Uint8Array, start: number, end: number): number {
  const { slots, hashes } = dictionary;
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const entry = slots[slot]! - 1;
    if (entry < 0) return -1;
    if (hashes[entry] === hash && sameBytes(dictionary, entry, buffer, start, end)) return entry;
  }
}

/** Appends an entry that is not there yet. */
export function addEntry(dictionary: ByteDictionary, hash: number, buffer: Uint8Array, start: number, end: number, code: number): number {
  const entry = dictionary.size;
  if (entry === dictionary.codes.length) growEntries(dictionary);
  const from = entry === 0 ? 0 : dictionary.ends[entry - 1]!;
  const to = from + end - start;
  if (to > dictionary.bytes.length) dictionary.bytes = grown(new Uint8Array(2 * to), dictionary.bytes);
  dictionary.bytes.set(buffer.subarray(start, end), from);
  dictionary.ends[entry] = to;
  dictionary.hashes[entry] = hash;
  dictionary.codes[entry] = code;
  dictionary.size++;
  placeEntry(dictionary.slots, hash, entry);
  return entry;
}

/** 32-bit hash of bytes `[start, end)`, one multiplication for four bytes. */
export function hashBytes(buffer: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = buffer[at]! | (buffer[at + 1]! << 8) | (buffer[at + 2]! << 16) | (buffer[at + 3]! << 24);
    hash = Math.imul(hash ^ word, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ buffer[at]!, 0xc2b2ae35);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  return hash ^ (hash >>> 15);
}

function sameBytes(dictionary: ByteDictionary, entry: number, buffer: Uint8Array, start: number, end: number): boolean {
  const { bytes, ends } = dictionary;
  const from = entry === 0 ? 0 : ends[entry - 1]!;
  const shift = from - start;
  if (ends[entry]! - from !== end - start) return false;
  for (let at = start; at < end; at++) if (bytes[at + shift] !== buffer[at]) return false;
  return true;
}

function growEntries(dictionary: ByteDictionary): void {
  const room = 2 * dictionary.codes.length;
  dictionary.codes = grown(new Int32Array(room), dictionary.codes);
  dictionary.hashes = grown(new Int32Array(room), dictionary.hashes);
  dictionary.ends = grown(new Float64Array(room), dictionary.ends);
  dictionary.slots = new Int32Array(4 * room);
  for (let entry = 0; entry < dictionary.size; entry++) placeEntry(dictionary.slots, dictionary.hashes[entry]!, entry);
}

function placeEntry(slots: Int32Array, hash: number, entry: number): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = entry + 1;
}

function grown<A extends Uint8Array | Int32Array | Float64Array>(larger: A, old: A): A {
  larger.set(old);
  return larger;
}
