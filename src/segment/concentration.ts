import { ensure } from '../core/errors.js';
import { philox } from '../core/random.js';
import { quantileSorted } from '../math/quantile.js';

/** An estimate with its bootstrap interval. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface ConcentrationOptions {
  /** Shares of the customers whose part is asked, default .01, .05, .1, .2, .5. */
  readonly topShares?: readonly number[];
  /** Shares of the whole for which the customers that bring them are asked, default .5, .8, .95. */
  readonly broughtShares?: readonly number[];
  /** Default 200; 0 leaves the intervals out (NaN). */
  readonly replicates?: number;
  /** Probability that an interval holds; default .9. */
  readonly level?: number;
  readonly seed?: number;
}

/** How unevenly a sum is spread over customers. */
export interface Concentration {
  readonly customers: number;
  readonly total: number;
  /** Customers that bring less than nothing; with them the Gini coefficient can exceed 1. */
  readonly negative: number;
  /** 0: all alike; towards 1: one brings all. */
  readonly gini: Interval;
  /** Gini · n ∕ (n − 1): unbiased for samples; NaN for one customer. */
  readonly giniUnbiased: number;
  /** Part of the sum that the best `share` of the customers bring. */
  readonly top: readonly (Interval & { readonly share: number })[];
  /** Share of the customers, best first, that bring `share` of the sum. */
  readonly brought: readonly (Interval & { readonly share: number; readonly customers: number })[];
}

/**
 * Pareto and Lorenz figures of a column: Gini coefficient, what the best bring, and how many bring 80 %, with bootstrap intervals over
 * customers. 80/20 is a finding to test, not a law: this is what your own base says, and how surely.
 *
 * @param values - finite, shape (n,), n >= 1; their sum must be above 0
 * @throws HoldfastError `no-rows`; `bad-parameter` when the sum is not above 0 (there is nothing to share) or an option is out of range
 * @remarks G = 2Σ i·v₍ᵢ₎ ∕ (nΣv) − (n + 1)∕n. O(n log n + replicates · n). One whale makes intervals wide, and the bootstrap then promises too
 *   much: it has seen only this one. Order of rows does not matter: draws are keyed by rank.
 * @example
 * ```ts
 * const { gini, top, brought } = concentration([450, 350, 60, 50, 30, 25, 15, 10, 6, 4], { topShares: [0.2], broughtShares: [0.8], replicates: 0 });
 * [gini.estimate, top[0].estimate, brought[0].customers]; // => [0.6782, 0.8, 2] (4 dp)
 * ```
 */
export function concentration(values: ArrayLike<number>, options: ConcentrationOptions = {}): Concentration {
  const { topShares = [0.01, 0.05, 0.1, 0.2, 0.5], broughtShares = [0.5, 0.8, 0.95], replicates = 200, level = 0.9, seed = 1 } = options;
  const sorted = Float64Array.from(values).sort();
  const total = sorted.reduce((sum, value) => sum + value, 0);
  ensure(sorted.length > 0, 'no-rows', () => ({ en: 'There are no customers to compare.', zh: '没有可比较的客户。' }));
  ensure(total > 0 && total < Number.POSITIVE_INFINITY, 'bad-parameter', () => ({
    en: `The sum over customers is ${total}: shares need a sum above 0. Choose another basis, for example shipments.`,
    zh: `各客户合计为 ${total}：合计大于 0 才能谈份额。请改用其他口径，例如票数。`,
  }));
  for (const share of [...topShares, ...broughtShares, level]) checkShare(share);
  const spread = (of: (weights: Float64Array | undefined) => number[]): Interval[] => intervals(of, sorted.length, replicates, level, seed);
  const figures = spread((weights) => {
    const curve = curveOf(sorted, weights);
    return [curve.gini, ...topShares.map((share) => curve.top(share)), ...broughtShares.map((share) => curve.brought(share))];
  });
  const n = sorted.length;
  const [gini] = figures as [Interval];
  return {
    customers: n,
    total,
    negative: sorted.findIndex((value) => value >= 0) < 0 ? n : sorted.findIndex((value) => value >= 0),
    gini,
    giniUnbiased: n > 1 ? (gini.estimate * n) / (n - 1) : Number.NaN,
    top: topShares.map((share, at) => ({ share, ...figures[1 + at]! })),
    brought: broughtShares.map((share, at) => {
      const figure = figures[1 + topShares.length + at]!;
      return { share, customers: Math.round(figure.estimate * n), ...figure };
    }),
  };
}

