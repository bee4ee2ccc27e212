import { uniformAt } from '../core/random.js';

/** Points as columns of equal length: `columns[dimension][row]`. */
export type Points = readonly Float64Array[];

export interface KMeansFit {
  /** Centres, cluster after cluster: `centres[cluster * dimensions + dimension]`. */
  readonly centres: Float64Array;
  readonly labels: Int32Array;
  /** Sum of squared distances to the own centre. */
  readonly inertia: number;
}

/** Separates these draws from all others under the same seed. */
const PURPOSE = 0x6b6d65;
const MOST_ROUNDS = 50;

/** k-means by Lloyd's rounds from k-means++ starts; the best of `starts`. Draws are keyed by (seed, start), so it gives the same again. O(n·k·d·rounds). */
export function kMeans(points: Points, k: number, seed: number, starts = 4): KMeansFit {
  let best: KMeansFit | undefined;
  for (let start = 0; start < starts; start++) {
    const fit = lloyd(points, plusPlus(points, k, seed, start));
    if (best === undefined || fit.inertia < best.inertia) best = fit;
  }
  return best!;
}

function plusPlus(points: Points, k: number, seed: number, start: number): Float64Array {
  const n = points[0]?.length ?? 0;
  const dimensions = points.length;
  const centres = new Float64Array(k * dimensions);
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  let row = Math.floor(uniformAt(seed, PURPOSE, start, 0) * n);
  for (let cluster = 0; cluster < k; cluster++) {
    for (let d = 0; d < dimensions; d++) centres[cluster * dimensions + d] = points[d]![row]!;
    let total = 0;
    for (let i = 0; i < n; i++) {
      nearest[i] = Math.min(nearest[i]!, squaredDistance(points, i, centres, cluster));
      total += nearest[i]!;
    }
    let left = uniformAt(seed, PURPOSE, start, cluster + 1) * total;
    row = 0;
    while (row < n - 1 && left >= nearest[row]!) left -= nearest[row++]!;
  }
  return centres;
}

function squaredDistance(points: Points, row: number, centres: Float64Array, cluster: number): number {
  let sum = 0;
  for (let d = 0; d < points.length; d++) {
    const difference = points[d]![row]! - centres[cluster * points.length + d]!;
    sum += difference * difference;
  }
  return sum;
}

function lloyd(points: Points, start: Float64Array): KMeansFit {
  let centres = start;
  let labels = nearestCentres(points, centres);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    centres = meansOf(points, labels, centres);
    const next = nearestCentres(points, centres);
    const settled = next.every((label, row) => label === labels[row]);
    labels = next;
    if (settled) break;
  }
  let inertia = 0;
  for (let row = 0; row < labels.length; row++) inertia += squaredDistance(points, row, centres, labels[row]!);
  return { centres, labels, inertia };
}

/** Cluster of each row: that of the nearest centre, the first of equally near ones. */
export function nearestCentres(points: Points, centres: Float64Array): Int32Array {
  const k = centres.length / points.length;
  const labels = new Int32Array(points[0]?.length ?? 0);
  for (let row = 0; row < labels.length; row++) {
    let least = Number.POSITIVE_INFINITY;
    for (let cluster = 0; cluster < k; cluster++) {
      const distance = squaredDistance(points, row, centres, cluster);
      if (distance < least) {
        least = distance;
        labels[row] = cluster;
      }
    }
  }
  return labels;
}

/** Means of the clusters; an empty one keeps its old centre. */
function meansOf(points: Points, labels: Int32Array, old: Float64Array): Float64Array {
  const dimensions = points.length;
  const sums = new Float64Array(old.length);
  const sizes = new Float64Array(old.length / dimensions);
  for (let row = 0; row < labels.length; row++) {
    const cluster = labels[row]!;
    sizes[cluster]!++;
    for (let d = 0; d < dimensions; d++) sums[cluster * dimensions + d]! += points[d]![row]!;
  }
  return sums.map((sum, at) => (sizes[Math.floor(at / dimensions)]! > 0 ? sum / sizes[Math.floor(at / dimensions)]! : old[at]!));
}
