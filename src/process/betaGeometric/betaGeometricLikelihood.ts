import type { Likelihood } from '../fit/likelihoodProblem.js';
import { rateProducts, reaching } from '../rateProducts.js';
import type { RepeatGroups } from '../repeatGroups.js';
import { type BetaGeometricLaw, chances } from './betaGeometricLaw.js';

/**
 * Log-likelihood of grouped customers under a beta-geometric law, without the density of the gaps that no parameter is in.
 *
 * With s = r + kx and n the chances of leaving so far (x, or x + 1 where the first shipment may end it), given λ and p the history has
 * density ∏ Δ^(k−1)/Γ(k) · λ^(kx) e^(−λ tx) · { (1−p)ⁿ Σ_{j<k} e^(−λτ)(λτ)^j/j! + p (1−p)^(n−1) }, τ = T − tx the silence (the sum is the
 * chance of a longer Erlang-k gap). Integrated over λ ~ Gamma(r, α) and p ~ Beta(a, b):
 * ll = Σ_{i<kx} ln(r+i) + r·ln α + Σ_{i<n} ln((b+i)/(a+b+i)) + ln(eᵘ + eᵛ),
 * u = −s·ln(α+T) + ln Σ_{j<k} (s)_j/j! (τ/(α+T))^j, v = ln a − ln(b+n−1) − s·ln(α+tx) (none where n = 0).
 *
 * @remarks Counts are whole, so the gamma terms are sums of logarithms, each taken once for all customers that came so far:
 *   O(k · largest x + k · groups), and no cancellation of large log-gammas where a or b run away.
 */
export function betaGeometricLikelihood(law: BetaGeometricLaw, groups: RepeatGroups): Likelihood {
  const stages = reaching(groups, (x) => law.shape * x);
  const survived = reaching(groups, (x) => chances(law, x));
  const customers = groups.customers.reduce((total, count) => total + count, 0);
  return (theta, gradient) => {
    gradient.fill(0);
    const logAlpha = Math.log(theta[1]!);
    gradient[0]! += customers * logAlpha;
    gradient[1]! += (customers * theta[0]!) / theta[1]!;
    const products = rateProducts(stages, theta, gradient) + leavingProducts(survived, theta, gradient);
    return customers * theta[0]! * logAlpha + products + mixtureTerms(law, groups, theta, gradient);
  };
}

/** Σ over customers of Σ_{i<n} ln((b+i)/(a+b+i)). */
function leavingProducts(reached: Float64Array, theta: Float64Array, gradient: Float64Array): number {
  const [a, b] = [theta[2]!, theta[3]!];
  let total = 0;
  for (let i = 0; i < reached.length; i++) {
    const both = a + b + i;
    total += reached[i]! * Math.log1p(-a / both);
    gradient[2]! -= reached[i]! / both;
    gradient[3]! += (reached[i]! * a) / ((b + i) * both);
  }
  return total;
}

function mixtureTerms(law: BetaGeometricLaw, { x, tx, T, customers }: RepeatGroups, theta: Float64Array, gradient: Float64Array): number {
  const [r, alpha, a, b] = [theta[0]!, theta[1]!, theta[2]!, theta[3]!];
  const { shape } = law;
  const logA = Math.log(a);
  const extra = new Float64Array(3);
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    const weight = customers[i]!;
    const n = chances(law, x[i]!);
    const s = r + shape * x[i]!;
    const logNow = Math.log(alpha + T[i]!);
    const logLast = Math.log(alpha + tx[i]!);
    if (shape > 1) unseenStages(shape, s, T[i]! - tx[i]!, alpha + T[i]!, extra);
    const active = -s * logNow + extra[0]!;
    const gone = n === 0 ? -Infinity : logA - Math.log(b + n - 1) - s * logLast;
    const odds = Math.exp(-Math.abs(active - gone));
    const shareGone = gone > active ? 1 / (1 + odds) : odds / (1 + odds);
    const shareActive = 1 - shareGone;
    total += weight * (Math.max(active, gone) + Math.log1p(odds));
    gradient[0]! -= weight * (shareActive * (logNow - extra[1]!) + shareGone * logLast);
    gradient[1]! -= weight * (shareActive * (s / (alpha + T[i]!) - extra[2]!) + (shareGone * s) / (alpha + tx[i]!));
    if (n > 0) {
      gradient[2]! += (weight * shareGone) / a;
      gradient[3]! -= (weight * shareGone) / (b + n - 1);
    }
  }
  return total;
}

/** ln of the sum over unseen stages, and its derivatives by r and alpha. */
function unseenStages(shape: number, s: number, silence: number, now: number, out: Float64Array): void {
  let term = 1;
  let sum = 1;
  let logSlope = 0; // of the term by s
  let byShape = 0;
  let stagesSeen = 0;
  for (let j = 1; j < shape; j++) {
    term *= ((s + j - 1) / j) * (silence / now);
    logSlope += 1 / (s + j - 1);
    sum += term;
    byShape += term * logSlope;
    stagesSeen += term * j;
  }
  out[0] = Math.log(sum);
  out[1] = byShape / sum;
  out[2] = -stagesSeen / (sum * now);
}
