import { ensure } from '../../core/errors.js';
import { chiSquareTail } from '../../math/incompleteGamma.js';
import { type Covariates, type Design, designOf, ensureNamed, linearPredictor } from '../covariates.js';
import { type NewtonResult, newtonMaximum, type Quadratic } from './newton.js';
import { informationInverse, type RegressionReport } from './regressionReport.js';
import { ensureSurvivalRows, type SurvivalRows } from './survivalRows.js';

/** Accelerated failure times: S(t) = e^(−(t / scale)^shape), ln scale = intercept + Σ coefficient · covariate, shape = e^logShape. */
export interface WeibullAftModel {
  readonly coefficients: Readonly<Record<string, number>>;
  readonly intercept: number;
  readonly logShape: number;
}

export interface WeibullAftFit {
  readonly model: WeibullAftModel;
  /** Standard errors of the coefficients, of `intercept` and of `logShape`. */
  readonly report: RegressionReport;
}

/**
 * Weibull accelerated-failure-time regression: a covariate stretches or shrinks the time to leaving by e^coefficient a unit.
 *
 * @param rows - durations above 0 and events 0 or 1
 * @param covariates - columns by name, finite, each varying; none gives the plain Weibull law
 * @throws HoldfastError `no-customers`, `length-mismatch`, `bad-history`, `bad-parameter`, `too-few-events`
 * @remarks Newton's method with the exact Hessian on standardised covariates, O(n·p²) an iteration, about 8 iterations.
 *   Kalbfleisch & Prentice 2002, 3.2.
 * @example
 * ```ts
 * const { model } = fitWeibullAft({ durations: [5, 8, 12, 3, 9, 15, 7, 4], events: [1, 1, 0, 1, 1, 0, 1, 1] }, {});
 * [model.intercept, model.logShape]; // => [2.3093, 0.5253] (4 dp)
 * ```
 */
export function fitWeibullAft(rows: SurvivalRows, covariates: Covariates = {}, maxIterations = 100): WeibullAftFit {
  ensureSurvivalRows(rows);
  const n = rows.durations.length;
  const events = Array.from(rows.events).reduce((sum, event) => sum + event, 0);
  const logs = logDurations(rows, events);
  const design = designOf(covariates, n);
  const total = Array.from(rows.durations).reduce((sum, duration) => sum + duration, 0);
  const start = new Float64Array(design.names.length + 2);
  start[design.names.length] = Math.log(total / events); // the exponential law
  const found = newtonMaximum((theta) => weibullLikelihood(design, logs, rows.events, theta), start, maxIterations);
  const alone =
    design.names.length === 0
      ? found
      : newtonMaximum((theta) => weibullLikelihood(designOf({}, n), logs, rows.events, theta), start.slice(-2), maxIterations);
  return { model: modelOf(design, found.x), report: reportOf(design, found, alone.value, n, events) };
}

function logDurations({ durations }: SurvivalRows, events: number): Float64Array {
  ensure(events > 0, 'too-few-events', () => ({
    en: 'Nobody left in these rows, so nothing can be learnt about leaving; use a longer history',
    zh: '这些记录中没有人流失，无法学习流失规律；请使用更长的历史',
  }));
  return Float64Array.from(durations, (duration, i) => {
    ensure(duration > 0, 'bad-history', () => ({
      en: `Row ${i} has duration ${duration}; the Weibull law needs durations above 0`,
      zh: `第 ${i} 行的时长为 ${duration}；Weibull 分布要求时长大于 0`,
    }));
    return Math.log(duration);
  });
}

/**
 * With u = ρ(ln t − x'β), ρ = e^k: ll = Σ d(k + u − ln t) − eᵘ (d the event); by β, then the intercept, then k.
 */
