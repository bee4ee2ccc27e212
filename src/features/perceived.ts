import type { CustomerView } from '../history/types.js';

const BLOCKS = 26;
const PEAK_BLOCKS = 13;
/** Share of what was felt that is still felt a week later. */
const MEMORY = 0.85;
/** Shipments a failure is always measured against, so that one late parcel of a rare shipper is not the end of the world. */
const PRIOR_SHIPMENTS = 3;
/** Severity a parcel at which service is felt as 1, and the most that can be felt. */
const ORDINARY = 0.05;
const WORST = 6;

/** How bad service feels to a customer: decaying severity of failures over decaying shipments; 1 is ordinary, 6 the worst. */
export interface PerceivedFailure {
  now: number;
  /** Highest of the last 13 weeks. */
  peak: number;
}

/**
 * Reads what a customer feels of 26 weeks of service into `out`: F ← .85F + severity, E ← .85E + shipments, min(F ÷ (E + 3) ÷ .05, 6).
 * Late counts 1 and 0.3 for each day, damage 4, loss 6. Bad service fades slowly and weighs less among much that went well.
 */
export function readPerceivedFailure(view: CustomerView, out: PerceivedFailure): void {
  out.now = out.peak = 0;
  if (severity(view, 7 * BLOCKS, 0) === 0) return;
  let failures = 0;
  let shipments = 0;
  for (let block = BLOCKS - 1; block >= 0; block--) {
    failures = MEMORY * failures + severity(view, 7, 7 * block);
    shipments = MEMORY * shipments + view.weekly[block]!;
    out.now = Math.min(failures / (shipments + PRIOR_SHIPMENTS) / ORDINARY, WORST);
    if (block < PEAK_BLOCKS) out.peak = Math.max(out.peak, out.now);
  }
}

function severity(view: CustomerView, windowDays: number, endDaysAgo: number): number {
  return (
    view.sum('late', windowDays, endDaysAgo) +
    (0.3 * view.sum('late_minutes', windowDays, endDaysAgo)) / 1440 +
    4 * view.sum('damaged', windowDays, endDaysAgo) +
    6 * view.sum('lost', windowDays, endDaysAgo)
  );
}
