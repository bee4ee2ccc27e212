import { ensure } from '../core/errors.js';
import type { Text } from '../core/text.js';
import {
  type BgBbParams,
  bgBbProbabilityActive,
  choosePurchaseProcess,
  type FitReport,
  fitBgBb,
  type OpportunityHistory,
  type PurchaseProcess,
  type RepeatHistory,
} from '../process/index.js';
import { PERIOD_DAYS } from './horizon.js';
import type { ValueState } from './valueState.js';

/** Above this share of active weeks, customers are seen as weeks with and without a shipment: days between shipments say too little. */
const FREQUENT_SHARE = 0.5;
export const MODEL_CHOICES = ['auto', 'days', 'weeks'] as const;
/** By the data, by the days between shipments, or by active weeks. */
export type ModelChoice = (typeof MODEL_CHOICES)[number];

/** What a fitted purchase process says of each customer of a state. */
export interface Activity {
  /** Probability that it is still a customer at the start. */
  readonly active: Float64Array;
  /** Probability of the same after the first `period` periods, row after row: `stays[row · periods + k]` is after period k + 1. */
  readonly stays: Float64Array;
  /** Shipments a day while it is a customer, over its whole past, drawn towards the usual as far as little is known. */
  readonly perDay: Float64Array;
}

/** A fitted purchase process, ready for any state. */
export interface ActivityModel {
  readonly id: string;
  /** What the process counts. */
  readonly occasions: 'days' | 'weeks';
  readonly reason: Text;
  readonly params: Readonly<Record<string, number>>;
  readonly report: FitReport;
  readonly of: (state: ValueState, periods: number) => Activity;
  /** The same process fitted again to another state. */
  readonly refit: (state: ValueState, sample: Int32Array) => ActivityModel;
}

/** Share of weeks with a shipment, from the first to the last shipment; 0 where nobody repeated. */
function activeWeekShare({ activeWeeks, firstBlock, lastBlock, length }: ValueState): number {
  let [active, weeks] = [0, 0];
  for (let row = 0; row < length; row++) {
    active += activeWeeks[row]! - 1;
    weeks += firstBlock[row]! - lastBlock[row]!;
  }
  return weeks > 0 ? active / weeks : 0;
}

/**
 * Chooses and fits the purchase process on the customers in `sample`: BG/BB on active weeks where customers ship in more than half of
 * them, else the best of the processes on shipping days.
 */
export function fitActivity(state: ValueState, sample: Int32Array, choice: ModelChoice): ActivityModel {
  const share = activeWeekShare(state);
  const weekly = choice === 'weeks' || (choice === 'auto' && share > FREQUENT_SHARE);
  if (!weekly) return daily(state, sample);
  const percent = (100 * share).toFixed(0);
  return weeks(state, sample, {
    en: `bg-bb: customers ship in ${percent}% of the weeks between their first and last shipment (above ${100 * FREQUENT_SHARE}% weeks are counted, not days)`,
    zh: `bg-bb：客户在首票与末票之间有 ${percent}% 的周寄件（超过 ${100 * FREQUENT_SHARE}% 时按活跃周而非寄件日计）`,
  });
}

function weeks(state: ValueState, sample: Int32Array, reason: Text): ActivityModel {
  const { model, report } = fitBgBb(grouped(state, sample));
  return {
    id: 'bg-bb',
    occasions: 'weeks',
    reason,
    params: { ...model },
    report,
    of: (other, periods) => weeklyActivity(model, other, periods),
    refit: (other, rows) => weeks(other, rows, reason),
  };
}

/** One number for all that BG/BB sees of a customer; each part below 2¹⁶. */
function cellOf({ firstBlock, lastBlock, activeWeeks }: ValueState, row: number): number {
  return (firstBlock[row]! * 65_536 + lastBlock[row]!) * 65_536 + activeWeeks[row]!;
}

/** Active weeks of the customers in `sample`, equal ones together, by first block, last block and active weeks. */
function grouped(state: ValueState, sample: Int32Array): OpportunityHistory {
  const cells = new Map<number, number>();
  for (const row of sample) {
    const key = cellOf(state, row);
    cells.set(key, (cells.get(key) ?? 0) + 1);
  }
  const keys = Float64Array.from(cells.keys()).sort();
  const first = keys.map((key) => Math.floor(key / 4_294_967_296));
  const last = keys.map((key) => Math.floor(key / 65_536) % 65_536);
  return {
    activeCount: keys.map((key) => (key % 65_536) - 1),
    lastActive: first.map((block, cell) => block - last[cell]!),
    periods: first,
    customers: keys.map((key) => cells.get(key)!),
  };
}

