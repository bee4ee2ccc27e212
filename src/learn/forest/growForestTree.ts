import { philox } from '../../core/random.js';
import type { BinnedMatrix } from '../binning.js';
import { categorySplit } from '../boosting/categorySplit.js';
import { COLUMN_STRIDE, type Histogram } from '../boosting/histogram.js';
import { numberSplit } from '../boosting/numberSplit.js';
import { leftTable, partition } from '../boosting/partition.js';
import { leafScore, type NodeSums, type Split, type SplitRules } from '../boosting/split.js';
import { type ForestNodes, type NodePlace, startNodes } from './forestNodes.js';
import { gainQueue, newestFirst } from './gainQueue.js';
import { fitsPacked, packedSplit, unpackColumn } from './packedSplit.js';
import { MOST_SPARSE_ROWS, sparseSplit } from './sparseSplit.js';
import { sumWide, widen } from './wideSums.js';

/** What one tree of a forest is grown from; the buffers are used again from tree to tree. */
export interface ForestGround {
  readonly binned: BinnedMatrix;
  /** For each row: −outcome × weight and weight, whole numbers. The split gain is then the fall of the Gini impurity. */
  readonly pairs: Float64Array;
  /** Room for the numbers of one node's rows, side by side. */
  readonly nodePairs: Float64Array;
  /** The pairs of each row in one number, see `packRow`, and room for those of a node; undefined under weights. */
  readonly packed: { readonly codes: Int32Array; readonly node: Int32Array } | undefined;
  /** The bins again, row after row. */
  readonly bytes: Uint8Array;
  /** Rows of the bootstrap, and rows left out of it; reordered so that each leaf's rows stand together. */
  readonly inside: Int32Array;
  readonly outside: Int32Array;
  readonly spare: Int32Array;
  readonly rules: SplitRules;
  readonly leaves: number;
  readonly maxDepth: number;
  readonly columnsPerSplit: number;
  /** Whole-number weight of 1. */
  readonly unit: number;
  readonly seed: number;
  readonly tree: number;
}

const COLUMN_PURPOSE = 0x6e6f6465;
const MIN_GAIN = 1e-7;
const histogram: Histogram = new Float64Array(COLUMN_STRIDE);
const table = new Uint8Array(256);
const block = new Uint32Array(4);

/**
 * Grows one classification tree, the best split first. Each split looks at a few drawn columns only, so their histograms are summed
 * for the node alone, rather than kept for a sibling.
 *
 * @remarks O(rows × depth × columns drawn), and O(bins in use) a node and column.
 */
export function growForestTree(ground: ForestGround): ForestNodes {
  const { inside, outside, rules } = ground;
  const mostLeaves = Math.max(1, Math.floor(inside.length / rules.minRows));
  const nodes = startNodes(Math.min(ground.leaves, mostLeaves));
  // Where the limit of leaves cannot bind, every split is made in the end: the newest first, its rows are still in the cache.
  const queue = ground.leaves < mostLeaves ? gainQueue() : newestFirst();
  const order = Int32Array.from(ground.binned.features.keys());
  const add = (place: NodePlace): number => {
    const node = nodes.add(place);
    const split = bestSplit(ground, place, node, order);
    if (split) {
      nodes.split[node] = split;
      queue.push(node, split.gain);
    }
    return node;
  };
  add({ start: 0, end: inside.length, outStart: 0, outEnd: outside.length, depth: 0, ...sumsOf(ground) });
  for (let leaves = 1; leaves < ground.leaves; leaves++) {
    const parent = queue.pop();
    if (parent === undefined) break;
    const [left, right] = divide(ground, nodes.placeOf(parent), nodes.split[parent]!);
    nodes.link(parent, add(left), add(right));
  }
  return nodes;
}

function sumsOf({ pairs, inside }: ForestGround): Pick<NodePlace, 'gradient' | 'hessian'> {
  let gradient = 0;
  let hessian = 0;
  for (let i = 0; i < inside.length; i++) {
    gradient += pairs[2 * inside[i]!]!;
    hessian += pairs[2 * inside[i]! + 1]!;
  }
  return { gradient, hessian };
}

/** Parts the rows of a node, those left out as well. */
function divide(ground: ForestGround, parent: NodePlace, split: Split): [NodePlace, NodePlace] {
  const column = ground.binned.columns[split.feature]!;
  const goesLeft = leftTable(split, table.fill(0));
  const { start, end, outStart, outEnd } = parent;
  const middle = partition(column, goesLeft, ground.inside, start, end, ground.spare);
  const outMiddle = partition(column, goesLeft, ground.outside, outStart, outEnd, ground.spare);
  const { leftGradient, leftHessian } = split;
  const depth = parent.depth + 1;
  return [
    { start, end: middle, outStart, outEnd: outMiddle, depth, gradient: leftGradient, hessian: leftHessian },
    {
      start: middle,
      end,
      outStart: outMiddle,
      outEnd,
      depth,
      gradient: parent.gradient - leftGradient,
      hessian: parent.hessian - leftHessian,
    },
  ];
}