function weibullLikelihood(design: Design, logs: Float64Array, events: ArrayLike<number>, theta: Float64Array): Quadratic {
  const p = design.names.length;
  const size = p + 2;
  const k = theta[p + 1]!;
  const shape = Math.exp(k);
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const x = new Float64Array(p + 1).fill(1);
  let value = 0;
  for (let i = 0; i < logs.length; i++) {
    let eta = theta[p]!;
    for (let j = 0; j < p; j++) {
      x[j] = design.cells[i * p + j]!;
      eta += theta[j]! * x[j]!;
    }
    const u = shape * (logs[i]! - eta);
    const e = Math.exp(u);
    const d = events[i]!;
    value += d * (k + u - logs[i]!) - e;
    gradient[p + 1]! += d + u * (d - e);
    hessian[size * size - 1]! += u * (d - e) - u * u * e;
    const slope = -shape * (d - e);
    const bend = -shape * shape * e;
    const cross = slope + shape * u * e;
    for (let j = 0; j <= p; j++) {
      gradient[j]! += slope * x[j]!;
      hessian[(p + 1) * size + j]! += cross * x[j]!;
      const bent = bend * x[j]!;
      for (let l = 0; l <= j; l++) hessian[j * size + l]! += bent * x[l]!;
    }
  }
  for (let j = 0; j < size; j++) for (let l = 0; l < j; l++) hessian[l * size + j] = hessian[j * size + l]!;
  return { value, gradient, hessian };
}

function modelOf({ names, means, deviations }: Design, theta: Float64Array): WeibullAftModel {
  const coefficients = Object.fromEntries(names.map((name, j) => [name, theta[j]! / deviations[j]!]));
  const shift = names.reduce((sum, name, j) => sum + coefficients[name]! * means[j]!, 0);
  return { coefficients, intercept: theta[names.length]! - shift, logShape: theta[names.length + 1]! };
}

function reportOf(design: Design, found: NewtonResult, nullLogLikelihood: number, customers: number, events: number): RegressionReport {
  const { names, means, deviations } = design;
  const p = names.length;
  const size = p + 2;
  const { covariance, conditionNumber } = informationInverse(found.hessian, size);
  // The intercept at covariates 0 is a combination: 1 on the centred intercept, −mean/deviation on each standardised coefficient.
  const combination = Float64Array.from({ length: size }, (_, j) => (j < p ? -means[j]! / deviations[j]! : j === p ? 1 : 0));
  let variance = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) variance += combination[i]! * combination[j]! * covariance[i * size + j]!;
  const likelihoodRatio = 2 * (found.value - nullLogLikelihood);
  return {
    converged: found.converged,
    iterations: found.iterations,
    logLikelihood: found.value,
    nullLogLikelihood,
    likelihoodRatio,
    pValue: p === 0 ? 1 : chiSquareTail(likelihoodRatio, p),
    standardErrors: {
      ...Object.fromEntries(names.map((name, j) => [name, Math.sqrt(covariance[j * size + j]!) / deviations[j]!])),
      intercept: Math.sqrt(variance),
      logShape: Math.sqrt(covariance[size * size - 1]!),
    },
    conditionNumber,
    customers,
    events,
  };
}

/**
 * Probability of each row to be still there after `time`. Shape (n,). Throws `missing-column`.
 *
 * @example
 * ```ts
 * const model = { coefficients: { late: -0.2 }, intercept: 6, logShape: 0.3 };
 * weibullSurvival(model, { late: [0, 2] }, 365, 2); // => [0.4174, 0.2233] (4 dp)
 * ```
 */
export function weibullSurvival(model: WeibullAftModel, covariates: Covariates, time: number, rows: number): Float64Array {
  const shape = Math.exp(model.logShape);
  return scales(model, covariates, rows).map((scale) => Math.exp(-Math.exp(shape * Math.log(time / scale))));
}

/**
 * Time by which half of customers like each row have left. Shape (n,). Throws `missing-column`.
 *
 * @example
 * ```ts
 * const model = { coefficients: { late: -0.2 }, intercept: 6, logShape: 0.3 };
 * weibullMedian(model, { late: [0, 2] }, 2); // => [307.5, 206.1] (1 dp)
 * ```
 */
export function weibullMedian(model: WeibullAftModel, covariates: Covariates, rows: number): Float64Array {
  const factor = Math.exp(Math.log(Math.LN2) / Math.exp(model.logShape));
  return scales(model, covariates, rows).map((scale) => scale * factor);
}

function scales({ coefficients, intercept }: WeibullAftModel, covariates: Covariates, rows: number): Float64Array {
  ensureNamed(coefficients, covariates);
  return Float64Array.from({ length: rows }, (_, i) => Math.exp(intercept + linearPredictor(coefficients, covariates, i)));
}
