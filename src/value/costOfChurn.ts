import { ensure } from '../core/errors.js';
import type { LifetimeTable } from './lifetimeProfit.js';
import { type Range, type WordOfMouthInput, wordOfMouth } from './wordOfMouth.js';

export interface CostOfChurnOptions extends Pick<WordOfMouthInput, 'tellDissatisfied' | 'conversion' | 'newCustomerValue'> {
  /** What keeping one customer costs a year, money; default 100, a round figure: give yours. */
  readonly keepCost?: number;
  /** Times that cost for one new customer: low, usual, high; the teaching says 2 to 6, often 5. */
  readonly replacementFactors?: readonly [low: number, usual: number, high: number];
  /** Share of those lost that are replaced; default 1. */
  readonly replaced?: number;
  /** Share of those lost that go dissatisfied and tell others; default 1. */
  readonly dissatisfied?: number;
}

/** Money unless said otherwise. */
export interface CostOfChurn {
  readonly customers: number;
  /** Profit that would have come; of loss-makers less than nothing. */
  readonly lostProfit: number;
  readonly replacement: { readonly low: number; readonly usual: number; readonly high: number };
  /** Lost by bad word of mouth; 0 without a conversion. */
  readonly wordOfMouth: Range;
  /** Low: profit + low replacement + least word of mouth; usual: with the usual replacement and the middle; high likewise. */
  readonly total: { readonly low: number; readonly usual: number; readonly high: number };
}

/**
 * What losing customers costs: their lifetime profit, replacing them, and what those they tell would have brought. Every factor is an
 * option with the teaching's figure as its default.
 *
 * @param lost - customers and their profit over the horizon (`expected_profit` or `profit_if_staying` of {@link lifetimeProfit}, added up)
 * @throws HoldfastError `bad-parameter`
 * @remarks Replacement at 2 to 6 times the cost of keeping: the courses; measured ratios differ by trade, so use your own.
 * @example
 * ```ts
 * costOfChurn({ customers: 1, profit: 15_600 }, { keepCost: 100, replacementFactors: [2, 5, 6] }).total; // => { low: 15800, usual: 16100, high: 16200 }
 * ```
 */
export function costOfChurn(lost: { readonly customers: number; readonly profit: number }, options: CostOfChurnOptions = {}): CostOfChurn {
  const { keepCost = 100, replacementFactors = [2, 5, 6], replaced = 1, dissatisfied = 1 } = options;
  const { customers, profit } = lost;
  const shares = [replaced, dissatisfied];
  ensure(
    customers >= 0 && Number.isFinite(profit) && keepCost >= 0 && shares.every((share) => share >= 0 && share <= 1),
    'bad-parameter',
    () => ({
      en: `Customers and keepCost must be from 0, profit a number, replaced and dissatisfied shares from 0 to 1; got ${[customers, profit, keepCost, ...shares].join(', ')}.`,
      zh: `客户数与 keepCost 应不小于 0，利润应为数值，replaced 与 dissatisfied 应在 0 到 1 之间；收到 ${[customers, profit, keepCost, ...shares].join('、')}。`,
    }),
  );
  const [low, usual, high] = replacementFactors.map((factor) => customers * replaced * keepCost * factor) as [number, number, number];
  const { loss } = wordOfMouth({ ...options, satisfied: 0, dissatisfied: customers * dissatisfied });
  const told: Range = [0 - loss[1], 0 - loss[0]];
  return {
    customers,
    lostProfit: profit,
    replacement: { low, usual, high },
    wordOfMouth: told,
    total: { low: profit + low + told[0], usual: profit + usual + (told[0] + told[1]) / 2, high: profit + high + told[1] },
  };
}

/**
 * The customers expected to leave within the horizon, and the profit they would have brought had they stayed: what {@link costOfChurn} asks.
 *
 * @example
 * ```ts
 * const shipments = Array.from({ length: 40 * 60 }, (_, at) => ({
 *   customer_id: `C${100 + (at % 40)}`, shipped_at: formatDay(dayOf('2025-01-06') + 7 * Math.floor(at / 40)), freight: 10, cost: 6,
 * }));
 * const { history } = await historyFrom({ shipments });
 * const lost = expectedLosses(lifetimeProfit(history.at(history.endDay)));
 * lost.customers < 1; // => true
 * ```
 */
export function expectedLosses({ length, columns }: LifetimeTable): { readonly customers: number; readonly profit: number } {
  const { probability_active: active, probability_staying: staying, profit_if_staying: whole, expected_profit: expected } = columns;
  let [customers, profit] = [0, 0];
  for (let row = 0; row < length; row++) {
    customers += active[row]! - staying[row]!;
    profit += active[row]! * whole[row]! - expected[row]!;
  }
  return { customers, profit };
}
