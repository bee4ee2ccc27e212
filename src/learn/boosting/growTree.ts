import type { Executor } from '../../core/executor.js';
import type { BinnedMatrix } from '../binning.js';
import { categorySplit } from './categorySplit.js';
import {
  addParts,
  borrowHistogram,
  COLUMN_STRIDE,
  fillHistogram,
  HISTOGRAM,
  type Histogram,
  type HistogramMemory,
  type HistogramPool,
  histogramArgs,
  type PackedColumns,
  subtractHistogram,
} from './histogram.js';
import { numberSplit } from './numberSplit.js';
import { leftTable, partition } from './partition.js';
import { allowedFeatures, type PathLimits } from './pathLimits.js';
import { keptApart, leafScore, leafValue, type NodeSums, type Split, type SplitRules } from './split.js';

/** What one tree is grown from; the buffers are used again from tree to tree. */
export interface Ground {
  readonly binned: BinnedMatrix;
  readonly packed: PackedColumns;
  readonly pairs: Float64Array;
  /** Rows of the sample; reordered so that each leaf's rows stand together. */
  readonly rows: Int32Array;
  readonly spare: Int32Array;
  readonly work: Float64Array;
  readonly pool: HistogramPool;
  readonly rules: SplitRules;
  readonly monotone: readonly number[];
  readonly leaves: number;
  readonly limits: PathLimits;
  /** Largest leaf value, in units of gradient ÷ hessian; Infinity when free. */
  readonly mostValue: number;
  /** Whole-number hessian of 1. */
  readonly hessianUnit: number;
  /** Where large nodes are summed by several threads; their arrays are those above. */
  readonly shared?: SharedHistogram | undefined;
}

/** The arrays of a {@link Ground} as other threads see them. */
export interface SharedHistogram {
  readonly executor: Executor;
  readonly memory: HistogramMemory;
}

/** A smaller node is summed before another thread has woken. */
const FEWEST_SHARED_ROWS = 10_000;

/** A node of a growing tree; `rows[start … end)` are its rows. */
export interface GrownNode extends NodeSums {
  readonly start: number;
  readonly end: number;
  /** Number of the node in its tree. */
  readonly id: number;
  /** Features of the splits above. */
  readonly path: readonly number[];
  histogram?: Histogram | undefined;
  /** Best split found, with its gain over staying a leaf. */
  candidate?: Split | undefined;
  /** Set once split. */
  split?: Split;
  left?: number;
  right?: number;
  table?: Uint8Array;
}

/** Gains below this are rounding. */
const MIN_GAIN = 1e-7;

/**
 * Grows one tree leaf-wise: always the split with the largest gain, until `leaves` or no gain is left.
 * Only the smaller child's rows are summed; its sibling is the parent less that, exactly.
 *
 * @returns the nodes, root first, children after their parent
 */
export function growTree(ground: Ground): GrownNode[] {
  const nodes = [rootNode(ground)];
  for (let leaves = 1; leaves < ground.leaves; leaves++) {
    const parent = mostGain(nodes);
    if (!parent) break;
    divide(ground, nodes, parent, leaves + 1 < ground.leaves);
  }
  for (const node of nodes) release(ground, node);
  return nodes;
}

function rootNode(ground: Ground): GrownNode {
  const histogram = borrowHistogram(ground.pool);
  sumRows(ground, 0, ground.rows.length, histogram);
  let gradient = 0;
  let hessian = 0;
  let rows = 0;
  for (let at = 0; at < COLUMN_STRIDE; at += 3) {
    gradient += histogram[at]!;
    hessian += histogram[at + 1]!;
    rows += histogram[at + 2]!;
  }
  const bounds = { low: -ground.mostValue, high: ground.mostValue };
  const root: GrownNode = { start: 0, end: rows, id: 0, path: [], gradient, hessian, rows, ...bounds, histogram };
  search(ground, root);
  return root;
}

/** Histogram of the rows `[start, end)`. */
function sumRows({ packed, rows, pairs, work, shared }: Ground, start: number, end: number, out: Histogram): void {
  if (shared === undefined || end - start < FEWEST_SHARED_ROWS) fillHistogram(packed, rows, start, end, pairs, work, out);
  else {
    shared.executor.run(HISTOGRAM, shared.memory, histogramArgs(packed, start, end));
    addParts(shared.memory, shared.executor.threads, out);
  }
}

