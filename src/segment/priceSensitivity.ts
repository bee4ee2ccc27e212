import { weekOf } from '../core/day.js';
import type { CategoryColumn, Table } from '../core/table.js';
import type { CustomerView, Snapshot } from '../history/types.js';
import { idsOf } from './masterText.js';

/** How a customer's volume answers its price. */
export const PRICE_SENSITIVITIES = ['high', 'low', 'unknown'] as const;
export type PriceSensitivity = (typeof PRICE_SENSITIVITIES)[number];

/** One row a customer of the snapshot, in its order. */
export type PriceSensitivityTable = Table<{
  readonly customer_id: readonly string[];
  readonly price_sensitivity: CategoryColumn;
  /** Slope of ln volume on ln price index, drawn towards that of all customers; −1: a price 1 % higher goes with 1 % less volume. NaN where unknown. */
  readonly price_elasticity: Float64Array;
  readonly standard_error: Float64Array;
  /** Four-week periods with a price. */
  readonly periods: Int32Array;
}>;

const PERIODS = 26;
const PERIOD_WEEKS = 4;
const FEWEST_PERIODS = 8;
/** A slope needs prices that moved: their standard deviation at least 2 %. */
const LEAST_PRICE_SPREAD = 0.02;
/** Customers' true slopes are taken to differ by about this much (standard deviation). */
const SLOPE_SPREAD = 1;
/** Shipments added before a logarithm is taken. */
const FLOOR = 0.5;
/** Between a low and a high sensitivity. */
const LINE = -0.5;

/** Sums of one customer's periods around their means. */
interface Moments {
  readonly periods: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/**
 * Price sensitivity of every customer: the slope of its season-free volume on its price against the usual price of the same lane, product and
 * weight, by four-week periods of two years, drawn towards the slope of all customers by how much its own prices moved. `unknown` where
 * there are fewer than 8 periods, prices hardly moved, or the slope could lie on either side of −0.5.
 *
 * @remarks Association, not effect: prices are also raised where volume falls. The usual price is that of the 52 weeks before the cutoff, so a
 *   price index of long ago carries the market's drift, the same for all. O(mix rows).
 * @example
 * ```ts
 * const { columns } = priceSensitivity((await historyFrom({ shipments: [{ customer_id: 'a', shipped_at: '2026-03-01', freight: 9 }] })).history.at('2026-03-02'));
 * PRICE_SENSITIVITIES[columns.price_sensitivity.codes[0] - 1]; // => 'unknown'
 * ```
 */
export function priceSensitivity(snapshot: Snapshot): PriceSensitivityTable {
  const { indices } = snapshot;
  const read = momentReader(snapshot);
  const moments = Array.from(indices, (index) => read(snapshot.view(index)));
  const usable = moments.filter(isUsable);
  const sum = (of: (moment: Moments) => number): number => usable.reduce((total, moment) => total + of(moment), 0);
  const common = sum(({ xy }) => xy) / sum(({ xx }) => xx);
  const residual = sum(({ xx, xy, yy }) => yy - 2 * common * xy + common * common * xx) / sum(({ periods }) => periods - 1);
  const slopes = moments.map((moment) => slopeOf(moment, common, residual));
  return {
    length: indices.length,
    columns: {
      customer_id: idsOf(snapshot),
      price_sensitivity: {
        codes: Int32Array.from(slopes, ({ level }) => PRICE_SENSITIVITIES.indexOf(level) + 1),
        levels: PRICE_SENSITIVITIES,
      },
      price_elasticity: Float64Array.from(slopes, ({ slope }) => slope),
      standard_error: Float64Array.from(slopes, ({ standardError }) => standardError),
      periods: Int32Array.from(moments, ({ periods }) => periods),
    },
  };
}

function isUsable({ periods, xx }: Moments): boolean {
  return periods >= FEWEST_PERIODS && xx >= (periods - 1) * LEAST_PRICE_SPREAD * LEAST_PRICE_SPREAD;
}

function slopeOf(moment: Moments, common: number, residual: number): { slope: number; standardError: number; level: PriceSensitivity } {
  if (!isUsable(moment) || !(residual > 0)) return { slope: Number.NaN, standardError: Number.NaN, level: 'unknown' };
  const prior = residual / (SLOPE_SPREAD * SLOPE_SPREAD);
  const slope = (moment.xy + prior * common) / (moment.xx + prior);
  const standardError = Math.sqrt(residual / (moment.xx + prior));
  return { slope, standardError, level: slope + standardError < LINE ? 'high' : slope - standardError > LINE ? 'low' : 'unknown' };
}

/** Reads ln price index and ln season-free volume by period; a period without a priced shipment has no price and is left out. */
function momentReader(snapshot: Snapshot): (view: CustomerView) => Moments {
  const { company, cutoff } = snapshot;
  const lastWeek = weekOf(cutoff) - 1;
  const season = Float64Array.from({ length: PERIODS * PERIOD_WEEKS }, (_, block) => company.volumeSeason(block));
  const weight = Float64Array.from(
    { length: PERIODS },
    (_, period) => season.subarray(period * PERIOD_WEEKS, (period + 1) * PERIOD_WEEKS).reduce((a, b) => a + b, 0) / PERIOD_WEEKS,
  );
  const shipped = new Float64Array(PERIODS);
  const paid = new Float64Array(PERIODS);
  const usual = new Float64Array(PERIODS);
  return (view) => {
    shipped.fill(0);
    paid.fill(0);
    usual.fill(0);
    view.eachMix(7 * PERIODS * PERIOD_WEEKS, 0, (cell, shipments, freight, _delivered, _minutes, week) => {
      const period = Math.floor((lastWeek - week) / PERIOD_WEEKS);
      if (!(period >= 0 && period < PERIODS)) return;
      const price = company.usualFreight(cell);
      shipped[period]! += shipments;
      if (!(freight > 0 && price > 0)) return;
      paid[period]! += freight;
      usual[period]! += price * shipments;
    });
    return momentsOf(shipped, paid, usual, weight);
  };
}

function momentsOf(shipped: Float64Array, paid: Float64Array, usual: Float64Array, weight: Float64Array): Moments {
  let periods = 0;
  let meanX = 0;
  let meanY = 0;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let period = 0; period < PERIODS; period++) {
    if (!(paid[period]! > 0 && usual[period]! > 0)) continue;
    const x = Math.log(paid[period]! / usual[period]!);
    const y = Math.log(shipped[period]! / weight[period]! + FLOOR);
    periods++;
    const dx = x - meanX;
    const dy = y - meanY;
    meanX += dx / periods;
    meanY += dy / periods;
    xx += dx * (x - meanX);
    xy += dx * (y - meanY);
    yy += dy * (y - meanY);
  }
  return { periods, xx, xy, yy };
}
