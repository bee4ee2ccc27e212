import { firstAtLeast } from './lanes.js';
import type { Store } from './store.js';

/** Days with a shipment of one customer, as known at a cutoff. */
export interface SentDaysAt {
  move(index: number): void;
  days(): Int32Array;
}

/**
 * Days before the cutoff on which a parcel was sent that is not known to be cancelled. A view into the store, or, for the few customers
 * with a cancellation known, a copy without the days on which every parcel was.
 */
export function sentDaysAt({ sent, takenBack }: Store, cutoff: number): SentDaysAt {
  let at = 0;
  let current: Int32Array | null = null;

  function withoutCancelled(end: number): Int32Array {
    const known = firstAtLeast(takenBack.knownOn, takenBack.from[at]!, takenBack.to[at]!, cutoff);
    const from = sent.from[at]!;
    if (sent.counts === null || known === takenBack.from[at]!) return sent.days.subarray(from, end);
    const cancelled = new Map<number, number>();
    for (let entry = takenBack.from[at]!; entry < known; entry++) {
      const day = takenBack.shippedOn[entry]!;
      cancelled.set(day, (cancelled.get(day) ?? 0) + takenBack.counts[entry]!);
    }
    return sent.days.subarray(from, end).filter((day, position) => sent.counts![from + position]! > (cancelled.get(day) ?? 0));
  }

  return {
    move(index) {
      at = index;
      current = null;
    },
    days() {
      current ??= withoutCancelled(firstAtLeast(sent.days, sent.from[at]!, sent.to[at]!, cutoff));
      return current;
    },
  };
}
