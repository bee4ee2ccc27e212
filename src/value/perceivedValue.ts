import { DAY_MINUTES } from '../core/day.js';
import { ensure } from '../core/errors.js';
import type { Table } from '../core/table.js';
import type { CustomerView, Snapshot } from '../history/types.js';
import { YEAR_DAYS } from './horizon.js';

export interface PerceivedOptions {
  /** What service, price and effort weigh against one another; default .5, .3, .2. */
  readonly weights?: { readonly service: number; readonly price: number; readonly effort: number };
}

/** Value to the customer, one row a customer; not money. NaN where the data do not say. */
export type PerceivedTable = Table<{
  readonly customer_id: readonly string[];
  /** Parcels that arrived late, damaged, lost, short or elsewhere, of those due in 364 days; drawn towards the company's rate. */
  readonly failure_rate: Float64Array;
  /** ln of its price against the usual price of the same lane, product and weight; below 0 it pays less than others. */
  readonly price_index: Float64Array;
  /** Complaints, reopenings and weeks of waiting for an answer, per 100 shipments of 364 days; drawn towards the usual. */
  readonly effort: Float64Array;
  /** The three in standard deviations over customers, better above 0, by their weights. */
  readonly perceived_value: Float64Array;
}>;

const PRIOR_PARCELS = 50;
const FAILURES = ['late', 'damaged', 'lost', 'short', 'misdelivered'] as const;

/**
 * What a customer gets for what it costs it: service received − price paid against the usual − effort (complaints, repeats, waiting), each in
 * standard deviations over the customers, by stated weights. A comparison between customers, not a measure of satisfaction.
 *
 * @throws HoldfastError `bad-parameter`
 * @remarks Parts the data do not have weigh nothing. O(mix rows + complaints).
 * @example
 * ```ts
 * const of = (customer_id, delivered_at) => Array.from({ length: 30 }, (_, k) => ({
 *   customer_id, shipped_at: `2026-03-${10 + (k % 20)}`, promised_at: '2026-04-01', delivered_at, freight: 10,
 * }));
 * const { history } = await historyFrom({ shipments: [...of('served', '2026-03-30'), ...of('let down', '2026-04-05')] });
 * const { customer_id, perceived_value } = perceivedValue(history.at('2026-04-10')).columns;
 * customer_id.map((id, row) => [id, perceived_value[row] > 0]); // => [['let down', false], ['served', true]]
 * ```
 */
export function perceivedValue(
  snapshot: Snapshot,
  { weights = { service: 0.5, price: 0.3, effort: 0.2 } }: PerceivedOptions = {},
): PerceivedTable {
  const { indices, customers } = snapshot;
  ensure(
    [weights.service, weights.price, weights.effort].every((weight) => weight >= 0 && weight < Number.POSITIVE_INFINITY),
    'bad-parameter',
    () => ({
      en: `Weights must be numbers from 0, got service ${weights.service}, price ${weights.price}, effort ${weights.effort}.`,
      zh: `权重应不小于 0，收到 service ${weights.service}、price ${weights.price}、effort ${weights.effort}。`,
    }),
  );
  const failures = shrunk(snapshot, (view) => [failuresOf(view), view.sum('due', YEAR_DAYS)]);
  const effort = shrunk(snapshot, (view) => [100 * effortOf(view), view.sum('shipments', YEAR_DAYS)]);
  const price = Float64Array.from(indices, (index) => priceIndex(snapshot, snapshot.view(index)));
  const parts: readonly (readonly [Float64Array, number])[] = [
    [standardised(failures), weights.service],
    [standardised(price), weights.price],
    [standardised(effort), weights.effort],
  ];
  const perceived = Float64Array.from(indices, (_, row) => {
    const known = parts.filter(([part, weight]) => weight > 0 && !Number.isNaN(part[row]));
    return known.length === 0 ? Number.NaN : known.reduce((sum, [part, weight]) => sum - weight * part[row]!, 0);
  });
  return {
    length: indices.length,
    columns: {
      customer_id: Array.from(indices, (index) => customers.ids[index]!),
      failure_rate: failures,
      price_index: price,
      effort,
      perceived_value: perceived,
    },
  };
}

function failuresOf(view: CustomerView): number {
  return FAILURES.reduce((sum, measure) => sum + view.sum(measure, YEAR_DAYS), 0);
}

/** Complaints and reopenings of a year, and the weeks waited for an answer to them. */
function effortOf({ complaints, cutoff }: CustomerView): number {
  const start = (cutoff - YEAR_DAYS) * DAY_MINUTES;
  let effort = 0;
  for (let row = 0; row < complaints.count; row++) {
    const opened = complaints.openedAt(row);
    if (opened < start) continue;
    const resolved = complaints.resolvedAt(row);
    const until = Number.isNaN(resolved) ? cutoff * DAY_MINUTES : resolved;
    effort += 1 + (complaints.reopenedAt(row) >= start ? 1 : 0) + Math.max(0, until - opened) / (7 * DAY_MINUTES);
  }
  return effort;
}

/** ln of what it paid against the usual price of the same shipments; NaN where no price is usual. */
function priceIndex({ company }: Snapshot, view: CustomerView): number {
  let [paid, usual] = [0, 0];
  view.eachMix(YEAR_DAYS, 0, (cell, shipments, freight) => {
    const price = company.usualFreight(cell);
    if (!(price > 0) || !(freight > 0)) return;
    paid += freight;
    usual += price * shipments;
  });
  return usual > 0 ? Math.log(paid / usual) : Number.NaN;
}

/** Rates by customer, each drawn towards that of all as if so many parcels had been seen beside its own. */
function shrunk(snapshot: Snapshot, of: (view: CustomerView) => readonly [number, number]): Float64Array {
  const counts = Array.from(snapshot.indices, (index) => of(snapshot.view(index)));
  const [events, units] = counts.reduce(([a, b], [event, unit]) => [a + event, b + unit], [0, 0]);
  const usual = events / units;
  return Float64Array.from(counts, ([event, unit]) => (event + PRIOR_PARCELS * usual) / (unit + PRIOR_PARCELS));
}

/** Distance from the mean in standard deviations; 0 where customers do not differ. */
function standardised(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / known.length);
  return values.map((value) => (spread > 0 ? (value - mean) / spread : value - value));
}
