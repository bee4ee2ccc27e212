import type { CustomerView } from '../history/types.js';
import { GAP_PRIOR, gapLimit, gapSurprise } from '../process/gapLaw.js';

/** How far back a rhythm is measured, and the bounds of every limit, in days. */
export const LOOK_BACK_DAYS = 364;
export const SHORTEST_LIMIT_DAYS = 28;
export const LONGEST_LIMIT_DAYS = 182;

/** How often one customer ships, by the business clock, up to its last shipment day. */
export interface Rhythm {
  /** Last shipment day before the cutoff; NaN for a customer that has none. */
  lastDay: number;
  /** Gaps between shipment days in the 364 days up to the last. */
  gapCount: number;
  /** Business days from the first to the last shipment day of that look-back. */
  exposureDays: number;
  /** Business days from the last shipment day to the cutoff. */
  currentGap: number;
}

/**
 * The longest gap that is still ordinary: P(gap > limit) = `epsilon` under the gamma-Poisson gap law, within 28 to 182 business days.
 *
 * @remarks `A = 0.5 + gapCount`, `B = 7 + exposureDays`, limit = B·(epsilon^(−1/A) − 1) (Lomax). science.md A.
 * @example
 * ```ts
 * Math.round(gapLimitDays(50, 350, 1e-3)); // => 52
 * gapLimitDays(200, 350, 1e-3); // => 28
 * ```
 */
export function gapLimitDays(gapCount: number, exposureDays: number, epsilon: number): number {
  const limit = gapLimit(GAP_PRIOR.shape + gapCount, GAP_PRIOR.rateDays + exposureDays, epsilon);
  return Math.min(Math.max(limit, SHORTEST_LIMIT_DAYS), LONGEST_LIMIT_DAYS);
}

/** How surprising the current gap is, in nats: −ln P(gap > current gap). */
export function silenceSurprise({ gapCount, exposureDays, currentGap }: Rhythm): number {
  return gapSurprise(GAP_PRIOR.shape + gapCount, GAP_PRIOR.rateDays + exposureDays, currentGap);
}

/** Measures a customer's rhythm into `out`, which is returned; without `out` into a new object. O(log shipment days). */
export function rhythm(view: CustomerView, out: Rhythm = { lastDay: 0, gapCount: 0, exposureDays: 0, currentGap: 0 }): Rhythm {
  const { shipmentDays, company, cutoff } = view;
  const last = shipmentDays.length - 1;
  if (last < 0) {
    out.lastDay = out.currentGap = Number.NaN;
    out.gapCount = out.exposureDays = 0;
    return out;
  }
  const lastDay = shipmentDays[last]!;
  const first = view.firstDayWithin(cutoff - lastDay - 1 + LOOK_BACK_DAYS);
  const lastClock = company.clock(lastDay);
  out.lastDay = lastDay;
  out.gapCount = last - first;
  out.exposureDays = lastClock - company.clock(shipmentDays[first]!);
  out.currentGap = company.clock(cutoff) - lastClock;
  return out;
}
