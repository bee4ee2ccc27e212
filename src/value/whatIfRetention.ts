import { ensure } from '../core/errors.js';
import type { Text } from '../core/text.js';
import { YEAR_DAYS } from './horizon.js';
import type { LifetimeTable } from './lifetimeProfit.js';
import { retentionGain } from './retentionGain.js';

export interface WhatIfOptions {
  /** By how many percentage points a year the retention of every customer rises; default 5. */
  readonly points?: number;
}

/** What more retention would bring. Gains are shares of the profit of today's customers. */
export interface WhatIfRetention {
  readonly points: number;
  /** Retention a year: by customers, and weighted by profit. */
  readonly retentionRate: number;
  readonly profitRetentionRate: number;
  /** Over the horizon of the table. */
  readonly horizonGain: number;
  readonly horizonProfit: number;
  /** For ever, each customer by its own retention. */
  readonly foreverGain: number;
  /** The textbook formula with the average retention, money at year ends. */
  readonly formulaGain: number;
  /** What the teaching promises for five points: 25 % to 85 %. */
  readonly textbook: readonly [low: number, high: number];
  /** Retention at which the formula gives the low and the high end; NaN where no retention does. */
  readonly neededRetention: readonly [low: number, high: number];
  readonly verdict: Text;
}

const TEXTBOOK: readonly [number, number] = [0.25, 0.85];

/**
 * What it would bring to keep more customers, computed from the customers themselves, beside the textbook's "five points more retention
 * raise profit by 25 to 85 %", with what would have to hold for that.
 *
 * @param lifetime - of {@link lifetimeProfit}; its horizon and discount hold here too
 * @throws HoldfastError `bad-parameter` unless points lie between 0 and 100
 * @remarks O(customers). Retention of a customer is that of its forecast, at an even rate over the horizon; none rises above 1. Reichheld & Sasser,
 *   Harvard Business Review 68 (1990), for the range: nine branches of service with high retention, new-customer costs left out of the profit.
 * @example
 * ```ts
 * const shipments = Array.from({ length: 40 * 60 }, (_, at) => ({
 *   customer_id: `C${100 + (at % 40)}`, shipped_at: formatDay(dayOf('2025-01-06') + 7 * Math.floor(at / 40)), freight: 10, cost: 6,
 * }));
 * const { history } = await historyFrom({ shipments });
 * // Nobody leaves here: there is nothing to win.
 * whatIfRetention(lifetimeProfit(history.at(history.endDay))).horizonGain < 0.01; // => true
 * ```
 */
export function whatIfRetention(lifetime: LifetimeTable, { points = 5 }: WhatIfOptions = {}): WhatIfRetention {
  ensure(points >= 0 && points <= 100, 'bad-parameter', () => ({
    en: `points must lie between 0 and 100, got ${points}.`,
    zh: `points 应在 0 到 100 之间，收到 ${points}。`,
  }));
  const { annualDiscountRate: d, horizonDays } = lifetime.report;
  const { probability_active: active, probability_staying: staying, profit_if_staying: whole } = lifetime.columns;
  const years = horizonDays / YEAR_DAYS;
  let [now, more, forever, foreverMore, customers, kept, weights, weighted] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let row = 0; row < lifetime.length; row++) {
    const there = active[row]!;
    if (there === 0) continue;
    const rate = Math.exp(Math.log(staying[row]! / there) / years);
    const raised = Math.min(1, rate + points / 100);
    const profit = there * whole[row]!;
    now += profit * meanStay(rate, years, d);
    more += profit * meanStay(raised, years, d);
    forever += (profit * rate) / (1 + d - rate);
    foreverMore += (profit * raised) / (1 + d - raised);
    customers += there;
    kept += there * rate;
    weights += Math.abs(profit);
    weighted += Math.abs(profit) * rate;
  }
  const retentionRate = kept / customers;
  const profitRetentionRate = weighted / weights;
  const formulaGain = gainAt(profitRetentionRate, points, d);
  const neededRetention = TEXTBOOK.map((gain) => retentionFor(gain, points, d)) as [number, number];
  return {
    points,
    retentionRate,
    profitRetentionRate,
    horizonGain: more / now - 1,
    horizonProfit: more - now,
    foreverGain: d > 0 ? foreverMore / forever - 1 : Number.NaN,
    formulaGain,
    textbook: TEXTBOOK,
    neededRetention,
    verdict: verdictOf(points, foreverMore / forever - 1, neededRetention, d),
  };
}

/** Mean over the horizon of the discounted share that is still there, against one that stays: leaving at an even rate. */
function meanStay(rate: number, years: number, d: number): number {
  const perYear = Math.log1p(d);
  const mean = (hazard: number): number => (hazard * years < 1e-9 ? 1 : -Math.expm1(-hazard * years) / (hazard * years));
  return rate <= 0 ? 0 : mean(perYear - Math.log(rate)) / mean(perYear);
}

function gainAt(rate: number, points: number, d: number): number {
  const room = Math.min(points, 100 * (1 - rate));
  return rate > 0 ? retentionGain({ retentionRate: rate, points: room, annualDiscountRate: d }) : Number.NaN;
}

/** The retention, at least one half, at which so many points bring the gain; the formula rises with retention there. */
function retentionFor(gain: number, points: number, d: number): number {
  let [low, high] = [0.5, 1 - points / 100];
  if (!(high > low) || gainAt(high, points, d) < gain || gainAt(low, points, d) > gain) return Number.NaN;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (gainAt(middle, points, d) < gain) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function verdictOf(points: number, gain: number, [low, high]: readonly [number, number], d: number): Text {
  const percent = (share: number): string => (Number.isFinite(share) ? `${(100 * share).toFixed(0)}%` : '–');
  const inside = gain >= TEXTBOOK[0] && gain <= TEXTBOOK[1];
  const held = {
    en: Number.isNaN(high)
      ? `25% would need a retention of ${percent(low)}; no retention gives 85%`
      : `25% to 85% would need a retention of ${percent(low)} to ${percent(high)}`,
    zh: Number.isNaN(high)
      ? `要达到 25% 需留存率 ${percent(low)}；任何留存率都达不到 85%`
      : `要达到 25% 至 85%，留存率需为 ${percent(low)} 至 ${percent(high)}`,
  };
  return {
    en: `${points} points more retention raise the value of these customers by ${percent(gain)} for ever, ${inside ? 'within' : 'outside'} the textbook's 25% to 85%; at a discount of ${percent(d)} a year ${held.en}.`,
    zh: `留存率提高 ${points} 个百分点，这些客户的长期价值增加 ${percent(gain)}，${inside ? '在' : '不在'}教科书所说的 25% 至 85% 之内；按年折现率 ${percent(d)}，${held.zh}。`,
  };
}
