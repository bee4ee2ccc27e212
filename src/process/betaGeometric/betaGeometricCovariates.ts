import { type Minimum, minimise, type Objective } from '../../math/lbfgs.js';
import { type Covariates, type Design, designOf, ensureNamed, linearPredictor } from '../covariates.js';
import { curvatureAt } from '../fit/curvature.js';
import { ensureFitOptions } from '../fit/ensureFitOptions.js';
import type { FitOptions, FitReport } from '../fit/fitReport.js';
import type { Likelihood } from '../fit/likelihoodProblem.js';
import { repeatGroups } from '../repeatGroups.js';
import type { RepeatHistory } from '../repeatHistory.js';
import { bgNbd, mbgNbd } from './betaGeometric.js';
import type { BetaGeometricLaw, BetaGeometricParams } from './betaGeometricLaw.js';
import { betaGeometricLikelihood } from './betaGeometricLikelihood.js';

/** What the covariates multiply: α·e^(−Σ rate·z), a·e^(Σ leaving·z), b·e^(Σ staying·z). */
const PARTS = ['rate', 'leaving', 'staying'] as const;

/**
 * BG/NBD or MBG/NBD whose parameters depend on what is known of a customer from the beginning: a covariate z multiplies the shipping rate
 * by e^(rate·z), and the parameters a and b of leaving by e^(leaving·z) and e^(staying·z). All coefficients 0 is the plain process.
 */
export interface BetaGeometricCovariateModel {
  /** Parameters of a customer whose covariates are all 0. */
  readonly base: BetaGeometricParams;
  readonly rate: Readonly<Record<string, number>>;
  readonly leaving: Readonly<Record<string, number>>;
  readonly staying: Readonly<Record<string, number>>;
}

export interface BetaGeometricCovariateFit {
  readonly model: BetaGeometricCovariateModel;
  /** Names are `r`, `alpha`, `a`, `b` (at the mean covariates), `rate.z`, `leaving.z`, `staying.z`. */
  readonly report: FitReport;
}

export interface CovariateFitOptions extends FitOptions {
  /** MBG/NBD (default true) or BG/NBD. */
  readonly firstCanEnd?: boolean | undefined;
}

/**
 * Fits BG/NBD or MBG/NBD with static covariates.
 *
 * @param covariates - columns by name, finite, each varying
 * @throws HoldfastError as the fit of a purchase process does, and `length-mismatch`, `bad-history`, `bad-parameter` for covariates
 * @remarks Fader & Hardie, "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models" (2007). Rows with the same
 *   covariates share one evaluation: O(Σ over kinds of customers). Compare with the plain fit by {@link likelihoodRatioTest} with 3 degrees
 *   a covariate.
 * @example
 * ```ts
 * const history = { repeatCount: [0, 2, 5, 0, 9, 1], firstToLastDays: [0, 60, 150, 0, 170, 20], observedDays: [180, 180, 170, 90, 180, 150] };
 * const { model } = fitBetaGeometricCovariates(history, { contract: [0, 0, 1, 0, 1, 0] });
 * (model.rate.contract ?? 0) > 0; // => true
 * ```
 */
export function fitBetaGeometricCovariates(
  history: RepeatHistory,
  covariates: Covariates,
  options: CovariateFitOptions = {},
): BetaGeometricCovariateFit {
  ensureFitOptions(options);
  const { firstCanEnd = true, ridge = 0.01, maxIterations = 500 } = options;
  const plain = (firstCanEnd ? mbgNbd : bgNbd).fit(history, options).model;
  const customers = history.repeatCount.length;
  const design = designOf(covariates, customers);
  const kinds = kindsOf({ shape: 1, firstCanEnd }, history, design);
  const size = 4 + 3 * design.names.length;
  const start = new Float64Array(size);
  // Shapes are pulled towards 1, the time towards the plain fit, coefficients towards 0.
  const origin = Float64Array.of(0, Math.log(plain.alpha), 0, 0);
  start.set([Math.log(plain.r), 0, Math.log(plain.a), Math.log(plain.b)]);
  const objective = objectiveOf(kinds, design.names.length, customers, ridge, origin);
  const found = minimise(objective, start, { maxIterations, gradientTolerance: 1e-8, valueTolerance: 1e-13 });
  return { model: modelOf(design, found.x, origin), report: reportOf(design, found, objective, customers, ridge, origin) };
}

/** Customers with the same covariates, and their likelihood. */
interface Kind {
  readonly z: Float64Array;
  readonly likelihood: Likelihood;
}

function kindsOf(law: BetaGeometricLaw, history: RepeatHistory, { cells, names, rows }: Design): Kind[] {
  const members = new Map<string, number[]>();
  for (let row = 0; row < rows; row++) {
    const key = cells.subarray(row * names.length, (row + 1) * names.length).join();
    const list = members.get(key);
    if (list) list.push(row);
    else members.set(key, [row]);
  }
  return [...members.values()].map((list) => {
    const pick = (column: ArrayLike<number>): number[] => list.map((row) => column[row]!);
    const part = {
      repeatCount: pick(history.repeatCount),
      firstToLastDays: pick(history.firstToLastDays),
      observedDays: pick(history.observedDays),
    };
    const z = cells.slice(list[0]! * names.length, (list[0]! + 1) * names.length);
    return { z, likelihood: betaGeometricLikelihood(law, repeatGroups(part, 1)) };
  });
}

