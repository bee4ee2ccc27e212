import { ensure } from '../core/errors.js';
import { type Minimum, minimise } from '../math/lbfgs.js';
import { ensureMbgNbdParams, type MbgNbdParams } from './mbgNbd.js';
import { type MbgNbdLikelihood, mbgNbdLikelihood } from './mbgNbdLikelihood.js';
import { type RepeatGroups, repeatGroups } from './repeatGroups.js';
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
/** Starts are compared after this many steps on at most this many histories. */
const ROUGH_ITERATIONS = 12;
const ROUGH_GROUPS = 500;

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
  const starts = roughStarts(thinned(groups), ridge, momentStart(groups));
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

type LogObjective = (x: Float64Array, gradient: Float64Array) => number;

/** Mean negative log-likelihood plus ridge, as a function of ln r, ln α, ln a, ln b. */
function penalised(likelihood: MbgNbdLikelihood, customers: number, ridge: number): LogObjective {
  return (x, gradient) => {
    const parameters = parametersOf(x);
    const value = likelihood(...parameters, gradient);
    let squares = 0;
    for (let j = 0; j < 4; j++) {
      squares += x[j]! * x[j]!;
      gradient[j] = (2 * ridge * x[j]! - gradient[j]! * parameters[j]!) / customers;
    }
    return (ridge * squares - value) / customers;
  };
}

function parametersOf(x: Float64Array): [r: number, alpha: number, a: number, b: number] {
  return [Math.exp(x[0]!), Math.exp(x[1]!), Math.exp(x[2]!), Math.exp(x[3]!)];
}

/** Log-parameters from the mean and variance of the shipping rate, as if nobody left. */
function momentStart({ x, T, customers }: RepeatGroups): number[] {
  let time = 0;
  let repeats = 0;
  for (let i = 0; i < x.length; i++) {
    time += customers[i]! * T[i]!;
    repeats += customers[i]! * x[i]!;
  }
  const rate = repeats / time;
  let excess = 0; // Σ (x − λT)² − λT, which estimates Var(λ)·ΣT²
  let squaredTime = 0;
  for (let i = 0; i < x.length; i++) {
    const expected = rate * T[i]!;
    excess += customers[i]! * ((x[i]! - expected) * (x[i]! - expected) - expected);
    squaredTime += customers[i]! * T[i]! * T[i]!;
  }
  const alpha = rate / Math.max(excess / squaredTime, 0.01 * rate * rate);
  return [Math.log(alpha * rate), Math.log(alpha), Math.log(0.5), 0];
}

/** Every k-th history, so that no more than {@link ROUGH_GROUPS} are left; histories are in order, so all kinds stay. */
function thinned(groups: RepeatGroups): RepeatGroups {
  const every = Math.ceil(groups.x.length / ROUGH_GROUPS);
  const pick = (column: Float64Array): Float64Array => column.filter((_, group) => group % every === 0);
  return { x: pick(groups.x), tx: pick(groups.tx), T: pick(groups.T), customers: pick(groups.customers) };
}

/** Where a short walk from each start ends, the best first. */
function roughStarts(groups: RepeatGroups, ridge: number, moments: number[]): Float64Array[] {
  const customers = groups.customers.reduce((total, count) => total + count, 0);
  const objective = penalised(mbgNbdLikelihood(groups), customers, ridge);
  const tenth = Math.log(0.1);
  return [moments, [0, 0, 0, 0], [tenth, 0, tenth, tenth], [Math.LN2, Math.LN10, -1, 1]]
    .map((start) => minimise(objective, start, { maxIterations: ROUGH_ITERATIONS }))
    .sort((one, other) => one.value - other.value)
    .map((found) => found.x);
}

/** The whole way from the best start; from the next when that does not converge, and the lowest of all when none does. */
function fromBestStart(objective: LogObjective, starts: readonly Float64Array[], maxIterations: number): Minimum {
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
