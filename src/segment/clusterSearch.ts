import { ensure } from '../core/errors.js';
import { uniformAt } from '../core/random.js';
import type { Text } from '../core/text.js';
import { choleskyFactor } from '../math/cholesky.js';
import { normalQuantile } from '../math/normalQuantile.js';
import { adjustedRand, silhouette } from './clusterQuality.js';
import { kMeans, nearestCentres, type Points } from './kMeans.js';

export interface ClusterSearchOptions {
  /** Numbers of clusters to try; default 2 to 6. */
  readonly counts?: readonly number[];
  /** Resamples for stability, and structureless samples for comparison; default 20. */
  readonly replicates?: number;
  /** Rows on which silhouettes are measured; default 1,000. */
  readonly sample?: number;
  readonly seed?: number;
}

/** How one number of clusters did. */
export interface ClusterTrial {
  readonly count: number;
  readonly silhouette: number;
  /** What cutting one normal cloud with the same covariances gives: mean and three standard deviations of its samples' silhouettes. */
  readonly withoutStructure: number;
  /** Mean adjusted Rand index of clusterings of resamples with this one, 1 the same. */
  readonly stability: number;
}

export interface ClusterSearch {
  readonly trials: readonly ClusterTrial[];
  /** The number of clusters taken: of those that pass, the best silhouette; of none, the best silhouette all the same. */
  readonly count: number;
  /** Whether there is structure: a silhouette of .25 and above what one cloud without clusters gives, and stability of .75. */
  readonly hasStructure: boolean;
  readonly verdict: Text;
  /** Cluster of each row, 0 … count − 1, by size. */
  readonly labels: Int32Array;
}

const LEAST_SILHOUETTE = 0.25;
const LEAST_STABILITY = 0.75;
const FEWEST_ROWS_A_CLUSTER = 10;
/** Separates these draws from all others under the same seed. */
const PURPOSE = 0x636c75;

/**
 * Looks for clusters of rows by k-means on standardised columns, and says when there are none: every cloud can be cut in k, so a cut must beat
 * the same cut of a cloud without clusters and must come out alike on resamples.
 *
 * @param columns - by name, shape (n,), finite; constant ones are left out
 * @throws HoldfastError `no-rows` under 20 rows; `bad-parameter` for counts or sizes out of range
 * @remarks O(counts · replicates · (n·k·d + sample²·d)). Kaufman & Rousseeuw: below .25 no substantial structure; Hennig: stability by resampling.
 * @example
 * ```ts
 * const spend = Float64Array.from({ length: 60 }, (_, at) => (at < 30 ? at % 7 : 100 + (at % 5)));
 * const found = findClusters({ spend, visits: spend.map((x, at) => x + (at % 3)) }, { counts: [2, 3] });
 * [found.count, found.hasStructure]; // => [2, true]
 * ```
 */
export function findClusters(columns: Readonly<Record<string, Float64Array>>, options: ClusterSearchOptions = {}): ClusterSearch {
  const { counts = [2, 3, 4, 5, 6], replicates = 20, sample = 1000, seed = 1 } = options;
  const points = Object.values(columns)
    .map(standardised)
    .filter((column) => column.some((value) => value !== 0));
  const n = Object.values(columns)[0]?.length ?? 0;
  ensure(n >= 2 * FEWEST_ROWS_A_CLUSTER, 'no-rows', () => ({
    en: `Clusters need at least ${2 * FEWEST_ROWS_A_CLUSTER} customers; there are ${n}.`,
    zh: `聚类至少需要 ${2 * FEWEST_ROWS_A_CLUSTER} 个客户；现有 ${n} 个。`,
  }));
  ensure(
    counts.length > 0 && counts.every((k) => Number.isInteger(k) && k >= 2 && k <= 20) && replicates >= 2 && sample >= 20,
    'bad-parameter',
    () => ({
      en: `Numbers of clusters must be from 2 to 20, replicates at least 2, sample at least 20.`,
      zh: '聚类数应为 2 到 20，重复次数至少 2，样本至少 20。',
    }),
  );
  if (points.length === 0) return allAlike(n);
  const tried = counts.filter((k) => k * FEWEST_ROWS_A_CLUSTER <= n).map((k) => trial(points, k, { replicates, sample, seed }));
  const passes = (found: Trial): boolean =>
    found.silhouette >= LEAST_SILHOUETTE && found.silhouette > found.withoutStructure && found.stability >= LEAST_STABILITY;
  const passed = tried.filter(passes);
  const best = (passed.length > 0 ? passed : tried).reduce((a, b) => (b.silhouette > a.silhouette ? b : a));
  return {
    trials: tried.map(({ labels: _, ...rest }) => rest),
    count: best.count,
    hasStructure: passed.length > 0,
    verdict: verdictOf(best, passed.length > 0),
    labels: bySize(best.labels, best.count),
  };
}

function allAlike(n: number): ClusterSearch {
  const verdict = {
    en: 'All customers are alike in these columns: there are no clusters.',
    zh: '所有客户在这些指标上完全相同：没有可分的群。',
  };
  return { trials: [], count: 1, hasStructure: false, verdict, labels: new Int32Array(n) };
}

