import type { BatchColumn, CodedColumn, ColumnBatch } from '../batch.js';
import { hashKey, mixBits } from '../hash.js';
import { tableSchema } from '../schema.js';

/** 32-bit hashes of whole rows by their meaning: the same row hashes the same from any source; a missing cell like an absent column. */
export interface ContentHasher {
  hash(batch: ColumnBatch): Int32Array;
}

export function createContentHasher(): ContentHasher {
  let out = new Int32Array(0);
  const levelHashes = new WeakMap<readonly string[], Int32Array>();

  function hashesOf(levels: readonly string[]): Int32Array {
    let hashes = levelHashes.get(levels);
    const done = hashes?.length ?? 0;
    if (hashes && done >= levels.length) return hashes;
    const wider = new Int32Array(levels.length);
    if (hashes) wider.set(hashes);
    for (let level = done; level < levels.length; level++) wider[level] = hashKey(levels[level]!)[1] | 0;
    hashes = wider;
    levelHashes.set(levels, hashes);
    return hashes;
  }

  return {
    hash(batch) {
      if (out.length < batch.length) out = new Int32Array(batch.length);
      out.fill(0, 0, batch.length);
      const { key, columns } = tableSchema(batch.table);
      for (const [position, { name }] of columns.entries()) {
        const column = batch.columns[name];
        if (column && name !== key) addColumn(out, column, batch.length, mixBits(position + 1), hashesOf);
      }
      return out;
    },
  };
}

function addColumn(
  out: Int32Array,
  column: BatchColumn,
  length: number,
  salt: number,
  hashesOf: (levels: readonly string[]) => Int32Array,
): void {
  if (column instanceof Float64Array) addNumbers(out, column, length, salt);
  else if ('codes' in column) addCodes(out, column, length, salt, hashesOf(column.levels));
  else if ('high' in column)
    for (let row = 0; row < length; row++) out[row]! += mixBits(column.high[row]! ^ Math.imul(column.low[row]!, 31) ^ salt);
  else for (let row = 0; row < length; row++) if (column[row] !== '') out[row]! += mixBits(hashKey(column[row]!)[1] ^ salt);
}

function addNumbers(out: Int32Array, column: Float64Array, length: number, salt: number): void {
  for (let row = 0; row < length; row++) {
    const value = column[row]!;
    if (!Number.isNaN(value)) out[row]! += mixBits((value | 0) ^ Math.imul(Math.floor(value / 4294967296) | 0, 0x9e3779b1) ^ salt);
  }
}

function addCodes(out: Int32Array, { codes }: CodedColumn, length: number, salt: number, hashes: Int32Array): void {
  for (let row = 0; row < length; row++) {
    const code = codes[row]!;
    if (code !== 0) out[row]! += mixBits(hashes[code - 1]! ^ salt);
  }
}
