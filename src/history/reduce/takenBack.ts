import type { TakenBack } from '../store.js';
import type { Runs } from './runs.js';

/** Parcels taken back by customer, day known and day shipped. */
export function takenBackOf(runs: Runs, indexOf: Int32Array, customerCount: number): TakenBack {
  const from = new Int32Array(customerCount);
  const to = new Int32Array(customerCount);
  const entries: { knownOn: number; shippedOn: number; count: number }[] = [];
  runs.drain((code, knownOn, shippedOn, amounts) => {
    const index = indexOf[code]!;
    if (to[index] === 0) from[index] = entries.length;
    to[index] = entries.push({ knownOn, shippedOn, count: amounts[0]! });
  });
  return {
    from,
    to,
    knownOn: Int32Array.from(entries, ({ knownOn }) => knownOn),
    shippedOn: Int32Array.from(entries, ({ shippedOn }) => shippedOn),
    counts: Int32Array.from(entries, ({ count }) => count),
  };
}
