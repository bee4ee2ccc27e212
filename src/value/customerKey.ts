import type { Snapshot } from '../history/types.js';

/** 32-bit key of a customer id (FNV-1a with a final mix): draws and samples hang on it, never on the order of rows. */
export function customerKey(id: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < id.length; place++) hash = Math.imul(hash ^ id.charCodeAt(place), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Keys of the customers at these places of the snapshot's master data. */
export function customerKeys({ customers: { ids } }: Pick<Snapshot, 'customers'>, indices: ArrayLike<number>): Uint32Array {
  return Uint32Array.from(indices, (index) => customerKey(ids[index]!));
}

/** Rows of the about `most` customers whose keys are lowest; all where there are not more. */
export function sampleOf(keys: Uint32Array, most: number): Int32Array {
  const highest = (most / keys.length) * 4_294_967_296;
  const rows: number[] = [];
  for (let row = 0; row < keys.length; row++) if (keys[row]! < highest) rows.push(row);
  return Int32Array.from(rows);
}
