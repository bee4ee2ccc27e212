import { normalQuantile } from '../../math/normalQuantile.js';

/** A monotone map of a feature to normal scores: straight lines between the landmarks (x, z), flat outside. */
export interface NormalScores {
  /** Strictly ascending. */
  readonly x: readonly number[];
  /** Strictly ascending, of the same length. */
  readonly z: readonly number[];
}

const LANDMARKS = 64;

/**
 * Landmarks that give values about a standard normal distribution: z = Φ⁻¹(share of rows below, ties counted half).
 *
 * @param values - NaN is left out
 * @returns at most 64 landmarks, evenly spread over the ranks; fewer than 2 when the column has no two values
 * @remarks O(n log n). Tames long tails for a linear model, as scikit-learn's QuantileTransformer(output_distribution='normal').
 */
export function fitNormalScores(values: Float64Array): NormalScores {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const x: number[] = [];
  const z: number[] = [];
  for (let k = 0; k < LANDMARKS && sorted.length > 0; k++) {
    const value = sorted[Math.round((k * (sorted.length - 1)) / (LANDMARKS - 1))]!;
    if (value === x.at(-1)) continue;
    const below = firstAtLeast(sorted, value);
    const upTo = firstAbove(sorted, value);
    x.push(value);
    z.push(normalQuantile((below + upTo) / (2 * sorted.length)));
  }
  return { x, z };
}

/** Normal score of one value, or of the median where the value is missing. O(log landmarks). */
export function normalScore({ x, z }: NormalScores, value: number): number {
  if (Number.isNaN(value)) return medianScore({ x, z });
  const last = x.length - 1;
  if (value <= x[0]!) return z[0]!;
  if (value >= x[last]!) return z[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= value) low = middle;
    else high = middle;
  }
  return z[low]! + ((value - x[low]!) / (x[high]! - x[low]!)) * (z[high]! - z[low]!);
}

/** The median has score 0, unless more than half of the rows are tied at an end. */
function medianScore({ z }: NormalScores): number {
  return Math.min(Math.max(0, z[0] ?? 0), z.at(-1) ?? 0);
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  return search(sorted, (candidate) => candidate >= value);
}

function firstAbove(sorted: Float64Array, value: number): number {
  return search(sorted, (candidate) => candidate > value);
}

function search(sorted: Float64Array, reached: (candidate: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
