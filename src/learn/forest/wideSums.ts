/** 17 bits each for ones, weight and rows: so many rows, each taken at most 8 times, fit a float64 exactly. */
const CHUNK_ROWS = 16_383;
const TAKEN_UNIT = 131_072;
const ONES_UNIT = TAKEN_UNIT * TAKEN_UNIT;

/** By bin: the packed sum of a chunk; zeros between calls. */
const work = new Float64Array(256);

/** The numbers of a packed row, see `packRow`, further apart. */
export function widen(code: number): number {
  return (code >>> 21) * ONES_UNIT + ((code >>> 10) & 2047) * TAKEN_UNIT + 1;
}

/**
 * Adds the rows of a column to triples (−ones, weight, rows), as of a histogram: one addition a row.
 *
 * @param codes - widened, of each row of the node in turn
 * @remarks O(rows), and O(bins) for each chunk.
 */
export function sumWide(
  column: Uint8Array,
  rows: Int32Array,
  start: number,
  end: number,
  codes: Float64Array,
  bins: number,
  out: Float64Array,
): void {
  for (let from = start; from < end; from += CHUNK_ROWS) {
    const to = Math.min(end, from + CHUNK_ROWS);
    for (let i = from; i < to; i++) work[column[rows[i]!]!]! += codes[i - start]!;
    flush(bins, out);
  }
}

function flush(bins: number, out: Float64Array): void {
  for (let bin = 0, at = 0; bin < bins; bin++, at += 3) {
    const sum = work[bin]!;
    if (sum === 0) continue;
    const ones = Math.floor(sum / ONES_UNIT);
    const rest = sum - ones * ONES_UNIT;
    const taken = Math.floor(rest / TAKEN_UNIT);
    out[at]! -= ones;
    out[at + 1]! += taken;
    out[at + 2]! += rest - taken * TAKEN_UNIT;
    work[bin] = 0;
  }
}