/** Best split over the drawn columns, with its gain over a leaf; more are drawn while none splits. Ties go to the lowest column. */
function bestSplit(ground: ForestGround, place: NodePlace, node: number, order: Int32Array): Split | undefined {
  const { rules, columnsPerSplit, maxDepth } = ground;
  const { gradient, hessian, start, end } = place;
  const rows = end - start;
  const pure = gradient === 0 || -gradient === hessian;
  if (pure || rows < 2 * rules.minRows || place.depth >= maxDepth) return undefined;
  const codes = fitsPacked(rows, hessian) ? ground.packed?.node : undefined;
  gather(ground, codes, start, end);
  const sums = { gradient, hessian, rows, low: -Infinity, high: Infinity };
  const stay = leafScore(gradient, hessian, rules.l2, sums.low, sums.high);
  const beat = stay + MIN_GAIN * (1 + stay);
  let best: Split | undefined;
  for (let drawn = 0; drawn < order.length && (drawn < columnsPerSplit || !best); drawn++) {
    drawNext(ground, node, order, drawn);
    const feature = order[drawn]!;
    const found = columnSplit(ground, codes, feature, start, end, sums, beat);
    if (found && (!best || found.gain > best.gain || (found.gain === best.gain && found.feature < best.feature))) best = found;
  }
  return best && { ...best, gain: best.gain - stay };
}

/** Brings the numbers of a node's rows side by side, as several columns read them: codes, or wide ones, or pairs under weights. */
function gather({ pairs, nodePairs, packed, inside }: ForestGround, codes: Int32Array | undefined, start: number, end: number): void {
  if (packed && codes) for (let i = start; i < end; i++) codes[i - start] = packed.codes[inside[i]!]!;
  else if (packed) for (let i = start; i < end; i++) nodePairs[i - start] = widen(packed.codes[inside[i]!]!);
  else gatherPairs(pairs, nodePairs, inside, start, end);
}

function gatherPairs(pairs: Float64Array, nodePairs: Float64Array, inside: Int32Array, start: number, end: number): void {
  for (let i = start, at = 0; i < end; i++, at += 2) {
    const row = 2 * inside[i]!;
    nodePairs[at] = pairs[row]!;
    nodePairs[at + 1] = pairs[row + 1]!;
  }
}

/** `codes`: those of the node's rows, where its sums fit them. */
function columnSplit(
  ground: ForestGround,
  codes: Int32Array | undefined,
  feature: number,
  start: number,
  end: number,
  sums: NodeSums,
  beat: number,
): Split | undefined {
  const { binned, inside, nodePairs, bytes, rules, unit } = ground;
  const column = binned.columns[feature]!;
  const { binCount, sharedBin } = binned.features[feature]!;
  const { gradient, hessian } = sums;
  if (sharedBin === undefined && codes)
    return packedSplit(bytes, binned.columns.length, inside, start, end, codes, -gradient, hessian, rules.minRows, feature, beat);
  if (sharedBin === undefined && sums.rows <= MOST_SPARSE_ROWS)
    return sparseSplit(bytes, binned.columns.length, inside, start, end, nodePairs, gradient, hessian, rules, feature, beat);
  histogram.fill(0, 0, 3 * binCount);
  if (codes) unpackColumn(column, inside, start, end, codes, histogram);
  else if (ground.packed) sumWide(column, inside, start, end, nodePairs, binCount, histogram);
  else sumColumn(ground, column, start, end);
  return sharedBin === undefined
    ? numberSplit(histogram, 0, binCount, sums, rules, 0, feature, beat)
    : categorySplit(histogram, 0, sharedBin, sums, rules, unit, feature, beat);
}

/** Brings one of the columns not drawn yet to the place `drawn`: one step of a Fisher–Yates shuffle, from whatever order there is. */
function drawNext({ seed, tree }: ForestGround, node: number, order: Int32Array, drawn: number): void {
  if (drawn % 4 === 0) philox(seed, COLUMN_PURPOSE, tree, node, drawn, 0, block);
  const other = drawn + Math.floor((block[drawn % 4]! / 4294967296) * (order.length - drawn));
  const column = order[other]!;
  order[other] = order[drawn]!;
  order[drawn] = column;
}

function sumColumn({ nodePairs, inside }: ForestGround, column: Uint8Array, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    const own = 2 * (i - start);
    const at = 3 * column[inside[i]!]!;
    histogram[at]! += nodePairs[own]!;
    histogram[at + 1]! += nodePairs[own + 1]!;
    histogram[at + 2]!++;
  }
}
