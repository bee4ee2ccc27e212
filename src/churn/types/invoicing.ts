import type { CustomerView } from '../../history/types.js';

const RECENT_DAYS = 28;
const BEFORE_DAYS = 182;
const LONGEST_DAYS = 400;

/** How one customer pays, in days after the due date; NaN without an invoice to tell. */
export interface Invoicing {
  /** Mean delay of the invoices paid in the last 28 days, or due and open. */
  recent: number;
  /** The same of the 182 days before those. */
  before: number;
  /** Invoices past their due date and not paid, and the days of the oldest of them. */
  open: number;
  oldestOpenDays: number;
  /** Invoices that fell due before the cutoff in the last 400 days. */
  due: number;
}

export function newInvoicing(): Invoicing {
  return { recent: Number.NaN, before: Number.NaN, open: 0, oldestOpenDays: 0, due: 0 };
}

/** Reads a customer's invoices into `out`; one pass over the last 400 days. */
export function readInvoicing({ invoices, cutoff }: CustomerView, out: Invoicing): void {
  let [recentSum, recentCount, beforeSum, beforeCount] = [0, 0, 0, 0];
  out.open = out.oldestOpenDays = out.due = 0;
  for (let row = invoices.count - 1; row >= 0 && invoices.issuedOn(row) >= cutoff - LONGEST_DAYS; row--) {
    const dueOn = invoices.dueOn(row);
    if (!(dueOn < cutoff)) continue;
    const paidOn = invoices.paidOn(row);
    const isOpen = Number.isNaN(paidOn);
    const until = isOpen ? cutoff : paidOn;
    const delay = Math.max(until - dueOn, 0);
    out.due++;
    if (isOpen) {
      out.open++;
      out.oldestOpenDays = Math.max(out.oldestOpenDays, delay);
    }
    if (until >= cutoff - RECENT_DAYS) {
      recentSum += delay;
      recentCount++;
    } else if (until >= cutoff - RECENT_DAYS - BEFORE_DAYS) {
      beforeSum += delay;
      beforeCount++;
    }
  }
  out.recent = recentCount > 0 ? recentSum / recentCount : Number.NaN;
  out.before = beforeCount > 0 ? beforeSum / beforeCount : Number.NaN;
}
