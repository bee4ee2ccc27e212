import type { Split } from '../boosting/split.js';

// A row's numbers in one: ones in the high 11 bits, how often it is taken in the next 11, 1 in the low 10. Sums need one addition.
const MOST_ROWS = 1023;
const MOST_TAKEN = 2047;

/** By bin: the packed sum; zeros between calls. */
const cells = new Int32Array(256);
/** One bit for each bin in use; zeros between calls. */
const used = new Int32Array(8);

/** A row taken so many times, as one number. */
export function packRow(outcome: number, times: number): number {
  return ((outcome * times) << 21) | (times << 10) | 1;
}

/** Whether the sums of a node stay inside their bits. */
export function fitsPacked(rows: number, taken: number): boolean {
  return rows <= MOST_ROWS && taken <= MOST_TAKEN;
}

/** Adds the rows of a column to triples, as of a histogram. */
export function unpackColumn(column: Uint8Array, rows: Int32Array, start: number, end: number, codes: Int32Array, out: Float64Array): void {
  for (let i = start; i < end; i++) {
    const code = codes[i - start]!;
    const at = 3 * column[rows[i]!]!;
    out[at]! -= code >>> 21;
    out[at + 1]! += (code >>> 10) & 2047;
    out[at + 2]!++;
  }
}

/**
 * Best threshold of one number column for the rows of a node whose sums fit {@link packRow}: as `numberSplit` without penalty and bounds,
 * but only the bins in use are looked at, and equal splits tie exactly. Left ones a and weight b of ones A and weight B gain
 * (aB − bA)² / (b (B − b)) / B: whole numbers up to the one quotient.
 *
 * @param bytes - bins row after row, `width` columns: the columns of a row share a cache line
 * @param codes - of each row of the node in turn
 * @param allOnes - A, the node's
 * @param allTaken - B
 * @param beat - score Σ ones² / weight of both sides that must be beaten
 * @remarks O(rows + bins in use).
 */
export function packedSplit(
  bytes: Uint8Array,
  width: number,
  rows: Int32Array,
  start: number,
  end: number,
  codes: Int32Array,
  allOnes: number,
  allTaken: number,
  minRows: number,
  feature: number,
  beat: number,
): Split | undefined {
  for (let i = start; i < end; i++) {
    const bin = bytes[rows[i]! * width + feature]!;
    used[bin >> 5]! |= 1 << (bin & 31);
    cells[bin]! += codes[i - start]!;
  }
  const stay = (allOnes * allOnes) / allTaken;
  const missing = cells[0]!;
  const all = end - start;
  const mostRows = all - minRows;
  let left = 0;
  let bestMerit = (beat - stay) * allTaken;
  let bestBin = 0;
  let bestLeft = 0;
  let withMerit = bestMerit;
  let withBin = 0;
  let withLeft = 0;
  for (let word = 0; word < 8; word++) {
    for (let bits = used[word]!; bits !== 0; bits &= bits - 1) {
      const bin = 32 * word + 31 - Math.clz32(bits & -bits);
      const own = cells[bin]!;
      cells[bin] = 0;
      if (bin === 0) continue;
      left = (left + own) | 0;
      const leftRows = left & 1023;
      if (leftRows >= minRows && leftRows <= mostRows) {
        const merit = meritOf(left, allOnes, allTaken);
        if (merit > bestMerit) {
          bestMerit = merit;
          bestBin = bin;
          bestLeft = left;
        }
      }
      if (missing === 0) continue;
      const both = (left + missing) | 0;
      const bothRows = both & 1023;
      if (bothRows < minRows || bothRows > mostRows) continue;
      const merit = meritOf(both, allOnes, allTaken);
      if (merit > withMerit) {
        withMerit = merit;
        withBin = bin;
        withLeft = both;
      }
    }
    used[word] = 0;
  }
  const goesLeft = withMerit > bestMerit;
  const bin = goesLeft ? withBin : bestBin;
  if (bin === 0) return undefined;
  const packed = goesLeft ? withLeft : bestLeft;
  const leftRows = packed & 1023;
  return {
    feature,
    bin,
    missingLeft: goesLeft || (missing === 0 && 2 * leftRows >= all),
    gain: stay + (goesLeft ? withMerit : bestMerit) / allTaken,
    leftGradient: 0 - (packed >>> 21),
    leftHessian: (packed >>> 10) & 2047,
    leftRows,
  };
}

/** (aB − bA)² / (b (B − b)). */
function meritOf(left: number, allOnes: number, allTaken: number): number {
  const taken = (left >>> 10) & 2047;
  const apart = (left >>> 21) * allTaken - taken * allOnes;
  return (apart * apart) / (taken * (allTaken - taken));
}
