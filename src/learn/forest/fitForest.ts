import { breathe, type RunOptions, throwIfAborted } from '../../core/run.js';
import { logistic } from '../../math/logSums.js';
import { type BinnedMatrix, binMatrix, checkBinned } from '../binning.js';
import { bootstrapSampler } from '../boosting/draws.js';
import type { BoostingData } from '../boosting/fitBoosting.js';
import { modelColumns, type Tree } from '../boosting/model.js';
import { checkTrainingData, type TrainingData } from '../matrix.js';
import { forestTree, type NodePlace } from './forestNodes.js';
import { type ForestGround, growForestTree } from './growForestTree.js';
import type { ForestModel } from './model.js';
import { type ForestOptions, forestSettings } from './options.js';
import { packRow } from './packedSplit.js';
import { forestMargin } from './predictForest.js';

/** What the trees say of rows they were not grown from. */
export interface ForestReport {
  readonly outOfBag: {
    /** Log-odds of each row by the trees whose bootstrap lacks it, shape (n,); NaN where there is no such tree. */
    readonly margins: Float64Array;
    /** Rows that some tree lacks. */
    readonly rows: number;
    /** Mean log-loss and mean squared error of those rows, by weight. */
    readonly logLoss: number;
    readonly brier: number;
  };
}

/**
 * Random forest: trees of bootstrap samples, a few drawn columns for each split, the mean of their leaves' shares of ones. Missing
 * values and categories are native; rows that a tree was not grown from give an honest estimate without a test set.
 *
 * @param options - see {@link ForestOptions}
 * @param data - matrix (n × p), outcome (n,) of 0 and 1, optional weights, row keys and bins
 * @param run - `onProgress` now and then (stage `forest`), `signal` to stop
 * @returns the model as plain JSON, and the out-of-bag estimates
 * @throws HoldfastError `bad-parameter`, `length-mismatch`, `duplicate-column`, `no-rows`, `too-few-events`, `aborted`
 * @remarks O(trees × rows × depth × columns drawn). Same options and data give the same bits, in any order of rows that carry
 *   keys: a row's place in a bootstrap is a Poisson draw by its own key.
 *   Method: Breiman 2001.
 * @example
 * ```ts
 * const gap = Float64Array.from({ length: 400 }, (_, row) => row % 40);
 * const matrix = { length: 400, features: [{ name: 'gap_days', values: gap }] };
 * const outcome = Float64Array.from(gap, (days) => (days > 30 ? 1 : 0));
 * const { report } = await fitForest({ trees: 30 }, { matrix, outcome });
 * report.outOfBag.brier < 0.01; // => true
 * ```
 */
export async function fitForest(
  options: ForestOptions,
  data: BoostingData,
  run: RunOptions = {},
): Promise<{ model: ForestModel; report: ForestReport }> {
  throwIfAborted(run.signal);
  checkTrainingData(data);
  checkBinned(data.binned, data.matrix);
  const { matrix, rowKeys } = data;
  const settings = forestSettings(options, matrix);
  const binned = data.binned ?? binMatrix(matrix, settings.bins, rowKeys);
  const bootstrap = bootstrapSampler(matrix.length, settings.seed, rowKeys);
  const weights = wholeWeights(data);
  const votes = { sum: new Float64Array(matrix.length), trees: new Int32Array(matrix.length) };
  const pairs = new Float64Array(2 * matrix.length);
  const spare = new Int32Array(matrix.length);
  const nodePairs = new Float64Array(2 * matrix.length);
  const packed = weights.whole === undefined ? { codes: new Int32Array(matrix.length), node: new Int32Array(matrix.length) } : undefined;
  const bytes = rowMajor(binned);
  const rules = { l2: 0, minHessian: 1, minRows: settings.minRowsPerLeaf };
  const { leaves, maxDepth, columnsPerSplit, seed } = settings;
  const trees: Tree[] = [];
  let breathedAt = performance.now();
  for (let tree = 0; tree < settings.trees; tree++) {
    const { inside, outside, times } = bootstrap(tree);
    setPairs(pairs, times, weights.whole, data.outcome);
    if (packed) setCodes(packed.codes, times, data.outcome);
    const { unit } = weights;
    const ground = {
      binned,
      pairs,
      nodePairs,
      packed,
      bytes,
      inside,
      outside,
      spare,
      rules,
      leaves,
      maxDepth,
      columnsPerSplit,
      unit,
      seed,
      tree,
    };
    trees.push(growOne(ground, votes));
    if (performance.now() - breathedAt < 100) continue;
    run.onProgress?.({ stage: 'forest', done: tree + 1, total: settings.trees });
    await breathe();
    throwIfAborted(run.signal);
    breathedAt = performance.now();
  }
  run.onProgress?.({ stage: 'forest', done: settings.trees, total: settings.trees });
  return { model: { kind: 'forest', features: modelColumns(matrix), trees }, report: { outOfBag: outOfBag(votes, data) } };
}

