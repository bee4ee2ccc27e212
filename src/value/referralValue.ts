import { ensure } from '../core/errors.js';
import type { Snapshot } from '../history/types.js';
import { ensureAnnualRate, YEAR_DAYS } from './horizon.js';

export interface ReferralOptions {
  /** What a new customer is worth, money: the mean `expected_profit` of customers in their first year, say. */
  readonly newCustomerValue: number;
  /** Years in which the customer goes on referring; default 3. */
  readonly years?: number;
  readonly annualDiscountRate?: number;
  /** Paid for one referral, money; default 0. */
  readonly reward?: number;
  /** Worth of a referred customer against another; default 1. Schmitt et al. (2011) found at least 1.16, later work less than 1. */
  readonly uplift?: number;
}

/** A customer's own referrals count beside the usual rate as if that had been seen for so many years. */
const PRIOR_YEARS = 2;

/**
 * Customer referral value: Σ_t ρ·(value of a new customer − reward) ÷ (1 + d)^t, ρ the referrals a year of this customer as `referred_by` of
 * others tells them, drawn towards the usual rate.
 *
 * @returns money, shape (n,), in the order of the snapshot; all 0 where nobody was referred
 * @throws HoldfastError `bad-parameter`; `missing-column` when customers have no `referred_by`
 * @remarks O(n). Off by default in value.csv: what referrals bring is seldom known.
 * @example
 * ```ts
 * const tables = {
 *   customers: [{ customer_id: 'a' }, { customer_id: 'b', referred_by: 'a' }],
 *   shipments: [{ customer_id: 'a', shipped_at: '2025-01-01' }, { customer_id: 'b', shipped_at: '2025-06-01' }],
 * };
 * const { history } = await historyFrom(tables);
 * const worth = referralValue(history.at('2025-12-31'), { newCustomerValue: 300, years: 1, annualDiscountRate: 0 });
 * worth[0] > worth[1]; // => true
 * ```
 */
export function referralValue(snapshot: Snapshot, options: ReferralOptions): Float64Array {
  const { newCustomerValue, years = 3, annualDiscountRate: d = 0.1, reward = 0, uplift = 1 } = options;
  ensureAnnualRate(d);
  ensure(Number.isInteger(years) && years >= 1 && [newCustomerValue, reward, uplift].every(Number.isFinite), 'bad-parameter', () => ({
    en: `years must be a whole number from 1, newCustomerValue, reward and uplift numbers; got ${[years, newCustomerValue, reward, uplift].join(', ')}.`,
    zh: `years 应为不小于 1 的整数，newCustomerValue、reward、uplift 应为数值；收到 ${[years, newCustomerValue, reward, uplift].join('、')}。`,
  }));
  ensure(snapshot.has('customers', 'referred_by'), 'missing-column', () => ({
    en: 'Referral value needs the column referred_by in customers; export it, or leave referral value out.',
    zh: '推荐价值需要客户表中的 referred_by（推荐客户）列；请导出该列，或不计算推荐价值。',
  }));
  const { indices, cutoff } = snapshot;
  const referred = new Map<number, number>();
  const observed = new Float64Array(indices.length);
  indices.forEach((index, row) => {
    const view = snapshot.view(index);
    observed[row] = (cutoff - view.shipmentDays[0]!) / YEAR_DAYS;
    if (view.referrer >= 0) referred.set(view.referrer, (referred.get(view.referrer) ?? 0) + 1);
  });
  const total = [...referred.values()].reduce((sum, count) => sum + count, 0);
  const usual = total / observed.reduce((sum, own) => sum + own, 0);
  let annuity = 0;
  for (let year = 1; year <= years; year++) annuity += Math.exp(-year * Math.log1p(d));
  const worth = annuity * (uplift * newCustomerValue - reward);
  return Float64Array.from(indices, (index, row) => {
    const rate = ((referred.get(index) ?? 0) + PRIOR_YEARS * usual) / (observed[row]! + PRIOR_YEARS);
    return rate * worth;
  });
}
