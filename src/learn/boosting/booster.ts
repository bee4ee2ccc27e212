import { type Executor, INLINE } from '../../core/executor.js';
import { type BinnedMatrix, binMatrix } from '../binning.js';
import type { TrainingData } from '../matrix.js';
import { drawColumns, rowSampler } from './draws.js';
import { type FixedPoint, fixedPointFor } from './fixedPoint.js';
import { LEAST_ODDS, MOST_ODDS, setGradients } from './gradients.js';
import { type GrownNode, growTree } from './growTree.js';
import { COLUMN_STRIDE, type HistogramMemory, type HistogramPool, histogramMemory, type PackedColumns, packColumns } from './histogram.js';
import type { Tree } from './model.js';
import type { BoostingSettings } from './options.js';
import { type BinTree, routeRows } from './partition.js';
import { contactCosts, setProfitGradients } from './profit.js';
import { toTree } from './toTree.js';

/** Everything that changes, or is used again, while trees are added. */
export interface Booster {
  readonly settings: BoostingSettings;
  readonly binned: BinnedMatrix;
  readonly outcome: Uint8Array;
  readonly weights: Float64Array | undefined;
  readonly weightSum: number;
  /** Of contacting each row, under the profit objective. */
  readonly costs: Float64Array | undefined;
  readonly fixedPoint: FixedPoint;
  readonly base: number;
  readonly odds: Float64Array;
  readonly spare: Int32Array;
  readonly executor: Executor;
  /** Its `rows` hold the tree's sample, its `bins` those of the tree's columns. */
  readonly memory: HistogramMemory;
  readonly pool: HistogramPool;
  readonly sampleRows: ReturnType<typeof rowSampler>;
  packed: PackedColumns | undefined;
  readonly trees: Tree[];
}

/** A model without trees: every row at the base rate. */
export function startBooster(
  settings: BoostingSettings,
  data: TrainingData & { readonly binned?: BinnedMatrix; readonly rowValue?: ArrayLike<number> },
  executor: Executor = INLINE,
): Booster {
  const { matrix, rowKeys } = data;
  const binned = data.binned ?? binMatrix(matrix, settings.bins, rowKeys);
  const weights = data.weights && Float64Array.from(data.weights);
  const outcome = Uint8Array.from(data.outcome);
  const costs = settings.profit && contactCosts(settings.profit, data.rowValue, outcome, weights);
  const maxWeight = weights ? weights.reduce((a, b) => Math.max(a, b)) : 1;
  const fixedPoint = fixedPointFor(matrix.length, costs ? 1 : maxWeight);
  const { ones, total } = weightSums(outcome, weights, fixedPointFor(matrix.length, maxWeight));
  const base = Math.log(ones / (total - ones));
  const columns = drawColumns(matrix.features.length, settings.columnShare, settings.seed, 0).length;
  const size = 4 * Math.ceil(columns / 4) * COLUMN_STRIDE;
  return {
    settings,
    binned,
    outcome,
    weights,
    weightSum: costs ? matrix.length : total,
    costs,
    fixedPoint,
    base,
    odds: new Float64Array(matrix.length).fill(Math.exp(-base)),
    spare: new Int32Array(matrix.length),
    executor,
    memory: histogramMemory(matrix.length, columns, executor),
    pool: { free: [], size },
    sampleRows: rowSampler(matrix.length, settings.rowShare, settings.seed, rowKeys),
    packed: undefined,
    trees: [],
  };
}

/** Exact sums of weights, all and of the ones. */
export function weightSums(
  outcome: Uint8Array,
  weights: Float64Array | undefined,
  { gradientScale }: FixedPoint,
): { ones: number; total: number } {
  let ones = 0;
  let total = 0;
  for (let row = 0; row < outcome.length; row++) {
    const weight = weights ? Math.max(1, Math.round(weights[row]! * gradientScale)) : gradientScale;
    total += weight;
    ones += outcome[row]! * weight;
  }
  return { ones: ones / gradientScale, total: total / gradientScale };
}

