import type { FeatureBins } from '../binning.js';
import { categorySplit } from '../boosting/categorySplit.js';
import { COLUMN_STRIDE, type Histogram } from '../boosting/histogram.js';
import { numberSplit } from '../boosting/numberSplit.js';
import { leftTable } from '../boosting/partition.js';
import { keptApart, leafScore, leafValue, type NodeSums, type Split, type SplitRules } from '../boosting/split.js';

/** What a step of a curve is found by. */
export interface StepRules extends SplitRules {
  readonly leaves: number;
  /** Whole-number hessian of 1. */
  readonly hessianUnit: number;
}

interface Part extends NodeSums {
  readonly histogram: Histogram;
  candidate?: Split | undefined;
}

const MIN_GAIN = 1e-7;
const scratch: Histogram[] = [];

/**
 * The best step function of one feature with so many leaves: a tree over its bins.
 *
 * @param sums - by bin: gradient and hessian in turn, whole numbers
 * @param counts - rows by bin
 * @param sign - 1 or −1 where the risk may only rise or fall with the feature
 * @returns value by bin in units of gradient ÷ hessian; undefined where no split gains
 * @remarks O(bins × leaves).
 */
export function curveStep(
  sums: Float64Array,
  counts: Float64Array,
  bins: FeatureBins,
  sign: number,
  rules: StepRules,
): Float64Array | undefined {
  const parts = [wholeFeature(sums, counts, bins.binCount)];
  const partOfBin = new Uint8Array(bins.binCount);
  search(parts[0]!, bins, sign, rules);
  while (parts.length < rules.leaves) {
    const place = mostGain(parts);
    if (place < 0) break;
    divide(parts, place, partOfBin, bins, sign, rules);
  }
  if (parts.length === 1) return undefined;
  const values = parts.map((part) => leafValue(part.gradient, part.hessian, rules.l2, part.low, part.high));
  return Float64Array.from(partOfBin, (part) => values[part]!);
}

function wholeFeature(sums: Float64Array, counts: Float64Array, binCount: number): Part {
  const histogram = histogramAt(0);
  let gradient = 0;
  let hessian = 0;
  let rows = 0;
  for (let bin = 0; bin < binCount; bin++) {
    histogram[3 * bin] = sums[2 * bin]!;
    histogram[3 * bin + 1] = sums[2 * bin + 1]!;
    histogram[3 * bin + 2] = counts[bin]!;
    gradient += sums[2 * bin]!;
    hessian += sums[2 * bin + 1]!;
    rows += counts[bin]!;
  }
  return { histogram, gradient, hessian, rows, low: -Infinity, high: Infinity };
}

function histogramAt(place: number): Histogram {
  scratch[place] ??= new Float64Array(COLUMN_STRIDE);
  return scratch[place];
}

function search(part: Part, bins: FeatureBins, sign: number, rules: StepRules): void {
  if (part.rows < 2 * rules.minRows) return;
  const stay = leafScore(part.gradient, part.hessian, rules.l2, part.low, part.high);
  const { histogram } = part;
  const found =
    bins.sharedBin === undefined
      ? numberSplit(histogram, 0, bins.binCount, part, rules, sign, 0, stay)
      : categorySplit(histogram, 0, bins.sharedBin, part, rules, rules.hessianUnit, 0, stay);
  if (found && found.gain - stay > MIN_GAIN * (1 + stay)) part.candidate = { ...found, gain: found.gain - stay };
}

function mostGain(parts: readonly Part[]): number {
  let best = -1;
  for (const [place, { candidate }] of parts.entries()) if (candidate && candidate.gain > (parts[best]?.candidate?.gain ?? 0)) best = place;
  return best;
}

/** Splits a part in two: the right side keeps its place, the left side comes last. */
function divide(parts: Part[], place: number, partOfBin: Uint8Array, bins: FeatureBins, sign: number, rules: StepRules): void {
  const whole = parts[place]!;
  const split = whole.candidate!;
  const goesLeft = leftTable(split);
  const histogram = histogramAt(parts.length).fill(0, 0, 3 * bins.binCount);
  for (let bin = 0; bin < bins.binCount; bin++) {
    if (partOfBin[bin] !== place || goesLeft[bin] === 0) continue;
    partOfBin[bin] = parts.length;
    for (let at = 3 * bin; at < 3 * bin + 3; at++) {
      histogram[at] = whole.histogram[at]!;
      whole.histogram[at] = 0;
    }
  }
  const { low, high } = whole;
  const left = { histogram, gradient: split.leftGradient, hessian: split.leftHessian, rows: split.leftRows, low, high };
  const right = {
    histogram: whole.histogram,
    gradient: whole.gradient - left.gradient,
    hessian: whole.hessian - left.hessian,
    rows: whole.rows - left.rows,
    low,
    high,
  };
  const [first, second] = keptApart<Part>(left, right, sign, rules.l2);
  parts[place] = second;
  parts.push(first);
  search(first, bins, sign, rules);
  search(second, bins, sign, rules);
}
