import { DAY_MINUTES } from '../core/day.js';
import { MONEY_SCALE, toMoney } from '../core/money.js';
import type { CustomerView, Snapshot } from '../history/types.js';

/** What profit rests on: freight less discount less cost; without cost, freight less discount; without freight, nothing. */
export type ProfitBasis = 'margin' | 'revenue' | 'none';

/** Cost of one complaint handled and of one contact without a cost of its own, in the currency's unit. */
export interface CostOptions {
  readonly complaintCost?: number;
  readonly contactCost?: number;
}

/** Profit of one customer over a window, in the currency's unit. `profit = margin − serviceCost − contactCost`. */
export interface Profit {
  readonly basis: ProfitBasis;
  /** Freight less discount; NaN without freight. */
  readonly revenue: number;
  /** Under basis `revenue` the revenue itself; NaN under `none`. */
  readonly margin: number;
  /** Compensation paid plus the handling of complaints opened. */
  readonly serviceCost: number;
  /** Of the contacts made: their cost, or the usual one. */
  readonly contactCost: number;
  /** NaN without freight. */
  readonly profit: number;
}

/**
 * What profit can rest on in this history: margin where shipments have freight and cost, revenue where they have freight, else nothing.
 *
 * @param snapshot - any snapshot of the history
 * @example
 * ```ts
 * const { history } = await historyFrom({ shipments: [{ customer_id: 'C1', shipped_at: '2026-03-02 09:30', freight: 12.5 }] });
 * profitBasis(history.at('2026-03-03')); // => 'revenue'
 * ```
 */
export function profitBasis(snapshot: Pick<Snapshot, 'has'>): ProfitBasis {
  if (!snapshot.has('shipments', 'freight')) return 'none';
  return snapshot.has('shipments', 'cost') ? 'margin' : 'revenue';
}

/** Freight less discount over [t − end − window, t − end), in the currency's unit. */
export function revenue(view: CustomerView, windowDays: number, endDaysAgo = 0): number {
  return toMoney(view.sum('freight', windowDays, endDaysAgo) - view.sum('discount', windowDays, endDaysAgo));
}

/** Revenue less cost over a window; revenue itself without cost, NaN without freight. */
export function margin(view: CustomerView, basis: ProfitBasis, windowDays: number, endDaysAgo = 0): number {
  if (basis === 'none') return Number.NaN;
  const income = view.sum('freight', windowDays, endDaysAgo) - view.sum('discount', windowDays, endDaysAgo);
  return toMoney(basis === 'margin' ? income - view.sum('cost', windowDays, endDaysAgo) : income);
}

/**
 * Profit of one customer over the last `windowDays`: margin less claims paid and complaint handling (15 each), less contacts (their cost,
 * or 60 each). Without `cost` revenue stands in for margin and `basis` says so.
 *
 * @param view - the customer, under the snapshot's cutoff t
 * @param basis - of the snapshot, from {@link profitBasis}
 * @param windowDays - whole days, >= 1; facts of [t − windowDays, t) count
 * @param options - what a complaint and a contact cost you, in the currency's unit
 * @param endDaysAgo - days before t that the window ends, whole, >= 0: facts of [t − endDaysAgo − windowDays, t − endDaysAgo) count
 * @returns amounts in the currency's unit; `margin` and `profit` NaN under basis `none`
 * @remarks O(complaints + contacts of the customer). Sums are exact in 1/10,000 of the unit.
 * @example
 * ```ts
 * const { history } = await historyFrom({
 *   shipments: [
 *     { customer_id: 'C1', shipped_at: '2026-03-02', freight: 20, discount: 2, cost: 12 },
 *     { customer_id: 'C1', shipped_at: '2026-03-09', freight: 20, discount: 2, cost: 12 },
 *   ],
 *   complaints: [{ complaint_id: 'K1', customer_id: 'C1', opened_at: '2026-03-10', resolved_at: '2026-03-11', compensation: 5 }],
 *   contacts: [{ customer_id: 'C1', at: '2026-03-12', kind: 'visit' }],
 * });
 * const snapshot = history.at('2026-03-16');
 * const { revenue, margin, serviceCost, contactCost, profit: left } = profit(snapshot.view(0), profitBasis(snapshot), 28);
 * [revenue, margin, serviceCost, contactCost, left]; // => [36, 12, 20, 60, -68]
 * ```
 */
export function profit(view: CustomerView, basis: ProfitBasis, windowDays: number, options: CostOptions = {}, endDaysAgo = 0): Profit {
  const service = serviceCost(view, windowDays, options.complaintCost, endDaysAgo);
  const contact = contactCost(view, windowDays, options.contactCost, endDaysAgo);
  const earned = margin(view, basis, windowDays, endDaysAgo);
  return {
    basis,
    revenue: basis === 'none' ? Number.NaN : revenue(view, windowDays, endDaysAgo),
    margin: earned,
    serviceCost: service,
    contactCost: contact,
    profit: earned - service - contact,
  };
}

/** Compensation that became known in the window, plus handling of the complaints opened in it. */
export function serviceCost(view: CustomerView, windowDays: number, complaintCost = 15, endDaysAgo = 0): number {
  const { complaints, cutoff } = view;
  const end = (cutoff - endDaysAgo) * DAY_MINUTES;
  const start = end - windowDays * DAY_MINUTES;
  const isWithin = (at: number): boolean => at >= start && at < end;
  let units = 0;
  for (let row = 0; row < complaints.count; row++) {
    if (isWithin(complaints.openedAt(row))) units += complaintCost * MONEY_SCALE;
    const paid = complaints.compensation(row);
    if (isWithin(complaints.resolvedAt(row)) && paid > 0) units += paid;
  }
  return toMoney(units);
}

/** Cost of the contacts made in the window. */
export function contactCost(view: CustomerView, windowDays: number, costEach = 60, endDaysAgo = 0): number {
  const { contacts, cutoff } = view;
  const end = (cutoff - endDaysAgo) * DAY_MINUTES;
  const start = end - windowDays * DAY_MINUTES;
  let units = 0;
  for (let row = contacts.count - 1; row >= 0 && contacts.at(row) >= start; row--) {
    if (contacts.at(row) >= end) continue;
    const cost = contacts.cost(row);
    units += cost >= 0 ? cost : costEach * MONEY_SCALE;
  }
  return toMoney(units);
}
