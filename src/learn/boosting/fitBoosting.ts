import { ensure } from '../../core/errors.js';
import { breathe, type RunOptions, throwIfAborted } from '../../core/run.js';
import { applyBins, type BinnedMatrix, binMatrix } from '../binning.js';
import { checkTrainingData, featureOf, type TrainingData } from '../matrix.js';
import { drawColumns, rowSampler } from './draws.js';
import { type FixedPoint, fixedPointFor } from './fixedPoint.js';
import { meanLogLoss, setGradients } from './gradients.js';
import { type GrownNode, growTree } from './growTree.js';
import { COLUMN_STRIDE, type HistogramPool, type PackedColumns, packColumns } from './histogram.js';
import type { BoostingModel, Tree } from './model.js';
import { type BoostingOptions, type BoostingSettings, boostingSettings } from './options.js';
import { type BinTree, routeRows } from './partition.js';
import { toTree } from './toTree.js';

/** Training data of {@link fitBoosting}. */
export interface BoostingData extends TrainingData {
  /** `binMatrix(matrix, bins, rowKeys)`, to bin once for several fits; made when absent. */
  readonly binned?: BinnedMatrix;
  /** Later rows, for the validation loss and early stopping. */
  readonly validation?: Pick<TrainingData, 'matrix' | 'outcome' | 'weights'>;
}

/** What happened in training, for humans. */
export interface BoostingReport {
  /** Trees kept. */
  readonly trees: number;
  /** Whether the validation loss ended training. */
  readonly stoppedEarly: boolean;
  /** Mean log-loss of the training rows before each round and after the last. */
  readonly trainingLoss: readonly number[];
  /** Mean log-loss of the validation rows before the first round and after each; empty without validation data. */
  readonly validationLoss: readonly number[];
}

/**
 * Gradient-boosted trees for the log-loss: histograms, leaf-wise growth, missing values and categories native.
 *
 * @param options - see {@link BoostingOptions}
 * @param data - matrix (n × p), outcome (n,) of 0 and 1, optional weights, row keys and validation rows
 * @param run - `onProgress` once a round (stage `boosting`), `signal` to stop
 * @returns the model as plain JSON, and the losses by round
 * @throws HoldfastError `bad-parameter`, `length-mismatch`, `duplicate-column`, `no-rows`, `too-few-events`, `aborted`
 * @remarks About 1 ns a cell and level of the tree. Same options and data give the same bits, in any order of rows that carry keys:
 *   gradients are whole numbers, so sums are exact; draws depend on (seed, tree, row key) alone.
 *   Method: Friedman 2001; Ke et al. 2017 (LightGBM).
 * @example
 * ```ts
 * const gap = Float64Array.from({ length: 400 }, (_, row) => row % 40);
 * const matrix = { length: 400, features: [{ name: 'gap_days', values: gap }] };
 * const outcome = Float64Array.from(gap, (days) => (days > 30 ? 1 : 0));
 * const { model } = await fitBoosting({ rounds: 20, leaves: 2 }, { matrix, outcome });
 * model.trees[0].threshold[0]; // => 30.5
 * ```
 */
export async function fitBoosting(
  options: BoostingOptions,
  data: BoostingData,
  run: RunOptions = {},
): Promise<{ model: BoostingModel; report: BoostingReport }> {
  throwIfAborted(run.signal);
  checkTrainingData(data);
  const settings = boostingSettings(options, data.matrix.features.length);
  ensure(settings.patience === Infinity || data.validation !== undefined, 'bad-parameter', () => ({
    en: 'earlyStopping needs validation rows; pass data.validation or leave earlyStopping out.',
    zh: '提前停止需要验证数据；请提供 data.validation，或去掉 earlyStopping。',
  }));
  const booster = startBooster(settings, data);
  const validation = data.validation ? startValidation(booster, data.validation) : undefined;
  const losses = await boost(booster, validation, run);
  const kept = validation && settings.patience < Infinity ? validation.bestTrees : booster.trees.length;
  const features = data.matrix.features.map(({ name, categories }) => (categories === undefined ? { name } : { name, categories }));
  return {
    model: { kind: 'boosting', features, base: booster.base, trees: booster.trees.slice(0, kept) },
    report: { trees: kept, ...losses },
  };
}

