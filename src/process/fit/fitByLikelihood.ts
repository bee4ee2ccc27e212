import { uniformAt } from '../../core/random.js';
import { type Minimum, minimise, type Objective } from '../../math/lbfgs.js';
import { curvatureAt } from './curvature.js';
import { ensureFitOptions } from './ensureFitOptions.js';
import type { FitOptions, FitReport } from './fitReport.js';
import { type LikelihoodProblem, naturalOf, penalised } from './likelihoodProblem.js';

/** Starts are compared after this many steps. */
const ROUGH_ITERATIONS = 12;
const RANDOM_STARTS = 3;
/** Random starts lie within this distance of 0 on every log-parameter. */
const RANDOM_REACH = 2.5;
const START_PURPOSE = 0x57a7;

/** Parameters in the order of the problem, and the report on them (in the units of the problem). */
export interface LikelihoodFit<Name extends string> {
  readonly theta: Float64Array;
  readonly report: FitReport<Name>;
}

/**
 * Fits by maximum likelihood with a slight ridge on the logarithms of the parameters: L-BFGS from the best of several starts.
 * Deterministic. Standard errors come from the curvature by log-parameters.
 */
export function fitByLikelihood<Name extends string>(problem: LikelihoodProblem<Name>, options: FitOptions = {}): LikelihoodFit<Name> {
  ensureFitOptions(options);
  const { ridge = 0.01, maxIterations = 500 } = options;
  const objective = penalised(problem.likelihood, problem.customers, ridge);
  const starts = roughStarts(problem, ridge, options);
  const best = fromBestStart(objective, starts, maxIterations);
  const theta = naturalOf(best.x);
  return { theta, report: reportOf(problem, best, theta, starts.length, ridge) };
}

function reportOf<Name extends string>(
  problem: LikelihoodProblem<Name>,
  best: Minimum,
  theta: Float64Array,
  starts: number,
  ridge: number,
): FitReport<Name> {
  const { names, limits, customers, likelihood } = problem;
  const { covariance, conditionNumber } = curvatureAt(penalised(likelihood, customers, ridge), best.x, customers);
  const errors = names.map((name, i) => [name, theta[i]! * Math.sqrt(covariance[i * names.length + i]!)] as const);
  return {
    converged: best.converged,
    iterations: best.iterations,
    gradientNorm: best.gradientNorm,
    logLikelihood: likelihood(theta, new Float64Array(names.length)),
    boundary: names.filter((name, i) => theta[i]! < limits[name][0] || theta[i]! > limits[name][1]),
    customers,
    starts,
    conditionNumber,
    standardErrors: Object.fromEntries(errors) as Record<Name, number>,
    logCovariance: Array.from(covariance),
  };
}

/** Where a short walk from each start ends, the best first; equal ends count once. */
function roughStarts<Name extends string>(problem: LikelihoodProblem<Name>, ridge: number, options: FitOptions): Float64Array[] {
  const { likelihood, customers } = problem.rough ?? problem;
  const objective = penalised(likelihood, customers, ridge);
  return [...problem.starts, ...randomStarts(problem.names.length, options)]
    .map((start) => minimise(objective, start, { maxIterations: ROUGH_ITERATIONS }))
    .filter((found) => Number.isFinite(found.value))
    .sort((one, other) => one.value - other.value)
    .map((found) => found.x);
}

function randomStarts(length: number, { randomStarts: count = RANDOM_STARTS, seed = 1 }: FitOptions): number[][] {
  return Array.from({ length: count }, (_, start) =>
    Array.from({ length }, (__, j) => RANDOM_REACH * (2 * uniformAt(seed, START_PURPOSE, start, j) - 1)),
  );
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
