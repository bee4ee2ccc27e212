import type { CategoryColumn, Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { type CoreValueOptions, type CoreValueTable, coreCustomerValue } from './coreCustomerValue.js';
import { YEAR_DAYS } from './horizon.js';
import { type LifetimeProfitOptions, type LifetimeTable, lifetimeProfit } from './lifetimeProfit.js';
import { potentialValue } from './potentialValue.js';
import { type ReferralOptions, referralValue } from './referralValue.js';

export interface ValueOptions extends CoreValueOptions, LifetimeProfitOptions {
  /** Adds referral value; without it the column is blank. `newCustomerValue` defaults to {@link newCustomerValue} of the table. */
  readonly referrals?: Partial<ReferralOptions>;
}

/** value.csv, one row a customer of the snapshot, in its order; money in the currency's unit. */
export interface ValueTable
  extends Table<{
    readonly customer_id: readonly string[];
    readonly name: readonly string[];
    readonly annual_sales: Float64Array;
    readonly lifetime_revenue: Float64Array;
    readonly contact_cost: Float64Array;
    readonly service_cost: Float64Array;
    readonly annual_net_profit: Float64Array;
    readonly relationship_years: Float64Array;
    readonly six_step_profit: Float64Array;
    readonly probability_active: Float64Array;
    readonly expected_shipments: Float64Array;
    readonly expected_profit: Float64Array;
    readonly expected_profit_low: Float64Array;
    readonly expected_profit_high: Float64Array;
    readonly potential_value: Float64Array;
    readonly referral_value: Float64Array;
    readonly value_model: CategoryColumn;
  }> {
  readonly core: CoreValueTable;
  readonly lifetime: LifetimeTable;
}

/**
 * Everything a customer is worth on one row: the six steps, lifetime profit with its interval, potential and (if asked for) referral value.
 *
 * @throws HoldfastError as {@link coreCustomerValue}, {@link lifetimeProfit} and {@link referralValue} do
 * @remarks Cost of {@link lifetimeProfit}.
 * @example
 * ```ts
 * const shipments = Array.from({ length: 40 * 60 }, (_, at) => ({
 *   customer_id: `C${100 + (at % 40)}`, shipped_at: formatDay(dayOf('2025-01-06') + 7 * Math.floor(at / 40)), freight: 10, cost: 6,
 * }));
 * const { history } = await historyFrom({ shipments });
 * const [first] = rows(valueTable(history.at(history.endDay)));
 * [first.annual_sales, first.annual_net_profit, first.value_model]; // => [520, 208, 'bg-bb']
 * ```
 */
export function valueTable(snapshot: Snapshot, options: ValueOptions = {}): ValueTable {
  const core = coreCustomerValue(snapshot, options);
  const lifetime = lifetimeProfit(snapshot, options);
  const { referrals } = options;
  const referral =
    referrals === undefined
      ? new Float64Array(core.length).fill(Number.NaN)
      : referralValue(snapshot, { newCustomerValue: newCustomerValue(snapshot, lifetime), ...referrals });
  return {
    length: core.length,
    columns: {
      customer_id: core.columns.customer_id,
      name: core.columns.name,
      annual_sales: core.columns.annual_sales,
      lifetime_revenue: core.columns.lifetime_revenue,
      contact_cost: core.columns.contact_cost,
      service_cost: core.columns.service_cost,
      annual_net_profit: core.columns.annual_net_profit,
      relationship_years: core.columns.relationship_years,
      six_step_profit: core.columns.six_step_profit,
      probability_active: lifetime.columns.probability_active,
      expected_shipments: lifetime.columns.expected_shipments,
      expected_profit: lifetime.columns.expected_profit,
      expected_profit_low: lifetime.columns.expected_profit_low,
      expected_profit_high: lifetime.columns.expected_profit_high,
      potential_value: potentialValue(snapshot, options),
      referral_value: referral,
      value_model: lifetime.columns.value_model,
    },
    core,
    lifetime,
  };
}

/**
 * What a new customer is worth: the mean expected profit of those that shipped first in the last 364 days; of all where there are none.
 *
 * @example
 * ```ts
 * const shipments = Array.from({ length: 40 * 60 }, (_, at) => ({
 *   customer_id: `C${100 + (at % 40)}`, shipped_at: formatDay(dayOf('2025-01-06') + 7 * Math.floor(at / 40)), freight: 10, cost: 6,
 * }));
 * const { history } = await historyFrom({ shipments });
 * const snapshot = history.at(history.endDay);
 * newCustomerValue(snapshot, lifetimeProfit(snapshot)) > 150; // => true
 * ```
 */
export function newCustomerValue(snapshot: Snapshot, { columns }: LifetimeTable): number {
  const profit = columns.expected_profit;
  const fresh = profit.filter((_, row) => snapshot.view(snapshot.indices[row]!).shipmentDays[0]! >= snapshot.cutoff - YEAR_DAYS);
  const values = fresh.length > 0 ? fresh : profit;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
