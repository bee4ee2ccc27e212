import type { BetaGeometricParams } from './betaGeometric/betaGeometricLaw.js';
import { naturalTheta } from './fit/naturalTheta.js';
import { ensureRepeatHistory, type RepeatHistory } from './repeatHistory.js';

/**
 * Population parameters of MBG/NBD, each finite and > 0: while active a customer ships at a rate drawn from Gamma(r, alpha), and
 * leaves after each shipment, the first included, with a probability drawn from Beta(a, b). `alpha` is in days; the others are
 * pure numbers.
 */
export type MbgNbdParams = BetaGeometricParams;

/**
 * Probability that one customer is still active, under MBG/NBD; no checks, allocates nothing (about 25 ns).
 *
 * @param r - shape of the shipping rates, > 0
 * @param alpha - their rate parameter, > 0, in any unit of time
 * @param a - first parameter of the leaving probabilities, > 0
 * @param b - second parameter of the leaving probabilities, > 0
 * @param x - shipping days after the first
 * @param tx - first shipment to last, in the unit of `alpha`
 * @param T - first shipment to now, in the unit of `alpha`
 * @returns in [0, 1]
 * @example
 * ```ts
 * mbgNbdProbabilityActive(0.524838, 6.182992, 0.891356, 1.613999, 2, 30.43, 38.86); // => 0.7061 (4 dp)
 * ```
 */
export function mbgNbdProbabilityActive(r: number, alpha: number, a: number, b: number, x: number, tx: number, T: number): number {
  return 1 / (1 + (a / (b + x)) * Math.exp((r + x) * Math.log1p((T - tx) / (alpha + tx))));
}

/**
 * Probability that each customer is still active at the cutoff, under MBG/NBD.
 *
 * @param params - fitted population parameters, as of {@link fitMbgNbd}
 * @param history - columns of shape (n,), with `0 <= firstToLastDays <= observedDays`; 0 when `repeatCount` is 0
 * @returns shape (n,), each in [0, 1]; below 1 also for customers that shipped once, unlike under BG/NBD
 * @throws HoldfastError `bad-parameter`, `length-mismatch`, or `bad-history` naming the first bad row
 * @remarks O(n), one allocation, deterministic. Long silences underflow to 0, never to NaN.
 *   Source: Batislam, Denizel & Filiztekin, Int. J. Research in Marketing 24 (2007); Hoppe & Wagner, Marketing ZFP 29 (2007).
 * @example
 * ```ts
 * const params = { r: 0.524838, alpha: 43.28, a: 0.891356, b: 1.614 }; // CDNOW, weeks turned into days
 * probabilityActive(params, { repeatCount: [2], firstToLastDays: [213.01], observedDays: [272.02] })[0]; // => 0.7061 (4 dp)
 * ```
 */
export function probabilityActive(params: MbgNbdParams, history: RepeatHistory): Float64Array {
  naturalTheta(['r', 'alpha', 'a', 'b'], params);
  ensureRepeatHistory(history);
  const { r, alpha, a, b } = params;
  const { repeatCount, firstToLastDays, observedDays } = history;
  return Float64Array.from(repeatCount, (x, i) => mbgNbdProbabilityActive(r, alpha, a, b, x, firstToLastDays[i]!, observedDays[i]!));
}
