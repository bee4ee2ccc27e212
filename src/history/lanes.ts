import { createTally, tallyStarts } from './reduce/tally.js';
import { type MixRows, type Store, valueAt } from './store.js';
import type { MixCells } from './types.js';

/** Sums by a coarser key than the cell and by calendar week, over all customers. */
export interface WeeklyByKey {
  /** Key of each cell. */
  readonly keyOf: Int32Array;
  /** Entries of key k are `[starts[k], starts[k + 1])`, ascending by week. */
  readonly starts: Int32Array;
  readonly weeks: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
  readonly amounts: ArrayLike<number>;
}

/** What shipments usually cost and how long they usually take, week by week. */
export interface Lanes {
  /** Shipments and freight by (origin, destination, product, weight band). */
  readonly freight: WeeklyByKey;
  /** Shipments and freight by (product, weight band). */
  readonly freightAnywhere: WeeklyByKey;
  /** Delivered and transit minutes by (origin, destination, product). */
  readonly transit: WeeklyByKey;
}

/** One pass over the mix rows; made when a cutoff first asks for a usual price or time. */
export function lanesOf({ mix, cells }: Store): Lanes {
  const lane = (cell: number): string => `${cells.origin[cell]} ${cells.destination[cell]} ${cells.product[cell]}`;
  const kind = (cell: number): string => `${cells.product[cell]} ${cells.weightBand[cell]}`;
  return {
    freight: weeklyByKey(mix, cells, (cell) => `${lane(cell)} ${cells.weightBand[cell]}`, 'shipments', 'freight'),
    freightAnywhere: weeklyByKey(mix, cells, kind, 'shipments', 'freight'),
    transit: weeklyByKey(mix, cells, lane, 'delivered', 'transitMinutes'),
  };
}

function weeklyByKey(
  mix: MixRows | null,
  cells: MixCells,
  textOf: (cell: number) => string,
  count: 'shipments' | 'delivered',
  amount: 'freight' | 'transitMinutes',
): WeeklyByKey {
  const keys = new Map<string, number>();
  const keyOf = new Int32Array(cells.length);
  for (let cell = 0; cell < cells.length; cell++) {
    const text = textOf(cell);
    const key = keys.get(text) ?? keys.size;
    keys.set(text, key);
    keyOf[cell] = key;
  }
  const tally = createTally();
  for (const block of mix?.blocks ?? []) {
    const { weeks, cells: codes } = block;
    for (let row = 0; row < weeks.length; row++) {
      const counted = valueAt(block[count], row);
      const summed = valueAt(block[amount], row);
      if (counted !== 0 || summed !== 0) tally.add(keyOf[codes[row]!]!, weeks[row]!, counted, summed);
    }
  }
  const { first, second, a, b } = tally.finish();
  return { keyOf, starts: tallyStarts(first, keys.size), weeks: second, counts: a, amounts: b };
}

/** Mean amount of a cell's key over the weeks [fromWeek, toWeek); NaN where nothing was counted. */
export function meanOver({ keyOf, starts, weeks, counts, amounts }: WeeklyByKey, cell: number, fromWeek: number, toWeek: number): number {
  const key = keyOf[cell]!;
  let count = 0;
  let amount = 0;
  for (
    let entry = firstAtLeast(weeks, starts[key]!, starts[key + 1]!, fromWeek);
    entry < starts[key + 1]! && weeks[entry]! < toWeek;
    entry++
  ) {
    count += counts[entry]!;
    amount += amounts[entry]!;
  }
  return count > 0 ? amount / count : Number.NaN;
}

/** First position in `[from, to)` of ascending values that is at least `value`; `to` where none is. */
export function firstAtLeast(values: ArrayLike<number>, from: number, to: number, value: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
