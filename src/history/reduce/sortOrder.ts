/** Ranges of keys up to this are sorted in one counting pass; wider ones by 16 bits at a time. */
const ONE_PASS_RANGE = 1 << 20;

/**
 * Rows `0..length-1` in ascending order of several integer keys, the first key first; rows with equal keys keep their order.
 * A radix sort from the last key to the first: O(keys × (length + range)).
 */
export function sortOrder(keys: readonly Int32Array[], length: number): Int32Array {
  let order = new Int32Array(length);
  let spare = new Int32Array(length);
  for (let row = 0; row < length; row++) order[row] = row;
  for (const key of [...keys].reverse()) {
    const [lowest, range] = rangeOf(key, length);
    for (let shift = 0; shift === 0 || range > 2 ** shift; shift += 16) {
      const bits = range <= ONE_PASS_RANGE ? 31 : 16;
      if (range > 1) {
        countingPass(key, lowest, shift, bits, order, spare, Math.min(range, 2 ** bits));
        [order, spare] = [spare, order];
      }
      if (bits === 31) break;
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
  const mask = bits === 31 ? 0x7fffffff : 0xffff;
  const next = new Int32Array(buckets + 1);
  const { length } = from;
  for (let row = 0; row < length; row++) next[(((key[row]! - lowest) >>> shift) & mask) + 1]!++;
  for (let bucket = 0; bucket < buckets; bucket++) next[bucket + 1]! += next[bucket]!;
  for (let place = 0; place < length; place++) {
    const row = from[place]!;
    to[next[((key[row]! - lowest) >>> shift) & mask]!++] = row;
  }
}
