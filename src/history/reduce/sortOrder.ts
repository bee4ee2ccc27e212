/** Bits sorted in one pass at most, and at least. */
const MOST_BITS = 20;
const LEAST_BITS = 8;

/**
 * Rows `0..length-1` in ascending order of several integer keys, the first key first; rows with equal keys keep their order.
 * A radix sort from the last key to the first: O(keys × (length + buckets)), with about four buckets a row at most.
 */
export function sortOrder(keys: readonly Int32Array[], length: number): Int32Array {
  let order = new Int32Array(length);
  let spare = new Int32Array(length);
  for (let row = 0; row < length; row++) order[row] = row;
  const bits = Math.max(LEAST_BITS, Math.min(MOST_BITS, 34 - Math.clz32(length)));
  for (const key of [...keys].reverse()) {
    const [lowest, range] = rangeOf(key, length);
    for (let shift = 0, left = range - 1; left > 0; shift += bits, left = Math.floor(left / 2 ** bits)) {
      countingPass(key, lowest, shift, bits, order, spare, Math.min(left + 1, 2 ** bits));
      [order, spare] = [spare, order];
    }
  }
  return order;
}

function rangeOf(key: Int32Array, length: number): readonly [lowest: number, range: number] {
  let lowest = length > 0 ? key[0]! : 0;
  let highest = lowest;
  for (let row = 1; row < length; row++) {
    const value = key[row]!;
    if (value < lowest) lowest = value;
    else if (value > highest) highest = value;
  }
  return [lowest, highest - lowest + 1];
}

function countingPass(
  key: Int32Array,
  lowest: number,
  shift: number,
  bits: number,
  from: Int32Array,
  to: Int32Array,
  buckets: number,
): void {
  const mask = 2 ** bits - 1;
  const next = new Int32Array(buckets + 1);
  const { length } = from;
  for (let row = 0; row < length; row++) next[(((key[row]! - lowest) >>> shift) & mask) + 1]!++;
  for (let bucket = 0; bucket < buckets; bucket++) next[bucket + 1]! += next[bucket]!;
  for (let place = 0; place < length; place++) {
    const row = from[place]!;
    to[next[((key[row]! - lowest) >>> shift) & mask]!++] = row;
  }
}
