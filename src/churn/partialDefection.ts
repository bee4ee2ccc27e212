import type { Snapshot } from '../history/types.js';
import type { ValueOutcome } from './downgrade.js';

const FEWEST_GAPS = 2;

/** How often and how unevenly every customer shipped in a window, and the averages of those that did. */
interface Pace {
  readonly days: Float64Array;
  /** Standard deviation of the gaps over their mean; NaN with fewer than two gaps. */
  readonly unevenness: Float64Array;
  readonly meanDays: number;
  readonly meanUnevenness: number;
}

/**
 * Partial defection after Buckinx & Van den Poel (European Journal of Operational Research 164, 2005): loyal at t is who in the window
 * before it shipped on more days than the average and with a smaller coefficient of variation of its gaps; who no longer does one of the
 * two in the window after t has partly defected. Averages are those of each window, over the customers that shipped in it, so that
 * the season falls out. The exact rule is recalled, not checked against the paper.
 *
 * @returns the outcome of a customer of the snapshot, by its row; nobody is `already_down`, and the onset is t
 */
export function partialDefections(at: (day: number) => Snapshot, snapshot: Snapshot, windowDays: number): (row: number) => ValueOutcome {
  const before = paceOf(snapshot, snapshot.indices, windowDays);
  const after = paceOf(at(snapshot.cutoff + windowDays), snapshot.indices, windowDays);
  return (row) => {
    if (!isLoyal(before, row)) return { status: 'not_upper_tier', onset: Number.NaN };
    return isLoyal(after, row) ? { status: 'kept', onset: Number.NaN } : { status: 'downgraded', onset: snapshot.cutoff };
  };
}

function isLoyal({ days, unevenness, meanDays, meanUnevenness }: Pace, row: number): boolean {
  return days[row]! > meanDays && unevenness[row]! < meanUnevenness;
}

function paceOf(snapshot: Snapshot, indices: Int32Array, windowDays: number): Pace {
  const days = new Float64Array(indices.length);
  const unevenness = new Float64Array(indices.length).fill(Number.NaN);
  for (let row = 0; row < indices.length; row++) {
    const view = snapshot.view(indices[row]!);
    const first = view.firstDayWithin(windowDays);
    const sent = view.shipmentDays.subarray(first);
    days[row] = sent.length;
    if (sent.length > FEWEST_GAPS) unevenness[row] = variation(sent);
  }
  return { days, unevenness, meanDays: meanOf(days.filter((count) => count > 0)), meanUnevenness: meanOf(unevenness) };
}

function variation(days: Int32Array): number {
  const gaps = days.length - 1;
  const mean = (days[gaps]! - days[0]!) / gaps;
  let squares = 0;
  for (let gap = 0; gap < gaps; gap++) {
    const off = days[gap + 1]! - days[gap]! - mean;
    squares += off * off;
  }
  return Math.sqrt(squares / (gaps - 1)) / mean;
}

function meanOf(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
