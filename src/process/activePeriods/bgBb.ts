import { ensure } from '../../core/errors.js';
import { logBeta } from '../../math/logGamma.js';
import { ensurePeriodDiscount, presentOfSurvival } from '../contract/presentOfSurvival.js';
import { fitByLikelihood } from '../fit/fitByLikelihood.js';
import type { FitOptions, FitReport } from '../fit/fitReport.js';
import { naturalTheta } from '../fit/naturalTheta.js';
import { ensureCount } from '../purchase/ensureAsked.js';
import { bgBbLikelihood } from './bgBbLikelihood.js';
import { ensureOpportunityHistory, type OpportunityHistory } from './opportunityHistory.js';

/** Population parameters of BG/BB, pure numbers > 0: active in a period ~ Beta(alpha, beta), leaving before one ~ Beta(gamma, delta). */
export interface BgBbParams {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly delta: number;
}

export interface BgBbFit {
  readonly model: BgBbParams;
  readonly report: FitReport<keyof BgBbParams>;
}

const NAMES = ['alpha', 'beta', 'gamma', 'delta'] as const;

/**
 * Fits BG/BB: for customers that ship in most weeks, seen as weeks with and without a shipment.
 *
 * @param history - one row a customer, or one a cell with `customers`
 * @throws HoldfastError `no-customers`, `length-mismatch`, `bad-history`, `bad-parameter`, and `too-little-history` when nobody was
 *   active again
 * @remarks Fader, Hardie & Shang, Marketing Science 29 (2010). Reproduces the donations fit in `test/process/activePeriods`.
 * @example
 * ```ts
 * const history = { activeCount: [0, 3, 6, 1], lastActive: [0, 4, 6, 1], periods: [6, 6, 6, 6], customers: [50, 20, 15, 30] };
 * fitBgBb(history).report.converged; // => true
 * ```
 */
export function fitBgBb(history: OpportunityHistory, options: FitOptions = {}): BgBbFit {
  ensureOpportunityHistory(history);
  ensureFittable(history);
  const { theta, report } = fitByLikelihood(
    {
      names: NAMES,
      limits: { alpha: [1e-3, 1e3], beta: [1e-3, 1e3], gamma: [1e-3, 1e3], delta: [1e-3, 1e3] },
      customers: Array.from(history.activeCount, (_, i) => history.customers?.[i] ?? 1).reduce((sum, count) => sum + count, 0),
      likelihood: bgBbLikelihood(history),
      starts: [
        [0, 0, 0, 0],
        [0, 0, -1, 1],
        [-1, 1, 0, 2],
      ],
    },
    options,
  );
  return { model: { alpha: theta[0]!, beta: theta[1]!, gamma: theta[2]!, delta: theta[3]! }, report };
}

/**
 * Total log-likelihood of the histories.
 *
 * @example
 * ```ts
 * const params = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };
 * bgBbLogLikelihood(params, { activeCount: [4], lastActive: [5], periods: [6] }); // => -5.0957 (4 dp)
 * ```
 */
export function bgBbLogLikelihood(params: BgBbParams, history: OpportunityHistory): number {
  ensureOpportunityHistory(history);
  return bgBbLikelihood(history)(naturalTheta(NAMES, params), new Float64Array(4));
}

/**
 * Probability that each customer is still there in the period after the last observed one.
 *
 * @returns shape (n,), each in [0, 1]
 * @throws HoldfastError `bad-parameter`, `length-mismatch`, `bad-history`
 * @example
 * ```ts
 * const params = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };
 * bgBbProbabilityActive(params, { activeCount: [0, 2, 6], lastActive: [0, 4, 6], periods: [6, 6, 6] }); // => [0.11, 0.59, 0.93] (2 dp)
 * ```
 */
export function bgBbProbabilityActive(params: BgBbParams, history: OpportunityHistory): Float64Array {
  const { gamma, delta } = params;
  return probabilityThrough(params, history).map((p, i) => (p * (delta + history.periods[i]!)) / (gamma + delta + history.periods[i]!));
}

/**
 * Expected active periods of a new customer in its first `periods` after the first: Σ_k α/(α+β)·B(γ, δ+k)/B(γ, δ); no pole at γ = 1.
 *
 * @example
 * ```ts
 * const params = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };
 * bgBbExpected(params, 10); // => 3.179 (3 dp)
 * ```
 */
export function bgBbExpected(params: BgBbParams, periods: number): number {
  naturalTheta(NAMES, params);
  ensureCount(periods);
  return (params.alpha / (params.alpha + params.beta)) * stayed(params, 0, periods);
}

