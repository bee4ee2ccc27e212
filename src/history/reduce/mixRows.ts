import type { MixRows } from '../store.js';
import { slicesOf } from './dailySums.js';
import { arrayFor, type NumberArray } from './narrow.js';
import type { Run } from './run.js';

/** Mix rows with their final cell codes, each customer's week again ascending by cell. */
export function mixRows(run: Run, rankOf: Int32Array, cellCount: number, indexOf: Int32Array, customerCount: number): MixRows {
  const weeks = run.major;
  const cells = arrayFor(weeks.length, cellCount);
  const old = run.minor!;
  for (let entry = 0; entry < cells.length; entry++) cells[entry] = rankOf[old[entry]!]!;
  const [shipments, freight, delivered, transitMinutes] = run.values as [NumberArray, NumberArray, NumberArray, NumberArray];
  sortWithinWeeks(run.starts, weeks, [cells, shipments, freight, delivered, transitMinutes]);
  return { ...slicesOf(run, indexOf, customerCount), weeks, cells, shipments, freight, delivered, transitMinutes };
}

/** Sorts the entries of each group's week by the first column, moving all columns alike. */
function sortWithinWeeks(starts: Int32Array, weeks: NumberArray, columns: readonly NumberArray[]): void {
  for (let g = 0; g + 1 < starts.length; g++) {
    const end = starts[g + 1]!;
    for (let from = starts[g]!, to = from; from < end; from = to) {
      const week = weeks[from]!;
      let sorted = true;
      for (to = from + 1; to < end && weeks[to] === week; to++) if (columns[0]![to]! < columns[0]![to - 1]!) sorted = false;
      if (!sorted) sortSegment(columns, from, to);
    }
  }
}

function sortSegment(columns: readonly NumberArray[], from: number, to: number): void {
  const keys = columns[0]!;
  const order = Array.from({ length: to - from }, (_, place) => from + place).sort((a, b) => keys[a]! - keys[b]!);
  for (const column of columns) {
    const moved = order.map((entry) => column[entry]!);
    column.set(moved, from);
  }
}
