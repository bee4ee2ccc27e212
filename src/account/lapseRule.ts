import { ensure } from '../core/errors.js';
import { quantileSorted } from '../math/quantile.js';
import { gapLimitDays, LONGEST_LIMIT_DAYS, SHORTEST_LIMIT_DAYS } from './rhythm.js';

/**
 * When a silence counts as a lapse.
 * - `adaptive`: longer than the customer's own gaps allow with probability `epsilon` (default 1e-3);
 * - `fixed`: longer than `days` calendar days;
 * - `multiple`: longer than `times` × the mean or median of its gaps;
 * - `quantile`: longer than `times` × a quantile of its gaps (default 2 × the 95th percentile);
 * - `custom`: longer than what a function of its gaps says.
 * All but `fixed` run on the business clock, over the gaps of 364 days.
 */
export type LapseRule =
  | { readonly kind: 'adaptive'; readonly epsilon?: number }
  | { readonly kind: 'fixed'; readonly days: number }
  | { readonly kind: 'multiple'; readonly times?: number; readonly of?: 'mean' | 'median' }
  | { readonly kind: 'quantile'; readonly times?: number; readonly quantile?: number }
  | { readonly kind: 'custom'; readonly limitDays: (rhythm: GapRecord) => number };

/** The gaps a rule may look at: those of the 364 days up to a shipment day, ascending, in business days. */
export interface GapRecord {
  readonly gapsDays: readonly number[];
  /** From the first to the last of those shipment days, in business days: the sum of the gaps. */
  readonly exposureDays: number;
}

export const DEFAULT_LAPSE_RULE: LapseRule = { kind: 'adaptive', epsilon: 1e-3 };

/** Checks a rule once, at the door. */
export function checkLapseRule(rule: LapseRule): void {
  const number = ruleNumber(rule);
  const upper = rule.kind === 'adaptive' ? 1 : Number.POSITIVE_INFINITY;
  ensure(number > 0 && number < upper, 'bad-parameter', () => ({
    en: `The lapse rule "${rule.kind}" needs a number above 0${rule.kind === 'adaptive' ? ' and below 1' : ''}, got ${number}.`,
    zh: `流失规则“${rule.kind}”需要大于 0${rule.kind === 'adaptive' ? ' 且小于 1' : ''} 的数，收到 ${number}。`,
  }));
}

function ruleNumber(rule: LapseRule): number {
  if (rule.kind === 'adaptive') return rule.epsilon ?? 1e-3;
  if (rule.kind === 'fixed') return rule.days;
  return rule.kind === 'custom' ? 1 : (rule.times ?? 1);
}

/** Business days of silence after which the rule speaks of a lapse (calendar days under `fixed`). */
export function ruleLimit(rule: LapseRule, gapCount: number, exposureDays: number, gaps: () => number[]): number {
  if (rule.kind === 'adaptive') return gapLimitDays(gapCount, exposureDays, rule.epsilon ?? 1e-3);
  if (rule.kind === 'fixed') return rule.days;
  const gapsDays = gaps().sort((a, b) => a - b);
  if (rule.kind === 'custom') return rule.limitDays({ gapsDays, exposureDays });
  if (gapsDays.length === 0) return LONGEST_LIMIT_DAYS;
  const limit =
    rule.kind === 'multiple'
      ? (rule.times ?? 3) * centre(gapsDays, rule.of ?? 'mean')
      : (rule.times ?? 2) * quantileSorted(gapsDays, rule.quantile ?? 0.95);
  return Math.min(Math.max(limit, SHORTEST_LIMIT_DAYS), LONGEST_LIMIT_DAYS);
}

function centre(sorted: readonly number[], of: 'mean' | 'median'): number {
  return of === 'median' ? quantileSorted(sorted, 0.5) : sorted.reduce((sum, gap) => sum + gap, 0) / sorted.length;
}
