import { ensure } from '../core/errors.js';
import { ensureAnnualRate } from './horizon.js';
import { ensureRetention } from './presentValue.js';

export interface RetentionGainInput {
  readonly retentionRate: number;
  /** By how many percentage points a year retention rises; r + points ÷ 100 may not pass 1. */
  readonly points: number;
  readonly annualDiscountRate?: number;
  readonly timing?: 'end' | 'start';
}

/**
 * By how much the value of a relationship rises with retention, as a share of it: the textbook formula with one r for all.
 *
 * @throws HoldfastError `bad-parameter`
 * @remarks At year ends value is r ÷ (1 + d − r), at starts 1 ÷ (1 + d − r), in years' profits.
 * @example
 * ```ts
 * [0.8, 0.9].map((retentionRate) => retentionGain({ retentionRate, points: 5 })); // => [0.275, 0.407] (3 dp)
 * ```
 */
export function retentionGain({ retentionRate: r, points, annualDiscountRate: d = 0.1, timing = 'end' }: RetentionGainInput): number {
  ensureAnnualRate(d);
  ensureRetention(r, 1);
  const raised = r + points / 100;
  ensure(raised >= 0 && raised <= 1 + 1e-12 && r > 0, 'bad-parameter', () => ({
    en: `A retention of ${r} cannot rise by ${points} points: the result must lie from 0 to 1, and retention above 0.`,
    zh: `留存率 ${r} 无法提高 ${points} 个百分点：结果须在 0 到 1 之间，且原留存率大于 0。`,
  }));
  const value = (rate: number): number => (timing === 'end' ? rate : 1) / (1 + d - rate);
  return value(Math.min(1, raised)) / value(r) - 1;
}
