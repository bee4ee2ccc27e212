import type { Uniforms } from '../../math/variates.js';
import type { Likelihood } from '../fit/likelihoodProblem.js';
import type { RepeatGroups } from '../repeatGroups.js';
import type { RepeatHistory } from '../repeatHistory.js';

/**
 * The law of one purchase process, on one customer at a time and without checks: `theta` are its parameters in the order of
 * `names`, x the repeats, tx first to last, T first to now, all times in the unit of theta. "While active" is given that the
 * customer is active at T; a new customer is x = tx = T = 0.
 */
export interface PurchaseKernel<Name extends string> {
  readonly names: readonly Name[];
  /** Which parameters are in the unit of time. */
  readonly inTime: readonly boolean[];
  readonly limits: Readonly<Record<Name, readonly [low: number, high: number]>>;
  /** Power of 1 / time in the likelihood for each repeat: the change of unit of a log-likelihood. */
  readonly timePower: number;
  readonly likelihood: (groups: RepeatGroups) => Likelihood;
  /** What the likelihood leaves out because no parameter is in it. */
  readonly constant: (history: RepeatHistory) => number;
  /** Log-parameters to start from. */
  readonly starts: (groups: RepeatGroups) => number[][];
  readonly active: (theta: Float64Array, x: number, tx: number, T: number) => number;
  /** Expected shipments in (T, T + time]. */
  readonly meanWhileActive: (theta: Float64Array, x: number, tx: number, T: number, time: number) => number;
  /** Probability of exactly `count` shipments in (T, T + time]. */
  readonly countWhileActive: (theta: Float64Array, x: number, tx: number, T: number, time: number, count: number) => number;
  /** Expected Σ e^(−discount · time) over all shipments after T. */
  readonly discountedWhileActive: (theta: Float64Array, x: number, tx: number, T: number, discount: number) => number;
  /** A number of shipments in (T, T + time], drawn from the posterior of the customer's own rate and its own leaving. */
  readonly drawWhileActive: (theta: Float64Array, x: number, tx: number, T: number, time: number, uniform: Uniforms) => number;
}
