import { ensure } from '../../core/errors.js';
import { scoredRows } from '../scoredRows.js';
import { type CheckedTerms, checkedTerms } from './contactGains.js';
import type { MaximumProfit } from './mpc.js';
import { profitCut } from './profitCut.js';

export interface EmpbOptions {
  /** d as a share of the customer's value, in (0, 1); default 0.05. */
  readonly incentiveShare?: number | undefined;
  /** f: one contact, >= 0; default 15. */
  readonly contactCost?: number | undefined;
  /** γ: mean share of leavers whom the offer keeps, in (0, 1]; default 0.3, the mean of Beta(6, 14). */
  readonly acceptance?: number | undefined;
}

/**
 * Maximum profit of business customers (EMPB), where each has a value of its own: the list is sorted by score and cut where the sum of
 * what contacts earn is highest; every contact costs f.
 *
 * @param score - shape (n,), any numbers without NaN; equal scores stay in the order given
 * @param truth - shape (n,), 1 who left, else 0
 * @param customerValue - V, shape (n,), finite money
 * @param options - `incentiveShare` 0.05, `contactCost` 15, `acceptance` 0.3
 * @returns profit of the whole list, the share contacted for it and the score at the cut
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @remarks O(n). Leavers earn γ(V − d) − f, others −(d + f). Janssens et al., EJOR (2022) charge f to leavers only when they accept: {@link empb}.
 * @example
 * ```ts
 * empbContactAlways([0.9, 0.8, 0.4, 0.1], [1, 0, 1, 0], [100, 50, 900, 20]).profit; // => 237.5
 * ```
 */
export function empbContactAlways(
  score: ArrayLike<number>,
  truth: ArrayLike<number>,
  customerValue: ArrayLike<number>,
  options: EmpbOptions = {},
): MaximumProfit {
  return maximum(score, truth, customerValue, options, () => 1);
}

/**
 * EMPB as published and as the Python package empulse has it: like {@link empbContactAlways}, but a leaver's contact costs γf. For
 * comparison with other work; a contact costs its money whether or not the customer accepts.
 *
 * @param score - shape (n,), any numbers without NaN; equal scores stay in the order given
 * @param truth - shape (n,), 1 who left, else 0
 * @param customerValue - V, shape (n,), finite money
 * @param options - `incentiveShare` 0.05, `contactCost` 15, `acceptance` 0.3
 * @returns profit of the whole list, the share contacted for it and the score at the cut
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @example
 * ```ts
 * empb([0.9, 0.8, 0.4, 0.1], [1, 0, 1, 0], [100, 50, 900, 20]).profit; // => 258.5
 * ```
 */
export function empb(
  score: ArrayLike<number>,
  truth: ArrayLike<number>,
  customerValue: ArrayLike<number>,
  options: EmpbOptions = {},
): MaximumProfit {
  return maximum(score, truth, customerValue, options, (acceptance) => acceptance);
}

/** @param contactShare - share of f that a leaver's contact costs */
function maximum(
  score: ArrayLike<number>,
  truth: ArrayLike<number>,
  customerValue: ArrayLike<number>,
  { incentiveShare = 0.05, contactCost = 15, acceptance = 0.3 }: EmpbOptions,
  contactShare: (acceptance: number) => number,
): MaximumProfit {
  const rows = scoredRows(score, truth);
  const n = rows.score.length;
  const terms = checkedTerms({ customerValue, incentive: 0, contactCost, acceptance }, n);
  ensure(incentiveShare > 0 && incentiveShare < 1, 'bad-parameter', () => ({
    en: `incentiveShare is ${incentiveShare}; it must lie between 0 and 1, for example 0.05`,
    zh: `incentiveShare 为 ${incentiveShare}；应在 0 与 1 之间，例如 0.05`,
  }));
  const gains = rows.score.map((_, row) => gain(terms, row, rows.truth[row]!, incentiveShare, contactShare(acceptance)));
  const { profit, share, cut } = profitCut(rows.score, gains);
  return { profit, share, cut };
}

function gain(
  { value, contact, acceptance }: CheckedTerms,
  row: number,
  left: number,
  incentiveShare: number,
  contactShare: number,
): number {
  const incentive = incentiveShare * Math.max(0, value(row));
  return left === 1 ? acceptance * (value(row) - incentive) - contactShare * contact(row) : -(incentive + contact(row));
}
