import type { Snapshot } from '../history/types.js';
import { lapses } from './lapses.js';
import { LONGEST_LIMIT_DAYS } from './rhythm.js';

/** Shipment days a year up to which a customer belongs to a frequency band; the last band has no end. */
const BAND_ENDS = [12, 52, 156, Number.POSITIVE_INFINITY];
const EPSILONS = [1e-2, 3e-3, 1e-3, 3e-4, 1e-4];
const FEWEST_LAPSES = 100;

/** How many confirmed lapses of one band came back, for one epsilon. */
export interface ReturnRate {
  readonly epsilon: number;
  /** Customers with at most this many gaps in the 364 days before; null for the band of the busiest. */
  readonly gapsUpTo: number | null;
  readonly lapses: number;
  readonly returned: number;
}

/** The epsilon that the history speaks for, and what it rests on. */
export interface EpsilonCalibration {
  /** For the lapse rule `adaptive`. */
  readonly epsilon: number;
  /** Share of confirmed lapses that returned within 182 days under it; NaN when too few lapses were seen to tell. */
  readonly returnRate: number;
  /** Counts for each of the five epsilons and four frequency bands. */
  readonly bands: readonly ReturnRate[];
}

/**
 * The largest epsilon (fastest confirmation) under which at most `maxReturnRate` of confirmed lapses come back within 182 days,
 * by frequency band. Only lapses confirmed at least 182 days before the cutoff are counted. When none is low enough, the smallest;
 * with fewer than 100 such lapses the default 1e-3, and `returnRate` NaN.
 *
 * @param snapshot - the facts; take the one at the end of the history
 * @param maxReturnRate - share of lapses, 0–1, that may turn out to be pauses; default 0.05
 * @returns one of 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, the share that came back under it, and the counts of all five by frequency band
 * @remarks The guard against clumpy shippers, for whom the gap law's tails are too thin (science.md A). Five passes: O(shipment days).
 * @example
 * ```ts
 * const weekly = (customer_id: string, weeks: number) =>
 *   Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(dayOf('2024-01-01') + 7 * week) }));
 * // 120 customers leave after half a year or later, 120 go on: nobody comes back, so the fastest confirmation will do.
 * const shipments = Array.from({ length: 120 }, (_, k) => [...weekly(`leaves-${k}`, 26 + (k % 20)), ...weekly(`stays-${k}`, 104)]).flat();
 * const { history } = await historyFrom({ shipments });
 * const { epsilon, returnRate } = calibrateEpsilon(history.at(history.endDay));
 * [epsilon, returnRate]; // => [0.01, 0]
 * ```
 */
export function calibrateEpsilon(snapshot: Snapshot, maxReturnRate = 0.05): EpsilonCalibration {
  const bands = EPSILONS.flatMap((epsilon) => returnRates(snapshot, epsilon));
  const total = (epsilon: number, of: 'lapses' | 'returned'): number =>
    bands.reduce((sum, band) => (band.epsilon === epsilon ? sum + band[of] : sum), 0);
  const rate = (epsilon: number): number => total(epsilon, 'returned') / total(epsilon, 'lapses');
  if (total(1e-3, 'lapses') < FEWEST_LAPSES) return { epsilon: 1e-3, returnRate: Number.NaN, bands };
  const epsilon = EPSILONS.find((candidate) => rate(candidate) <= maxReturnRate) ?? EPSILONS[EPSILONS.length - 1]!;
  return { epsilon, returnRate: rate(epsilon), bands };
}

function returnRates(snapshot: Snapshot, epsilon: number): ReturnRate[] {
  const { columns, length } = lapses(snapshot, { kind: 'adaptive', epsilon });
  const counts = BAND_ENDS.map((end) => ({ epsilon, gapsUpTo: Number.isFinite(end) ? end : null, lapses: 0, returned: 0 }));
  for (let row = 0; row < length; row++) {
    const confirmed = columns.confirmed[row]!;
    if (confirmed > snapshot.cutoff - LONGEST_LIMIT_DAYS) continue;
    const band = counts[BAND_ENDS.findIndex((end) => columns.gapCount[row]! <= end)]!;
    band.lapses++;
    if (columns.returned[row]! <= confirmed + LONGEST_LIMIT_DAYS) band.returned++;
  }
  return counts;
}
