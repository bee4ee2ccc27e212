import type { CustomerView, Snapshot } from '../history/types.js';
import { fitMbgNbd } from '../process/fitMbgNbd.js';
import { type MbgNbdParams, mbgNbdProbabilityActive } from '../process/mbgNbd.js';
import { BLOCKS } from './season.js';

/** About how many customers the purchase process is fitted on; more would not change its four parameters much. */
const FITTED_CUSTOMERS = 1000;
const FEWEST_CUSTOMERS = 30;

/** Active weeks of one customer in the last 104: repeats after the first, weeks from first to last, weeks observed. */
export interface WeekHistory {
  repeatCount: number;
  firstToLastWeeks: number;
  observedWeeks: number;
}

export interface Purchases {
  /** P(still active) of a customer; NaN where the process could not be fitted or it shipped in none of the weeks. */
  probabilityActive(view: CustomerView): number;
}

/**
 * Purchase process (MBG/NBD on active weeks) of a snapshot, fitted on the customers whose id hashes lowest, from a fixed start: it depends
 * on nothing but the snapshot.
 */
export function fitPurchases(snapshot: Snapshot): Purchases {
  const histories = sampleHistories(snapshot);
  const params = histories.length < FEWEST_CUSTOMERS ? undefined : fitGrouped(histories);
  const row: WeekHistory = { repeatCount: 0, firstToLastWeeks: 0, observedWeeks: 0 };
  return {
    probabilityActive(view) {
      if (params === undefined || !readWeekHistory(view, row)) return Number.NaN;
      const { r, alpha, a, b } = params;
      return mbgNbdProbabilityActive(r, alpha, a, b, row.repeatCount, 7 * row.firstToLastWeeks, 7 * row.observedWeeks);
    },
  };
}

function sampleHistories(snapshot: Snapshot): WeekHistory[] {
  const { indices, customers } = snapshot;
  const highest = (FITTED_CUSTOMERS / indices.length) * 4_294_967_296;
  const histories: WeekHistory[] = [];
  for (const customer of indices) {
    if (hashOf(customers.ids[customer]!) >= highest) continue;
    const row: WeekHistory = { repeatCount: 0, firstToLastWeeks: 0, observedWeeks: 0 };
    if (readWeekHistory(snapshot.view(customer), row)) histories.push(row);
  }
  return histories;
}

/** 32-bit FNV-1a with a final mix, of a text's UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Reads active weeks into `out`; false for a customer without one in 104 weeks. */
export function readWeekHistory(view: CustomerView, out: WeekHistory): boolean {
  const { weekly } = view;
  let active = 0;
  let first = -1;
  let last = -1;
  for (let block = 0; block < BLOCKS; block++) {
    if (!(weekly[block]! > 0)) continue;
    active++;
    if (last < 0) last = block;
    first = block;
  }
  out.repeatCount = active - 1;
  out.firstToLastWeeks = first - last;
  out.observedWeeks = first;
  return active > 0;
}

/** Parameters in days; undefined where the sample cannot carry a fit. */
function fitGrouped(histories: readonly WeekHistory[]): MbgNbdParams | undefined {
  const repeatCount = histories.map((row) => row.repeatCount);
  const observedDays = histories.map((row) => 7 * row.observedWeeks);
  if (!repeatCount.some((count) => count > 0)) return undefined;
  const firstToLastDays = histories.map((row) => 7 * row.firstToLastWeeks);
  return fitMbgNbd({ repeatCount, firstToLastDays, observedDays }).model;
}