function verdictOf({ count, silhouette: width, withoutStructure, stability }: ClusterTrial, hasStructure: boolean): Text {
  const figures = `silhouette ${width.toFixed(2)}, ${withoutStructure.toFixed(2)} without structure, stability ${stability.toFixed(2)}`;
  const figuresZh = `轮廓系数 ${width.toFixed(2)}，无结构时 ${withoutStructure.toFixed(2)}，稳定性 ${stability.toFixed(2)}`;
  return hasStructure
    ? { en: `${count} clusters that hold (${figures}).`, zh: `${count} 个稳定的群（${figuresZh}）。` }
    : {
        en: `No structure: the customers form one cloud, and cutting it in ${count} is a choice, not a finding (${figures}).`,
        zh: `没有群结构：客户连成一片，分成 ${count} 群只是人为划分，不是发现（${figuresZh}）。`,
      };
}

interface Trial extends ClusterTrial {
  readonly labels: Int32Array;
}

type TrialOptions = Required<Pick<ClusterSearchOptions, 'replicates' | 'sample' | 'seed'>>;

function trial(points: Points, count: number, options: TrialOptions): Trial {
  const { replicates, sample, seed } = options;
  const n = points[0]!.length;
  const fit = kMeans(points, count, seed);
  const rows = sampleRows(n, sample, seed);
  const small = take(points, rows);
  const own = silhouette(
    small,
    fit.labels.filter((_, row) => rows.has(row)),
    count,
  );
  const cloud = cloudOf(small);
  const widths: number[] = [];
  let agreement = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = cloud(seed + replicate);
    widths.push(silhouette(drawn, kMeans(drawn, count, seed + replicate, 2).labels, count));
    const resampled = kMeans(resample(points, seed, replicate), count, seed + replicate, 2);
    agreement += adjustedRand(fit.labels, nearestCentres(points, resampled.centres), count);
  }
  return { count, silhouette: own, withoutStructure: highestByChance(widths), stability: agreement / replicates, labels: fit.labels };
}

/** Three standard deviations above the mean: several numbers of clusters are tried, and none may pass by luck. */
function highestByChance(widths: readonly number[]): number {
  const mean = widths.reduce((sum, width) => sum + width, 0) / widths.length;
  const squares = widths.reduce((sum, width) => sum + (width - mean) * (width - mean), 0);
  return mean + 3 * Math.sqrt(squares / (widths.length - 1));
}

function standardised(column: Float64Array): Float64Array {
  const n = column.length;
  const mean = column.reduce((sum, value) => sum + value, 0) / n;
  const variance = column.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / n;
  const spread = Math.sqrt(variance);
  return column.map((value) => (spread > 1e-12 * Math.max(1, Math.abs(mean)) ? (value - mean) / spread : 0));
}

/** Evenly spread rows when there are more than `size`. */
function sampleRows(n: number, size: number, seed: number): Set<number> {
  if (n <= size) return new Set(Array.from({ length: n }, (_, row) => row));
  const offset = uniformAt(seed, PURPOSE, 0);
  return new Set(Array.from({ length: size }, (_, at) => Math.floor(((at + offset) * n) / size)));
}

function take(points: Points, rows: ReadonlySet<number>): Points {
  return points.map((column) => column.filter((_, row) => rows.has(row)));
}

function resample(points: Points, seed: number, replicate: number): Points {
  const n = points[0]!.length;
  const rows = Int32Array.from({ length: n }, (_, draw) => Math.floor(uniformAt(seed, PURPOSE, 1, replicate, draw) * n));
  return points.map((column) => Float64Array.from(rows, (row) => column[row]!));
}

/** Draws samples of one normal cloud with the covariances of the points. */
function cloudOf(points: Points): (seed: number) => Points {
  const dimensions = points.length;
  const n = points[0]!.length;
  const means = points.map((column) => column.reduce((sum, value) => sum + value, 0) / n);
  const covariance = new Float64Array(dimensions * dimensions);
  for (let a = 0; a < dimensions; a++)
    for (let b = 0; b < dimensions; b++) {
      for (let row = 0; row < n; row++)
        covariance[a * dimensions + b]! += ((points[a]![row]! - means[a]!) * (points[b]![row]! - means[b]!)) / n;
      if (a === b) covariance[a * dimensions + b]! += 1e-9;
    }
  const factor =
    choleskyFactor(covariance, dimensions) ??
    Float64Array.from(covariance, (value, at) => (at % (dimensions + 1) === 0 ? Math.sqrt(value) : 0));
  return (seed) => {
    const drawn = points.map(() => new Float64Array(n));
    for (let row = 0; row < n; row++) {
      const normal = points.map((_, d) => normalQuantile(uniformAt(seed, PURPOSE, 2, row, d)));
      for (let a = 0; a < dimensions; a++) for (let b = 0; b <= a; b++) drawn[a]![row]! += factor[a * dimensions + b]! * normal[b]!;
    }
    return drawn;
  };
}

/** Labels numbered by size, the largest 0; equal sizes by the first row. */
function bySize(labels: Int32Array, count: number): Int32Array {
  const sizes = new Int32Array(count);
  const first = new Int32Array(count).fill(labels.length);
  labels.forEach((label, row) => {
    sizes[label]!++;
    first[label] = Math.min(first[label]!, row);
  });
  const order = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || first[a]! - first[b]!);
  return labels.map((label) => order.indexOf(label));
}
