/** Whole numbers in the smallest type that holds them. */
export type NumberArray = Int8Array | Int16Array | Int32Array | Float64Array;

/** An empty array of the smallest type for whole numbers of at most this size. */
export function arrayFor(length: number, largest: number): NumberArray {
  if (largest < 128) return new Int8Array(length);
  if (largest < 32_768) return new Int16Array(length);
  if (largest < 2_147_483_648) return new Int32Array(length);
  return new Float64Array(length);
}

/** Largest size (absolute value) among the first `length` values; 0 of none. */
export function largestOf(values: ArrayLike<number>, length: number = values.length): number {
  let largest = 0;
  for (let row = 0; row < length; row++) {
    const size = Math.abs(values[row]!);
    if (size > largest) largest = size;
  }
  return largest;
}

/** The first `length` whole numbers, copied to the smallest type that holds them all. */
export function narrow(values: ArrayLike<number>, length: number = values.length): NumberArray {
  const out = arrayFor(length, largestOf(values, length));
  for (let row = 0; row < length; row++) out[row] = values[row]!;
  return out;
}
