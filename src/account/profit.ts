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
  readonly revenue: number;
  /** Under basis `revenue` the revenue itself; NaN under `none`. */
  readonly margin: number;
  /** Compensation paid plus the handling of complaints opened. */
  readonly serviceCost: number;
  readonly contactCost: number;
  readonly profit: number;
}

/** What profit can rest on in this history. */
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
 */
export function profit(view: CustomerView, basis: ProfitBasis, windowDays: number, options: CostOptions = {}): Profit {
  const service = serviceCost(view, windowDays, options.complaintCost ?? 15);
  const contact = contactCost(view, windowDays, options.contactCost ?? 60);
  const earned = margin(view, basis, windowDays);
  return {
    basis,
    revenue: basis === 'none' ? Number.NaN : revenue(view, windowDays),
    margin: earned,
    serviceCost: service,
    contactCost: contact,
    profit: earned - service - contact,
  };
}

/** Compensation that became known in the window, plus handling of the complaints opened in it. */
export function serviceCost(view: CustomerView, windowDays: number, complaintCost = 15): number {
  const { complaints, cutoff } = view;
  const start = (cutoff - windowDays) * DAY_MINUTES;
  let units = 0;
  for (let row = 0; row < complaints.count; row++) {
    if (complaints.openedAt(row) >= start) units += complaintCost * MONEY_SCALE;
    const paid = complaints.compensation(row);
    if (complaints.resolvedAt(row) >= start && paid > 0) units += paid;
  }
  return toMoney(units);
}

/** Cost of the contacts made in the window. */
export function contactCost(view: CustomerView, windowDays: number, costEach = 60): number {
  const { contacts, cutoff } = view;
  const start = (cutoff - windowDays) * DAY_MINUTES;
  let units = 0;
  for (let row = contacts.count - 1; row >= 0 && contacts.at(row) >= start; row--) {
    const cost = contacts.cost(row);
    units += cost >= 0 ? cost : costEach * MONEY_SCALE;
  }
  return toMoney(units);
}