/**
 * Expected active periods of each customer in the coming `periods`; shape (n,).
 *
 * @example
 * ```ts
 * const params = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };
 * bgBbConditionalExpected(params, { activeCount: [4], lastActive: [5], periods: [6] }, 10); // => [3.627] (3 dp)
 * ```
 */
export function bgBbConditionalExpected(params: BgBbParams, history: OpportunityHistory, periods: number): Float64Array {
  ensureCount(periods);
  const { alpha, beta } = params;
  return probabilityThrough(params, history).map((p, i) => {
    const n = history.periods[i]!;
    return ((p * (alpha + history.activeCount[i]!)) / (alpha + beta + n)) * stayed(params, n, periods);
  });
}

/**
 * Probability that a new customer is active in exactly `count` of its first `periods` after the first.
 *
 * @example
 * ```ts
 * const params = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };
 * bgBbCountProbability(params, 0, 6); // => 0.3112 (4 dp)
 * ```
 */
export function bgBbCountProbability(params: BgBbParams, count: number, periods: number): number {
  naturalTheta(NAMES, params);
  ensureCount(count);
  ensureCount(periods);
  const { alpha, beta, gamma, delta } = params;
  const ways = (i: number): number => -logBeta(count + 1, i - count + 1) - Math.log(i + 1) + logBeta(alpha + count, beta + i - count);
  const base = logBeta(alpha, beta) + logBeta(gamma, delta);
  let total = count > periods ? 0 : Math.exp(ways(periods) + logBeta(gamma, delta + periods) - base);
  for (let i = count; i < periods; i++) total += Math.exp(ways(i) + logBeta(gamma + 1, delta + i) - base);
  return total;
}

/**
 * Discounted expected residual active periods of each customer, Σ_{t≥1} P(active in t) / (1 + d)^(t − 1), t counted from the last period
 * observed: the next period counts in full. Shape (n,).
 *
 * @param discountPerPeriod - d > 0, for one period: (1 + annual rate)^(1/52) − 1 for weeks
 * @example
 * ```ts
 * const params = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };
 * bgBbDiscounted(params, { activeCount: [4], lastActive: [5], periods: [6] }, 0.1); // => [3.516] (3 dp)
 * ```
 */
export function bgBbDiscounted(params: BgBbParams, history: OpportunityHistory, discountPerPeriod: number): Float64Array {
  ensurePeriodDiscount(discountPerPeriod);
  const { alpha, beta, gamma, delta } = params;
  return probabilityThrough(params, history).map((p, i) => {
    const n = history.periods[i]!;
    const present = presentOfSurvival((t) => (delta + n + t - 1) / (gamma + delta + n + t - 1), discountPerPeriod);
    return ((p * (alpha + history.activeCount[i]!)) / (alpha + beta + n)) * present;
  });
}

/** Probability to be there through the last observed period. */
function probabilityThrough(params: BgBbParams, history: OpportunityHistory): Float64Array {
  ensureOpportunityHistory(history);
  const theta = naturalTheta(NAMES, params);
  const { alpha, beta, gamma, delta } = params;
  const gradient = new Float64Array(4);
  return Float64Array.from(history.activeCount, (x, i) => {
    const n = history.periods[i]!;
    const through = logBeta(alpha + x, beta + n - x) - logBeta(alpha, beta) + logBeta(gamma, delta + n) - logBeta(gamma, delta);
    const one = { activeCount: [x], lastActive: [history.lastActive[i]!], periods: [n] };
    return Math.min(1, Math.exp(through - bgBbLikelihood(one)(theta, gradient)));
  });
}

/** Σ_{k=1}^{periods} of the probability to be there k periods after period n, given n. */
function stayed({ gamma, delta }: BgBbParams, n: number, periods: number): number {
  let probability = 1;
  let sum = 0;
  for (let k = 0; k < periods; k++) {
    probability *= (delta + n + k) / (gamma + delta + n + k);
    sum += probability;
  }
  return sum;
}

function ensureFittable({ activeCount, periods }: OpportunityHistory): void {
  ensure(activeCount.length > 0, 'no-customers', () => ({
    en: 'There are no customers to fit; pass at least one.',
    zh: '没有可拟合的客户；请至少传入一位。',
  }));
  ensure(
    Array.from(activeCount).some((x, i) => x > 0 && periods[i]! > 0),
    'too-little-history',
    () => ({
      en: 'No customer was active again in any period, so nothing can be learnt about repeats; use a longer history',
      zh: '没有客户在任何周期再次活跃，无法学习重复规律；请使用更长的历史',
    }),
  );
}
