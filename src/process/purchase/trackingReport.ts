import { ensure } from '../../core/errors.js';
import type { PurchaseProcess } from './purchaseProcess.js';

/** Repeat shipments of all customers together, at each moment asked for. */
export interface Tracking {
  readonly atDays: Float64Array;
  /** Repeats from the beginning to each moment; NaN beyond `knownUntilDay`. */
  readonly actual: Float64Array;
  readonly expected: Float64Array;
  /** The naive forecast: exact until `fittedUntilDay`, from there on as many a day as on average until then. */
  readonly naive: Float64Array;
  /** Mean of |expected − actual| / actual over the moments after `fittedUntilDay` whose outcome is known; NaN when there is none. */
  readonly expectedError: number;
  /** The same of the naive forecast. */
  readonly naiveError: number;
}

export interface TrackingInput {
  /** Day of the first shipment of each customer, on one clock. Customers yet to come may be among them. */
  readonly joinDays: ArrayLike<number>;
  /** Days of all repeat shipments of these customers, in any order. */
  readonly repeatDays: ArrayLike<number>;
  /** Ascending moments at which to look. */
  readonly atDays: ArrayLike<number>;
  /** The day at which fitting ended. */
  readonly fittedUntilDay: number;
  /** The day until which repeats are known; default the last of `repeatDays`. */
  readonly knownUntilDay?: number | undefined;
}

/**
 * Expected repeat shipments of customers that joined on `joinDays`, from the beginning to each of `atDays`; the forecast for new
 * customers when the days lie ahead. Equal days count once: O(distinct join days × moments).
 *
 * @throws HoldfastError `bad-parameter`
 * @example
 * ```ts
 * const params = { r: 0.5, alpha: 40, a: 0.9, b: 1.6 };
 * expectedCumulativeShipments(mbgNbd, params, [0, 0, 30], [30, 60]); // => [0.4243, 0.9837] (4 dp)
 * ```
 */
export function expectedCumulativeShipments<Name extends string>(
  process: PurchaseProcess<Name>,
  params: Readonly<Record<Name, number>>,
  joinDays: ArrayLike<number>,
  atDays: ArrayLike<number>,
): Float64Array {
  const customers = new Map<number, number>();
  for (let i = 0; i < joinDays.length; i++) customers.set(joinDays[i]!, (customers.get(joinDays[i]!) ?? 0) + 1);
  const known = new Map<number, number>(); // expected shipments by age
  const expected = (age: number): number => {
    const found = known.get(age) ?? process.expectedShipments(params, age);
    known.set(age, found);
    return found;
  };
  return Float64Array.from(atDays, (at) => {
    let total = 0;
    for (const [joined, count] of customers) if (joined < at) total += count * expected(at - joined);
    return total;
  });
}

/**
 * Actual against expected repeats through time, with the naive forecast beside them.
 *
 * @throws HoldfastError `bad-parameter` when `atDays` do not ascend
 * @example
 * ```ts
 * const input = { joinDays: [0, 0, 10], repeatDays: [5, 8, 20, 33], atDays: [10, 20, 33], fittedUntilDay: 20 };
 * const { actual, expected } = trackingReport(nbd, { r: 0.8, alpha: 15 }, input);
 * [Array.from(actual), Array.from(expected)]; // => [[2, 3, 4], [1.07, 2.67, 4.75]] (2 dp)
 * ```
 */
export function trackingReport<Name extends string>(
  process: PurchaseProcess<Name>,
  params: Readonly<Record<Name, number>>,
  { joinDays, repeatDays, atDays, fittedUntilDay, knownUntilDay }: TrackingInput,
): Tracking {
  ensureAscending(atDays);
  const days = Float64Array.from(repeatDays).sort();
  const begin = Float64Array.from(joinDays).reduce((least, day) => Math.min(least, day), Infinity);
  const until = knownUntilDay ?? days[days.length - 1] ?? fittedUntilDay;
  const seen = (at: number): number => countUpTo(days, at);
  const perDay = seen(fittedUntilDay) / (fittedUntilDay - begin);
  const moments = Float64Array.from(atDays);
  const actual = moments.map((at) => (at <= until ? seen(at) : Number.NaN));
  const naive = moments.map((at) => seen(Math.min(at, fittedUntilDay)) + perDay * Math.max(0, at - fittedUntilDay));
  const expected = expectedCumulativeShipments(process, params, joinDays, moments);
  const errorOf = (forecast: Float64Array): number => {
    const errors = Array.from(forecast, (value, i) => Math.abs(value - actual[i]!) / actual[i]!);
    const held = errors.filter((error, i) => moments[i]! > fittedUntilDay && Number.isFinite(error));
    return held.reduce((sum, error) => sum + error, 0) / held.length;
  };
  return { atDays: moments, actual, expected, naive, expectedError: errorOf(expected), naiveError: errorOf(naive) };
}

function countUpTo(sorted: Float64Array, day: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function ensureAscending(atDays: ArrayLike<number>): void {
  for (let i = 1; i < atDays.length; i++)
    ensure(atDays[i]! > atDays[i - 1]!, 'bad-parameter', () => ({
      en: `atDays[${i}] is ${atDays[i]}, after ${atDays[i - 1]}; moments must ascend`,
      zh: `atDays[${i}] 为 ${atDays[i]}，位于 ${atDays[i - 1]} 之后；时刻须按升序排列`,
    }));
}
