import type { ChurnCause } from '../core/codes.js';
import type { Text } from '../core/text.js';
import type { CustomerView } from '../history/types.js';
import type { FeatureContext } from './context.js';

export const FEATURE_FAMILIES = [
  'volume',
  'rhythm',
  'money',
  'price',
  'delivery',
  'damage',
  'complaints',
  'contact',
  'payment',
  'network',
  'profile',
] as const;

export type FeatureFamily = (typeof FEATURE_FAMILIES)[number];

/**
 * How a value is held and written for people.
 * `log_count` is ln(1 + n); `log_rate` is ln(shipments a week + 0.25); `asinh_money` is asinh(money); `log_ratio` is ln(a/b), written as percent above or below;
 * `points` is a difference of shares, written as percentage points; `flag` is 0 or 1; `one_in` is nats, written as 1 in eˣ; `level` is a code of a category.
 */
export type FeatureUnit =
  | 'count'
  | 'log_count'
  | 'log_rate'
  | 'share'
  | 'points'
  | 'log_ratio'
  | 'days'
  | 'log_days'
  | 'weeks'
  | 'hours'
  | 'money'
  | 'asinh_money'
  | 'number'
  | 'one_in'
  | 'flag'
  | 'level';

/** One number known of a customer before the cutoff, with all that is to be said about it. Pure: same facts, same bits. */
export interface Feature {
  /** snake_case with its window's unit; the column's name everywhere. */
  readonly id: string;
  readonly family: FeatureFamily;
  readonly unit: FeatureUnit;
  /** Days looked back; null where it is no window. */
  readonly windowDays: number | null;
  /** Tables (`complaints`) and columns (`shipments.freight`) without which it is dropped. */
  readonly needs: readonly string[];
  /** Sentence with `{value}`; `{count}`, `{of}` and `{rate}` where the feature counts; a part in `[ ]` is left out when `{own}` or `{company}` in it is not known. */
  readonly sentence: Text;
  /** What is said when there is no value (flags: when it is 0). */
  readonly none: Text;
  /** +1 where more of it is expected to mean more churn, −1 less. */
  readonly sign?: 1 | -1;
  /** The cause of leaving it speaks for. */
  readonly cause?: ChurnCause;
  /** Whose codes the values are, where it is a category. */
  readonly categorical?: 'product' | 'origin' | 'branch';
  /** What a rate counts, and out of how many, `endDaysAgo` days before the cutoff: [count, of]. */
  counts?(customer: CustomerView, endDaysAgo: number): readonly [number, number];
  /** The same rate over the whole company. */
  companyRate?(context: FeatureContext): number;
  /** NaN where there is nothing to measure. */
  compute(customer: CustomerView, context: FeatureContext): number;
}

/** Most sentences begin alike when nothing is on record. */
export function noRecord(en: string, zh: string): Text {
  return { en: `No ${en} on record.`, zh: `没有${zh}记录。` };
}
