import { ensure } from '../../core/errors.js';

export interface CusumOptions {
  /** Alarm above this; default 5. */
  readonly limit?: number | undefined;
  /** Standard deviations a period that are let pass; default 0.5. */
  readonly slack?: number | undefined;
}

/** One period of what is watched: what happened, what was expected, and the variance of that. */
export interface CusumPeriod {
  readonly observed: number;
  readonly expected: number;
  /** Σ p(1 − p) of independent outcomes, >= 0; a period without any is passed over. */
  readonly variance: number;
}

/** Course of the sum. */
export interface Cusum {
  /** After each period. */
  readonly values: readonly number[];
  /** Period of the first alarm, −1 for none. */
  readonly alarmAt: number;
  /** Where the run that led to the alarm, or to the end, began: the likely day of the change; −1 where the sum is 0. */
  readonly since: number;
}

/**
 * Cumulative sum of what happened above expectation: S ← max(0, S + (O − E)/√V − slack). Finds a small lasting rise long before any single
 * period is remarkable.
 *
 * @param periods - in order of time
 * @param options - `limit` 5, `slack` 0.5
 * @returns the sum after each period, the first alarm and when its rise began
 * @throws HoldfastError `bad-parameter`
 * @remarks In control an alarm comes about every 930 periods (normal increments); a rise of one standard deviation is found in about ten.
 *   Page 1954; Montgomery, Statistical Quality Control, 9.1.
 * @example
 * ```ts
 * const period = { observed: 16, expected: 10, variance: 9 };
 * cusum([{ observed: 9, expected: 10, variance: 9 }, period, period, period, period]); // => { values: [0, 1.5, 3, 4.5, 6], alarmAt: 4, since: 1 }
 * ```
 */
export function cusum(periods: readonly CusumPeriod[], options: CusumOptions = {}): Cusum {
  const { limit = 5, slack = 0.5 } = options;
  ensure(limit > 0 && slack >= 0, 'bad-parameter', () => ({
    en: `limit is ${limit} and slack ${slack}; the limit must be above 0 and the slack not below`,
    zh: `limit 为 ${limit}，slack 为 ${slack}；limit 应大于 0，slack 不应小于 0`,
  }));
  const values: number[] = [];
  let [sum, since, alarmAt] = [0, -1, -1];
  for (const [at, { observed, expected, variance }] of periods.entries()) {
    const before = sum;
    if (variance > 0) sum = Math.max(0, sum + (observed - expected) / Math.sqrt(variance) - slack);
    if (before === 0 && sum > 0 && alarmAt < 0) since = at;
    if (sum === 0 && alarmAt < 0) since = -1;
    if (sum > limit && alarmAt < 0) alarmAt = at;
    values.push(sum);
  }
  return { values, alarmAt, since };
}
