import { digamma } from '../../math/digamma.js';
import { logGamma } from '../../math/logGamma.js';
import type { Likelihood } from '../fit/likelihoodProblem.js';
import type { SpendHistory } from './spendHistory.js';

/**
 * Gamma-Gamma log-likelihood by p, q − 1 and v, without the terms that no parameter is in.
 *
 * Of the mean m of x shipments: ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q·ln v + (px − 1)·ln m + px·ln x − (px+q)·ln(xm+v). Of single shipments z,
 * with S = Σ z = xm: ln Γ(px+q) − x·ln Γ(p) − ln Γ(q) + q·ln v + (p − 1)·Σ ln z − (px+q)·ln(S+v).
 *
 * @remarks Fader & Hardie, note 025. The gamma terms are taken once for each distinct x.
 */
export function gammaGammaLikelihood(history: SpendHistory): Likelihood {
  const single = history.meanLogSpend;
  const counts = byCount(history);
  const { shipmentCount, meanSpend } = history;
  const sums = Float64Array.from(meanSpend, (m, i) => m * shipmentCount[i]!);
  return (theta, gradient) => {
    gradient.fill(0);
    const gammas = single ? singleTerms(counts, theta, gradient) : meanTerms(counts, theta, gradient);
    return gammas + sumTerms(shipmentCount, sums, theta, gradient);
  };
}

/** Customers with the same number of shipments: their number, and the sum of what multiplies p. */
interface CountCell {
  customers: number;
  logs: number;
  constant: number;
}

function byCount({ shipmentCount, meanSpend, meanLogSpend }: SpendHistory): Map<number, CountCell> {
  const cells = new Map<number, CountCell>();
  for (let i = 0; i < shipmentCount.length; i++) {
    const x = shipmentCount[i]!;
    const cell = cells.get(x) ?? { customers: 0, logs: 0, constant: 0 };
    const logMean = Math.log(meanSpend[i]!);
    cell.customers++;
    cell.logs += meanLogSpend ? x * meanLogSpend[i]! : x * (logMean + Math.log(x));
    cell.constant -= meanLogSpend ? x * meanLogSpend[i]! : logMean;
    cells.set(x, cell);
  }
  return cells;
}

function meanTerms(cells: ReadonlyMap<number, CountCell>, theta: Float64Array, gradient: Float64Array): number {
  const [p, q, v] = [theta[0]!, 1 + theta[1]!, theta[2]!];
  const [gammaQ, slopeQ, logV] = [logGamma(q), digamma(q), Math.log(v)];
  let total = 0;
  for (const [x, { customers, logs, constant }] of cells) {
    const slope = digamma(p * x + q);
    total += customers * (logGamma(p * x + q) - logGamma(p * x) - gammaQ + q * logV) + p * logs + constant;
    gradient[0]! += customers * x * (slope - digamma(p * x)) + logs;
    gradient[1]! += customers * (slope - slopeQ + logV);
    gradient[2]! += (customers * q) / v;
  }
  return total;
}

function singleTerms(cells: ReadonlyMap<number, CountCell>, theta: Float64Array, gradient: Float64Array): number {
  const [p, q, v] = [theta[0]!, 1 + theta[1]!, theta[2]!];
  const [gammaQ, slopeQ, logV, gammaP, slopeP] = [logGamma(q), digamma(q), Math.log(v), logGamma(p), digamma(p)];
  let total = 0;
  for (const [x, { customers, logs, constant }] of cells) {
    const slope = digamma(p * x + q);
    total += customers * (logGamma(p * x + q) - x * gammaP - gammaQ + q * logV) + p * logs + constant;
    gradient[0]! += customers * x * (slope - slopeP) + logs;
    gradient[1]! += customers * (slope - slopeQ + logV);
    gradient[2]! += (customers * q) / v;
  }
  return total;
}

/** −Σ (px+q)·ln(S+v). */
function sumTerms(counts: ArrayLike<number>, sums: Float64Array, theta: Float64Array, gradient: Float64Array): number {
  const [p, q, v] = [theta[0]!, 1 + theta[1]!, theta[2]!];
  let total = 0;
  for (let i = 0; i < sums.length; i++) {
    const log = Math.log(sums[i]! + v);
    const power = p * counts[i]! + q;
    total -= power * log;
    gradient[0]! -= counts[i]! * log;
    gradient[1]! -= log;
    gradient[2]! -= power / (sums[i]! + v);
  }
  return total;
}
