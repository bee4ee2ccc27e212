import { logGamma } from '../../math/logGamma.js';
import { gammaVariate, poissonVariate } from '../../math/variates.js';
import type { Likelihood } from '../fit/likelihoodProblem.js';
import { type PurchaseProcess, purchaseProcess } from '../purchase/purchaseProcess.js';
import { rateProducts, reaching } from '../rateProducts.js';
import type { RepeatGroups } from '../repeatGroups.js';
import { rateStart } from '../repeatStarts.js';

/**
 * NBD: exponential gaps with a Gamma(r, alpha) rate, and nobody ever leaves. The baseline that the other processes must beat.
 *
 * @remarks Ehrenberg, Applied Statistics 8 (1959). The log-likelihood is that of the shipping times, like that of the other
 *   processes; that of the counts alone adds Σ (x·ln T − ln x!).
 * @example
 * ```ts
 * const params = { r: 0.384768, alpha: 12.072085 };
 * nbd.conditionalExpectedShipments(params, { repeatCount: [2], firstToLastDays: [30.43], observedDays: [38.86] }, 39); // => [1.8261] (4 dp)
 * ```
 */
export const nbd: PurchaseProcess<'r' | 'alpha'> = purchaseProcess('nbd', {
  names: ['r', 'alpha'],
  inTime: [false, true],
  limits: { r: [1e-3, 50], alpha: [0, Infinity] },
  timePower: 1,
  likelihood: nbdLikelihood,
  constant: () => 0,
  starts: (groups) => [rateStart(groups, 1), [0, 0]],
  active: () => 1,
  meanWhileActive: (theta, x, _tx, T, time) => ((theta[0]! + x) / (theta[1]! + T)) * time,
  countWhileActive: (theta, x, _tx, T, time, count) => negativeBinomial(theta[0]! + x, theta[1]! + T, time, count),
  discountedWhileActive: (theta, x, _tx, T, discount) => (theta[0]! + x) / (theta[1]! + T) / discount,
  drawWhileActive: (theta, x, _tx, T, time, uniform) =>
    poissonVariate((gammaVariate(theta[0]! + x, uniform) / (theta[1]! + T)) * time, uniform),
});

/** Probability of `count` events in `time` at a rate that is Gamma(shape, now). */
export function negativeBinomial(shape: number, now: number, time: number, count: number): number {
  if (time === 0) return count === 0 ? 1 : 0;
  const ways = logGamma(shape + count) - logGamma(shape) - logGamma(count + 1);
  return Math.exp(ways - shape * Math.log1p(time / now) + count * Math.log(time / (now + time)));
}

/** ll = Σ_{i<x} ln(r+i) + r·ln α − (r+x)·ln(α+T). */
function nbdLikelihood(groups: RepeatGroups): Likelihood {
  const reached = reaching(groups, (x) => x);
  return (theta, gradient) => {
    const [r, alpha] = [theta[0]!, theta[1]!];
    gradient.fill(0);
    let total = rateProducts(reached, theta, gradient);
    for (let i = 0; i < groups.x.length; i++) {
      const weight = groups.customers[i]!;
      const silence = Math.log1p(groups.T[i]! / alpha);
      const now = alpha + groups.T[i]!;
      total -= weight * ((r + groups.x[i]!) * silence + groups.x[i]! * Math.log(alpha));
      gradient[0]! -= weight * silence;
      gradient[1]! += weight * (r / alpha - (r + groups.x[i]!) / now);
    }
    return total;
  };
}
