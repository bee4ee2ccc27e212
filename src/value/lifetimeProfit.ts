import { type CostOptions, profitBasis } from '../account/index.js';
import { formatDay } from '../core/day.js';
import { ensure } from '../core/errors.js';
import type { CategoryColumn, Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { type ActivityModel, fitActivity, type ModelChoice } from './activity.js';
import { backtest } from './backtest.js';
import { type Calibration, groupsOf, recalibrated } from './calibration.js';
import { customerKeys, sampleOf } from './customerKey.js';
import { ensureHorizon, type Horizon, horizonOf, seasonAhead } from './horizon.js';
import { type LifetimeReport, lifetimeReport } from './lifetimeReport.js';
import { exposureOf, type Outlook, type OutlookParts, outlookOf } from './outlook.js';
import { profitLaw } from './profitLaw.js';
import { type SurvivalAhead, type SurvivedActivity, withSurvival } from './survivalAhead.js';
import { unitProfit } from './unitProfit.js';
import { type ValueState, valueState } from './valueState.js';

export interface LifetimeProfitOptions extends CostOptions {
  /** Whole days from the cutoff, 28 to 3640; default 364. */
  readonly horizonDays?: number;
  /** Share a year of 364 days, in [0, 1); default 0.1. */
  readonly annualDiscountRate?: number;
  /** Probability that an interval holds; default 0.9 (P5 to P95). */
  readonly level?: number;
  /** By the data (default), by the days between shipments, or by active weeks. */
  readonly model?: ModelChoice;
  /** Key of the draws that settle ties at nothing in the calibration; default 1. */
  readonly seed?: number;
  /** A survival model of your own, by customer; see {@link SurvivalAhead}. */
  readonly survival?: SurvivalAhead;
  /** The process and the spend model are fitted on about so many customers, those whose ids hash lowest; default 20,000. */
  readonly fitCustomers?: number;
}

/** One row a customer of the snapshot, in its order. Money in the currency's unit. */
export interface LifetimeTable
  extends Table<{
    readonly customer_id: readonly string[];
    /** Probability that it still is a customer: now, and at the end of the horizon. */
    readonly probability_active: Float64Array;
    readonly probability_staying: Float64Array;
    /** Over the horizon, leaving included; not discounted. */
    readonly expected_shipments: Float64Array;
    /** Mean of the discounted profit over the horizon. */
    readonly expected_profit: Float64Array;
    /** The interval of the profit itself; widened to hold the mean, which lies outside where few chances of much make it. */
    readonly expected_profit_low: Float64Array;
    readonly expected_profit_median: Float64Array;
    readonly expected_profit_high: Float64Array;
    /** Discounted profit over the horizon of a customer that stays to its end. */
    readonly profit_if_staying: Float64Array;
    /** Standard deviation of the profit that may come. */
    readonly expected_profit_sd: Float64Array;
    /** `bg-bb`, `mbg-nbd` …; `survival` where a model of your own was used. */
    readonly value_model: CategoryColumn;
  }> {
  readonly report: LifetimeReport;
}

/** From fewer days since the first shipment nothing is said. */
const LEAST_DAYS = 91;

/**
 * Expected discounted profit of every customer over a horizon, with its interval: P(still a customer) × shipments × margin a shipment,
 * less claims, complaint handling and contacts; losses stay losses.
 *
 * The purchase process is chosen by the data: BG/BB on active weeks where customers ship in more than half of them, else MBG/NBD or a
 * clearly better one on shipping days. Volume is that of the last year without the season, margin a shipment is drawn towards the usual
 * (normal–normal: it may be negative), the season of the same weeks of earlier years is put back, profit is discounted from the middle of
 * each 28-day period. The same forecast is made as of one horizon ago and held against what came: that corrects the level by state
 * (silent, young, fading, easing, steady) and size, and sets the quantiles, so that an interval is one for the profit itself, not for its mean.
 *
 * @param snapshot - needs shipments with `freight` (and `cost`, else revenue stands in for profit) over at least 91 days
 * @param options - horizon in days, discount a year of 364 days, level, model, costs in the currency's unit
 * @returns one row a customer, and a `report`: model and why, calibration, units, warnings, and which assumption would change the answer most
 * @throws HoldfastError `missing-column` without freight, `too-little-history` (also when nobody shipped twice), `no-customers`, `bad-parameter`
 * @remarks O(customers × periods + shipping days): the fits take one to three seconds, each customer 10 to 20 µs more (`bench/value.mjs --cost`). Closed-form quantiles, no
 *   draws: rows depend on seed and id only, never on their order. An interval of a customer surely gone is about [0, 0] and holds always; among
 *   the others nine in ten hold. Sources: Fader, Hardie & Shang (2010), Batislam et al. (2007); conformal recalibration as in Kuleshov et al. (2018).
 * @example
 * ```ts
 * // Forty customers ship every week for 14 months; each shipment brings 4.
 * const shipments = Array.from({ length: 40 * 60 }, (_, at) => ({
 *   customer_id: `C${100 + (at % 40)}`, shipped_at: formatDay(dayOf('2025-01-06') + 7 * Math.floor(at / 40)), freight: 10, cost: 6,
 * }));
 * const { history } = await historyFrom({ shipments });
 * const { columns, report } = lifetimeProfit(history.at(history.endDay), { horizonDays: 364 });
 * [columns.expected_shipments[0], columns.expected_profit[0], report.model.id]; // => [52, 193, 'bg-bb'] (0 dp)
 * ```
 */
export function lifetimeProfit(snapshot: Snapshot, options: LifetimeProfitOptions = {}): LifetimeTable {
  const { horizonDays = 364, annualDiscountRate = 0.1, level = 0.9, model = 'auto', seed = 1, fitCustomers = 20_000 } = options;
  ensureHorizon(horizonDays, annualDiscountRate);
  ensureAnswerable(snapshot, level, fitCustomers);
  const horizon = horizonOf(horizonDays, annualDiscountRate);
  const state = valueState(snapshot, 0, options);
  const sample = sampleOf(customerKeys(snapshot, state.customer), fitCustomers);
  const fitted = fitActivity(state, sample, model);
  const ahead = (of: ValueState, over: Horizon): SurvivedActivity =>
    withSurvival(fitted.of(of, over.lengths.length), snapshot, of, over, options.survival);
  const { activity, used } = ahead(state, horizon);
  const exposureDays = exposureOf(state, activity.active);
  const unit = unitProfit(state, sample, exposureDays);
  const season = seasonAhead(snapshot.company, 0, horizon.lengths.length);
  const parts: OutlookParts = { state, activity, unit, exposureDays, horizon, season };
  const calibration = backtest({ snapshot, fitted, horizon, costs: options, annualDiscountRate, seed, fitCustomers });
  const groups = groupsOf(state, activity.active);
  const factors = Float64Array.from(groups, (group, row) => (used[row] === 1 ? 1 : calibration.factors[group]!));
  const columns = columnsOf(snapshot, outlookOf(parts), { calibration, groups, factors, level, used, model: fitted.id });
  const report = lifetimeReport(
    {
      snapshot,
      parts,
      factors,
      fitted,
      activityOver: (of, over) => ahead(of, over).activity,
      calibration,
      options: { horizonDays, annualDiscountRate, level },
    },
    columns,
  );
  return { length: state.length, columns, report };
}

interface Answering {
  readonly calibration: Calibration;
  readonly groups: Int32Array;
  readonly factors: Float64Array;
  readonly level: number;
  /** 1 where a survival model of the caller's own was used. */
  readonly used: Uint8Array;
  readonly model: ActivityModel['id'];
}

function columnsOf(snapshot: Snapshot, outlook: Outlook, answering: Answering): LifetimeTable['columns'] {
  const { calibration, groups, factors, level, used, model } = answering;
  const { length } = outlook;
  const column = (): Float64Array => new Float64Array(length);
  const columns = {
    customer_id: Array.from(snapshot.indices, (index) => snapshot.customers.ids[index]!),
    probability_active: outlook.active,
    probability_staying: outlook.staying,
    expected_shipments: outlook.shipments,
    expected_profit: column(),
    expected_profit_low: column(),
    expected_profit_median: column(),
    expected_profit_high: column(),
    profit_if_staying: outlook.profitIfStaying.map((profit, row) => profit * factors[row]!),
    expected_profit_sd: column(),
    value_model: { codes: Int32Array.from(used, (own) => 1 + own), levels: [model, 'survival'] },
  };
  const ends = calibration.ranks.map((ranks) => [(1 - level) / 2, 0.5, (1 + level) / 2].map((end) => recalibrated(ranks, end)));
  const law = profitLaw();
  for (let row = 0; row < length; row++) {
    const [low, median, high] = ends[groups[row]!] as [number, number, number];
    law.move(outlook, row, factors[row]!);
    const mean = law.mean();
    columns.expected_profit[row] = mean;
    columns.expected_profit_sd[row] = Math.sqrt(law.variance());
    columns.expected_profit_low[row] = Math.min(mean, law.quantile(low));
    columns.expected_profit_median[row] = law.quantile(median);
    columns.expected_profit_high[row] = Math.max(mean, law.quantile(high));
  }
  return columns;
}

function ensureAnswerable(snapshot: Snapshot, level: number, fitCustomers: number): void {
  const { indices, cutoff } = snapshot;
  ensure(level > 0 && level < 1, 'bad-parameter', () => ({
    en: `level must lie between 0 and 1 (0.9 is the interval from P5 to P95), got ${level}.`,
    zh: `level 应介于 0 与 1 之间（0.9 即 P5 至 P95 区间），收到 ${level}。`,
  }));
  ensure(fitCustomers >= 1, 'bad-parameter', () => ({
    en: `fitCustomers must be at least 1, got ${fitCustomers}.`,
    zh: `fitCustomers 至少为 1，收到 ${fitCustomers}。`,
  }));
  ensure(indices.length > 0, 'no-customers', () => ({
    en: `No customer had shipped before ${formatDay(cutoff)}; choose a later day.`,
    zh: `${formatDay(cutoff)} 之前没有任何客户寄件；请选择更晚的日期。`,
  }));
  ensure(profitBasis(snapshot) !== 'none', 'missing-column', () => ({
    en: 'Profit needs the column freight in shipments (and cost, to be profit rather than revenue); export it or map it.',
    zh: '计算利润需要运单表中的 freight（运费）列（另需 cost 成本列，否则只能以收入代替）；请导出或映射该列。',
  }));
  const firstDay = indices.reduce((first, index) => Math.min(first, snapshot.view(index).shipmentDays[0]!), cutoff);
  const days = cutoff - firstDay;
  ensure(days >= LEAST_DAYS, 'too-little-history', () => {
    const from = formatDay(firstDay + LEAST_DAYS);
    return {
      en: `The history covers ${days} ${days === 1 ? 'day' : 'days'}; lifetime profit needs ${LEAST_DAYS}, which will be there on ${from}.`,
      zh: `历史仅有 ${days} 天；预计生命周期利润需要 ${LEAST_DAYS} 天，到 ${from} 即可满足。`,
    };
  });
}
