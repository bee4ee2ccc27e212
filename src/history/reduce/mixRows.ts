import type { MixRows } from '../store.js';
import type { Slices } from './dailySums.js';
import { growingColumn, type NumberArray } from './packed.js';
import type { Runs } from './runs.js';

/** Mix rows under the cell codes of the reading; `finish` gives them the final codes. */
export interface RawMix {
  /** Which of the cells of the reading are in use. */
  readonly isUsed: Uint8Array;
  finish(rankOf: Int32Array): MixRows;
}

export function rawMix(runs: Runs, cellCount: number, slices: Slices): RawMix {
  const capacity = runs.entries();
  const columns = Array.from({ length: 6 }, () => growingColumn(capacity));
  const isUsed = new Uint8Array(cellCount);
  let entries = 0;
  runs.drain((code, week, cell, amounts) => {
    slices.note(code, entries++);
    isUsed[cell] = 1;
    columns[0]!.push(week);
    columns[1]!.push(cell);
    for (let m = 0; m < 4; m++) columns[m + 2]!.push(amounts[m]!);
  });
  const [weeks, cells, shipments, freight, delivered, transitMinutes] = columns.map((column) => column.finish()) as [
    NumberArray,
    NumberArray,
    NumberArray,
    NumberArray,
    NumberArray,
    NumberArray,
  ];
  return {
    isUsed,
    finish(rankOf) {
      for (let entry = 0; entry < cells.length; entry++) cells[entry] = rankOf[cells[entry]!]!;
      for (let index = 0; index < slices.from.length; index++)
        sortWithinWeeks(slices.from[index]!, slices.to[index]!, weeks, [cells, shipments, freight, delivered, transitMinutes]);
      return { from: slices.from, to: slices.to, weeks, cells, shipments, freight, delivered, transitMinutes };
    },
  };
}

/** Sorts the entries of each week of one customer by the first column, moving all columns alike. */
function sortWithinWeeks(start: number, end: number, weeks: NumberArray, columns: readonly NumberArray[]): void {
  const keys = columns[0]!;
  for (let from = start, to = from; from < end; from = to) {
    let isSorted = true;
    for (to = from + 1; to < end && weeks[to] === weeks[from]; to++) if (keys[to]! < keys[to - 1]!) isSorted = false;
    if (!isSorted) sortStretch(columns, from, to);
  }
}

function sortStretch(columns: readonly NumberArray[], from: number, to: number): void {
  const keys = columns[0]!;
  const order = Array.from({ length: to - from }, (_, place) => from + place).sort((a, b) => keys[a]! - keys[b]!);
  for (const column of columns) {
    const moved = order.map((entry) => column[entry]!);
    column.set(moved, from);
  }
}
