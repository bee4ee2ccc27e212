import { ensure } from '../../core/errors.js';

/** How long each customer has stayed, and whether it left then; two columns of the same length n. */
export interface SurvivalRows {
  /** Time from the beginning to leaving or, where it has not left, to now; finite and >= 0, any unit. */
  readonly durations: ArrayLike<number>;
  /** 1 where the customer left at that time, 0 where it was still there (censored). */
  readonly events: ArrayLike<number>;
}

/** Throws `no-customers`, `length-mismatch` or `bad-history` (naming the first bad row) unless every row can be. */
export function ensureSurvivalRows({ durations, events }: SurvivalRows, causes = 1): void {
  const n = durations.length;
  ensure(n > 0, 'no-customers', () => ({ en: 'There are no durations; pass at least one.', zh: '没有时长数据；请至少传入一条。' }));
  ensure(events.length === n, 'length-mismatch', () => ({
    en: `durations has ${n} rows and events ${events.length}; both must have the same`,
    zh: `durations 有 ${n} 行，events 有 ${events.length} 行；两列行数必须相同`,
  }));
  for (let i = 0; i < n; i++) {
    const [duration, event] = [durations[i]!, events[i]!];
    ensure(duration >= 0 && duration < Infinity && Number.isInteger(event) && event >= 0 && event <= causes, 'bad-history', () => ({
      en: `Row ${i} cannot be: duration ${duration}, event ${event}; needs a finite duration >= 0 and a whole event from 0 (still there) to ${causes}`,
      zh: `第 ${i} 行不合理：时长 ${duration}，事件 ${event}；时长须为非负有限数，事件须为 0（仍在）至 ${causes} 的整数`,
    }));
  }
}
