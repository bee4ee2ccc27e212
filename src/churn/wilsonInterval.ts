import { normalQuantile } from '../math/normalQuantile.js';

/** Bounds of a share. */
export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's interval for a share of `n` independent trials; NaN bounds for n = 0 or a share that is not known.
 *
 * @param share - successes ÷ n, in [0, 1]
 * @param n - trials, > 0; need not be whole (an effective number)
 * @param level - probability that it holds the true share, in (0, 1)
 * @remarks Wilson (1927): (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n). Unlike p ± z·√(p(1 − p)/n) it stays in [0, 1] and holds
 *   its level for rare events.
 * @example
 * ```ts
 * wilsonInterval(0.9861, 10_000, 0.95); // => { low: 0.9836, high: 0.9882 } (4 dp)
 * ```
 */
export function wilsonInterval(share: number, n: number, level: number): ShareInterval {
  if (!(n > 0) || Number.isNaN(share)) return { low: Number.NaN, high: Number.NaN };
  const z = normalQuantile((1 + level) / 2);
  const shrink = 1 / (1 + (z * z) / n);
  const middle = (share + (z * z) / (2 * n)) * shrink;
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n)) * shrink;
  return { low: Math.min(share, Math.max(0, middle - reach)), high: Math.max(share, Math.min(1, middle + reach)) };
}
