import type { CustomerView, Snapshot } from '../history/types.js';

/** What holds a customer, each part in [0, 1]; NaN where the data do not say. */
export interface SwitchingCost {
  /** Contract still to run, against a year; 0 where none is in force. */
  readonly contract: number;
  /** Products in use in the last 364 days beyond the first, against three. */
  readonly products: number;
  /** Destinations in use, against twenty: routes that another carrier would have to match. */
  readonly lanes: number;
  /** Years since the first shipment, against five. */
  readonly tenure: number;
  /** Mean of the known parts. */
  readonly total: number;
}

const YEAR_DAYS = 364;
const MANY_PRODUCTS = 3;
const MANY_LANES = 20;
const LONG_TENURE_YEARS = 5;

/**
 * How hard it would be for a customer to change carrier: contract left, products, lanes, tenure. A rule of thumb in [0, 1], for comparing
 * customers; not money.
 *
 * @param view - of the customer
 * @param snapshot - it comes from
 * @example
 * ```ts
 * const shipments = [{ customer_id: 'a', shipped_at: '2025-03-03', product: 'std', destination: 'x' }, { customer_id: 'a', shipped_at: '2026-03-01', product: 'air', destination: 'y' }];
 * const customers = [{ customer_id: 'a', contract_start: '2026-01-01', contract_end: '2026-08-31' }];
 * const snapshot = (await historyFrom({ shipments, customers })).history.at('2026-03-02');
 * switchingCost(snapshot.view(0), snapshot).contract; // => 0.5
 * ```
 */
export function switchingCost(view: CustomerView, snapshot: Snapshot): SwitchingCost {
  const { cutoff, cells } = snapshot;
  const products = new Set<number>();
  const destinations = new Set<number>();
  view.eachMix(YEAR_DAYS, 0, (cell) => {
    if (cells.product[cell]! > 0) products.add(cells.product[cell]!);
    if (cells.destination[cell]! > 0) destinations.add(cells.destination[cell]!);
  });
  const firstDay = view.shipmentDays[0] ?? cutoff;
  const parts = {
    contract: snapshot.has('customers', 'contract_end') ? share(view.contractEnd - cutoff, YEAR_DAYS) : Number.NaN,
    products: snapshot.has('shipments', 'product') ? share(products.size - 1, MANY_PRODUCTS) : Number.NaN,
    lanes: snapshot.has('shipments', 'destination') ? share(destinations.size, MANY_LANES) : Number.NaN,
    tenure: share((cutoff - firstDay) / YEAR_DAYS, LONG_TENURE_YEARS),
  };
  const known = Object.values(parts).filter((part) => !Number.isNaN(part));
  return { ...parts, total: known.reduce((sum, part) => sum + part, 0) / known.length };
}

function share(value: number, full: number): number {
  return Number.isNaN(value) ? 0 : Math.min(1, Math.max(0, value / full));
}