/** Everything that changes, or is used again, while trees are added. */
interface Booster {
  readonly settings: BoostingSettings;
  readonly binned: BinnedMatrix;
  readonly outcome: Uint8Array;
  readonly weights: Float64Array | undefined;
  readonly weightSum: number;
  readonly fixedPoint: FixedPoint;
  readonly base: number;
  readonly odds: Float64Array;
  readonly pairs: Float64Array;
  readonly spare: Int32Array;
  readonly work: Float64Array;
  readonly pool: HistogramPool;
  readonly sampleRows: ReturnType<typeof rowSampler>;
  packed: PackedColumns | undefined;
  readonly trees: Tree[];
}

function startBooster(settings: BoostingSettings, data: BoostingData): Booster {
  const { matrix, rowKeys } = data;
  const binned = data.binned ?? binMatrix(matrix, settings.bins, rowKeys);
  const weights = data.weights && Float64Array.from(data.weights);
  const outcome = Uint8Array.from(data.outcome);
  const fixedPoint = fixedPointFor(matrix.length, weights ? weights.reduce((a, b) => Math.max(a, b)) : 1);
  const { ones, total } = weightSums(outcome, weights, fixedPoint);
  const base = Math.log(ones / (total - ones));
  const columns = drawColumns(matrix.features.length, settings.columnShare, settings.seed, 0).length;
  const padded = 4 * Math.ceil(columns / 4);
  return {
    settings,
    binned,
    outcome,
    weights,
    weightSum: total,
    fixedPoint,
    base,
    odds: new Float64Array(matrix.length).fill(Math.exp(-base)),
    pairs: new Float64Array(2 * matrix.length),
    spare: new Int32Array(matrix.length),
    work: new Float64Array(padded * 512),
    pool: { free: [], size: padded * COLUMN_STRIDE },
    sampleRows: rowSampler(matrix.length, settings.rowShare, settings.seed, rowKeys),
    packed: undefined,
    trees: [],
  };
}

