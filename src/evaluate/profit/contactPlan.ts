import { ensure } from '../../core/errors.js';
import type { Table } from '../../core/table.js';
import { type ContactTerms, checkedTerms, contactGains } from './contactGains.js';

export interface ContactPlanOptions {
  /** Money that may be spent, >= 0; default without limit. */
  readonly budget?: number | undefined;
}

/** Whom to contact, best first. */
export type ContactPlan = Table<{
  /** Row among those given. */
  readonly row: Int32Array;
  readonly expected_profit: Float64Array;
  /** Contact, and the incentive as often as it is expected to be taken. */
  readonly expected_cost: Float64Array;
  readonly cumulative_profit: Float64Array;
  readonly cumulative_cost: Float64Array;
  /** Share of leavers who would have to accept for the contact to pay. */
  readonly break_even_acceptance: Float64Array;
}>;

/**
 * Whom to contact under a budget: everybody whose contact is expected to earn more than it costs, those with most profit a unit of cost
 * first, while the money lasts; whoever costs more than is left is passed over.
 *
 * @param probability - of leaving, calibrated, shape (n,)
 * @param terms - V, d, f (numbers or columns) and γ
 * @param options - `budget`: the most that may be spent in expectation
 * @returns one row a customer to contact; empty where none pays
 * @throws HoldfastError `length-mismatch`, `bad-parameter`
 * @remarks O(n log n). Without a budget the rule of each customer, p > p*, is the best plan; with one, profit by cost is the best plan but
 *   for at most the last contact that does not fit (Dantzig's bound of the knapsack problem).
 * @example
 * ```ts
 * const terms = { customerValue: [200, 1000, 200], incentive: 10, contactCost: 1 };
 * contactPlan([0.3, 0.3, 0.1], terms).columns.row; // => [1, 0]
 * contactPlan([0.3, 0.3, 0.1], terms, { budget: 10 }).columns.expected_profit; // => [81.1] (10 dp)
 * ```
 */
export function contactPlan(probability: ArrayLike<number>, terms: ContactTerms, options: ContactPlanOptions = {}): ContactPlan {
  const { budget = Number.POSITIVE_INFINITY } = options;
  ensure(budget >= 0, 'bad-parameter', () => ({
    en: `budget is ${budget}; it must be a number, 0 or more`,
    zh: `budget 为 ${budget}；应为不小于 0 的数`,
  }));
  const gains = contactGains(probability, terms);
  const { value, incentive, contact, acceptance } = checkedTerms(terms, probability.length);
  const costOf = (row: number): number => contact(row) + incentive(row) * (1 - probability[row]! + acceptance * probability[row]!);
  const costs = Float64Array.from(gains, (_, row) => costOf(row));
  const chosen = withinBudget(bestFirst(gains, costs), costs, budget);
  const column = (of: (row: number) => number): Float64Array => Float64Array.from(chosen, of);
  const breakEven = (row: number): number =>
    (contact(row) + (1 - probability[row]!) * incentive(row)) / (probability[row]! * (value(row) - incentive(row)));
  return {
    length: chosen.length,
    columns: {
      row: Int32Array.from(chosen),
      expected_profit: column((row) => gains[row]!),
      expected_cost: column((row) => costs[row]!),
      cumulative_profit: runningSum(column((row) => gains[row]!)),
      cumulative_cost: runningSum(column((row) => costs[row]!)),
      break_even_acceptance: column(breakEven),
    },
  };
}

/** Rows that earn something, those with most profit a unit of cost first; equal ones by row. A free contact comes before all others. */
function bestFirst(gains: Float64Array, costs: Float64Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < gains.length; row++) if (gains[row]! > 0) rows.push(row);
  return rows.sort((a, b) => gains[b]! / costs[b]! - gains[a]! / costs[a]! || a - b);
}

function withinBudget(rows: readonly number[], costs: Float64Array, budget: number): number[] {
  let spent = 0;
  return rows.filter((row) => {
    if (spent + costs[row]! > budget) return false;
    spent += costs[row]!;
    return true;
  });
}

function runningSum(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
