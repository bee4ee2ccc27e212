import type { ModelFeature } from '../boosting/model.js';

/** How the values of one feature become cells: cell 0 is missing, then the parts of a number line, or categories and the rest. */
export interface Axis {
  /** Position in the model's `features`. */
  readonly feature: number;
  /** Number feature: ascending; cell k + 1 holds the values v with cuts[k − 1] < v <= cuts[k], the last cell those above. */
  readonly cuts?: readonly number[];
  /** Category feature: cell k + 1 is the code codes[k], the last cell every other code. */
  readonly codes?: readonly number[];
}

/** What one feature adds to the margin. */
export interface Curve extends Axis {
  /** By cell; the mean over the training rows is 0. */
  readonly values: readonly number[];
}

/** What two features add to the margin beyond their curves. */
export interface PairTable {
  readonly axes: readonly [Axis, Axis];
  /** By cell of the first axis, then of the second. */
  readonly values: readonly number[];
}

/** An additive glass box: margin (log-odds) = base + one value of each curve + one value of each pair table. */
export interface AdditiveModel {
  readonly kind: 'additive';
  readonly features: readonly ModelFeature[];
  /** Mean margin of the training rows. */
  readonly base: number;
  /** At most one a feature, in the order of the features. */
  readonly curves: readonly Curve[];
  /** Strongest first. */
  readonly pairs: readonly PairTable[];
}

/** Cells of an axis. */
export function cellCount({ cuts, codes }: Axis): number {
  return (cuts ?? codes ?? []).length + 2;
}
