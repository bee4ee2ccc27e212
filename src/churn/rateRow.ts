import { formatDay } from '../core/day.js';
import { toMoney, toUnits } from '../core/money.js';
import type { Column } from '../core/table.js';
import { annualChurnRate, halfLifeYears } from './annualRate.js';
import type { PeriodSums } from './periodSums.js';
import type { Period } from './sumPeriod.js';
import { wilsonInterval } from './wilsonInterval.js';

/** The columns of churn.csv, in their order. */
export interface ChurnRateColumns extends Readonly<Record<string, Column>> {
  readonly period_start: readonly string[];
  readonly period_end: readonly string[];
  readonly group_by: readonly string[];
  readonly group: readonly string[];
  readonly definition: readonly string[];
  readonly customers_at_start: Int32Array;
  readonly lost: Float64Array;
  readonly returned: Float64Array;
  readonly churn_rate: Float64Array;
  readonly churn_rate_low: Float64Array;
  readonly churn_rate_high: Float64Array;
  readonly annual_churn_rate: Float64Array;
  readonly half_life_years: Float64Array;
  readonly return_rate: Float64Array;
  readonly second_shipment_rate: Float64Array;
  readonly win_back_rate: Float64Array;
  readonly save_rate: Float64Array;
  readonly profit_lost: Float64Array;
}

/** What of a period is known by the end of the data. */
export interface KnownParts {
  readonly losses: boolean;
  readonly before: boolean;
  readonly second: boolean;
  readonly wonBack: boolean;
  readonly offers: boolean;
  /** Whether leaving is asked for at all: nobody comes back from a downgrade. */
  readonly leaving: boolean;
  readonly profit: boolean;
}

/** One period and group. */
export interface RateRow {
  readonly start: number;
  readonly end: number;
  readonly groupBy: string;
  readonly group: string;
  readonly customers: number;
  /** NaN until known, as all below: those of confirmed leaving, and those of them that have come back since. */
  readonly lost: number;
  readonly returned: number;
  readonly rate: number;
  /** Customers lost for good, expected. */
  readonly gone: number;
  /** Number of customers that the interval rests on; fewer than there are where profit is uneven. */
  readonly effective: number;
  readonly low: number;
  readonly high: number;
  readonly returnRate: number;
  readonly secondShipmentRate: number;
  readonly winBackRate: number;
  readonly saveRate: number;
  readonly profitLost: number;
}

/** The row of group `place` (0: all) of a period's sums. */
export function rateRow(
  { start, end }: Period,
  groupBy: string,
  group: string,
  sums: PeriodSums,
  place: number,
  known: KnownParts,
  measure: 'customers' | 'profit',
  level: number,
): RateRow {
  const sum = (name: keyof PeriodSums): number => sums[name][place]!;
  const share = (isKnown: boolean, part: keyof PeriodSums, whole: keyof PeriodSums): number =>
    isKnown && sum(whole) > 0 ? sum(part) / sum(whole) : Number.NaN;
  const byProfit = measure === 'profit';
  const rate = byProfit ? share(known.losses, 'weightLost', 'weight') : share(known.losses, 'gone', 'customers');
  const effective = byProfit ? (sum('weight') * sum('weight')) / sum('weightSquared') : sum('customers');
  return {
    start,
    end,
    groupBy,
    group,
    customers: sum('customers'),
    lost: known.losses ? sum('lost') : Number.NaN,
    returned: known.losses && known.leaving ? sum('returned') : Number.NaN,
    rate,
    gone: known.losses ? sum('gone') : Number.NaN,
    effective,
    ...wilsonInterval(rate, effective, level),
    returnRate: share(known.before, 'shippedAgain', 'shippedBefore'),
    secondShipmentRate: share(known.second, 'secondShipment', 'newcomers'),
    winBackRate: share(known.leaving && known.wonBack, 'wonBack', 'confirmed'),
    saveRate: share(known.offers, 'saved', 'offered'),
    profitLost: known.losses && known.profit ? toMoney(toUnits(sum('profitLost'))) : Number.NaN,
  };
}

/** Rows as the columns of churn.csv. */
export function rateColumns(rows: readonly RateRow[], definition: string): ChurnRateColumns {
  const numbers = (of: (row: RateRow) => number): Float64Array => Float64Array.from(rows, of);
  return {
    period_start: rows.map(({ start }) => formatDay(start)),
    period_end: rows.map(({ end }) => formatDay(end - 1)),
    group_by: rows.map(({ groupBy }) => groupBy),
    group: rows.map(({ group }) => group),
    definition: rows.map(() => definition),
    customers_at_start: Int32Array.from(rows, ({ customers }) => customers),
    lost: numbers(({ lost }) => lost),
    returned: numbers(({ returned }) => returned),
    churn_rate: numbers(({ rate }) => rate),
    churn_rate_low: numbers(({ low }) => low),
    churn_rate_high: numbers(({ high }) => high),
    annual_churn_rate: numbers(({ rate, start, end }) => annualChurnRate(rate, end - start)),
    half_life_years: numbers(({ rate, start, end }) => halfLifeYears(rate, end - start)),
    return_rate: numbers(({ returnRate }) => returnRate),
    second_shipment_rate: numbers(({ secondShipmentRate }) => secondShipmentRate),
    win_back_rate: numbers(({ winBackRate }) => winBackRate),
    save_rate: numbers(({ saveRate }) => saveRate),
    profit_lost: numbers(({ profitLost }) => profitLost),
  };
}
