import type { Histogram } from './histogram.js';
import { leafScore, type NodeSums, type Split, type SplitRules } from './split.js';

/** LightGBM's defaults for categories: extra hessian in the sort, extra penalty, categories on the listed side, rows of a category. */
const SMOOTHING = 10;
const EXTRA_L2 = 10;
const MOST_LISTED = 32;
const MIN_CATEGORY_ROWS = 10;

/**
 * Best set of categories to send left: categories sorted by smoothed mean gradient, then prefixes of up to 32 from either end.
 * The shared bin of rare and unseen categories always goes right; missing is a category like any other.
 *
 * @param unit - whole-number hessian of 1
 * @remarks O(bins log bins). Source: Fisher 1958; LightGBM, "Optimal Split for Categorical Features".
 */
export function categorySplit(
  histogram: Histogram,
  start: number,
  sharedBin: number,
  sums: NodeSums,
  rules: SplitRules,
  unit: number,
  feature: number,
  beat: number,
): Split | undefined {
  const order = sortedBins(histogram, start, sharedBin, SMOOTHING * unit);
  const l2 = rules.l2 + EXTRA_L2 * unit;
  const up = bestPrefix(histogram, start, order, sums, rules, l2, feature, beat);
  return bestPrefix(histogram, start, order.reverse(), sums, rules, l2, feature, up?.gain ?? beat) ?? up;
}

function sortedBins(histogram: Histogram, start: number, sharedBin: number, smoothing: number): number[] {
  const bins: number[] = [];
  for (let bin = 0; bin < sharedBin; bin++) if (histogram[start + 3 * bin + 2]! >= MIN_CATEGORY_ROWS) bins.push(bin);
  const mean = (bin: number): number => histogram[start + 3 * bin]! / (histogram[start + 3 * bin + 1]! + smoothing);
  return bins.sort((a, b) => mean(a) - mean(b) || a - b);
}

function bestPrefix(
  histogram: Histogram,
  start: number,
  order: readonly number[],
  sums: NodeSums,
  rules: SplitRules,
  l2: number,
  feature: number,
  beat: number,
): Split | undefined {
  let best: Split | undefined;
  let gradient = 0;
  let hessian = 0;
  let rows = 0;
  for (let size = 1; size <= Math.min(order.length, MOST_LISTED); size++) {
    const at = start + 3 * order[size - 1]!;
    gradient += histogram[at]!;
    hessian += histogram[at + 1]!;
    rows += histogram[at + 2]!;
    if (rows < rules.minRows || hessian < rules.minHessian) continue;
    if (sums.rows - rows < rules.minRows || sums.hessian - hessian < rules.minHessian) break;
    const right = leafScore(sums.gradient - gradient, sums.hessian - hessian, l2, sums.low, sums.high);
    const gain = leafScore(gradient, hessian, l2, sums.low, sums.high) + right;
    if (gain <= (best?.gain ?? beat)) continue;
    const leftBins = order.slice(0, size).sort((a, b) => a - b);
    best = {
      feature,
      bin: 0,
      leftBins,
      missingLeft: leftBins[0] === 0,
      gain,
      leftGradient: gradient,
      leftHessian: hessian,
      leftRows: rows,
    };
  }
  return best;
}