/** The unsplit node with the largest gain; ties go to the earliest. */
function mostGain(nodes: readonly GrownNode[]): GrownNode | undefined {
  let best: GrownNode | undefined;
  for (const node of nodes) if (node.candidate && node.candidate.gain > (best?.candidate?.gain ?? 0)) best = node;
  return best;
}

function divide(ground: Ground, nodes: GrownNode[], parent: GrownNode, willGrow: boolean): void {
  const split = parent.candidate!;
  parent.candidate = undefined;
  parent.split = split;
  parent.table = leftTable(split);
  const middle = partition(ground.binned.columns[split.feature]!, parent.table, ground.rows, parent.start, parent.end, ground.spare);
  const [left, right] = children(ground, parent, split, middle, nodes.length);
  parent.left = nodes.push(left) - 1;
  parent.right = nodes.push(right) - 1;
  if (willGrow) prepare(ground, parent, left, right);
  release(ground, parent);
}

function children(ground: Ground, parent: GrownNode, split: Split, middle: number, id: number): [GrownNode, GrownNode] {
  const { leftGradient: gradient, leftHessian: hessian, leftRows: rows } = split;
  const { low, high } = parent;
  const path = [...parent.path, split.feature];
  const left: GrownNode = { start: parent.start, end: middle, id, path, gradient, hessian, rows, low, high };
  const right: GrownNode = {
    start: middle,
    end: parent.end,
    id: id + 1,
    path,
    gradient: parent.gradient - gradient,
    hessian: parent.hessian - hessian,
    rows: parent.rows - rows,
    low,
    high,
  };
  return keptApart(left, right, ground.monotone[split.feature] ?? 0, ground.rules.l2);
}

/** Leaf value in units of gradient ÷ hessian. */
export function nodeValue(node: GrownNode, l2: number): number {
  return leafValue(node.gradient, node.hessian, l2, node.low, node.high);
}

/** Histograms and candidates of two new children, where they can be split again. */
function prepare(ground: Ground, parent: GrownNode, left: GrownNode, right: GrownNode): void {
  const [small, large] = left.rows <= right.rows ? [left, right] : [right, left];
  if (!canSplit(ground, small) && !canSplit(ground, large)) return;
  const histogram = borrowHistogram(ground.pool);
  sumRows(ground, small.start, small.end, histogram);
  const rest = parent.histogram!;
  parent.histogram = undefined;
  subtractHistogram(ground.packed, rest, histogram);
  small.histogram = histogram;
  large.histogram = rest;
  search(ground, small);
  search(ground, large);
}

function canSplit({ rules, limits }: Ground, node: GrownNode): boolean {
  return node.path.length < limits.maxDepth && node.rows >= 2 * rules.minRows && node.hessian >= 2 * rules.minHessian;
}

/** Sets the node's candidate; a node that stays a leaf gives its histogram back at once. */
function search(ground: Ground, node: GrownNode): void {
  const candidate = canSplit(ground, node) ? bestSplit(ground, node, node.histogram!) : undefined;
  if (candidate) node.candidate = candidate;
  else release(ground, node);
}

/** Best split over all drawn columns; ties go to the lowest column. */
function bestSplit(ground: Ground, node: GrownNode, histogram: Histogram): Split | undefined {
  const { packed, binned, rules, monotone, hessianUnit, limits } = ground;
  const allowed = allowedFeatures(limits, node.path, node.id, packed.selected, binned.features.length);
  const stay = leafScore(node.gradient, node.hessian, rules.l2, node.low, node.high);
  let best: Split | undefined;
  for (let column = 0; column < packed.selected.length; column++) {
    const feature = packed.selected[column]!;
    if (allowed !== undefined && allowed[feature] === 0) continue;
    const { binCount, sharedBin } = binned.features[feature]!;
    const beat = best?.gain ?? stay;
    const start = column * COLUMN_STRIDE;
    const found =
      sharedBin === undefined
        ? numberSplit(histogram, start, binCount, node, rules, monotone[feature] ?? 0, feature, beat)
        : categorySplit(histogram, start, sharedBin, node, rules, hessianUnit, feature, beat);
    best = found ?? best;
  }
  return best && best.gain - stay > MIN_GAIN * (1 + stay) ? { ...best, gain: best.gain - stay } : undefined;
}

function release(ground: Ground, node: GrownNode): void {
  if (node.histogram) ground.pool.free.push(node.histogram);
  node.histogram = undefined;
}
