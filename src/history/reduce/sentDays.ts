import type { SentDays, TakenBack } from '../store.js';
import { slicesOf } from './dailySums.js';
import { type NumberArray, narrow } from './narrow.js';
import type { Run } from './run.js';

/** Days on which parcels were sent, from the run of `shipped`; `sent` is its column of parcels sent (never taken back). */
export function sentDays(run: Run, sent: NumberArray, hasTakenBack: boolean, indexOf: Int32Array, customerCount: number): SentDays {
  const { groups, starts, major } = run;
  const days = new Int32Array(count(sent));
  const sentStarts = new Int32Array(groups.length + 1);
  const counts = hasTakenBack ? new Int32Array(days.length) : null;
  let length = 0;
  for (let g = 0; g < groups.length; g++) {
    sentStarts[g] = length;
    for (let entry = starts[g]!; entry < starts[g + 1]!; entry++) {
      if (sent[entry]! <= 0) continue;
      if (counts !== null) counts[length] = sent[entry]!;
      days[length++] = major[entry]!;
    }
  }
  sentStarts[groups.length] = length;
  return { ...slicesOf({ ...run, starts: sentStarts }, indexOf, customerCount), days, counts: counts && narrow(counts) };
}

function count(sent: NumberArray): number {
  let length = 0;
  for (let entry = 0; entry < sent.length; entry++) if (sent[entry]! > 0) length++;
  return length;
}

export function takenBackOf(run: Run, indexOf: Int32Array, customerCount: number): TakenBack {
  return { ...slicesOf(run, indexOf, customerCount), knownOn: run.major, shippedOn: run.minor!, counts: run.values[0]! };
}