/** Sets the gradients for the next tree; returns the mean loss so far. */
export function updateGradients({ odds, outcome, weights, costs, fixedPoint, memory, weightSum }: Booster): number {
  if (costs) return setProfitGradients(odds, costs, fixedPoint, memory.pairs) / weightSum;
  return setGradients(odds, outcome, weights, fixedPoint, memory.pairs) / weightSum;
}

/** Longest step of the profit objective, in margin, before the learning rate. */
const LONGEST_STEP = 4;

/** A tree as the model keeps it, and over bins, for other rows. */
export interface AddedTree {
  readonly tree: Tree;
  readonly overBins: BinTree;
}

/** Grows one tree, adds its leaf values to the rows' odds, and keeps it; a tree without a split is not kept. */
export function addTree(booster: Booster, round: number): AddedTree | undefined {
  const { settings, binned, fixedPoint, spare, executor, memory, pool } = booster;
  const sample = booster.sampleRows(round);
  memory.rows.set(sample.inside);
  const [inside, outside] = [memory.rows.subarray(0, sample.inside.length), sample.outside];
  const packed = columnsFor(booster, round);
  const { hessianScale: hessianUnit } = fixedPoint;
  const rules = {
    l2: settings.l2 * hessianUnit,
    minHessian: Math.max(1, settings.minHessian * hessianUnit),
    minRows: settings.minRowsPerLeaf,
  };
  const { monotone, leaves, maxDepth, groups, columnShareBySplit: columnShare, seed } = settings;
  const nodes = growTree({
    binned,
    packed,
    pairs: memory.pairs,
    rows: inside,
    spare,
    work: memory.work,
    pool,
    rules,
    monotone,
    leaves,
    limits: { maxDepth, groups, columnShare, seed, tree: round },
    // Near p = ½ the hessian of the profit objective is 0: its steps are bounded instead.
    mostValue: settings.profit ? (LONGEST_STEP * fixedPoint.gradientScale) / hessianUnit : Infinity,
    hessianUnit,
    shared: executor.threads > 1 ? { executor, memory } : undefined,
  });
  if (nodes.length === 1) return undefined;
  const tree = toTree(nodes, binned.features, fixedPoint, rules.l2, settings.learningRate);
  booster.trees.push(tree);
  const overBins = binTree(nodes);
  updateOdds(booster, nodes, { tree, overBins }, inside, outside);
  return { tree, overBins };
}

/** The tree's columns, packed; packed once when every tree takes all. */
function columnsFor(booster: Booster, round: number): PackedColumns {
  const { settings, binned, packed } = booster;
  if (packed && settings.columnShare === 1) return packed;
  const selected = drawColumns(binned.features.length, settings.columnShare, settings.seed, round);
  booster.packed = packColumns(binned, selected, booster.memory.words);
  booster.memory.bins.set(booster.packed.bins);
  return booster.packed;
}

function updateOdds(
  { odds, binned }: Booster,
  nodes: readonly GrownNode[],
  { tree, overBins }: AddedTree,
  inside: Int32Array,
  outside: Int32Array,
): void {
  const factors = Float64Array.from(tree.value, (value) => Math.exp(-value));
  for (const [index, node] of nodes.entries()) {
    if (node.split) continue;
    for (let i = node.start; i < node.end; i++) multiply(odds, inside[i]!, factors[index]!);
  }
  if (outside.length === 0) return;
  const leaves = new Int32Array(outside.length);
  routeRows(overBins, binned, outside, leaves);
  for (let i = 0; i < outside.length; i++) multiply(odds, outside[i]!, factors[leaves[i]!]!);
}

function multiply(odds: Float64Array, row: number, factor: number): void {
  const next = odds[row]! * factor;
  odds[row] = next > MOST_ODDS ? MOST_ODDS : next < LEAST_ODDS ? LEAST_ODDS : next;
}

function binTree(nodes: readonly GrownNode[]): BinTree {
  return {
    feature: Int32Array.from(nodes, ({ split }) => split?.feature ?? -1),
    left: Int32Array.from(nodes, ({ left }) => left ?? 0),
    right: Int32Array.from(nodes, ({ right }) => right ?? 0),
    tables: nodes.map(({ table }) => table ?? new Uint8Array(0)),
  };
}
