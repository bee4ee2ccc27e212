import { firstAtLeast } from './lanes.js';
import { type DailySums, type Store, sumBetween, type TakenBack } from './store.js';

/** Days of one customer with a shipment. */
export interface SentDays {
  move(index: number): void;
  /** Ascending, in memory that the next move writes again. */
  days(): Int32Array;
}

type Sources = Pick<Store, 'takenBack'> & { readonly families: Pick<Store['families'], 'shipped'> };

/** Days before the cutoff on which a parcel was sent that is not known to be cancelled before it. */
export function sentDaysAt({ families: { shipped }, takenBack }: Sources, cutoff: number): SentDays {
  let memory = new Int32Array(512);
  let at = -1;
  let current: Int32Array | null = null;

  function read(): Int32Array {
    const from = shipped.from[at]!;
    const to = firstAtLeast(shipped.days, from, shipped.to[at]!, cutoff);
    if (takenBack.from[at] !== takenBack.to[at]) return Int32Array.from(sentOn(shipped, takenBack, at, cutoff));
    if (memory.length < to - from) memory = new Int32Array((to - from) * 2);
    const prefix = shipped.prefixes[0]!;
    let length = 0;
    for (let entry = from; entry < to; entry++) if (prefix[entry + 1] !== prefix[entry]) memory[length++] = shipped.days[entry]!;
    return memory.subarray(0, length);
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
  };
}

/**
 * The same for a customer with cancellations. What was sent on a day is the day's sum and what that sum lost to cancellations known on
 * it; what is left of it at the cutoff lacks the parcels of the day whose cancellation was known before.
 */
function sentOn(shipped: DailySums, takenBack: TakenBack, at: number, cutoff: number): number[] {
  const left = new Map<number, number>();
  const add = (day: number, count: number): void => void left.set(day, (left.get(day) ?? 0) + count);
  for (let entry = shipped.from[at]!; entry < shipped.to[at]!; entry++)
    add(shipped.days[entry]!, sumBetween(shipped.prefixes[0]!, entry, entry + 1));
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
  for (let index = 0; index < shipped.from.length; index++) {
    if (takenBack.from[index] !== takenBack.to[index]) for (const day of everSent(shipped, takenBack, index)) note(day);
    for (let entry = shipped.from[index]!; entry < shipped.to[index]!; entry++)
      if (sumBetween(shipped.prefixes[0]!, entry, entry + 1) > 0) note(shipped.days[entry]!);
  }
  return last >= first ? { firstDay: first, endDay: last + 1 } : { firstDay: Number.NaN, endDay: Number.NaN };
}

/** Days on which a customer ever sent a parcel, cancelled later or not. */
export function everSent(shipped: DailySums, takenBack: TakenBack, index: number): number[] {
  const days = new Set<number>();
  for (let entry = shipped.from[index]!; entry < shipped.to[index]!; entry++)
    if (sumBetween(shipped.prefixes[0]!, entry, entry + 1) > 0) days.add(shipped.days[entry]!);
  for (let entry = takenBack.from[index]!; entry < takenBack.to[index]!; entry++) days.add(takenBack.shippedOn[entry]!);
  return [...days].sort((a, b) => a - b);
}
