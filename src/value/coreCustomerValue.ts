import { type CostOptions, type ProfitBasis, profit, profitBasis } from '../account/index.js';
import { ensure } from '../core/errors.js';
import type { Table } from '../core/table.js';
import type { Text } from '../core/text.js';
import type { CustomerView, Snapshot } from '../history/types.js';
import { masterText } from '../segment/masterText.js';
import { YEAR_DAYS } from './horizon.js';
import { type RelationshipLength, relationshipLengths } from './relationshipLengths.js';

export interface CoreValueOptions extends CostOptions {
  /**
   * Length of the relationship: `tenure`, observed so far (default); `retention`, 1 ÷ (1 − r); `hazard`, observed so far and what is to be
   * expected after it, by a shifted beta-geometric law fitted to the anniversaries of all.
   */
  readonly relationship?: RelationshipLength;
  /** Share of customers kept from year to year, r in [0, 1), for `retention`; default: as seen at the anniversaries of all. */
  readonly retentionRate?: number;
}

/** The six steps, one row a customer; money a year of 364 days, in the currency's unit. NaN for a customer known for less than 91 days. */
export interface CoreValueTable
  extends Table<{
    readonly customer_id: readonly string[];
    readonly name: readonly string[];
    /** Step 1, shipments × revenue a shipment: freight less discount of the last 364 days, scaled up for a younger customer. */
    readonly annual_sales: Float64Array;
    readonly shipments_per_year: Float64Array;
    /** Step 2: annual sales × relationship. */
    readonly lifetime_revenue: Float64Array;
    /** Step 3: contacts; and complaints handled and claims paid. */
    readonly contact_cost: Float64Array;
    readonly service_cost: Float64Array;
    /** Revenue less cost of the shipments ÷ revenue. */
    readonly margin_rate: Float64Array;
    /** Step 4: annual sales × margin rate − contacts − service. */
    readonly annual_net_profit: Float64Array;
    /** Step 5. */
    readonly relationship_years: Float64Array;
    /** Step 6: annual net profit × relationship; not discounted. */
    readonly six_step_profit: Float64Array;
  }> {
  readonly basis: ProfitBasis;
  readonly relationship: RelationshipLength;
  /** The r that was used; NaN under `tenure`. */
  readonly retentionRate: number;
  readonly warnings: readonly Text[];
}

/** A customer known for less is not blown up to a year. */
const SHORTEST_TENURE_DAYS = 91;

/**
 * What each customer is worth by the six steps of the teaching: annual sales → lifetime revenue → cost of contact and service → annual
 * net profit → length of the relationship → lifetime profit. Each number follows from those before it: {@link explainCustomerValue} prints how.
 *
 * @param snapshot - needs shipments with `freight`; without `cost` revenue stands in for margin and a warning says so
 * @returns one row a customer of the snapshot, in its order
 * @throws HoldfastError `missing-column` without freight; `bad-parameter`; `too-little-history` where r or the law cannot be seen yet
 * @remarks O(customers + complaints + contacts). Costs: a complaint 15 and a contact without a cost of its own 60, unless given.
 * @example
 * ```ts
 * // The shop that lost a customer who bought for 25 a week.
 * const shipments = Array.from({ length: 52 }, (_, week) => ({
 *   customer_id: 'lost', shipped_at: formatDay(dayOf('2025-01-06') + 7 * week), freight: 25, cost: 20,
 * }));
 * const { history } = await historyFrom({ shipments });
 * const { columns } = coreCustomerValue(history.at('2026-01-05'));
 * [columns.annual_sales[0], columns.annual_net_profit[0], columns.relationship_years[0]]; // => [1300, 260, 1]
 * ```
 */
export function coreCustomerValue(snapshot: Snapshot, options: CoreValueOptions = {}): CoreValueTable {
  const basis = profitBasis(snapshot);
  ensure(basis !== 'none', 'missing-column', () => ({
    en: 'The six steps need the column freight in shipments; export it or map it.',
    zh: '六步法需要运单表中的 freight（运费）列；请导出或映射该列。',
  }));
  const { indices, customers } = snapshot;
  const { relationship = 'tenure' } = options;
  const { years, retentionRate, warnings } = relationshipLengths(snapshot, relationship, options.retentionRate);
  const column = (): Float64Array => new Float64Array(indices.length).fill(Number.NaN);
  const columns = {
    customer_id: Array.from(indices, (index) => customers.ids[index]!),
    name: masterText(customers, indices, 'name'),
    annual_sales: column(),
    shipments_per_year: column(),
    lifetime_revenue: column(),
    contact_cost: column(),
    service_cost: column(),
    margin_rate: column(),
    annual_net_profit: column(),
    relationship_years: years,
    six_step_profit: column(),
  };
  for (let row = 0; row < indices.length; row++) fillSteps(columns, row, snapshot.view(indices[row]!), basis, options);
  return {
    length: indices.length,
    columns,
    basis,
    relationship,
    retentionRate,
    warnings: basis === 'revenue' ? [NO_COST, ...warnings] : warnings,
  };
}

const NO_COST: Text = {
  en: 'Revenue stands in for margin: shipments have no cost.',
  zh: '运单没有成本列，此处以收入代替毛利。',
};

function fillSteps(columns: CoreValueTable['columns'], row: number, view: CustomerView, basis: ProfitBasis, options: CostOptions): void {
  const tenure = view.cutoff - view.shipmentDays[0]!;
  if (tenure < SHORTEST_TENURE_DAYS) return;
  const toYear = YEAR_DAYS / Math.min(YEAR_DAYS, tenure);
  const { revenue, margin, contactCost, serviceCost, profit: earned } = profit(view, basis, YEAR_DAYS, options);
  const years = columns.relationship_years[row]!;
  columns.annual_sales[row] = revenue * toYear;
  columns.shipments_per_year[row] = view.sum('shipments', YEAR_DAYS) * toYear;
  columns.lifetime_revenue[row] = revenue * toYear * years;
  columns.contact_cost[row] = contactCost * toYear;
  columns.service_cost[row] = serviceCost * toYear;
  columns.margin_rate[row] = revenue === 0 ? Number.NaN : margin / revenue;
  columns.annual_net_profit[row] = earned * toYear;
  columns.six_step_profit[row] = earned * toYear * years;
}
