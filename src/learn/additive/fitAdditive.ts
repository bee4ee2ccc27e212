import { breathe, type RunOptions, throwIfAborted } from '../../core/run.js';
import { binMatrix, checkBinned, type FeatureBins } from '../binning.js';
import { weightSums } from '../boosting/booster.js';
import type { BoostingData } from '../boosting/fitBoosting.js';
import { fixedPointFor } from '../boosting/fixedPoint.js';
import { modelColumns } from '../boosting/model.js';
import { checkTrainingData } from '../matrix.js';
import { assemble } from './assemble.js';
import { type Bag, countCells, drawBag, type Ground } from './bag.js';
import { addByCell, boostTerms, type Term } from './boostTerms.js';
import { type ChosenPair, choosePairs } from './choosePairs.js';
import { curveStep, type StepRules } from './curveStep.js';
import type { AdditiveModel } from './model.js';
import { type AdditiveOptions, type AdditiveSettings, additiveSettings } from './options.js';
import { pairCells } from './pairAxis.js';
import { pairStep } from './pairStep.js';

/** What happened in training, for humans. */
export interface AdditiveReport {
  /** Rounds of the curves in each bag. */
  readonly rounds: readonly number[];
  /** Names of the pairs taken, strongest first. */
  readonly pairs: readonly (readonly [string, string])[];
}

/**
 * Additive glass box: one curve a feature and a few pair tables, boosted in turn by small steps, averaged over bags of rows. What it
 * says of a row is a sum that can be read off; missing values and categories have cells of their own.
 *
 * @param options - see {@link AdditiveOptions}
 * @param data - matrix (n × p), outcome (n,) of 0 and 1, optional weights, row keys and bins
 * @param run - `onProgress` once a bag (stage `additive`), `signal` to stop
 * @returns the model as plain JSON: curves and tables have mean 0 over the training rows
 * @throws HoldfastError `bad-parameter`, `length-mismatch`, `duplicate-column`, `no-rows`, `too-few-events`, `aborted`
 * @remarks O(bags × rounds × features × rows). Same options and data give the same bits, in any order of rows that
 *   carry keys. Method: explainable boosting machines, Lou et al. 2013; Nori et al. 2019.
 * @example
 * ```ts
 * const gap = Float64Array.from({ length: 400 }, (_, row) => row % 40);
 * const matrix = { length: 400, features: [{ name: 'gap_days', values: gap }] };
 * const outcome = Float64Array.from(gap, (days, row) => (days > 30 || row % 16 === 0 ? 1 : 0));
 * const { model } = await fitAdditive({ bags: 2, leaves: 2, pairs: 0 }, { matrix, outcome });
 * model.curves[0].values.at(-1) > model.curves[0].values[1]; // => true
 * ```
 */
export async function fitAdditive(
  options: AdditiveOptions,
  data: BoostingData,
  run: RunOptions = {},
): Promise<{ model: AdditiveModel; report: AdditiveReport }> {
  throwIfAborted(run.signal);
  checkTrainingData(data);
  const ground = groundOf(additiveSettings(options, data.matrix.features), data);
  const rules = rulesOf(ground);
  const { bags, pairs: wanted } = ground.settings;
  const total = bags * (wanted > 0 ? 2 : 1);
  const step = bagStepper(total, run);
  const mains: Float64Array[][] = [];
  const rounds: number[] = [];
  for (let bag = 0; bag < bags; bag++) {
    const fitted = await fitCurves(ground, drawBag(ground, bag), rules, run);
    mains.push(fitted.values);
    rounds.push(fitted.rounds);
    await step();
  }
  const curves = meanOfBags(mains);
  const pairs = wanted > 0 ? choosePairs(ground, curves, rules) : [];
  const tables: Float64Array[][] = [];
  for (let bag = 0; bag < bags && wanted > 0; bag++) {
    tables.push(pairs.length > 0 ? await fitTables(ground, drawBag(ground, bag), mains[bag]!, pairs, rules, run) : []);
    await step();
  }
  const features = modelColumns(data.matrix);
  const model = assemble(ground, features, curves, pairs, meanOfBags(tables));
  const names = pairs.map(({ first, second }) => [features[first.feature]!.name, features[second.feature]!.name] as const);
  return { model, report: { rounds, pairs: names } };
}

