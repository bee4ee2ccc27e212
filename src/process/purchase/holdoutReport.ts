import { ensure } from '../../core/errors.js';
import { ensureRepeatHistory, type RepeatHistory } from '../repeatHistory.js';
import type { PurchaseProcess } from './purchaseProcess.js';

/** How far a forecast of each customer's shipments was off. */
export interface ForecastErrors {
  /** Expected shipments of all customers together. */
  readonly total: number;
  readonly meanAbsoluteError: number;
  readonly rootMeanSquareError: number;
}

/** Customers with the same number of repeats before the cutoff. */
export interface HoldoutRow {
  /** Repeats before; the last row holds this many or more. */
  readonly repeatCount: number;
  readonly customers: number;
  /** Shipments after, a customer. */
  readonly actual: number;
  readonly expected: number;
}

/** What was forecast for the time after the cutoff, and what came. */
export interface HoldoutReport {
  readonly actualTotal: number;
  readonly model: ForecastErrors;
  /** Forecasts that need no model: the customer's own rate goes on; everybody ships at the rate of all; nobody ships again. */
  readonly baselines: { readonly ownRate: ForecastErrors; readonly commonRate: ForecastErrors; readonly nothing: ForecastErrors };
  readonly byRepeatCount: readonly HoldoutRow[];
}

const LAST_ROW = 7;

/**
 * Forecasts of shipments after the cutoff against what came, with naive baselines beside them.
 *
 * @param history - what was known at the cutoff
 * @param days - length of the time after it
 * @param actual - shipping days of each customer in that time, shape (n,)
 * @throws HoldfastError `length-mismatch`, `bad-history`, `bad-parameter`
 * @example
 * ```ts
 * const params = { r: 0.8, alpha: 30 };
 * const history = { repeatCount: [0, 2, 9], firstToLastDays: [0, 60, 170], observedDays: [180, 180, 180] };
 * const { actualTotal, model, baselines } = holdoutReport(nbd, params, history, 90, [0, 1, 4]);
 * [actualTotal, model.total, baselines.ownRate.total]; // => [5, 5.74, 5.5] (2 dp)
 * ```
 */
export function holdoutReport<Name extends string>(
  process: PurchaseProcess<Name>,
  params: Readonly<Record<Name, number>>,
  history: RepeatHistory,
  days: number,
  actual: ArrayLike<number>,
): HoldoutReport {
  ensureRepeatHistory(history);
  const n = history.repeatCount.length;
  ensure(actual.length === n && n > 0, 'length-mismatch', () => ({
    en: `actual has ${actual.length} rows and the history ${n}; both need the same number, at least 1`,
    zh: `actual 有 ${actual.length} 行，历史有 ${n} 行；两者行数须相同且至少为 1`,
  }));
  const expected = process.conditionalExpectedShipments(params, history, days);
  const { repeatCount, observedDays } = history;
  const repeats = sumOf(repeatCount);
  const observed = sumOf(observedDays);
  const ownRate = expected.map((_, i) => (observedDays[i]! > 0 ? (repeatCount[i]! / observedDays[i]!) * days : 0));
  const commonRate = new Float64Array(n).fill((repeats / observed) * days);
  return {
    actualTotal: sumOf(actual),
    model: errorsOf(expected, actual),
    baselines: {
      ownRate: errorsOf(ownRate, actual),
      commonRate: errorsOf(commonRate, actual),
      nothing: errorsOf(new Float64Array(n), actual),
    },
    byRepeatCount: rowsOf(repeatCount, expected, actual),
  };
}

function rowsOf(repeatCount: ArrayLike<number>, expected: Float64Array, actual: ArrayLike<number>): HoldoutRow[] {
  const rows = Array.from({ length: LAST_ROW + 1 }, (_, count) => ({ repeatCount: count, customers: 0, actual: 0, expected: 0 }));
  expected.forEach((value, i) => {
    const row = rows[Math.min(LAST_ROW, repeatCount[i]!)]!;
    row.customers++;
    row.actual += actual[i]!;
    row.expected += value;
  });
  return rows
    .filter(({ customers }) => customers > 0)
    .map((row) => ({ ...row, actual: row.actual / row.customers, expected: row.expected / row.customers }));
}

function errorsOf(expected: Float64Array, actual: ArrayLike<number>): ForecastErrors {
  let absolute = 0;
  let squared = 0;
  expected.forEach((value, i) => {
    absolute += Math.abs(value - actual[i]!);
    squared += (value - actual[i]!) * (value - actual[i]!);
  });
  const n = expected.length;
  return { total: sumOf(expected), meanAbsoluteError: absolute / n, rootMeanSquareError: Math.sqrt(squared / n) };
}

function sumOf(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
