import { applyBins, type BinnedMatrix, type FeatureBins } from '../binning.js';
import { checkTrainingData, featureOf, type TrainingData } from '../matrix.js';
import type { AddedTree } from './booster.js';
import { meanLogLoss } from './gradients.js';
import { routeRows } from './partition.js';
import { contactCosts, meanContactCost, type ProfitObjective } from './profit.js';

/** Rows beside the training rows, and how well the model does there. */
export interface Validation {
  readonly binned: BinnedMatrix;
  readonly outcome: Uint8Array;
  readonly weights: Float64Array | undefined;
  /** Of contacting each row, under the profit objective. */
  readonly costs: Float64Array | undefined;
  readonly margins: Float64Array;
  readonly rows: Int32Array;
  readonly leaves: Int32Array;
  bestLoss: number;
  bestTrees: number;
}

/** The rows in the bins of the training rows, at the base rate. */
export function startValidation(
  features: readonly FeatureBins[],
  base: number,
  data: TrainingData & { readonly rowValue?: ArrayLike<number> },
  profit: Required<ProfitObjective> | undefined,
): Validation {
  checkTrainingData(data);
  const { matrix } = data;
  const columns = features.map(({ name }) => featureOf(matrix, name));
  return {
    binned: applyBins(columns, matrix.length, features),
    outcome: Uint8Array.from(data.outcome),
    weights: data.weights && Float64Array.from(data.weights),
    costs: profit && contactCosts(profit, data.rowValue, data.outcome, data.weights),
    margins: new Float64Array(matrix.length).fill(base),
    rows: Int32Array.from({ length: matrix.length }, (_, row) => row),
    leaves: new Int32Array(matrix.length),
    bestLoss: Infinity,
    bestTrees: 0,
  };
}

/** Validation loss with so many trees, remembered when it is the best. */
export function watchLoss(validation: Validation, trees: number): number {
  const { margins, outcome, weights, costs } = validation;
  const loss = costs ? meanContactCost(margins, costs) : meanLogLoss(margins, outcome, weights);
  if (loss < validation.bestLoss) {
    validation.bestLoss = loss;
    validation.bestTrees = trees;
  }
  return loss;
}

/** Adds a tree's leaves to the margins. */
export function addToValidation(validation: Validation, { tree, overBins }: AddedTree): void {
  routeRows(overBins, validation.binned, validation.rows, validation.leaves);
  for (let row = 0; row < validation.margins.length; row++) validation.margins[row]! += tree.value[validation.leaves[row]!]!;
}
