import { toMoney } from '../core/money.js';
import type { Snapshot } from '../history/types.js';
import { profitBasis } from './profit.js';

/** Days of one period of the trend. */
export const TREND_PERIOD_DAYS = 28;

/** The company's volume and margin in 28-day periods before the cutoff, oldest first, and their robust trend lines. */
export interface CompanyTrend {
  /** Shipments by period. */
  readonly shipments: Float64Array;
  /** In the currency's unit; NaN without freight. */
  readonly margin: Float64Array;
  /** Change a period, as a share of the median period; NaN with fewer than three periods. */
  readonly shipmentsSlope: number;
  /** The same of the margin; NaN without freight. */
  readonly marginSlope: number;
}

/**
 * How the whole company's volume and margin ran up to the cutoff: sums of 28-day periods and their Theil–Sen slopes, which a festival or
 * a peak month does not bend.
 *
 * @param snapshot - the facts; the periods end at its cutoff
 * @param periods - at most so many periods back, >= 1; default 39 (three years)
 * @returns sums by whole period, oldest first, as many as the history fills; slopes as a share of the median period, a period
 * @remarks O(periods²), for the median over all pairs of periods.
 * @example
 * ```ts
 * // Ten shipments in the first 28 days, nine in the next, then eight, then seven.
 * const shipments = [10, 9, 8, 7].flatMap((count, period) =>
 *   Array.from({ length: count }, (_, k) => ({
 *     customer_id: 'C1', shipped_at: formatDay(dayOf('2026-01-05') + 28 * period + 27 - 3 * k), freight: 10, cost: 6,
 *   })),
 * );
 * const { history } = await historyFrom({ shipments });
 * const trend = await companyTrend(history.at(history.endDay));
 * trend.shipments; // => [10, 9, 8, 7]
 * trend.margin; // => [40, 36, 32, 28]
 * trend.shipmentsSlope; // => -0.118 (3 dp)
 * ```
 */
export async function companyTrend(snapshot: Snapshot, periods = 39): Promise<CompanyTrend> {
  const { company } = snapshot;
  const count = Math.max(1, Math.min(periods, Math.floor((company.blocks * 7) / TREND_PERIOD_DAYS)));
  const sums = (of: (endDaysAgo: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, period) => of((count - 1 - period) * TREND_PERIOD_DAYS));
  const sum = (measure: 'shipments' | 'freight' | 'discount' | 'cost', ago: number): number => company.sum(measure, TREND_PERIOD_DAYS, ago);
  const basis = profitBasis(snapshot);
  const shipments = sums((ago) => sum('shipments', ago));
  const margin = sums((ago) =>
    basis === 'none' ? Number.NaN : toMoney(sum('freight', ago) - sum('discount', ago) - (basis === 'margin' ? sum('cost', ago) : 0)),
  );
  return { shipments, margin, shipmentsSlope: await relativeSlope(shipments), marginSlope: await relativeSlope(margin) };
}

/** The two packages are loaded when a trend is asked for: together they take longer to load than all the rest of the library. */
async function relativeSlope(values: Float64Array): Promise<number> {
  if (values.length < 3 || Number.isNaN(values[0])) return Number.NaN;
  const [{ TheilSenRegression }, { median }] = await Promise.all([import('ml-regression'), import('simple-statistics')]);
  const usual = median([...values]);
  if (usual === 0) return Number.NaN;
  const line = new TheilSenRegression(
    Array.from(values, (_, period) => period),
    [...values],
  );
  return line.slope / Math.abs(usual);
}