function weeklyActivity(params: BgBbParams, state: ValueState, periods: number): Activity {
  const { length, activeWeeks, firstBlock, lastBlock } = state;
  const { alpha, beta, gamma, delta } = params;
  const activeCount = activeWeeks.map((weeks) => weeks - 1);
  const active = byCell(state, (rows) =>
    bgBbProbabilityActive(params, {
      activeCount: Float64Array.from(rows, (row) => activeCount[row]!),
      lastActive: Float64Array.from(rows, (row) => firstBlock[row]! - lastBlock[row]!),
      periods: Float64Array.from(rows, (row) => firstBlock[row]!),
    }),
  );
  const stays = new Float64Array(length * periods);
  for (let row = 0; row < length; row++) {
    let still = active[row]!;
    for (let week = 1; week <= 4 * periods; week++) {
      still *= (delta + firstBlock[row]! + week) / (gamma + delta + firstBlock[row]! + week);
      if (week % 4 === 0) stays[row * periods + week / 4 - 1] = still;
    }
  }
  const perDay = activeCount.map(
    (count, row) => (((alpha + count) / (alpha + beta + firstBlock[row]!) / 7) * state.allShipments[row]!) / activeWeeks[row]!,
  );
  return { active, stays, perDay };
}

/** Works a value out once for all customers with the same active weeks. */
function byCell(state: ValueState, of: (rows: readonly number[]) => Float64Array): Float64Array {
  const { length } = state;
  const places = new Map<number, number>();
  const rows: number[] = [];
  const place = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const key = cellOf(state, row);
    const known = places.get(key);
    place[row] = known ?? rows.length;
    if (known !== undefined) continue;
    places.set(key, rows.length);
    rows.push(row);
  }
  const values = of(rows);
  return Float64Array.from(place, (at) => values[at]!);
}

function daily(state: ValueState, sample: Int32Array): ActivityModel {
  const { process, fit, reason } = choosePurchaseProcess(repeats(state, sample));
  return dailyModel(process, fit, reason);
}

function dailyModel(process: PurchaseProcess, fit: ReturnType<PurchaseProcess['fit']>, reason: Text): ActivityModel {
  return {
    id: process.id,
    occasions: 'days',
    reason,
    params: fit.model,
    report: fit.report,
    of: (state, periods) => dailyActivity(process, fit.model, state, periods),
    refit: (other, rows) => dailyModel(process, process.fit(repeats(other, rows)), reason),
  };
}

function repeats({ shippingDays, tenureDays, silenceDays }: ValueState, rows: ArrayLike<number>): RepeatHistory {
  return {
    repeatCount: Float64Array.from(rows, (row) => shippingDays[row]! - 1),
    firstToLastDays: Float64Array.from(rows, (row) => tenureDays[row]! - silenceDays[row]!),
    observedDays: Float64Array.from(rows, (row) => tenureDays[row]!),
  };
}

/** How often the course of leaving is worked out exactly; between, it is interpolated. */
const KNOTS = 4;

/** Of any process with rates ~ Gamma(r, alpha): expected shipping days of a stretch ÷ those of one who surely stays. */
function dailyActivity(process: PurchaseProcess, params: Readonly<Record<string, number>>, state: ValueState, periods: number): Activity {
  const { length } = state;
  const history = repeats(
    state,
    Int32Array.from({ length }, (_, row) => row),
  );
  const { r, alpha } = params as { readonly r: number; readonly alpha: number };
  ensure(r > 0 && alpha > 0, 'internal', () => `the process ${process.id} has no rate to read`);
  const rate = Float64Array.from({ length }, (_, row) => (r + state.shippingDays[row]! - 1) / (alpha + state.tenureDays[row]!));
  const active = process.probabilityActive(params, history);
  const stays = new Float64Array(length * periods);
  const knots = [...new Set(Array.from({ length: KNOTS }, (_, knot) => Math.ceil(((knot + 1) * periods) / KNOTS)))];
  let before = new Float64Array(length);
  let share = active;
  for (let knot = 0, from = 0; knot < knots.length; from = knots[knot++]!) {
    const to = knots[knot]!;
    const expected = process.conditionalExpectedShipments(params, history, to * PERIOD_DAYS) as Float64Array<ArrayBuffer>;
    const next = new Float64Array(length);
    for (let row = 0; row < length; row++) {
      // The mean of a stretch stands for its middle: what is left at its end lies as far below.
      const mean = (expected[row]! - before[row]!) / ((to - from) * PERIOD_DAYS * rate[row]!);
      const start = share[row]!;
      const end = Math.min(start, Math.max(0, 2 * mean - start));
      for (let k = from; k < to; k++) stays[row * periods + k] = start + ((end - start) * (k + 1 - from)) / (to - from);
      next[row] = end;
    }
    before = expected;
    share = next;
  }
  return { active, stays, perDay: rate.map((days, row) => (days * state.allShipments[row]!) / state.shippingDays[row]!) };
}
