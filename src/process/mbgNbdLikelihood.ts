import type { RepeatGroups } from './repeatGroups.js';

/** Log-likelihood at natural parameters; writes its derivatives by r, alpha, a, b into `gradient` (length 4). */
export type MbgNbdLikelihood = (r: number, alpha: number, a: number, b: number, gradient: Float64Array) => number;

/**
 * MBG/NBD log-likelihood of grouped customers. With u = −(r+x)·ln(α+T) for those still active,
 * v = ln a − ln(b+x) − (r+x)·ln(α+t_x) for those gone and w = P(gone):
 * ll = lnΓ(r+x) − lnΓ(r) + r·ln α + lnΓ(a+b) + lnΓ(b+x+1) − lnΓ(b) − lnΓ(a+b+x+1) + ln(eᵘ + eᵛ).
 *
 * @remarks x is whole, so the gamma terms are sums of logarithms over j < x, each taken once for all customers that came so far:
 *   O(largest x + groups), and no cancellation of large log-gammas where a or b run away.
 */
export function mbgNbdLikelihood(groups: RepeatGroups): MbgNbdLikelihood {
  const reached = customersReaching(groups);
  return (r, alpha, a, b, gradient) => {
    gradient.fill(0);
    return productTerms(reached, r, alpha, a, b, gradient) + mixtureTerms(groups, r, alpha, a, b, gradient);
  };
}

/** Customers with at least j repeats, for j = 0 … largest x + 1 (where it is 0). */
function customersReaching({ x, customers }: RepeatGroups): Float64Array {
  const most = x.reduce((largest, count) => Math.max(largest, count), 0);
  const reached = new Float64Array(most + 2);
  x.forEach((count, group) => {
    reached[count]! += customers[group]!;
  });
  for (let j = most; j >= 0; j--) reached[j]! += reached[j + 1]!;
  return reached;
}

/** Σ over customers of r·ln α + Σ_{j<x} ln(r+j) + Σ_{j≤x} ln((b+j)/(a+b+j)). */
function productTerms(reached: Float64Array, r: number, alpha: number, a: number, b: number, gradient: Float64Array): number {
  const customers = reached[0]!;
  let total = customers * r * Math.log(alpha);
  gradient[0]! += customers * Math.log(alpha);
  gradient[1]! += (customers * r) / alpha;
  for (let j = 0; j < reached.length - 1; j++) {
    const [here, beyond] = [reached[j]!, reached[j + 1]!];
    total += beyond * Math.log(r + j) + here * Math.log1p(-a / (a + b + j));
    gradient[0]! += beyond / (r + j);
    gradient[2]! -= here / (a + b + j);
    gradient[3]! += (here * a) / ((b + j) * (a + b + j));
  }
  return total;
}

function mixtureTerms(
  { x, tx, T, customers }: RepeatGroups,
  r: number,
  alpha: number,
  a: number,
  b: number,
  gradient: Float64Array,
): number {
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
