import { ensure } from '../core/errors.js';
import { type Minimum, minimise, type Objective } from '../math/lbfgs.js';
import { ensureMbgNbdParams, type MbgNbdParams } from './mbgNbd.js';
import { mbgNbdLikelihood } from './mbgNbdLikelihood.js';
import { parametersOf, penalised } from './mbgNbdObjective.js';
import { roughStarts } from './mbgNbdStarts.js';
import { repeatGroups } from './repeatGroups.js';
import { ensureRepeatHistory, type RepeatHistory } from './repeatHistory.js';

export interface MbgNbdFitOptions {
  /** Strength of the pull of the log-parameters towards 0, divided by the number of customers; default 0.01. 0 is pure maximum likelihood. */
  readonly ridge?: number | undefined;
  readonly maxIterations?: number | undefined;
}

/** Whether a fit may be believed. */
export interface MbgNbdFitReport {
  /** True when the best start ended at a flat place of the mean log-likelihood. */
  readonly converged: boolean;
  readonly iterations: number;
  /** Largest derivative of the penalised mean log-likelihood by a log-parameter. */
  readonly gradientNorm: number;
  /** Total log-likelihood at the parameters, without the ridge, with time in days. */
  readonly logLikelihood: number;
  /** Parameters that ran to where the data no longer tell: `a` or `b` outside [0.001, 1000], `r` above 50. */
  readonly boundary: readonly (keyof MbgNbdParams)[];
  readonly customers: number;
}

export interface MbgNbdFit {
  readonly model: MbgNbdParams;
  readonly report: MbgNbdFitReport;
}

/** Longest observation after scaling; keeps all log-parameters near 0. */
const SCALED_LENGTH = 32;

/**
 * Fits MBG/NBD to repeat histories by maximum likelihood with a slight ridge on the logarithms of the parameters.
 *
 * @param history - one row a customer; `bad-history` names the first row that cannot be
 * @returns `model` in days, and a `report`: look at `converged` and `boundary` before believing the parameters
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
  const { ridge = 0.01, maxIterations = 500 } = options;
  ensureFittable(history, ridge);
  const customers = history.repeatCount.length;
  const longest = Array.from(history.observedDays).reduce((most, days) => Math.max(most, days), 0);
  const timeScale = SCALED_LENGTH / longest;
  const groups = repeatGroups(history, timeScale);
  const likelihood = mbgNbdLikelihood(groups);
  const starts = roughStarts(groups, ridge);
  const best = fromBestStart(penalised(likelihood, customers, ridge), starts, maxIterations);
  const [r, scaledAlpha, a, b] = parametersOf(best.x);
  const model = { r, alpha: scaledAlpha / timeScale, a, b };
  ensureMbgNbdParams(model);
  const repeats = groups.x.reduce((sum, x, group) => sum + x * groups.customers[group]!, 0);
  return {
    model,
    report: {
      converged: best.converged,
      iterations: best.iterations,
      gradientNorm: best.gradientNorm,
      logLikelihood: likelihood(r, scaledAlpha, a, b, new Float64Array(4)) + repeats * Math.log(timeScale),
      boundary: boundaryOf(model),
      customers,
    },
  };
}

function ensureFittable(history: RepeatHistory, ridge: number): void {
  const { repeatCount, observedDays } = history;
  ensure(repeatCount.length > 0, 'no-customers', () => ({
    en: 'There are no customers to fit; pass at least one.',
    zh: '没有可拟合的客户；请至少传入一位。',
  }));
  ensureRepeatHistory(history);
  ensure(ridge >= 0 && ridge < Infinity, 'bad-parameter', () => ({
    en: `ridge is ${ridge}; it must be finite and not negative`,
    zh: `ridge 为 ${ridge}；应为非负的有限数`,
  }));
  const known = Array.from(repeatCount).some((x) => x > 0) && Array.from(observedDays).some((days) => days > 0);
  ensure(known, 'too-little-history', () => ({
    en: `None of the ${repeatCount.length} customers shipped again, so nothing can be learnt about repeats; use a longer history`,
    zh: `${repeatCount.length} 位客户都没有再次寄件，无法学习重复规律；请使用更长的历史`,
  }));
}

/** The whole way from the best start; from the next when that does not converge, and the lowest of all when none does. */
function fromBestStart(objective: Objective, starts: readonly Float64Array[], maxIterations: number): Minimum {
  const found: Minimum[] = [];
  for (const start of starts) {
    const end = minimise(objective, start, { maxIterations, gradientTolerance: 1e-8, valueTolerance: 1e-13 });
    if (end.converged) return end;
    found.push(end);
  }
  return found.reduce((best, end) => (end.value < best.value ? end : best));
}

function boundaryOf({ r, a, b }: MbgNbdParams): (keyof MbgNbdParams)[] {
  const hits: (keyof MbgNbdParams)[] = [];
  if (r > 50) hits.push('r');
  if (a < 1e-3 || a > 1e3) hits.push('a');
  if (b < 1e-3 || b > 1e3) hits.push('b');
  return hits;
}
