import type { Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { quantile } from '../math/quantile.js';
import { type ClusterSearch, type ClusterSearchOptions, findClusters } from './clusterSearch.js';
import { customerFigures, type FigureOptions } from './customerFigures.js';
import { idsOf } from './masterText.js';

export interface ClusterOptions extends FigureOptions, ClusterSearchOptions {}

export interface ClusterResult extends Omit<ClusterSearch, 'labels'> {
  /** One row a customer of the snapshot, in its order; clusters are numbered from 1, the largest first. */
  readonly table: Table<{ readonly customer_id: readonly string[]; readonly cluster: Int32Array }>;
  /** One row a cluster: medians of its customers. */
  readonly profile: Table<{
    readonly cluster: Int32Array;
    readonly customers: Int32Array;
    readonly days_since_last_shipment: Float64Array;
    readonly shipment_count: Float64Array;
    readonly spend: Float64Array;
    readonly profit: Float64Array;
  }>;
}

/**
 * Clusters of customers by recency, shipments, spend and profit on a logarithmic scale, and whether they are more than a cut through one cloud:
 * read `hasStructure` and `verdict` before naming them.
 *
 * @throws HoldfastError `no-rows` under 20 customers; `bad-parameter`
 * @remarks Columns: ln(1 + business days), ln(1 + shipments), asinh(spend), asinh(profit), standardised. See {@link findClusters} for the cost.
 * @example
 * ```ts
 * const shipments = Array.from({ length: 40 }, (_, at) => ({ customer_id: `c${at}`, shipped_at: '2026-03-01', freight: 10 }));
 * clusters((await historyFrom({ shipments })).history.at('2026-03-02')).hasStructure; // => false
 * ```
 */
export function clusters(snapshot: Snapshot, options: ClusterOptions = {}): ClusterResult {
  const { columns, basis, length } = customerFigures(snapshot, options);
  const money =
    basis === 'none'
      ? {}
      : { spend: columns.spend.map((value) => Math.asinh(value)), profit: columns.profit.map((value) => Math.asinh(value)) };
  const found = findClusters(
    {
      recency: columns.businessDaysSince.map((days) => Math.log1p(days)),
      shipments: columns.shipments.map((count) => Math.log1p(Math.max(0, count))),
      ...money,
    },
    options,
  );
  const { labels, ...search } = found;
  const customer_id = idsOf(snapshot);
  const numbers = Int32Array.from({ length: search.count }, (_, at) => at + 1);
  const median = (of: Float64Array): Float64Array =>
    Float64Array.from(numbers, (cluster) =>
      quantile(
        of.filter((_, row) => labels[row] === cluster - 1),
        0.5,
      ),
    );
  return {
    ...search,
    table: { length, columns: { customer_id, cluster: labels.map((label) => label + 1) } },
    profile: {
      length: search.count,
      columns: {
        cluster: numbers,
        customers: numbers.map((cluster) => labels.filter((label) => label === cluster - 1).length),
        days_since_last_shipment: median(columns.daysSince),
        shipment_count: median(columns.shipments),
        spend: median(columns.spend),
        profit: median(columns.profit),
      },
    },
  };
}