/** Mean negative log-likelihood plus ridge, by ln r, ln α − its origin, ln a, ln b and the coefficients of standardised covariates. */
function objectiveOf(kinds: readonly Kind[], p: number, customers: number, ridge: number, origin: Float64Array): Objective {
  const natural = new Float64Array(4);
  return (x, gradient) => {
    gradient.fill(0);
    let total = 0;
    for (const { z, likelihood } of kinds) {
      const theta = thetaOf(x, z, origin);
      total += likelihood(theta, natural);
      for (let j = 0; j < 4; j++) gradient[j]! -= natural[j]! * theta[j]!;
      for (let k = 0; k < p; k++) {
        gradient[4 + k]! += natural[1]! * theta[1]! * z[k]!;
        gradient[4 + p + k]! -= natural[2]! * theta[2]! * z[k]!;
        gradient[4 + 2 * p + k]! -= natural[3]! * theta[3]! * z[k]!;
      }
    }
    let squares = 0;
    for (let j = 0; j < x.length; j++) {
      squares += x[j]! * x[j]!;
      gradient[j] = (gradient[j]! + 2 * ridge * x[j]!) / customers;
    }
    return (ridge * squares - total) / customers;
  };
}

function thetaOf(x: Float64Array, z: Float64Array, origin: Float64Array): Float64Array {
  const p = z.length;
  const shift = [0, 0, 0, 0];
  for (let k = 0; k < p; k++) {
    shift[1]! -= x[4 + k]! * z[k]!;
    shift[2]! += x[4 + p + k]! * z[k]!;
    shift[3]! += x[4 + 2 * p + k]! * z[k]!;
  }
  return Float64Array.from(shift, (value, j) => Math.exp(x[j]! + origin[j]! + value));
}

/** Coefficients per unit of each covariate, and the parameters where all covariates are 0. */
function modelOf({ names, means, deviations }: Design, x: Float64Array, origin: Float64Array): BetaGeometricCovariateModel {
  const [rate, leaving, staying] = PARTS.map((_, part) =>
    Object.fromEntries(names.map((name, k) => [name, x[4 + part * names.length + k]! / deviations[k]!])),
  ) as [Record<string, number>, Record<string, number>, Record<string, number>];
  const atMean = (coefficients: Record<string, number>): number => names.reduce((sum, name, k) => sum + coefficients[name]! * means[k]!, 0);
  const [r, alpha, a, b] = [0, 1, 2, 3].map((j) => x[j]! + origin[j]!) as [number, number, number, number];
  const base = {
    r: Math.exp(r),
    alpha: Math.exp(alpha + atMean(rate)),
    a: Math.exp(a - atMean(leaving)),
    b: Math.exp(b - atMean(staying)),
  };
  return { base, rate, leaving, staying };
}

function reportOf(design: Design, found: Minimum, objective: Objective, customers: number, ridge: number, origin: Float64Array): FitReport {
  const { names, deviations } = design;
  const { covariance, conditionNumber } = curvatureAt(objective, found.x, customers);
  const size = found.x.length;
  const error = (j: number): number => Math.sqrt(covariance[j * size + j]!);
  const base = ['r', 'alpha', 'a', 'b'].map((name, j) => [name, Math.exp(found.x[j]! + origin[j]!) * error(j)] as const);
  const coefficients = PARTS.flatMap((part, i) =>
    names.map((name, k) => [`${part}.${name}`, error(4 + i * names.length + k) / deviations[k]!] as const),
  );
  const squares = found.x.reduce((sum, value) => sum + value * value, 0);
  return {
    converged: found.converged,
    iterations: found.iterations,
    gradientNorm: found.gradientNorm,
    logLikelihood: ridge * squares - found.value * customers,
    boundary: ['a', 'b'].filter((_, j) => Math.abs(found.x[2 + j]!) > Math.log(1000)),
    customers,
    starts: 1,
    conditionNumber,
    standardErrors: Object.fromEntries([...base, ...coefficients]),
    logCovariance: Array.from(covariance),
  };
}

/**
 * Parameters of one customer, for the questions of {@link mbgNbd} or {@link bgNbd}.
 *
 * @throws HoldfastError `missing-column`
 * @example
 * ```ts
 * const model = { base: { r: 1, alpha: 30, a: 1, b: 2 }, rate: { contract: Math.LN2 }, leaving: { contract: 0 }, staying: { contract: 0 } };
 * paramsWithCovariates(model, { contract: [1, 0] }, 0); // => { r: 1, alpha: 15, a: 1, b: 2 }
 * ```
 */
export function paramsWithCovariates(
  { base, rate, leaving, staying }: BetaGeometricCovariateModel,
  covariates: Covariates,
  row: number,
): BetaGeometricParams {
  for (const coefficients of [rate, leaving, staying]) ensureNamed(coefficients, covariates);
  return {
    r: base.r,
    alpha: base.alpha / Math.exp(linearPredictor(rate, covariates, row)),
    a: base.a * Math.exp(linearPredictor(leaving, covariates, row)),
    b: base.b * Math.exp(linearPredictor(staying, covariates, row)),
  };
}
