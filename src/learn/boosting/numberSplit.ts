import type { Histogram } from './histogram.js';
import { leafScore, leafValue, type NodeSums, type Split, type SplitRules } from './split.js';

const GAIN = 0;
const BIN = 1;
const MISSING_LEFT = 2;
const GRADIENT = 3;
const HESSIAN = 4;
const ROWS = 5;
const best = new Float64Array(6);

/**
 * Best threshold of one number column: missing values once to the right, once to the left. Ties go to the lowest bin, missing right.
 *
 * @param start - where the column's triples begin in the histogram
 * @param binCount - bins of the column, the missing bin (the first) included
 * @param sign - 1 or −1 where the left value must not be above, or below, the right one; 0 when free
 * @param beat - score that must be beaten
 * @remarks O(bins); score = Σ over both sides of G² / (H + λ), or of the clamped form under bounds.
 */
export function numberSplit(
  histogram: Histogram,
  start: number,
  binCount: number,
  sums: NodeSums,
  rules: SplitRules,
  sign: number,
  feature: number,
  beat: number,
): Split | undefined {
  best[GAIN] = beat;
  const scan = sign === 0 && sums.low === -Infinity && sums.high === Infinity ? scanFree : scanBound;
  const someMissing = histogram[start + 2]! > 0;
  scan(histogram, start, someMissing ? binCount : binCount - 1, sums, rules, 0, sign);
  if (someMissing) scan(histogram, start, binCount - 1, sums, rules, 1, sign);
  if (!(best[GAIN]! > beat)) return undefined;
  return {
    feature,
    bin: best[BIN]!,
    missingLeft: someMissing ? best[MISSING_LEFT] === 1 : 2 * best[ROWS]! >= sums.rows,
    gain: best[GAIN]!,
    leftGradient: best[GRADIENT]!,
    leftHessian: best[HESSIAN]!,
    leftRows: best[ROWS]!,
  };
}

/** Tries the bins 1…end−1 as the last one on the left, without bounds. */
function scanFree(histogram: Histogram, start: number, end: number, sums: NodeSums, rules: SplitRules, missingLeft: number): void {
  const { l2, minRows, minHessian } = rules;
  const { gradient: allGradient, hessian: allHessian, rows: allRows } = sums;
  let gradient = missingLeft * histogram[start]!;
  let hessian = missingLeft * histogram[start + 1]!;
  let rows = missingLeft * histogram[start + 2]!;
  let bestGain = best[GAIN]!;
  for (let bin = 1, at = start + 3; bin < end; bin++, at += 3) {
    gradient += histogram[at]!;
    hessian += histogram[at + 1]!;
    const own = histogram[at + 2]!;
    rows += own;
    // An empty bin ties with the one before it, which wins.
    if (own === 0 || rows < minRows || hessian < minHessian) continue;
    const rightHessian = allHessian - hessian;
    if (allRows - rows < minRows || rightHessian < minHessian) break;
    const rightGradient = allGradient - gradient;
    const gain = (gradient * gradient) / (hessian + l2) + (rightGradient * rightGradient) / (rightHessian + l2);
    if (gain <= bestGain) continue;
    bestGain = gain;
    keep(gain, bin, missingLeft, gradient, hessian, rows);
  }
}

/** The same under a monotone constraint or bounds from one above. */
function scanBound(
  histogram: Histogram,
  start: number,
  end: number,
  sums: NodeSums,
  rules: SplitRules,
  missingLeft: number,
  sign: number,
): void {
  const { l2, minRows, minHessian } = rules;
  const { low, high } = sums;
  let gradient = missingLeft * histogram[start]!;
  let hessian = missingLeft * histogram[start + 1]!;
  let rows = missingLeft * histogram[start + 2]!;
  for (let bin = 1, at = start + 3; bin < end; bin++, at += 3) {
    gradient += histogram[at]!;
    hessian += histogram[at + 1]!;
    rows += histogram[at + 2]!;
    if (rows < minRows || hessian < minHessian) continue;
    const rightHessian = sums.hessian - hessian;
    if (sums.rows - rows < minRows || rightHessian < minHessian) break;
    const rightGradient = sums.gradient - gradient;
    const left = leafValue(gradient, hessian, l2, low, high);
    const right = leafValue(rightGradient, rightHessian, l2, low, high);
    if (sign * left > sign * right) continue;
    const gain = leafScore(gradient, hessian, l2, low, high) + leafScore(rightGradient, rightHessian, l2, low, high);
    if (gain > best[GAIN]!) keep(gain, bin, missingLeft, gradient, hessian, rows);
  }
}

function keep(gain: number, bin: number, missingLeft: number, gradient: number, hessian: number, rows: number): void {
  best[GAIN] = gain;
  best[BIN] = bin;
  best[MISSING_LEFT] = missingLeft;
  best[GRADIENT] = gradient;
  best[HESSIAN] = hessian;
  best[ROWS] = rows;
}
