import { ensure } from '../../core/errors.js';
import { within } from '../optionChecks.js';
import { COUNT_UNIT, type FixedPoint } from './fixedPoint.js';
import { ROUNDER } from './gradients.js';

/**
 * Training for profit rather than for probability: each row costs what a campaign that contacts it with probability p would cost on
 * average, p · c with c = f + δV for those who stay and c = f − γ(1 − δ)V for those who leave (B2Boost, Janssens et al. 2022, with the
 * contact charged in full).
 */
export interface ProfitObjective {
  readonly kind: 'profit';
  /** γ: share of contacted leavers who accept and stay; (0, 1]. Default 0.3. */
  readonly acceptance?: number;
  /** δ: incentive as a share of the row's value; [0, 1). Default 0.05. */
  readonly incentiveShare?: number;
  /** f: cost of a contact, in the unit of the values; >= 0. Default 15. */
  readonly contactCost?: number;
}

/** The objective with its defaults; throws `bad-parameter`. */
export function checkedProfit({ acceptance = 0.3, incentiveShare = 0.05, contactCost = 15 }: ProfitObjective): Required<ProfitObjective> {
  within('objective.acceptance', acceptance, 1e-9, 1);
  within('objective.incentiveShare', incentiveShare, 0, 1 - 1e-9);
  within('objective.contactCost', contactCost, 0, Number.MAX_VALUE);
  return { kind: 'profit', acceptance, incentiveShare, contactCost };
}

/**
 * Cost of contacting each row, weight included, in units of the largest absolute cost: between −1 and 1.
 *
 * @param values - shape (n,), what a row is worth if it stays; finite, >= 0
 */
export function contactCosts(
  { acceptance, incentiveShare, contactCost }: Required<ProfitObjective>,
  values: ArrayLike<number> | undefined,
  outcome: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): Float64Array {
  const costs = new Float64Array(outcome.length);
  ensure(values !== undefined && values.length === outcome.length, 'bad-parameter', () => ({
    en: 'The profit objective needs data.rowValue, one value for each row: what the row is worth if it stays.',
    zh: '利润目标需要 data.rowValue，每行一个值：该行若留下的价值。',
  }));
  let most = 0;
  for (let row = 0; row < costs.length; row++) {
    const value = values[row]!;
    ensure(value >= 0 && value < Infinity, 'bad-parameter', () => ({
      en: `rowValue[${row}] is ${value}; every value must be finite and >= 0.`,
      zh: `rowValue[${row}] 为 ${value}；每个价值必须是有限的非负数。`,
    }));
    const cost = outcome[row] === 1 ? contactCost - acceptance * (1 - incentiveShare) * value : contactCost + incentiveShare * value;
    costs[row] = cost * (weights === undefined ? 1 : weights[row]!);
    most = Math.max(most, Math.abs(costs[row]!));
  }
  return most === 0 ? costs : costs.map((cost) => cost / most);
}

/**
 * Gradient p(1 − p)c and hessian |(1 − 2p) · gradient| of every row as whole numbers, as `setGradients` writes them. Returns Σ p · c.
 */
export function setProfitGradients(odds: Float64Array, costs: Float64Array, scales: FixedPoint, pairs: Float64Array): number {
  let total = 0;
  for (let row = 0; row < odds.length; row++) {
    const p = 1 / (1 + odds[row]!);
    const gradient = p * (odds[row]! * p) * costs[row]!;
    const hessian = Math.abs((1 - 2 * p) * gradient);
    pairs[2 * row] = gradient * scales.gradientScale + ROUNDER - ROUNDER;
    pairs[2 * row + 1] = (hessian * scales.hessianScale + ROUNDER - ROUNDER) * COUNT_UNIT + 1;
    total += p * costs[row]!;
  }
  return total;
}

/** Mean of p · c, exact: terms are rounded to multiples of 2⁻²⁴. */
export function meanContactCost(margins: Float64Array, costs: Float64Array): number {
  let total = 0;
  for (let row = 0; row < margins.length; row++) total += Math.round((costs[row]! / (1 + Math.exp(-margins[row]!))) * 16777216);
  return total / 16777216 / margins.length;
}
