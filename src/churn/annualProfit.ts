import { type ProfitBasis, profit } from '../account/index.js';
import type { CustomerView } from '../history/types.js';

/** Days of profit that a lost customer is weighed by. */
const YEAR_DAYS = 364;

/** Profit of the 364 days before `day`, in the currency's unit; NaN under basis `none`. O(complaints + contacts of the customer). */
export function annualProfitBefore(view: CustomerView, basis: ProfitBasis, day: number): number {
  return profit(view, basis, YEAR_DAYS, {}, view.cutoff - day).profit;
}
