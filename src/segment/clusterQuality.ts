import type { Points } from './kMeans.js';

/**
 * Mean silhouette of a clustering: how much nearer each row is to its own cluster than to the next, in [−1, 1]. A row alone in its
 * cluster counts 0. O(n²·d).
 */
export function silhouette(points: Points, labels: Int32Array, k: number): number {
  const n = labels.length;
  const sizes = new Float64Array(k);
  for (const label of labels) sizes[label]!++;
  const sums = new Float64Array(k);
  let total = 0;
  for (let row = 0; row < n; row++) {
    sums.fill(0);
    for (let other = 0; other < n; other++) sums[labels[other]!]! += distance(points, row, other);
    total += widthOf(sums, sizes, labels[row]!);
  }
  return total / n;
}

function widthOf(sums: Float64Array, sizes: Float64Array, own: number): number {
  if (sizes[own]! <= 1) return 0;
  const inside = sums[own]! / (sizes[own]! - 1);
  let outside = Number.POSITIVE_INFINITY;
  for (let cluster = 0; cluster < sums.length; cluster++)
    if (cluster !== own && sizes[cluster]! > 0) outside = Math.min(outside, sums[cluster]! / sizes[cluster]!);
  const larger = Math.max(inside, outside);
  return Number.isFinite(outside) && larger > 0 ? (outside - inside) / larger : 0;
}

function distance(points: Points, a: number, b: number): number {
  let sum = 0;
  for (const column of points) sum += (column[a]! - column[b]!) * (column[a]! - column[b]!);
  return Math.sqrt(sum);
}

/**
 * Adjusted Rand index of two clusterings of the same rows: 1 where they agree, 0 for chance. Hubert & Arabie, Journal of Classification 2
 * (1985). O(n + k²).
 */
export function adjustedRand(a: Int32Array, b: Int32Array, k: number): number {
  const cells = new Float64Array(k * k);
  for (let row = 0; row < a.length; row++) cells[a[row]! * k + b[row]!]!++;
  const pairs = (count: number): number => (count * (count - 1)) / 2;
  const margin = (of: (at: number) => number): number => {
    const sums = new Float64Array(k);
    cells.forEach((count, at) => {
      sums[of(at)]! += count;
    });
    return sums.reduce((sum, count) => sum + pairs(count), 0);
  };
  const together = cells.reduce((sum, count) => sum + pairs(count), 0);
  const rows = margin((at) => Math.floor(at / k));
  const columns = margin((at) => at % k);
  const expected = (rows * columns) / pairs(a.length);
  const largest = (rows + columns) / 2;
  return largest === expected ? 1 : (together - expected) / (largest - expected);
}
