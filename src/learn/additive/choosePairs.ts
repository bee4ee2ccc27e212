import { countCells, type Ground } from './bag.js';
import { addByCell } from './boostTerms.js';
import type { StepRules } from './curveStep.js';
import { stepAndSum } from './cyclicSums.js';
import { type PairAxis, pairAxis, pairCells } from './pairAxis.js';
import { pairStep } from './pairStep.js';

/** Two axes whose table is worth having. */
export interface ChosenPair {
  readonly first: PairAxis;
  readonly second: PairAxis;
  /** Cell of each training row. */
  readonly cells: Uint16Array;
  readonly counts: Float64Array;
}

/** Features that may form pairs: those whose curves matter most. */
const MOST_FEATURES = 32;

/**
 * The pairs that would lower the loss most beside the curves, strongest first, ties in the order of the features.
 *
 * @param curves - value by bin of each feature
 * @remarks O(features² × rows); FAST (Lou et al. 2013) on the gradients that the curves leave.
 */
export function choosePairs(ground: Ground, curves: readonly Float64Array[], rules: StepRules): ChosenPair[] {
  const { settings, binned, outcome, weights, fixedPoint } = ground;
  const axes = axesOf(ground, curves);
  const margins = new Float64Array(binned.length).fill(ground.base);
  for (const [feature, curve] of curves.entries()) addByCell(margins, binned.columns[feature]!, curve);
  const rows = { outcome, weights, odds: margins.map((margin) => Math.exp(-margin)) };
  const stay = new Float64Array(256).fill(1);
  const found: { pair: ChosenPair; gain: number }[] = [];
  for (const [place, first] of axes.entries())
    for (const second of axes.slice(place + 1)) {
      const cells = pairCells(first, binned.columns[first.feature]!, second, binned.columns[second.feature]!);
      const size = first.cells * second.cells;
      const sums = new Float64Array(2 * size);
      stepAndSum(rows, binned.columns[first.feature]!, stay, cells, fixedPoint, sums);
      const counts = countCells(cells, size);
      const step = pairStep(sums, counts, first.cells, second.cells, rules);
      if (!step) continue;
      found.push({ pair: { first, second, cells, counts }, gain: step.gain });
      if (found.length > 4 * settings.pairs) keepBest(found, settings.pairs);
    }
  keepBest(found, settings.pairs);
  return found.map(({ pair }) => pair);
}

function keepBest(found: { pair: ChosenPair; gain: number }[], most: number): void {
  found.sort((a, b) => b.gain - a.gain || a.pair.first.feature - b.pair.first.feature || a.pair.second.feature - b.pair.second.feature);
  found.length = Math.min(found.length, most);
}

/** Axes of the features with the largest mean absolute curve that no monotone constraint binds, in the order of the features. */
function axesOf({ settings, binned }: Ground, curves: readonly Float64Array[]): PairAxis[] {
  const counts = binned.columns.map((column, feature) => countCells(column, binned.features[feature]!.binCount));
  const sizes = curves.map((curve, feature) => curve.reduce((sum, value, bin) => sum + Math.abs(value) * counts[feature]![bin]!, 0));
  const free = [...sizes.keys()].filter((feature) => sizes[feature]! > 0 && (settings.monotone[feature] ?? 0) === 0);
  free.sort((a, b) => sizes[b]! - sizes[a]! || a - b).splice(MOST_FEATURES);
  return free.sort((a, b) => a - b).map((feature) => pairAxis(binned.features[feature]!, feature, counts[feature]!, curves[feature]!));
}