function checkShare(share: number): void {
  ensure(share > 0 && share <= 1, 'bad-parameter', () => ({
    en: `A share must be above 0 and at most 1, got ${share}.`,
    zh: `份额应大于 0 且不超过 1，收到 ${share}。`,
  }));
}

/** A sum that misses its goal by less than this share has reached it. */
const ROUNDING = 1e-12;

interface Curve {
  readonly gini: number;
  top(share: number): number;
  brought(share: number): number;
}

/** Figures of ascending values that count `weights` times each. */
function curveOf(sorted: Float64Array, weights: Float64Array | undefined): Curve {
  const last = sorted.length - 1;
  let count = 0;
  let total = 0;
  let ranked = 0;
  for (let row = 0; row <= last; row++) {
    const weight = weights === undefined ? 1 : weights[row]!;
    // Σ of the ranks count + 1 … count + weight.
    ranked += sorted[row]! * weight * (count + (weight + 1) / 2);
    count += weight;
    total += sorted[row]! * weight;
  }
  /** Walks from the best until `stop` says so; gives the customers and the sum passed. */
  const walk = (customers: number, sum: number): { readonly customers: number; readonly sum: number } => {
    let passed = 0;
    let brought = 0;
    for (let row = last; row >= 0; row--) {
      const weight = weights === undefined ? 1 : weights[row]!;
      const value = sorted[row]!;
      const fits = Math.min(weight, customers - passed, value > 0 ? Math.ceil((sum - brought) / value) : Number.POSITIVE_INFINITY);
      passed += fits;
      brought += fits * value;
      if (fits < weight || passed >= customers || brought >= sum) break;
    }
    return { customers: passed, sum: brought };
  };
  return {
    gini: total > 0 ? (2 * ranked) / (count * total) - (count + 1) / count : Number.NaN,
    top: (share) => walk(share * count, Number.POSITIVE_INFINITY).sum / total,
    brought: (share) => (total > 0 ? walk(Number.POSITIVE_INFINITY, share * total * (1 - ROUNDING)).customers / count : Number.NaN),
  };
}

/** Separates these draws from all others under the same seed. */
const PURPOSE = 0x6c6f7265;

function intervals(
  of: (weights: Float64Array | undefined) => number[],
  n: number,
  replicates: number,
  level: number,
  seed: number,
): Interval[] {
  const estimates = of(undefined);
  const draws = estimates.map(() => [] as number[]);
  const weights = new Float64Array(n);
  for (let replicate = 0; replicate < replicates; replicate++) {
    drawWeights(weights, replicate, seed);
    of(weights).forEach((value, at) => {
      if (!Number.isNaN(value)) draws[at]!.push(value);
    });
  }
  return estimates.map((estimate, at) => {
    const sorted = Float64Array.from(draws[at]!).sort();
    return { estimate, low: quantileSorted(sorted, (1 - level) / 2), high: quantileSorted(sorted, (1 + level) / 2) };
  });
}

/** How often each of n customers is drawn in n draws with replacement. */
function drawWeights(weights: Float64Array, replicate: number, seed: number): void {
  const n = weights.length;
  const block = new Uint32Array(4);
  weights.fill(0);
  for (let draw = 0; draw < n; draw++) {
    if (draw % 4 === 0) philox(seed, PURPOSE, draw >>> 2, replicate, 0, 0, block);
    weights[Math.floor((block[draw % 4]! / 4294967296) * n)]!++;
  }
}

/**
 * Points of the Lorenz curve: the poorest `population` of customers bring `value` of the sum; from (0, 0) to (1, 1).
 *
 * @param points - about how many points to give, >= 2; all customers when there are fewer
 * @throws HoldfastError `no-rows`, `bad-parameter` when the sum is not above 0
 * @example
 * ```ts
 * lorenzCurve([1, 1, 2, 4]); // => [{ population: 0, value: 0 }, { population: 0.25, value: 0.125 },
 * // { population: 0.5, value: 0.25 }, { population: 0.75, value: 0.5 }, { population: 1, value: 1 }]
 * ```
 */
export function lorenzCurve(values: ArrayLike<number>, points = 101): { readonly population: number; readonly value: number }[] {
  const { total } = concentration(values, { replicates: 0, topShares: [], broughtShares: [] });
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const step = Math.max(1, Math.ceil(n / (points - 1)));
  const curve = [{ population: 0, value: 0 }];
  let sum = 0;
  for (let row = 0; row < n; row++) {
    sum += sorted[row]!;
    if ((row + 1) % step === 0 || row === n - 1) curve.push({ population: (row + 1) / n, value: sum / total });
  }
  return curve;
}