function groundOf(settings: AdditiveSettings, data: BoostingData): Ground {
  checkBinned(data.binned, data.matrix);
  const { matrix, rowKeys } = data;
  const weights = data.weights && Float64Array.from(data.weights);
  const outcome = Uint8Array.from(data.outcome);
  const fixedPoint = fixedPointFor(matrix.length, weights ? weights.reduce((a, b) => Math.max(a, b)) : 1);
  const { ones, total } = weightSums(outcome, weights, fixedPoint);
  const binned = data.binned ?? binMatrix(matrix, settings.bins, rowKeys);
  return { settings, binned, outcome, weights, rowKeys, fixedPoint, base: Math.log(ones / (total - ones)) };
}

function rulesOf({ settings, fixedPoint: { hessianScale } }: Ground): StepRules {
  const minHessian = Math.max(1, 1e-3 * hessianScale);
  return {
    l2: settings.l2 * hessianScale,
    minHessian,
    minRows: settings.minRowsPerLeaf,
    leaves: settings.leaves,
    hessianUnit: hessianScale,
  };
}

/** A function to call after each bag. */
function bagStepper(total: number, { onProgress, signal }: RunOptions): () => Promise<void> {
  let done = 0;
  return async () => {
    onProgress?.({ stage: 'additive', done: ++done, total });
    await breathe();
    throwIfAborted(signal);
  };
}

function fitCurves(
  { settings, binned, fixedPoint }: Ground,
  bag: Bag,
  rules: StepRules,
  run: RunOptions,
): Promise<{ values: Float64Array[]; rounds: number }> {
  const terms = binned.features.map((bins, feature) => curveTerm(bag, bins, feature, settings.monotone[feature] ?? 0, rules));
  return boostTerms(bag.rows, bag.held, terms, settings, fixedPoint, run);
}

function curveTerm(bag: Bag, bins: FeatureBins, feature: number, sign: number, rules: StepRules): Term {
  const train = bag.columns[feature]!;
  const counts = countCells(train, bins.binCount);
  const step = (sums: Float64Array): Float64Array | undefined => curveStep(sums, counts, bins, sign, rules);
  return { train, held: bag.heldColumns[feature]!, cells: bins.binCount, step };
}

/** Boosts the tables of a bag on top of its own curves. */
async function fitTables(
  { settings, fixedPoint, base }: Ground,
  bag: Bag,
  curves: readonly Float64Array[],
  pairs: readonly ChosenPair[],
  rules: StepRules,
  run: RunOptions,
): Promise<Float64Array[]> {
  const margins = new Float64Array(bag.rows.odds.length).fill(base);
  for (const [feature, curve] of curves.entries()) {
    addByCell(margins, bag.columns[feature]!, curve);
    addByCell(bag.held.margins, bag.heldColumns[feature]!, curve);
  }
  for (let row = 0; row < margins.length; row++) bag.rows.odds[row] = Math.exp(-margins[row]!);
  const terms = pairs.map((pair) => tableTerm(bag, pair, rules));
  return (await boostTerms(bag.rows, bag.held, terms, settings, fixedPoint, run)).values;
}

function tableTerm(bag: Bag, { first, second }: ChosenPair, rules: StepRules): Term {
  const cellsOf = (columns: readonly Uint8Array[]): Uint16Array =>
    pairCells(first, columns[first.feature]!, second, columns[second.feature]!);
  const train = cellsOf(bag.columns);
  const cells = first.cells * second.cells;
  const counts = countCells(train, cells);
  const step = (sums: Float64Array): Float64Array | undefined => pairStep(sums, counts, first.cells, second.cells, rules)?.values;
  return { train, held: cellsOf(bag.heldColumns), cells, step };
}

/** Mean of each term over the bags. */
function meanOfBags(bags: readonly (readonly Float64Array[])[]): Float64Array[] {
  return (bags[0] ?? []).map((first, term) => first.map((_, cell) => bags.reduce((sum, bag) => sum + bag[term]![cell]!, 0) / bags.length));
}
