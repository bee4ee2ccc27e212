import { quantile } from '../../math/quantile.js';
import { uniformsOf } from '../../math/variates.js';
import type { FitOptions } from '../fit/fitReport.js';
import { parameterDraws } from '../fit/parameterDraws.js';
import type { RepeatHistory } from '../repeatHistory.js';
import { ensureCount, ensureLevel } from './ensureAsked.js';
import type { PurchaseFit } from './fitPurchases.js';
import type { PurchaseProcess } from './purchaseProcess.js';

export interface BootstrapOptions {
  /** `parameters`: from the normal law about the fit (default, 500 draws); `customers`: refits to resampled customers (200). */
  readonly kind?: 'parameters' | 'customers' | undefined;
  readonly replicates?: number | undefined;
  /** Share of the draws inside each interval; default 0.9. */
  readonly level?: number | undefined;
  readonly seed?: number | undefined;
  readonly fitOptions?: FitOptions | undefined;
}

export interface PurchaseBootstrap<Name extends string> {
  /** Parameters in the order of the process, one set a replicate. */
  readonly draws: readonly Float64Array[];
  readonly intervals: Readonly<Record<Name, { readonly low: number; readonly high: number }>>;
  /** Refits that did not converge; they are left out. */
  readonly failed: number;
}

const PURPOSE = 0xb007;

/**
 * How far the parameters of a purchase process may be off.
 *
 * @param fit - of `process` to `history`
 * @throws HoldfastError `bad-parameter`, `no-convergence`
 * @remarks `customers` refits with a warm start from the fit: O(replicates × fit). Same seed, same draws.
 * @example
 * ```ts
 * const history = { repeatCount: [0, 2, 5, 0, 9, 1], firstToLastDays: [0, 60, 150, 0, 170, 20], observedDays: [180, 180, 170, 90, 180, 150] };
 * const fit = nbd.fit(history);
 * const { intervals } = bootstrapPurchases(nbd, history, fit);
 * intervals.r.low < fit.model.r && fit.model.r < intervals.r.high; // => true
 * ```
 */
export function bootstrapPurchases<Name extends string>(
  process: PurchaseProcess<Name>,
  history: RepeatHistory,
  fit: PurchaseFit<Name>,
  { kind = 'parameters', replicates = kind === 'parameters' ? 500 : 200, level = 0.9, seed = 1, fitOptions = {} }: BootstrapOptions = {},
): PurchaseBootstrap<Name> {
  ensureLevel(level);
  ensureCount(replicates);
  const found = kind === 'parameters' ? parameterDraws(fit, replicates, seed) : refits(process, history, fit, replicates, seed, fitOptions);
  const intervals = process.parameters.map((name, i) => {
    const values = Float64Array.from(found, (draw) => draw[i]!);
    return [name, { low: quantile(values, (1 - level) / 2), high: quantile(values, (1 + level) / 2) }] as const;
  });
  return {
    draws: found,
    intervals: Object.fromEntries(intervals) as Record<Name, { low: number; high: number }>,
    failed: replicates - found.length,
  };
}

function refits<Name extends string>(
  process: PurchaseProcess<Name>,
  history: RepeatHistory,
  fit: PurchaseFit<Name>,
  replicates: number,
  seed: number,
  options: FitOptions,
): Float64Array[] {
  const draws: Float64Array[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const { model, report } = process.fit(resampled(history, seed, replicate), { ...options, start: fit.model });
    if (report.converged) draws.push(Float64Array.from(process.parameters, (name) => model[name]));
  }
  return draws;
}

/** As many customers, drawn with replacement. */
function resampled(history: RepeatHistory, seed: number, replicate: number): RepeatHistory {
  const n = history.repeatCount.length;
  const uniform = uniformsOf(seed, PURPOSE, replicate);
  const rows = Int32Array.from({ length: n }, () => Math.floor(n * uniform()));
  const pick = (column: ArrayLike<number>): Float64Array => Float64Array.from(rows, (row) => column[row]!);
  return {
    repeatCount: pick(history.repeatCount),
    firstToLastDays: pick(history.firstToLastDays),
    observedDays: pick(history.observedDays),
    sumLogGapDays: history.sumLogGapDays && pick(history.sumLogGapDays),
  };
}
