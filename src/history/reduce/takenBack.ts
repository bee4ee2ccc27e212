import type { TakenBack } from '../store.js';
import type { Slices } from './dailySums.js';
import { growingColumn } from './packed.js';
import type { Runs } from './runs.js';

/** Parcels taken back by customer, day known and day shipped. */
export function takenBackOf(runs: Runs, slices: Slices): TakenBack {
  const columns = Array.from({ length: 3 }, () => growingColumn(runs.entries()));
  let entries = 0;
  runs.drain((code, knownOn, shippedOn, amounts) => {
    slices.note(code, entries++);
    columns[0]!.push(knownOn);
    columns[1]!.push(shippedOn);
    columns[2]!.push(amounts[0]!);
  });
  return { from: slices.from, to: slices.to, knownOn: columns[0]!.finish(), shippedOn: columns[1]!.finish(), counts: columns[2]!.finish() };
}
