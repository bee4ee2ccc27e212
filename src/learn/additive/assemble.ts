import type { FeatureBins } from '../binning.js';
import type { ModelFeature } from '../boosting/model.js';
import { countCells, type Ground } from './bag.js';
import type { ChosenPair } from './choosePairs.js';
import type { AdditiveModel, Curve, PairTable } from './model.js';
import type { PairAxis } from './pairAxis.js';
import { purify } from './purify.js';

/**
 * The model of averaged terms: tables without main effects, curves with mean 0, one value a cell.
 *
 * @param curves - value by bin of each feature; changed in place
 * @param tables - value by ordered cell of each pair; changed in place
 */
export function assemble(
  ground: Ground,
  features: readonly ModelFeature[],
  curves: readonly Float64Array[],
  pairs: readonly ChosenPair[],
  tables: readonly Float64Array[],
): AdditiveModel {
  const { binned } = ground;
  for (const [index, { first, second, counts }] of pairs.entries()) {
    const [alongFirst, alongSecond] = purify(tables[index]!, counts, first.cells, second.cells);
    addCells(curves[first.feature]!, first, alongFirst);
    addCells(curves[second.feature]!, second, alongSecond);
  }
  let base = ground.base;
  for (const [feature, curve] of curves.entries()) {
    const counts = countCells(binned.columns[feature]!, binned.features[feature]!.binCount);
    const mean = curve.reduce((sum, value, bin) => sum + value * counts[bin]!, 0) / binned.length;
    base += mean;
    for (let bin = 0; bin < curve.length; bin++) curve[bin]! -= mean;
  }
  return {
    kind: 'additive',
    features,
    base,
    curves: curves.flatMap((curve, feature) =>
      curve.some((value) => value !== 0) ? curveOf(binned.features[feature]!, feature, curve) : [],
    ),
    pairs: pairs.flatMap((pair, index) => (tables[index]!.some((value) => value !== 0) ? tableOf(pair, tables[index]!) : [])),
  };
}

function addCells(curve: Float64Array, { cellOfBin }: PairAxis, values: Float64Array): void {
  for (let bin = 0; bin < curve.length; bin++) curve[bin]! += values[cellOfBin[bin]!]!;
}

function curveOf(bins: FeatureBins, feature: number, curve: Float64Array): Curve {
  return bins.codeOfBin === undefined ? numberCurve(bins.cuts, feature, curve) : categoryCurve(bins.codeOfBin, feature, curve);
}

/** Neighbouring bins with the same value become one cell. */
function numberCurve(binCuts: Float64Array, feature: number, curve: Float64Array): Curve {
  const cuts: number[] = [];
  const values = [curve[0]!, curve[1]!];
  for (let bin = 2; bin < curve.length; bin++) {
    if (curve[bin] === values.at(-1)) continue;
    cuts.push(binCuts[bin - 2]!);
    values.push(curve[bin]!);
  }
  return { feature, cuts, values };
}

/** The last bin holds the rare and unseen categories. */
function categoryCurve(codeOfBin: Int32Array, feature: number, curve: Float64Array): Curve {
  const bins = [...codeOfBin.keys()].slice(1).sort((a, b) => codeOfBin[a]! - codeOfBin[b]!);
  const values = [curve[0]!, ...bins.map((bin) => curve[bin]!), curve.at(-1)!];
  return { feature, codes: bins.map((bin) => codeOfBin[bin]!), values };
}

function tableOf({ first, second }: ChosenPair, table: Float64Array): PairTable {
  const values = first.orderedOf.flatMap((i) => second.orderedOf.map((j) => table[i * second.cells + j]!));
  return { axes: [first.axis, second.axis], values };
}
