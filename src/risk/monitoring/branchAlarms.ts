import type { OutcomeRecord } from '../../churn/index.js';
import { formatDay } from '../../core/day.js';
import { type CusumPeriod, cusum } from '../../evaluate/index.js';
import type { JudgedRows } from './cohorts.js';

/** The lapses of one branch, or of the whole company, added up month by month. */
export interface BranchSum {
  /** Branch, or '' for the whole company. */
  readonly branch: string;
  readonly left: number;
  readonly expected: number;
  /** Cumulative sum at the last cutoff; an alarm is above `limit`. */
  readonly sum: number;
  readonly limit: number;
  readonly alarm: boolean;
  /** Cutoff from which on more left than was said, ISO date; null where the sum is 0. */
  readonly since: string | null;
}

/** Science's h for one series; so many more are watched at once that ln of their number keeps false alarms as rare together as one has them alone. */
const LIMIT = 5;
/** Fewer expected lapses a month make the normal law a poor guide. */
const FEWEST_EXPECTED = 2;

/**
 * Lapse-rate sums by branch (CUSUM, standardised by the expected probabilities). Horizons of neighbouring cutoffs overlap, so that only lapses of
 * the first `stepDays` after each cutoff count: each is counted once. How much of the horizon's risk falls there is taken from all of them.
 *
 * @param branch - text of each row's branch, '' where there is none
 */
export function branchSums(rows: JudgedRows, branch: readonly string[], record: OutcomeRecord, stepDays: number): BranchSum[] {
  const early = Uint8Array.from(rows.outcome, (left, row) =>
    left === 1 && leftWithin(record, rows.customer[row]!, rows.cutoff[row]!, stepDays) ? 1 : 0,
  );
  const leavers = rows.outcome.reduce((sum, left) => sum + left, 0);
  const share = leavers === 0 ? 0 : early.reduce((sum, left) => sum + left, 0) / leavers;
  const cutoffs = [...new Set(rows.cutoff)].sort((a, b) => a - b);
  const names = ['', ...new Set(branch.filter((name) => name !== ''))].sort();
  const periods = new Map(names.map((name) => [name, cutoffs.map((): Mutable => ({ observed: 0, expected: 0, variance: 0 }))]));
  for (let row = 0; row < early.length; row++) {
    const at = cutoffs.indexOf(rows.cutoff[row]!);
    const p = rows.probability[row]! * share;
    for (const name of new Set(['', branch[row] ?? ''])) {
      const period = periods.get(name)![at]!;
      period.observed += early[row]!;
      period.expected += p;
      period.variance += p * (1 - p);
    }
  }
  const watched = names.filter((name) => total(periods.get(name)!, 'expected') >= FEWEST_EXPECTED * cutoffs.length);
  const limit = LIMIT + Math.log(Math.max(1, watched.length));
  return watched
    .map((name) => sumOf(name, periods.get(name)!, limit, cutoffs))
    .sort((a, b) => b.sum - a.sum || (a.branch < b.branch ? -1 : 1));
}

type Mutable = { -readonly [K in keyof CusumPeriod]: number };

function total(periods: readonly CusumPeriod[], of: 'expected' | 'observed'): number {
  return periods.reduce((sum, period) => sum + period[of], 0);
}

function sumOf(branch: string, periods: readonly CusumPeriod[], limit: number, cutoffs: readonly number[]): BranchSum {
  const { values, since } = cusum(periods, { limit });
  const sum = values.at(-1) ?? 0;
  return {
    branch,
    left: total(periods, 'observed'),
    expected: total(periods, 'expected'),
    sum,
    limit,
    alarm: sum > limit,
    since: sum === 0 || since < 0 ? null : formatDay(cutoffs[since]!),
  };
}

function leftWithin({ first, onset }: OutcomeRecord, customer: number, cutoff: number, days: number): boolean {
  for (let lapse = first[customer]!; lapse < first[customer + 1]!; lapse++)
    if (onset[lapse]! > cutoff && onset[lapse]! <= cutoff + days) return true;
  return false;
}
