const MOST_SWEEPS = 200;
const SMALL = 1e-12;

/**
 * Moves what a pair table says about one feature alone out of it, so that its mean over the training rows is 0 along either axis.
 *
 * @param values - by cell of the first axis, then of the second; changed in place
 * @param counts - training rows by cell
 * @returns what was moved out of each cell of the first and of the second axis: table before = table after + first + second
 * @remarks O(cells) a sweep, some tens of sweeps; the pure interaction of Lengerich et al. 2020.
 */
export function purify(values: Float64Array, counts: Float64Array, first: number, second: number): [Float64Array, Float64Array] {
  const moved: [Float64Array, Float64Array] = [new Float64Array(first), new Float64Array(second)];
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const largest = Math.max(
      moveMeans(values, counts, moved[0], second, first, second, 1),
      moveMeans(values, counts, moved[1], 1, second, first, second),
    );
    if (largest <= SMALL) break;
  }
  return moved;
}

/** Takes the mean of each line of cells out of it; the line at `step × i` goes on by `along`. Returns the largest mean. */
function moveMeans(
  values: Float64Array,
  counts: Float64Array,
  moved: Float64Array,
  step: number,
  lines: number,
  length: number,
  along: number,
): number {
  let largest = 0;
  for (let line = 0; line < lines; line++) {
    let sum = 0;
    let rows = 0;
    for (let k = 0, at = line * step; k < length; k++, at += along) {
      sum += values[at]! * counts[at]!;
      rows += counts[at]!;
    }
    if (rows === 0) continue;
    const mean = sum / rows;
    for (let k = 0, at = line * step; k < length; k++, at += along) values[at]! -= mean;
    moved[line]! += mean;
    largest = Math.max(largest, Math.abs(mean));
  }
  return largest;
}