/** Weights as whole numbers, so that their sums are exact in any order. */
function wholeWeights({ weights, matrix }: TrainingData): { whole: Float64Array | undefined; unit: number } {
  if (weights === undefined) return { whole: undefined, unit: 1 };
  const most = Array.from(weights).reduce((a, b) => Math.max(a, b), 0);
  // A row is taken at most 8 times.
  const unit = largestPowerBelow(2 ** 50 / (8 * most * matrix.length));
  return { whole: Float64Array.from(weights, (weight) => Math.max(1, Math.round(weight * unit))), unit };
}

function largestPowerBelow(limit: number): number {
  let power = 1;
  while (power * 2 <= limit) power *= 2;
  while (power > limit) power /= 2;
  return power;
}

/** Bins row after row, so that a row's columns stand together. */
function rowMajor({ length, columns }: BinnedMatrix): Uint8Array {
  const width = columns.length;
  const bytes = new Uint8Array(length * width);
  for (const [feature, column] of columns.entries())
    for (let row = 0, at = feature; row < length; row++, at += width) bytes[at] = column[row]!;
  return bytes;
}

function setPairs(pairs: Float64Array, times: Uint8Array, whole: Float64Array | undefined, outcome: ArrayLike<number>): void {
  for (let row = 0; row < times.length; row++) {
    const weight = times[row]! * (whole === undefined ? 1 : whole[row]!);
    pairs[2 * row] = -outcome[row]! * weight;
    pairs[2 * row + 1] = weight;
  }
}

function setCodes(codes: Int32Array, times: Uint8Array, outcome: ArrayLike<number>): void {
  for (let row = 0; row < times.length; row++) codes[row] = packRow(outcome[row]!, times[row]!);
}

interface Votes {
  readonly sum: Float64Array;
  readonly trees: Int32Array;
}

/** Grows a tree and lets it vote on the rows it lacks. */
function growOne(ground: ForestGround, votes: Votes): Tree {
  const nodes = growForestTree(ground);
  const tree = forestTree(nodes, ground.binned.features);
  for (let node = 0; node < nodes.count(); node++)
    if (nodes.isLeaf(node)) vote(ground.outside, nodes.placeOf(node), tree.value[node]!, votes);
  return tree;
}

function vote(outside: Int32Array, { outStart, outEnd }: NodePlace, share: number, { sum, trees }: Votes): void {
  for (let i = outStart; i < outEnd; i++) {
    sum[outside[i]!]! += share;
    trees[outside[i]!]!++;
  }
}

function outOfBag({ sum, trees }: Votes, { outcome, weights }: TrainingData): ForestReport['outOfBag'] {
  const margins = sum.map((votes, row) => (trees[row] === 0 ? Number.NaN : forestMargin(votes, trees[row]!)));
  let [rows, total, logLoss, brier] = [0, 0, 0, 0];
  for (let row = 0; row < margins.length; row++) {
    if (trees[row] === 0) continue;
    const weight = weights === undefined ? 1 : weights[row]!;
    const against = outcome[row] === 1 ? -margins[row]! : margins[row]!;
    const miss = logistic(against);
    rows++;
    total += weight;
    logLoss += weight * Math.log1p(Math.exp(against));
    brier += weight * miss * miss;
  }
  return { margins, rows, logLoss: logLoss / total, brier: brier / total };
}
