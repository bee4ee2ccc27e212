import { type CostOptions, margin, type ProfitBasis } from '../account/index.js';
import { DAY_MINUTES } from '../core/day.js';
import { MONEY_SCALE, toMoney } from '../core/money.js';
import type { CustomerView } from '../history/types.js';

/** Days of profit that a lost customer is weighed by. */
const YEAR_DAYS = 364;

/**
 * Profit of the 364 days before `day`: margin less claims paid and complaint handling (15 each) and contacts (their cost, or 60 each), in
 * the currency's unit; NaN under basis `none`. O(complaints + contacts of the customer).
 */
export function annualProfitBefore(view: CustomerView, basis: ProfitBasis, day: number, options: CostOptions = {}): number {
  const { complaintCost = 15, contactCost = 60 } = options;
  const { complaints, contacts } = view;
  const [from, to] = [(day - YEAR_DAYS) * DAY_MINUTES, day * DAY_MINUTES];
  let units = 0;
  for (let row = 0; row < complaints.count; row++) {
    const [openedAt, resolvedAt, paid] = [complaints.openedAt(row), complaints.resolvedAt(row), complaints.compensation(row)];
    if (openedAt >= from && openedAt < to) units += complaintCost * MONEY_SCALE;
    if (resolvedAt >= from && resolvedAt < to && paid > 0) units += paid;
  }
  for (let row = 0; row < contacts.count; row++) {
    const at = contacts.at(row);
    if (at >= from && at < to) units += contacts.cost(row) >= 0 ? contacts.cost(row) : contactCost * MONEY_SCALE;
  }
  return margin(view, basis, YEAR_DAYS, view.cutoff - day) - toMoney(units);
}
