import { profitBasis } from '../account/profit.js';
import { formatDay } from '../core/day.js';
import { toMoney } from '../core/money.js';
import type { Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { type PeriodLength, periodStarts } from './periods.js';

export interface CohortOptions {
  /** Length of cohorts and ages; default month. */
  readonly every?: PeriodLength;
}

/** One row a cohort and age, in that order; only whole periods that have ended. */
export type CohortTable = Table<{
  /** First day of the period in which these customers first shipped. */
  readonly cohort: readonly string[];
  /** Customers of the cohort. */
  readonly customers: Int32Array;
  /** Periods since the first: 0 is the period of the first shipment. */
  readonly age: Int32Array;
  readonly period_start: readonly string[];
  /** Customers that shipped in the period, and their share. */
  readonly active: Int32Array;
  readonly retention: Float64Array;
  /** Freight less discount; NaN without freight. */
  readonly revenue: Float64Array;
  readonly revenue_per_customer: Float64Array;
  /** Sum of revenue per customer up to this age. */
  readonly cumulative_revenue_per_customer: Float64Array;
}>;

/**
 * Cohorts: customers by the period of their first shipment, how many of them still ship and what they bring, period by period.
 *
 * @remarks O(customers · periods). The history's first cohort holds all who had come before it: leave it out of comparisons. A customer that skips a
 *   period is not lost; retention can rise again.
 * @example
 * ```ts
 * const shipments = [['a', '2026-01-10'], ['b', '2026-01-20'], ['a', '2026-02-03'], ['c', '2026-02-09']].map(([customer_id, shipped_at]) => ({ customer_id, shipped_at, freight: 10 }));
 * const { columns } = cohorts((await historyFrom({ shipments })).history.at('2026-03-01'));
 * [columns.cohort, columns.age, columns.retention, columns.revenue]; // => [['2026-01-01', '2026-01-01', '2026-02-01'], [0, 1, 0], [1, 0.5, 1], [20, 10, 10]]
 * ```
 */
export function cohorts(snapshot: Snapshot, options: CohortOptions = {}): CohortTable {
  const { indices, cutoff } = snapshot;
  const firstDays = Int32Array.from(indices, (index) => snapshot.view(index).shipmentDays[0]!);
  const starts = periodStarts(
    firstDays.length === 0 ? cutoff : firstDays.reduce((a, b) => Math.min(a, b)),
    cutoff,
    options.every ?? 'month',
  );
  const periods = Math.max(0, starts.length - 1);
  const sums = sumByCohort(snapshot, starts, firstDays);
  const pairs = Array.from({ length: periods }, (_, cohort) =>
    Array.from({ length: periods - cohort }, (__, age) => [cohort, age] as const),
  ).flat();
  const rows = pairs.filter(([cohort]) => sums.customers[cohort]! > 0);
  const place = ([cohort, age]: readonly [number, number]): number => cohort * periods + cohort + age;
  const hasMoney = profitBasis(snapshot) !== 'none';
  const revenue = Float64Array.from(rows, (row) => (hasMoney ? toMoney(sums.revenue[place(row)]!) : Number.NaN));
  const cumulative = new Float64Array(rows.length);
  rows.forEach(([cohort, age], at) => {
    cumulative[at] = (age === 0 ? 0 : cumulative[at - 1]!) + revenue[at]! / sums.customers[cohort]!;
  });
  return {
    length: rows.length,
    columns: {
      cohort: rows.map(([cohort]) => formatDay(starts[cohort]!)),
      customers: Int32Array.from(rows, ([cohort]) => sums.customers[cohort]!),
      age: Int32Array.from(rows, ([, age]) => age),
      period_start: rows.map(([cohort, age]) => formatDay(starts[cohort + age]!)),
      active: Int32Array.from(rows, (row) => sums.active[place(row)]!),
      retention: Float64Array.from(rows, (row) => sums.active[place(row)]! / sums.customers[row[0]]!),
      revenue,
      revenue_per_customer: Float64Array.from(rows, ([cohort], at) => revenue[at]! / sums.customers[cohort]!),
      cumulative_revenue_per_customer: cumulative,
    },
  };
}

function sumByCohort(snapshot: Snapshot, starts: Int32Array, firstDays: Int32Array) {
  const periods = Math.max(0, starts.length - 1);
  const customers = new Int32Array(periods);
  const active = new Int32Array(periods * periods);
  const revenue = new Float64Array(periods * periods);
  for (let row = 0; row < firstDays.length; row++) {
    const cohort = periodOf(starts, firstDays[row]!);
    if (cohort >= periods) continue;
    customers[cohort]!++;
    const view = snapshot.view(snapshot.indices[row]!);
    let last = -1;
    for (const day of view.shipmentDays) {
      const period = periodOf(starts, day, Math.max(last, cohort));
      if (period !== last && period < periods) active[cohort * periods + period]!++;
      last = period;
    }
    for (let period = cohort; period < periods; period++) {
      const [from, to] = [starts[period]!, starts[period + 1]!];
      const ended = snapshot.cutoff - to;
      revenue[cohort * periods + period]! += view.sum('freight', to - from, ended) - view.sum('discount', to - from, ended);
    }
  }
  return { customers, active, revenue };
}

/** The period that holds a day, looked for from period `from` on; the number of periods for a day after the last. */
function periodOf(starts: Int32Array, day: number, from = 0): number {
  let period = from;
  while (period + 1 < starts.length && starts[period + 1]! <= day) period++;
  return period;
}
