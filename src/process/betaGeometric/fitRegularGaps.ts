import type { FitOptions } from '../fit/fitReport.js';
import type { PurchaseFit } from '../purchase/fitPurchases.js';
import type { RepeatHistory } from '../repeatHistory.js';
import { bgCnbd, mbgCnbd } from './betaGeometric.js';
import type { BetaGeometricParams } from './betaGeometricLaw.js';
import { ensureShape } from './ensureShape.js';

export interface RegularGapsOptions extends FitOptions {
  /** Whether the first shipment can be the last (MBG/CNBD-k, default true). */
  readonly firstCanEnd?: boolean | undefined;
  /** Largest shape tried; default 12. */
  readonly mostShape?: number | undefined;
}

export interface RegularGapsFit extends PurchaseFit<keyof BetaGeometricParams> {
  /** The shape k with the largest log-likelihood. */
  readonly shape: number;
  /** Log-likelihood of each shape tried, from 1. */
  readonly logLikelihoods: readonly number[];
}

/**
 * Fits MBG/CNBD-k (or BG/CNBD-k) and its shape: k rises from 1 as long as the log-likelihood does.
 *
 * @param history - with `sumLogGapDays`, and gaps above 0 days
 * @throws HoldfastError as the fit of a purchase process does
 * @remarks Platzer & Reutterer, Marketing Science 35 (2016). One fit for each shape tried.
 * @example
 * ```ts
 * const history = {
 *   repeatCount: [0, 4, 6, 1, 8, 0, 5, 3],
 *   firstToLastDays: [0, 90, 130, 20, 170, 0, 160, 40],
 *   observedDays: [180, 180, 140, 90, 180, 180, 170, 160],
 *   sumLogGapDays: [0, 11.5, 16.6, 3, 22.2, 0, 15.4, 6.6],
 * };
 * fitRegularGaps(history).shape; // => 2
 * ```
 */
export function fitRegularGaps(history: RepeatHistory, options: RegularGapsOptions = {}): RegularGapsFit {
  const { firstCanEnd = true, mostShape = 12 } = options;
  ensureShape(mostShape);
  const process = firstCanEnd ? mbgCnbd : bgCnbd;
  const logLikelihoods: number[] = [];
  let best: PurchaseFit<keyof BetaGeometricParams> | undefined;
  let bestShape = 1;
  for (let shape = 1; shape <= mostShape; shape++) {
    const fit = process(shape).fit(history, options);
    logLikelihoods.push(fit.report.logLikelihood);
    if (best && fit.report.logLikelihood <= best.report.logLikelihood) break;
    [best, bestShape] = [fit, shape];
  }
  return { ...best!, shape: bestShape, logLikelihoods };
}
