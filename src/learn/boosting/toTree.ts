import type { FeatureBins } from '../binning.js';
import type { FixedPoint } from './fixedPoint.js';
import { type GrownNode, nodeValue } from './growTree.js';
import type { Tree } from './model.js';
import type { Split } from './split.js';

/** A grown tree as the model keeps it: real thresholds, real leaf values, no bins. */
export function toTree(
  nodes: readonly GrownNode[],
  features: readonly FeatureBins[],
  { gradientScale, hessianScale }: FixedPoint,
  l2: number,
  learningRate: number,
): Tree {
  const leftCategories: number[][] = [];
  const threshold = nodes.map(({ split }) => (split ? thresholdOf(split, features, leftCategories) : 0));
  const valueUnit = (hessianScale / gradientScale) * learningRate;
  const gainUnit = hessianScale / gradientScale / gradientScale;
  return {
    feature: nodes.map(({ split }) => split?.feature ?? -1),
    threshold,
    left: nodes.map(({ left }) => left ?? 0),
    right: nodes.map(({ right }) => right ?? 0),
    missingLeft: nodes.map(({ split }) => (split?.missingLeft ? 1 : 0)),
    value: nodes.map((node) => (node.split ? 0 : nodeValue(node, l2) * valueUnit)),
    cover: nodes.map(({ rows }) => rows),
    gain: nodes.map(({ split }) => (split ? split.gain * gainUnit : 0)),
    leftCategories,
  };
}

/** Threshold of a split; of a category split the place of its list, which is added to `leftCategories`. */
export function thresholdOf({ feature, bin, leftBins }: Split, features: readonly FeatureBins[], leftCategories: number[][]): number {
  const { cuts, codeOfBin } = features[feature]!;
  if (!leftBins) return cuts[bin - 1] ?? Number.MAX_VALUE;
  return leftCategories.push(leftBins.map((left) => codeOfBin![left]!).sort((a, b) => a - b)) - 1;
}
