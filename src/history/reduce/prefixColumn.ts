import type { Prefix } from '../store.js';

/** Running totals over groups, filled entry by entry. */
export interface PrefixColumn {
  /** Adds an entry; `isFirst` where it begins a group. */
  push(value: number, isFirst: boolean): void;
  finish(): Prefix;
}

/**
 * Running totals in the smallest type that keeps every difference within a group exact. Totals may wrap around in a small type: the
 * difference of two, cut to the type's width, is right as long as no group's sum of sizes reaches half the type's range; when one does,
 * what is there is added up again in a wider type.
 */
export function prefixColumn(capacity: number): PrefixColumn {
  let data: Prefix = new Int16Array(capacity + 1);
  let limit = 32_768;
  let length = 0;
  let total = 0;
  let groupSize = 0;

  function widen(size: number): void {
    const narrow = data;
    const bits = narrow instanceof Int16Array ? 16 : 0;
    data = size < 2_147_483_648 ? new Int32Array(capacity + 1) : new Float64Array(capacity + 1);
    limit = size < 2_147_483_648 ? 2_147_483_648 : Number.POSITIVE_INFINITY;
    total = 0;
    for (let entry = 0; entry < length; entry++) {
      total += ((narrow[entry + 1]! - narrow[entry]!) << bits) >> bits;
      data[entry + 1] = total;
    }
  }

  return {
    push(value, isFirst) {
      const size = value < 0 ? -value : value;
      groupSize = isFirst ? size : groupSize + size;
      if (groupSize >= limit) widen(groupSize);
      total += value;
      data[++length] = total;
    },
    finish: () => data.subarray(0, length + 1),
  };
}
