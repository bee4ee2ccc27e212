import { annualChurnRate, halfLifeYears, YEAR_DAYS } from './annualRate.js';
import type { RateRow } from './rateRow.js';
import { wilsonInterval } from './wilsonInterval.js';

/** A yearly figure with its interval. */
export interface Yearly {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** All resolved periods of a company together. */
export interface ChurnOverall {
  readonly periods: number;
  /** Years that customers were there for. */
  readonly customerYears: number;
  /** Lost for good: confirmed leavings less those that came back or are expected to. */
  readonly lost: number;
  readonly annualChurnRate: Yearly;
  /** Years in which half of the customers are lost; `high` NaN where nobody might have been. */
  readonly halfLifeYears: Yearly;
}

/** Pools the rows of the resolved periods: losses over customers at the starts, brought to a year by their mean length. */
export function overallOf(rows: readonly RateRow[], level: number): ChurnOverall {
  const resolved = rows.filter(({ rate }) => !Number.isNaN(rate));
  const total = (of: (row: RateRow) => number): number => resolved.reduce((sum, row) => sum + of(row), 0);
  const effective = total((row) => row.effective);
  const days = total((row) => row.effective * (row.end - row.start)) / effective;
  const rate = total((row) => row.effective * row.rate) / effective;
  const { low, high } = wilsonInterval(rate, effective, level);
  return {
    periods: resolved.length,
    customerYears: total(({ customers, start, end }) => customers * (end - start)) / YEAR_DAYS,
    lost: total(({ gone }) => gone),
    annualChurnRate: { estimate: annualChurnRate(rate, days), low: annualChurnRate(low, days), high: annualChurnRate(high, days) },
    halfLifeYears: { estimate: halfLifeYears(rate, days), low: halfLifeYears(high, days), high: halfLifeYears(low, days) },
  };
}
