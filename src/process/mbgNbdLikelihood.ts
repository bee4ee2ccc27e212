import { digamma } from '../math/digamma.js';
import { logGamma } from '../math/logGamma.js';
import type { RepeatGroups } from './repeatGroups.js';

/** Log-likelihood at natural parameters; writes its derivatives by r, alpha, a, b into `gradient` (length 4). */
export type MbgNbdLikelihood = (r: number, alpha: number, a: number, b: number, gradient: Float64Array) => number;

/** Distinct repeat counts and the customers that have each. */
interface Counts {
  readonly x: Float64Array;
  readonly customers: Float64Array;
}

/**
 * MBG/NBD log-likelihood of grouped customers. With u = −(r+x)·ln(α+T) for those still active,
 * v = ln a − ln(b+x) − (r+x)·ln(α+t_x) for those gone and w = P(gone):
 * ll = lnΓ(r+x) − lnΓ(r) + r·ln α + lnΓ(a+b) + lnΓ(b+x+1) − lnΓ(b) − lnΓ(a+b+x+1) + ln(eᵘ + eᵛ).
 *
 * @remarks Gamma terms once for each distinct x, two logarithms and one exponential a group.
 */
export function mbgNbdLikelihood(groups: RepeatGroups): MbgNbdLikelihood {
  const counts = distinctCounts(groups);
  return (r, alpha, a, b, gradient) => {
    gradient.fill(0);
    return gammaTerms(counts, r, alpha, a, b, gradient) + mixtureTerms(groups, r, alpha, a, b, gradient);
  };
}

function distinctCounts({ x, customers }: RepeatGroups): Counts {
  const byCount = new Map<number, number>();
  x.forEach((count, group) => byCount.set(count, (byCount.get(count) ?? 0) + customers[group]!));
  return { x: Float64Array.from(byCount.keys()), customers: Float64Array.from(byCount.values()) };
}

function gammaTerms({ x, customers }: Counts, r: number, alpha: number, a: number, b: number, gradient: Float64Array): number {
  const constant = -logGamma(r) + r * Math.log(alpha) + logGamma(a + b) - logGamma(b);
  const [fromR, fromA, fromB] = [Math.log(alpha) - digamma(r), digamma(a + b), digamma(a + b) - digamma(b)] as const;
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    const n = customers[i]!;
    const count = x[i]!;
    const lost = digamma(a + b + count + 1);
    total += n * (constant + logGamma(r + count) + logGamma(b + count + 1) - logGamma(a + b + count + 1));
    gradient[0]! += n * (fromR + digamma(r + count));
    gradient[1]! += (n * r) / alpha;
    gradient[2]! += n * (fromA - lost);
    gradient[3]! += n * (fromB + digamma(b + count + 1) - lost);
  }
  return total;
}

function mixtureTerms({ x, tx, T, customers }: RepeatGroups, r: number, alpha: number, a: number, b: number, gradient: Float64Array): number {
  const logA = Math.log(a);
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    const n = customers[i]!;
    const count = x[i]!;
    const logNow = Math.log(alpha + T[i]!);
    const logLast = Math.log(alpha + tx[i]!);
    const active = -(r + count) * logNow;
    const gone = logA - Math.log(b + count) - (r + count) * logLast;
    const odds = Math.exp(-Math.abs(active - gone));
    const shareGone = gone > active ? 1 / (1 + odds) : odds / (1 + odds);
    total += n * (Math.max(active, gone) + Math.log1p(odds));
    gradient[0]! -= n * ((1 - shareGone) * logNow + shareGone * logLast);
    gradient[1]! -= n * (r + count) * ((1 - shareGone) / (alpha + T[i]!) + shareGone / (alpha + tx[i]!));
    gradient[2]! += (n * shareGone) / a;
    gradient[3]! -= (n * shareGone) / (b + count);
  }
  return total;
}
