import type { MixBlock, MixRows } from '../store.js';
import { drainBlocks } from './blocks.js';
import { arrayFor, type NumberArray, narrow, pack } from './packed.js';
import type { Runs } from './runs.js';

/** Mix rows under the cell codes of the reading; `finish` gives them the final codes. */
export interface RawMix {
  /** Which of the cells of the reading are in use. */
  readonly isUsed: Uint8Array;
  finish(rankOf: Int32Array): MixRows;
}

interface UnrankedBlock extends MixBlock {
  readonly starts: readonly number[];
}

export function rawMix(runs: Runs, cellCount: number, indexOf: Int32Array, customerCount: number): RawMix {
  const isUsed = new Uint8Array(cellCount);
  const { places, blocks } = drainBlocks(runs, 4, indexOf, customerCount, ({ length, major, minor, values, starts }): UnrankedBlock => {
    const cells = arrayFor(length, cellCount);
    for (let entry = 0; entry < length; entry++) {
      cells[entry] = minor[entry]!;
      isUsed[minor[entry]!] = 1;
    }
    const [shipments, freight, delivered, transitMinutes] = values.map((column) => pack(column, length));
    return {
      starts,
      weeks: narrow(major, length),
      cells,
      shipments: shipments!,
      freight: freight!,
      delivered: delivered!,
      transitMinutes: transitMinutes!,
    };
  });
  return {
    isUsed,
    finish(rankOf) {
      for (const block of blocks) rank(block, rankOf);
      return { places, blocks: blocks.map(({ starts: _, ...block }) => block) };
    },
  };
}

/** Gives a block its final cell codes and sorts each customer's week by them again. */
function rank({ starts, weeks, cells, shipments, freight, delivered, transitMinutes }: UnrankedBlock, rankOf: Int32Array): void {
  for (let entry = 0; entry < cells.length; entry++) cells[entry] = rankOf[cells[entry]!]!;
  const columns = [cells, shipments.data, freight.data, delivered.data, transitMinutes.data].filter((column) => column !== null);
  for (let g = 0; g + 1 < starts.length; g++) sortWithinWeeks(starts[g]!, starts[g + 1]!, weeks, columns);
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
