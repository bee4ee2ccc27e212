/** Whole numbers in the smallest type that holds them. */
export type NumberArray = Int8Array | Int16Array | Int32Array | Float64Array;

/** An array of the smallest type for whole numbers of at most this size. */
export function arrayFor(length: number, largest: number): NumberArray {
  if (largest < 128) return new Int8Array(length);
  if (largest < 32_768) return new Int16Array(length);
  if (largest < 2_147_483_648) return new Int32Array(length);
  return new Float64Array(length);
}

/** Whole numbers divided by `scale`; null where all are 0. Amounts of money are mostly whole hundreds of what they are held in. */
export interface Packed {
  readonly data: NumberArray | null;
  readonly scale: 1 | 100;
}

/** Whether a whole number is a multiple of 100; by whole-number division where it can be, which is many times faster. */
export function isHundreds(value: number): boolean {
  const small = value | 0;
  return small === value ? small % 100 === 0 : value % 100 === 0;
}

/** Every `stride`-th value from `first`, `length` of them, packed. */
export function pack(values: Float64Array, length: number, first = 0, stride = 1): Packed {
  let largest = 0;
  let areHundreds = true;
  const end = first + length * stride;
  for (let at = first; at < end; at += stride) {
    const value = values[at]!;
    const size = value < 0 ? -value : value;
    if (size > largest) largest = size;
    if (areHundreds && !isHundreds(value)) areHundreds = false;
  }
  if (largest === 0) return { data: null, scale: 100 };
  const scale = areHundreds ? 100 : 1;
  const data = arrayFor(length, largest / scale);
  for (let row = 0, at = first; row < length; row++, at += stride) data[row] = values[at]! / scale;
  return { data, scale };
}

/** The first `length` whole numbers in the smallest type. */
export function narrow(values: Int32Array, length: number): NumberArray {
  let largest = 0;
  for (let row = 0; row < length; row++) largest = Math.max(largest, Math.abs(values[row]!));
  const out = arrayFor(length, largest);
  for (let row = 0; row < length; row++) out[row] = values[row]!;
  return out;
}
