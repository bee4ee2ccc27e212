import type { FitOptions } from '../fit/fitReport.js';
import { naturalTheta } from '../fit/naturalTheta.js';
import { repeatGroups } from '../repeatGroups.js';
import { ensureRepeatHistory, type RepeatHistory } from '../repeatHistory.js';
import { ensureCount, ensureDiscount, ensureTime } from './ensureAsked.js';
import { fitPurchases, type PurchaseFit } from './fitPurchases.js';
import { type PredictiveCounts, type PredictiveOptions, predictiveCounts } from './predictiveCounts.js';
import { probabilityActivePath } from './probabilityActivePath.js';
import type { PurchaseKernel } from './purchaseKernel.js';

/**
 * A purchase process: the same questions for every law. Time is in days wherever nothing else is said; parameters in time are in
 * the unit of the history that they were fitted to. Every function throws `bad-parameter` for parameters or arguments that cannot
 * be and `bad-history` for the first impossible row.
 */
export interface PurchaseProcess<Name extends string = string> {
  readonly id: string;
  readonly parameters: readonly Name[];
  /** Maximum likelihood with a slight ridge; throws `no-customers` and `too-little-history` as well. */
  readonly fit: (history: RepeatHistory, options?: FitOptions) => PurchaseFit<Name>;
  /** Total log-likelihood of the histories. */
  readonly logLikelihood: (params: Readonly<Record<Name, number>>, history: RepeatHistory) => number;
  /** Probability that each customer is still active now; shape (n,). */
  readonly probabilityActive: (params: Readonly<Record<Name, number>>, history: RepeatHistory) => Float64Array;
  /** The same of one customer through time: `shipmentDays` ascending, the first first; one value for each of `atDays`. */
  readonly probabilityActivePath: (
    params: Readonly<Record<Name, number>>,
    shipmentDays: ArrayLike<number>,
    atDays: ArrayLike<number>,
  ) => Float64Array;
  /** Expected shipments of a new customer in the `days` after its first. */
  readonly expectedShipments: (params: Readonly<Record<Name, number>>, days: number) => number;
  /** Probability that a new customer ships exactly `count` times in the `days` after its first shipment. */
  readonly countProbability: (params: Readonly<Record<Name, number>>, count: number, days: number) => number;
  /** Expected shipments of each customer in the coming `days`; shape (n,). */
  readonly conditionalExpectedShipments: (params: Readonly<Record<Name, number>>, history: RepeatHistory, days: number) => Float64Array;
  /** Probability that each customer ships exactly `count` times in the coming `days`; shape (n,). */
  readonly conditionalCountProbability: (
    params: Readonly<Record<Name, number>>,
    history: RepeatHistory,
    count: number,
    days: number,
  ) => Float64Array;
  /**
   * Discounted expected residual shipments (DERT): Σ e^(−δt) over all coming shipments, δ = `discountPerDay` > 0, continuous
   * (ln(1 + annual rate) / 365); shape (n,).
   */
  readonly discountedExpectedShipments: (
    params: Readonly<Record<Name, number>>,
    history: RepeatHistory,
    discountPerDay: number,
  ) => Float64Array;
  /** Quantiles of each customer's coming shipments, by simulation from the posterior of its rate and its leaving. */
  readonly predictiveCounts: (
    params: Readonly<Record<Name, number>>,
    history: RepeatHistory,
    options: PredictiveOptions,
  ) => PredictiveCounts;
}

/** The questions of a purchase process, answered by its kernel. */
export function purchaseProcess<Name extends string>(id: string, kernel: PurchaseKernel<Name>): PurchaseProcess<Name> {
  const theta = (params: Readonly<Record<Name, number>>): Float64Array => naturalTheta(kernel.names, params);
  const each = (
    params: Readonly<Record<Name, number>>,
    { repeatCount, firstToLastDays, observedDays }: RepeatHistory,
    value: (theta: Float64Array, x: number, tx: number, T: number) => number,
  ): Float64Array => {
    const values = theta(params);
    ensureRepeatHistory({ repeatCount, firstToLastDays, observedDays });
    const out = new Float64Array(repeatCount.length);
    for (let i = 0; i < out.length; i++) out[i] = value(values, repeatCount[i]!, firstToLastDays[i]!, observedDays[i]!);
    return out;
  };
  const { active, meanWhileActive, countWhileActive, discountedWhileActive } = kernel;
  const count = (values: Float64Array, x: number, tx: number, T: number, days: number, n: number): number => {
    const alive = active(values, x, tx, T);
    return alive * countWhileActive(values, x, tx, T, days, n) + (n === 0 ? 1 - alive : 0);
  };
  return {
    id,
    parameters: kernel.names,
    fit: (history, options) => fitPurchases(kernel, history, options),
    logLikelihood: (params, history) => logLikelihoodOf(kernel, theta(params), history),
    probabilityActive: (params, history) => each(params, history, active),
    probabilityActivePath: (params, shipmentDays, atDays) => probabilityActivePath(kernel, theta(params), shipmentDays, atDays),
    expectedShipments(params, days) {
      ensureTime(days);
      const values = theta(params);
      return active(values, 0, 0, 0) * meanWhileActive(values, 0, 0, 0, days);
    },
    countProbability(params, n, days) {
      ensureTime(days);
      ensureCount(n);
      return count(theta(params), 0, 0, 0, days, n);
    },
    conditionalExpectedShipments(params, history, days) {
      ensureTime(days);
      return each(params, history, (values, x, tx, T) => active(values, x, tx, T) * meanWhileActive(values, x, tx, T, days));
    },
    conditionalCountProbability(params, history, n, days) {
      ensureTime(days);
      ensureCount(n);
      return each(params, history, (values, x, tx, T) => count(values, x, tx, T, days, n));
    },
    discountedExpectedShipments(params, history, discountPerDay) {
      ensureDiscount(discountPerDay);
      return each(
        params,
        history,
        (values, x, tx, T) => active(values, x, tx, T) * discountedWhileActive(values, x, tx, T, discountPerDay),
      );
    },
    predictiveCounts: (params, history, options) => predictiveCounts(kernel, theta(params), history, options),
  };
}

function logLikelihoodOf<Name extends string>(kernel: PurchaseKernel<Name>, theta: Float64Array, history: RepeatHistory): number {
  ensureRepeatHistory(history);
  return kernel.likelihood(repeatGroups(history, 1))(theta, new Float64Array(theta.length)) + kernel.constant(history);
}
