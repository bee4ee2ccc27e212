import { fitByLikelihood } from '../fit/fitByLikelihood.js';
import type { FitOptions, FitReport } from '../fit/fitReport.js';
import { naturalTheta } from '../fit/naturalTheta.js';
import { ensureCount } from '../purchase/ensureAsked.js';
import { bdwLikelihood, bdwLogSurvival } from './bdwLikelihood.js';
import { ensurePeriodDiscount, presentOfSurvival } from './presentOfSurvival.js';
import { type RetentionCurves, retentionCounts } from './retentionCurve.js';

/**
 * How long contracts last: the chance to leave at a renewal is Beta(gamma, delta) over customers (shifted beta-geometric), and with
 * `c` other than 1 it changes with age for each customer (beta-discrete-Weibull; c > 1: leaving grows likelier). Pure numbers > 0.
 */
export interface ContractParams {
  readonly gamma: number;
  readonly delta: number;
  /** Default 1. */
  readonly c?: number | undefined;
}

export interface ContractFit<Name extends string> {
  readonly model: Readonly<Record<Name, number>>;
  readonly report: FitReport<Name>;
}

const LIMITS = { gamma: [1e-3, 1e3], delta: [1e-3, 1e3], c: [0.05, 20] } as const;

/**
 * Fits the shifted beta-geometric law (sBG) to retention curves of one or several cohorts.
 *
 * @param curves - customers there after 0, 1, 2, … renewals
 * @throws HoldfastError `no-customers`, `too-little-history`, `bad-history`, `bad-parameter`
 * @remarks Fader & Hardie, J. Interactive Marketing 21 (2007). O(periods) an evaluation.
 * @example
 * ```ts
 * const { model } = fitSbg([[1000, 869, 743, 653, 593, 551, 517, 491]], { ridge: 0 });
 * [model.gamma, model.delta]; // => [0.668, 3.806] (3 dp)
 * ```
 */
export function fitSbg(curves: RetentionCurves, options: FitOptions = {}): ContractFit<'gamma' | 'delta'> {
  const starts = [
    [0, 0],
    [-0.5, 1],
    [2, 3],
  ];
  return fitContract(['gamma', 'delta'], curves, starts, options);
}

/**
 * Fits the beta-discrete-Weibull law (BdW), which holds sBG as c = 1: compare the two by {@link likelihoodRatioTest} with one degree.
 *
 * @param curves - customers there after 0, 1, 2, … renewals
 * @throws HoldfastError `no-customers`, `too-little-history`, `bad-history`, `bad-parameter`
 * @example
 * ```ts
 * const { model } = fitBdw([[1000, 869, 743, 653, 593, 551, 517, 491]], { ridge: 0 });
 * [model.gamma, model.delta, model.c]; // => [0.214, 1.427, 1.724] (3 dp)
 * ```
 */
export function fitBdw(curves: RetentionCurves, options: FitOptions = {}): ContractFit<'gamma' | 'delta' | 'c'> {
  const starts = [
    [0, 0, 0],
    [-0.5, 1, 0],
    [-1, 0.5, 0.5],
    [2, 3, -0.5],
  ];
  return fitContract(['gamma', 'delta', 'c'], curves, starts, options);
}

function fitContract<Name extends 'gamma' | 'delta' | 'c'>(
  names: readonly Name[],
  curves: RetentionCurves,
  starts: readonly (readonly number[])[],
  options: FitOptions,
): ContractFit<Name> {
  const counts = retentionCounts(curves);
  const problem = { names, limits: LIMITS, customers: counts.customers, likelihood: bdwLikelihood(counts), starts };
  const { theta, report } = fitByLikelihood<Name>(problem, options);
  return { model: Object.fromEntries(names.map((name, i) => [name, theta[i]!])) as Record<Name, number>, report };
}

/**
 * Share of a cohort still there after `periods` renewals, in [0, 1].
 *
 * @example
 * ```ts
 * contractSurvival({ gamma: 0.668, delta: 3.806 }, 12); // => 0.378 (3 dp)
 * ```
 */
export function contractSurvival(params: ContractParams, periods: number): number {
  ensureCount(periods);
  const [gamma, delta, c] = thetaOf(params);
  return Math.exp(bdwLogSurvival(gamma, delta, c, periods));
}

/**
 * Share of those who are there just before renewal number `renewal` (1, 2, …) that renew.
 *
 * @example
 * ```ts
 * [1, 2, 10].map((renewal) => retentionRate({ gamma: 0.668, delta: 3.806 }, renewal)); // => [0.851, 0.878, 0.95] (3 dp)
 * ```
 */
export function retentionRate(params: ContractParams, renewal: number): number {
  ensureCount(renewal - 1);
  const [gamma, delta, c] = thetaOf(params);
  return rateAt(gamma, delta, c, renewal);
}

/**
 * Discounted expected residual lifetime (DERL) of a customer just before renewal number `renewal`: Σ_{t ≥ renewal} S(t) / S(renewal − 1) /
 * (1 + d)^(t − renewal), the present number of payments, the coming one in full.
 *
 * @param renewal - whole, from 1
 * @param discountPerPeriod - d > 0, for one period between renewals
 * @throws HoldfastError `bad-parameter`
 * @remarks Fader & Hardie, Marketing Science 29 (2010). A positive sum of about 36 / d terms.
 * @example
 * ```ts
 * discountedResidualLifetime({ gamma: 0.668, delta: 3.806 }, 1, 0.1); // => 5.414856 (6 dp)
 * ```
 */
export function discountedResidualLifetime(params: ContractParams, renewal: number, discountPerPeriod: number): number {
  ensureCount(renewal - 1);
  ensurePeriodDiscount(discountPerPeriod);
  const [gamma, delta, c] = thetaOf(params);
  return presentOfSurvival((t) => rateAt(gamma, delta, c, renewal + t - 1), discountPerPeriod);
}

/**
 * Retention elasticity at a renewal: {@link discountedResidualLifetime} ÷ {@link retentionRate}. When all customers are alike it is
 * (1 + d) / (1 + d − r), the percent by which the residual lifetime rises with one percent of r; an average rate in that formula
 * understates it where they differ.
 *
 * @remarks Fader & Hardie, Marketing Science 29 (2010).
 * @example
 * ```ts
 * retentionElasticity({ gamma: 2e5, delta: 8e5 }, 1, 0.1); // => 3.6667 (4 dp)
 * ```
 */
export function retentionElasticity(params: ContractParams, renewal: number, discountPerPeriod: number): number {
  return discountedResidualLifetime(params, renewal, discountPerPeriod) / retentionRate(params, renewal);
}

function rateAt(gamma: number, delta: number, c: number, renewal: number): number {
  if (c === 1) return (delta + renewal - 1) / (gamma + delta + renewal - 1);
  return Math.exp(bdwLogSurvival(gamma, delta, c, renewal) - bdwLogSurvival(gamma, delta, c, renewal - 1));
}

function thetaOf({ gamma, delta, c = 1 }: ContractParams): [gamma: number, delta: number, c: number] {
  naturalTheta(['gamma', 'delta', 'c'], { gamma, delta, c });
  return [gamma, delta, c];
}
