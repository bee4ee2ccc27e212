import { firstAtLeast } from './lanes.js';
import type { NumberArray } from './reduce/packed.js';
import { type DailySums, dailyBlock, type Store, type Sums, sumBetween, type TakenBack } from './store.js';

/** Days of one customer with a shipment. */
export interface SentDays {
  move(index: number): void;
  /** Ascending, in memory that the next move writes again. */
  days(): Int32Array;
  /** Whether there is any; costs less than all of them. */
  any(): boolean;
}

type Sources = Pick<Store, 'takenBack'> & { readonly families: Pick<Store['families'], 'shipped'> };

/** Days before the cutoff on which a parcel was sent that is not known to be cancelled before it. */
export function sentDaysAt({ families: { shipped }, takenBack }: Sources, cutoff: number): SentDays {
  let memory = new Int32Array(512);
  let at = -1;
  let current: Int32Array | null = null;

  function read(): Int32Array {
    const { days, sums } = dailyBlock(shipped, at);
    const from = shipped.places.from[at]!;
    const to = firstAtLeast(days, from, shipped.places.to[at]!, cutoff);
    if (takenBack.from[at] !== takenBack.to[at]) return Int32Array.from(sentOn(shipped, takenBack, at, cutoff));
    if (memory.length < to - from) memory = new Int32Array((to - from) * 2);
    return memory.subarray(0, copySent(days, sums[0] ?? null, from, to, memory));
  }

  function any(): boolean {
    if (takenBack.from[at] !== takenBack.to[at]) return read().length > 0;
    const { days, sums } = dailyBlock(shipped, at);
    const to = shipped.places.to[at]!;
    for (let entry = shipped.places.from[at]!; entry < to && days[entry]! < cutoff; entry++)
      if (sumBetween(sums[0] ?? null, entry, entry + 1) > 0) return true;
    return false;
  }

  return {
    move(index) {
      at = index;
      current = null;
    },
    days() {
      current ??= read();
      return current;
    },
    any,
  };
}

/** Copies the days of the entries [from, to) with a shipment. @returns how many */
function copySent(days: NumberArray, counts: Sums | null, from: number, to: number, out: Int32Array): number {
  if (counts === null) return 0;
  const { prefix } = counts;
  let length = 0;
  if (prefix instanceof Int16Array) {
    let before = prefix[from]!;
    for (let entry = from; entry < to; entry++) {
      const after = prefix[entry + 1]!;
      if ((after - before) << 16 > 0) out[length++] = days[entry]!;
      before = after;
    }
    return length;
  }
  for (let entry = from; entry < to; entry++) if (sumBetween(counts, entry, entry + 1) > 0) out[length++] = days[entry]!;
  return length;
}

/**
 * The same for a customer with cancellations. What was sent on a day is the day's sum and what that sum lost to cancellations known on
 * it; what is left of it at the cutoff lacks the parcels of the day whose cancellation was known before.
 */
function sentOn(shipped: DailySums, takenBack: TakenBack, at: number, cutoff: number): number[] {
  const left = new Map<number, number>();
  const add = (day: number, count: number): void => void left.set(day, (left.get(day) ?? 0) + count);
  eachDay(shipped, at, add);
  for (let entry = takenBack.from[at]!; entry < takenBack.to[at]!; entry++) {
    add(takenBack.knownOn[entry]!, takenBack.counts[entry]!);
    if (takenBack.knownOn[entry]! < cutoff) add(takenBack.shippedOn[entry]!, -takenBack.counts[entry]!);
  }
  return [...left]
    .filter(([day, count]) => day < cutoff && count > 0)
    .map(([day]) => day)
    .sort((a, b) => a - b);
}

/** First day with a parcel sent, cancelled later or not, and the day after the last; NaN where there is none. */
export function spanOf(shipped: DailySums, takenBack: TakenBack): { readonly firstDay: number; readonly endDay: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const note = (day: number): void => {
    first = Math.min(first, day);
    last = Math.max(last, day);
  };
  for (let index = 0; index < shipped.places.from.length; index++) {
    if (takenBack.from[index] !== takenBack.to[index]) for (const day of everSent(shipped, takenBack, index)) note(day);
    eachDay(shipped, index, (day, count) => {
      if (count > 0) note(day);
    });
  }
  return last >= first ? { firstDay: first, endDay: last + 1 } : { firstDay: Number.NaN, endDay: Number.NaN };
}

/** Days on which a customer ever sent a parcel, cancelled later or not. */
export function everSent(shipped: DailySums, takenBack: TakenBack, index: number): number[] {
  const days = new Set<number>();
  eachDay(shipped, index, (day, count) => {
    if (count > 0) days.add(day);
  });
  for (let entry = takenBack.from[index]!; entry < takenBack.to[index]!; entry++) days.add(takenBack.shippedOn[entry]!);
  return [...days].sort((a, b) => a - b);
}

/** Visits a customer's days with the sum of shipments of each. */
function eachDay(shipped: DailySums, index: number, visit: (day: number, shipments: number) => void): void {
  const { days, sums } = dailyBlock(shipped, index);
  const { from, to } = shipped.places;
  for (let entry = from[index]!; entry < to[index]!; entry++) visit(days[entry]!, sumBetween(sums[0] ?? null, entry, entry + 1));
}
