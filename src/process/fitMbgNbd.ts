import { mbgNbd } from './betaGeometric/betaGeometric.js';
import type { FitOptions, FitReport } from './fit/fitReport.js';
import type { MbgNbdParams } from './mbgNbd.js';
import type { RepeatHistory } from './repeatHistory.js';

export type MbgNbdFitOptions = FitOptions;

/** Whether a fit may be believed. */
export type MbgNbdFitReport = FitReport<keyof MbgNbdParams>;

export interface MbgNbdFit {
  readonly model: MbgNbdParams;
  readonly report: MbgNbdFitReport;
}

/**
 * Fits MBG/NBD to repeat histories by maximum likelihood with a slight ridge on the logarithms of the parameters.
 *
 * @param history - one row a customer; `bad-history` names the first row that cannot be
 * @param options - strength of the ridge, most iterations, random starts and their seed
 * @returns `model` in days, and a `report`: look at `converged`, `boundary` and `conditionNumber` before believing the parameters
 * @throws HoldfastError `no-customers`, `length-mismatch`, `bad-history`, `bad-parameter`, and `too-little-history` when no
 *   customer repeated or none was observed for any time
 * @remarks Equal histories are grouped; L-BFGS with analytic gradient from several starts. Deterministic, independent of row
 *   order. O(distinct histories) an evaluation. Reproduces the CDNOW parameters in `test/process/fitMbgNbd.test.ts`.
 * @example
 * ```ts
 * const history = { repeatCount: [0, 2, 5, 0, 9, 1], firstToLastDays: [0, 60, 150, 0, 170, 20], observedDays: [180, 180, 170, 90, 180, 150] };
 * const { model, report } = fitMbgNbd(history);
 * report.converged; // => true
 * ```
 */
export function fitMbgNbd(history: RepeatHistory, options: MbgNbdFitOptions = {}): MbgNbdFit {
  return mbgNbd.fit(history, options);
}
