import { logAddExp } from '../../math/logSums.js';
import type { Likelihood } from '../fit/likelihoodProblem.js';
import { rateProducts, reaching } from '../rateProducts.js';
import type { RepeatGroups } from '../repeatGroups.js';
import { emptyTail, paretoTail } from './paretoTail.js';

/**
 * Pareto/NBD log-likelihood of grouped customers: rate λ ~ Gamma(r, α), lifetime exponential with μ ~ Gamma(s, β).
 * ll = Σ_{i<x} ln(r+i) + r·ln α + s·ln β + ln( (α+T)^−(r+x) (β+T)^−s + s ∫_{tx}^{T} (α+y)^−(r+x) (β+y)^−(s+1) dy ).
 *
 * @remarks Schmittlein, Morrison & Colombo, Management Science 33 (1987), before the integral is written as two ₂F₁ that cancel. The
 *   gradient of the integral is an average under its own integrand, so it costs no second quadrature.
 */
export function paretoNbdLikelihood(groups: RepeatGroups): Likelihood {
  const reached = reaching(groups, (x) => x);
  const customers = groups.customers.reduce((total, count) => total + count, 0);
  return (theta, gradient) => {
    const [r, alpha, s, beta] = [theta[0]!, theta[1]!, theta[2]!, theta[3]!];
    gradient.fill(0);
    gradient[0]! += customers * Math.log(alpha);
    gradient[1]! += (customers * r) / alpha;
    gradient[2]! += customers * Math.log(beta);
    gradient[3]! += (customers * s) / beta;
    const constant = customers * (r * Math.log(alpha) + s * Math.log(beta));
    return constant + rateProducts(reached, theta, gradient) + mixtureTerms(groups, theta, gradient);
  };
}

function mixtureTerms({ x, tx, T, customers }: RepeatGroups, theta: Float64Array, gradient: Float64Array): number {
  const [r, alpha, s, beta] = [theta[0]!, theta[1]!, theta[2]!, theta[3]!];
  const logS = Math.log(s);
  const tail = emptyTail();
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    const weight = customers[i]!;
    const shape = r + x[i]!;
    const [rateNow, leavingNow] = [alpha + T[i]!, beta + T[i]!];
    const [logRate, logLeaving] = [Math.log(rateNow), Math.log(leavingNow)];
    const active = -shape * logRate - s * logLeaving;
    paretoTail(alpha, beta, shape, s + 1, tx[i]!, T[i]!, tail);
    const gone = logS + tail.logValue;
    const both = logAddExp(active, gone);
    const shareGone = Math.exp(gone - both);
    const shareActive = Math.exp(active - both);
    total += weight * both;
    gradient[0]! -= weight * (shareActive * logRate + shareGone * tail.logRate);
    gradient[1]! -= weight * shape * (shareActive / rateNow + shareGone * tail.inverseRate);
    gradient[2]! -= weight * (shareActive * logLeaving + shareGone * (tail.logLeaving - 1 / s));
    gradient[3]! -= weight * ((shareActive * s) / leavingNow + shareGone * (s + 1) * tail.inverseLeaving);
  }
  return total;
}
