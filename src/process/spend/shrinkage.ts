import { ensure } from '../../core/errors.js';
import { ensureSpendHistory, needed, type SpendHistory } from './spendHistory.js';

/** Money (or its logarithm) is normal about the customer's own mean with `within` variance; means are normal about `mean` with `between`. */
export interface ShrinkageParams {
  readonly mean: number;
  /** Variance of one shipment about its customer's mean. */
  readonly within: number;
  /** Variance of customers' means; 0 when the customers do not differ more than chance makes them. */
  readonly between: number;
}

/**
 * Fits the normal–normal model: for profit that may be negative.
 *
 * @param history - with `squaredDeviation`; some customer needs two shipments
 * @throws HoldfastError `no-customers`, `length-mismatch`, `bad-history`, `too-little-history`
 * @remarks Moments of the one-way random-effects model with unequal numbers (Searle, Casella & McCulloch 1992, 3.6); the mean is the
 *   precision-weighted one. O(customers).
 * @example
 * ```ts
 * const history = spendHistory([0, 0, 1, 1, 2, 2], [5, -1, 8, 9, 3, 2], 3);
 * fitNormalNormal(history); // => { mean: 4.333, within: 6.333, between: 9.917 } (3 dp)
 * ```
 */
export function fitNormalNormal(history: SpendHistory): ShrinkageParams {
  ensureSpendHistory(history, -Infinity);
  return momentsOf(history.shipmentCount, history.meanSpend, needed(history.squaredDeviation, 'squaredDeviation'));
}

/**
 * Fits the same model to the logarithms of money: for spend above 0 with a long tail, where Gamma-Gamma does not hold.
 *
 * @example
 * ```ts
 * const history = spendHistory([0, 0, 1, 1, 2, 2], [10, 14, 30, 40, 20, 18], 3);
 * fitLogNormal(history).mean; // => 2.986 (3 dp)
 * ```
 */
export function fitLogNormal(history: SpendHistory): ShrinkageParams {
  ensureSpendHistory(history, 0);
  return momentsOf(
    history.shipmentCount,
    needed(history.meanLogSpend, 'meanLogSpend'),
    needed(history.squaredLogDeviation, 'squaredLogDeviation'),
  );
}

/**
 * Expected money of a coming shipment under the normal–normal model: the customer's mean and that of all, weighted by what is known.
 *
 * @example
 * ```ts
 * normalNormalExpected({ mean: 20, within: 100, between: 25 }, 4, 10); // => 15
 * ```
 */
export function normalNormalExpected({ mean, within, between }: ShrinkageParams, shipmentCount: number, meanSpend: number): number {
  const share = shareOf(shipmentCount, within, between);
  return share === 0 ? mean : share * meanSpend + (1 - share) * mean;
}

/**
 * Expected money of a coming shipment under the lognormal model: e^(mean + half the variance) of the predictive distribution.
 *
 * @example
 * ```ts
 * logNormalExpected({ mean: 3, within: 0.2, between: 0.1 }, 0, 0); // => 23.3361 (4 dp)
 * ```
 */
export function logNormalExpected({ mean, within, between }: ShrinkageParams, shipmentCount: number, meanLogSpend: number): number {
  const share = shareOf(shipmentCount, within, between);
  const centre = share === 0 ? mean : share * meanLogSpend + (1 - share) * mean;
  return Math.exp(centre + (between * (1 - share) + within) / 2);
}

/** Weight of the customer's own mean. */
function shareOf(count: number, within: number, between: number): number {
  return count * between === 0 ? 0 : (count * between) / (count * between + within);
}

function momentsOf(counts: ArrayLike<number>, means: ArrayLike<number>, squares: ArrayLike<number>): ShrinkageParams {
  const n = counts.length;
  let [total, squaredCounts, sum, inside] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    total += counts[i]!;
    squaredCounts += counts[i]! * counts[i]!;
    sum += counts[i]! * means[i]!;
    inside += squares[i]!;
  }
  ensure(total > n && n > 1, 'too-little-history', () => ({
    en: `${n} customers with ${total} shipments do not tell how much shipments of one customer differ; at least two customers, one with two shipments, are needed`,
    zh: `${n} 位客户共 ${total} 票，无法得知同一客户各票之间的差异；至少需要两位客户，且其中一位有两票`,
  }));
  const grand = sum / total;
  let outside = 0;
  for (let i = 0; i < n; i++) outside += counts[i]! * (means[i]! - grand) * (means[i]! - grand);
  const within = inside / (total - n);
  const between = Math.max(0, (outside - (n - 1) * within) / (total - squaredCounts / total));
  return { mean: weightedMean(counts, means, within, between), within, between };
}

/** Mean of the customers' means, each weighted by 1 / (between + within / count). */
function weightedMean(counts: ArrayLike<number>, means: ArrayLike<number>, within: number, between: number): number {
  let [weights, sum] = [0, 0];
  for (let i = 0; i < counts.length; i++) {
    const variance = between + within / counts[i]!;
    const weight = variance > 0 ? 1 / variance : counts[i]!;
    weights += weight;
    sum += weight * means[i]!;
  }
  return sum / weights;
}
