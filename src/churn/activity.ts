import type { Snapshot } from '../history/types.js';

/** In which periods every customer shipped, and its first two shipment days. */
export interface Activity {
  /** By customer, Infinity where there is no such day. */
  readonly firstDay: Float64Array;
  readonly secondDay: Float64Array;
  shipped(customer: number, period: number): boolean;
}

/**
 * Activity of all customers by periods.
 *
 * @param end - the facts at the end of the data
 * @param starts - starts of the periods, ascending, and the end of the last
 * @remarks O(shipment days), one byte a customer and period.
 */
export function activityOf(end: Snapshot, starts: Int32Array): Activity {
  const customers = end.customers.ids.length;
  const periods = Math.max(0, starts.length - 1);
  const shipped = new Uint8Array(customers * periods);
  const firstDay = new Float64Array(customers).fill(Number.POSITIVE_INFINITY);
  const secondDay = new Float64Array(customers).fill(Number.POSITIVE_INFINITY);
  for (const customer of end.indices) {
    const days = end.view(customer).shipmentDays;
    firstDay[customer] = days[0] ?? Number.POSITIVE_INFINITY;
    secondDay[customer] = days[1] ?? Number.POSITIVE_INFINITY;
    let period = 0;
    for (const day of days) {
      while (period < periods && starts[period + 1]! <= day) period++;
      if (period < periods && starts[period]! <= day) shipped[customer * periods + period] = 1;
    }
  }
  return { firstDay, secondDay, shipped: (customer, period) => shipped[customer * periods + period] === 1 };
}
