import { riskTable } from './riskTable.js';
import type { StepCurve } from './stepCurve.js';
import { ensureSurvivalRows, type SurvivalRows } from './survivalRows.js';

/** Share that has left for one cause by time, while other causes compete. */
export interface IncidenceCurve extends StepCurve {
  readonly variance: Float64Array;
}

/**
 * Aalen–Johansen estimate of the share that has left for each cause, 1 to `causes`: together with the share still there they sum to 1,
 * unlike 1 − Kaplan–Meier of each cause, which is too large.
 *
 * @param rows - `events` holds the cause, 0 where the customer is still there
 * @returns one curve a cause, in order
 * @throws HoldfastError `no-customers`, `length-mismatch`, `bad-history`
 * @remarks Variance: Marubini & Valsecchi 1995 (delta method), as lifelines and SAS have it. O(n + times · causes).
 * @example
 * ```ts
 * const [one, two] = aalenJohansen({ durations: [1, 2, 3, 4], events: [1, 2, 0, 1] }, 2);
 * one.values; // => [0.25, 0.25, 0.25, 0.75]
 * ```
 */
export function aalenJohansen(rows: SurvivalRows, causes: number): IncidenceCurve[] {
  ensureSurvivalRows(rows, causes);
  const { times, atRisk, events, ranks } = riskTable(rows);
  const stay = shareBefore(atRisk, events);
  return Array.from({ length: causes }, (_, index) => {
    const left = new Float64Array(times.length);
    for (let i = 0; i < ranks.length; i++) if (rows.events[i] === index + 1) left[ranks[i]!]!++;
    return incidence(times, atRisk, events, left, stay);
  });
}

/** Share still there just before each time. */
function shareBefore(atRisk: Float64Array, events: Float64Array): Float64Array {
  let share = 1;
  return atRisk.map((n, i) => {
    const before = share;
    share *= 1 - events[i]! / n;
    return before;
  });
}

/**
 * I(t) = Σ S(t_i−)·d_i/n_i, with Var I(t) = Σ (I(t) − I_i)²·D/(n(n − D)) + Σ S²·d(n − d)/n³ − 2 Σ (I(t) − I_i)·S·d/n², D all that left at
 * t_i. The sums are kept by powers of I(t).
 */
function incidence(times: Float64Array, atRisk: Float64Array, all: Float64Array, left: Float64Array, stay: Float64Array): IncidenceCurve {
  const [values, variance] = [new Float64Array(times.length), new Float64Array(times.length)];
  let share = 0;
  let [constant, linear, square] = [0, 0, 0];
  for (let i = 0; i < times.length; i++) {
    const [n, d, D, S] = [atRisk[i]!, left[i]!, all[i]!, stay[i]!];
    share += (S * d) / n;
    const common = D < n ? D / (n * (n - D)) : 0;
    const crossed = (S * d) / (n * n);
    square += common;
    linear -= 2 * common * share + 2 * crossed;
    constant += common * share * share + (S * S * d * (n - d)) / (n * n * n) + 2 * crossed * share;
    values[i] = share;
    variance[i] = Math.max(0, square * share * share + linear * share + constant);
  }
  return { times, values, before: 0, variance };
}
