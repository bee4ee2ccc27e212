import { ensure } from '../../core/errors.js';
import { chiSquareTail } from '../../math/incompleteGamma.js';

/** How much better the larger of two nested models explains the same data. */
export interface LikelihoodRatio {
  /** Twice the gain in log-likelihood. */
  readonly statistic: number;
  /** Probability of a statistic at least as large were the smaller model true. */
  readonly pValue: number;
}

/**
 * Likelihood-ratio test of a model against a larger one that holds it as a special case.
 *
 * @param restricted - total log-likelihood of the smaller model at its maximum
 * @param full - of the larger model, on the same data
 * @param degrees - parameters that the smaller model fixes; whole, >= 1
 * @returns `statistic` >= 0 and `pValue` in [0, 1]; conservative where the fixed value lies on the border of what is allowed
 * @throws HoldfastError `bad-parameter`
 * @example
 * ```ts
 * const { statistic, pValue } = likelihoodRatioTest(-1680.265188, -1679.602833, 1); // sBG against BdW, "regular" customers
 * pValue; // => 0.25 (2 dp)
 * ```
 */
export function likelihoodRatioTest(restricted: number, full: number, degrees: number): LikelihoodRatio {
  ensure(Number.isInteger(degrees) && degrees >= 1 && Number.isFinite(restricted) && Number.isFinite(full), 'bad-parameter', () => ({
    en: `Log-likelihoods ${restricted} and ${full} with ${degrees} degrees of freedom cannot be compared; pass finite numbers and a whole number of degrees from 1`,
    zh: `对数似然 ${restricted} 与 ${full}（自由度 ${degrees}）无法比较；请传入有限数，自由度为不小于 1 的整数`,
  }));
  const statistic = Math.max(0, 2 * (full - restricted));
  return { statistic, pValue: chiSquareTail(statistic, degrees) };
}
