import { profit, profitBasis } from '../account/index.js';
import type { CustomerView, Snapshot } from '../history/types.js';

const YEAR_DAYS = 364;
/** A shorter acquaintance is not blown up to a year by more than four. */
const SHORTEST_TENURE_DAYS = 91;

/** Profit a year of one customer, money: that of the last 364 days, scaled up for one known for less; NaN without freight. */
export function annualProfit(view: CustomerView, basis: ReturnType<typeof profitBasis>): number {
  const tenure = view.cutoff - (view.shipmentDays[0] ?? view.cutoff);
  return (profit(view, basis, YEAR_DAYS).profit * YEAR_DAYS) / Math.min(YEAR_DAYS, Math.max(SHORTEST_TENURE_DAYS, tenure));
}

/** Profit a year of every customer of a snapshot, by its place in `indices`. */
export function annualProfits(snapshot: Snapshot): Float64Array {
  const basis = profitBasis(snapshot);
  return Float64Array.from(snapshot.indices, (index) => annualProfit(snapshot.view(index), basis));
}

/** Median of the profits above 0; NaN where there is none. */
export function medianProfit(profits: Float64Array): number {
  const gains = profits.filter((value) => value > 0).sort();
  return gains.length === 0 ? Number.NaN : gains[gains.length >> 1]!;
}
