/**
 * Quantile of values already sorted in ascending order: linear interpolation between order statistics, "type 7" of Hyndman
 * and Fan, the default of R and numpy; NaN for no values.
 *
 * @param sorted - ascending, without NaN
 * @param probability - in [0, 1]
 */
export function quantileSorted(sorted: ArrayLike<number>, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[below + 1] ?? low;
  return low + (position - below) * (high - low);
}

/** {@link quantileSorted} of values in any order; the input is not changed. O(n log n). */
export function quantile(values: ArrayLike<number>, probability: number): number {
  return quantileSorted(Float64Array.from(values).sort(), probability);
}