/** Exact sums of weights, all and of the ones. */
function weightSums(
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

interface Validation {
  readonly binned: BinnedMatrix;
  readonly outcome: Uint8Array;
  readonly weights: Float64Array | undefined;
  readonly margins: Float64Array;
  readonly rows: Int32Array;
  readonly leaves: Int32Array;
  bestLoss: number;
  bestTrees: number;
}

function startValidation(booster: Booster, data: NonNullable<BoostingData['validation']>): Validation {
  checkTrainingData(data);
  const { matrix } = data;
  const columns = booster.binned.features.map(({ name }) => featureOf(matrix, name));
  return {
    binned: applyBins(columns, matrix.length, booster.binned.features),
    outcome: Uint8Array.from(data.outcome),
    weights: data.weights && Float64Array.from(data.weights),
    margins: new Float64Array(matrix.length).fill(booster.base),
    rows: Int32Array.from({ length: matrix.length }, (_, row) => row),
    leaves: new Int32Array(matrix.length),
    bestLoss: Infinity,
    bestTrees: 0,
  };
}

const BREATH_MS = 100;

async function boost(booster: Booster, validation: Validation | undefined, run: RunOptions): Promise<Omit<BoostingReport, 'trees'>> {
  const { rounds, patience } = booster.settings;
  const trainingLoss: number[] = [];
  const validationLoss = validation ? [watch(validation, 0)] : [];
  let stoppedEarly = false;
  let breathedAt = performance.now();
  for (let round = 0; round < rounds && !stoppedEarly; round++) {
    trainingLoss.push(updateGradients(booster));
    addTree(booster, validation, round);
    if (validation) validationLoss.push(watch(validation, booster.trees.length));
    stoppedEarly = validation !== undefined && booster.trees.length - validation.bestTrees >= patience;
    if (performance.now() - breathedAt < BREATH_MS) continue;
    run.onProgress?.({ stage: 'boosting', done: round + 1, total: rounds });
    await breathe();
    throwIfAborted(run.signal);
    breathedAt = performance.now();
  }
  run.onProgress?.({ stage: 'boosting', done: rounds, total: rounds });
  trainingLoss.push(updateGradients(booster));
  return { stoppedEarly, trainingLoss, validationLoss };
}

function updateGradients({ odds, outcome, weights, fixedPoint, pairs, weightSum }: Booster): number {
  return setGradients(odds, outcome, weights, fixedPoint, pairs) / weightSum;
}

/** Validation loss with so many trees, remembered when it is the best. */
function watch(validation: Validation, trees: number): number {
  const loss = meanLogLoss(validation.margins, validation.outcome, validation.weights);
  if (loss < validation.bestLoss) {
    validation.bestLoss = loss;
    validation.bestTrees = trees;
  }
  return loss;
}

/** Grows one tree, adds its leaf values everywhere, and keeps it; a tree without a split is not kept. */
function addTree(booster: Booster, validation: Validation | undefined, round: number): void {
  const { settings, binned, fixedPoint, pairs, spare, work, pool } = booster;
  const { inside, outside } = booster.sampleRows(round);
  const packed = columnsFor(booster, round);
  const { hessianScale: hessianUnit } = fixedPoint;
  const rules = {
    l2: settings.l2 * hessianUnit,
    minHessian: Math.max(1, settings.minHessian * hessianUnit),
    minRows: settings.minRowsPerLeaf,
  };
  const { monotone, leaves } = settings;
  const nodes = growTree({ binned, packed, pairs, rows: inside, spare, work, pool, rules, monotone, leaves, hessianUnit });
  if (nodes.length === 1) return;
  const tree = toTree(nodes, binned.features, fixedPoint, rules.l2, settings.learningRate);
  booster.trees.push(tree);
  updateOdds(booster, nodes, tree, inside, outside);
  if (validation) updateMargins(validation, binTree(nodes), tree);
}

/** The tree's columns, packed; packed once when every tree takes all. */
function columnsFor(booster: Booster, round: number): PackedColumns {
  const { settings, binned, packed } = booster;
  if (packed && settings.columnShare === 1) return packed;
  const selected = drawColumns(binned.features.length, settings.columnShare, settings.seed, round);
  booster.packed = packColumns(binned, selected, packed?.words);
  return booster.packed;
}

const MOST_ODDS = 1e300;
const LEAST_ODDS = 1e-300;

function updateOdds({ odds, binned }: Booster, nodes: readonly GrownNode[], tree: Tree, inside: Int32Array, outside: Int32Array): void {
  const factors = Float64Array.from(tree.value, (value) => Math.exp(-value));
  for (const [index, node] of nodes.entries()) {
    if (node.split) continue;
    for (let i = node.start; i < node.end; i++) multiply(odds, inside[i]!, factors[index]!);
  }
  if (outside.length === 0) return;
  const leaves = new Int32Array(outside.length);
  routeRows(binTree(nodes), binned, outside, leaves);
  for (let i = 0; i < outside.length; i++) multiply(odds, outside[i]!, factors[leaves[i]!]!);
}

function multiply(odds: Float64Array, row: number, factor: number): void {
  const next = odds[row]! * factor;
  odds[row] = next > MOST_ODDS ? MOST_ODDS : next < LEAST_ODDS ? LEAST_ODDS : next;
}

function updateMargins(validation: Validation, grown: BinTree, tree: Tree): void {
  routeRows(grown, validation.binned, validation.rows, validation.leaves);
  for (let row = 0; row < validation.margins.length; row++) validation.margins[row]! += tree.value[validation.leaves[row]!]!;
}

function binTree(nodes: readonly GrownNode[]): BinTree {
  return {
    feature: Int32Array.from(nodes, ({ split }) => split?.feature ?? -1),
    left: Int32Array.from(nodes, ({ left }) => left ?? 0),
    right: Int32Array.from(nodes, ({ right }) => right ?? 0),
    tables: nodes.map(({ table }) => table ?? new Uint8Array(0)),
  };
}
