import { createCellTable } from './reduce/cellTable.js';
import { sortOrder } from './reduce/sortOrder.js';
import { type MixRows, type Store, valueAt } from './store.js';

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

/** Two passes over the mix rows for each; made when a cutoff first asks for a usual price or time. */
export function lanesOf({ mix, cells }: Store): Lanes {
  const { origin, destination, product, weightBand } = cells;
  const [byLaneAndBand, byKind, byLane] = [createCellTable(), createCellTable(), createCellTable()];
  const keys = (codeOf: (cell: number) => number): Int32Array => Int32Array.from({ length: cells.length }, (_, cell) => codeOf(cell));
  return {
    freight: weeklyByKey(
      mix,
      keys((cell) => byLaneAndBand.codeOf(0, origin[cell]!, destination[cell]!, product[cell]!, weightBand[cell]!)),
      'shipments',
      'freight',
    ),
    freightAnywhere: weeklyByKey(
      mix,
      keys((cell) => byKind.codeOf(0, 0, 0, product[cell]!, weightBand[cell]!)),
      'shipments',
      'freight',
    ),
    transit: weeklyByKey(
      mix,
      keys((cell) => byLane.codeOf(0, origin[cell]!, destination[cell]!, product[cell]!, 0)),
      'delivered',
      'transitMinutes',
    ),
  };
}

/** Puts the rows of each key side by side, then sums those of the same week. */
function weeklyByKey(
  mix: MixRows | null,
  keyOf: Int32Array,
  count: 'shipments' | 'delivered',
  amount: 'freight' | 'transitMinutes',
): WeeklyByKey {
  const blocks = mix?.blocks ?? [];
  const keyCount = keyOf.reduce((most, key) => Math.max(most, key + 1), 0);
  const ends = new Int32Array(keyCount + 1);
  for (const block of blocks)
    for (let row = 0; row < block.weeks.length; row++)
      if (valueAt(block[count], row) !== 0 || valueAt(block[amount], row) !== 0) ends[keyOf[block.cells[row]!]! + 1]!++;
  for (let key = 0; key < keyCount; key++) ends[key + 1]! += ends[key]!;
  const rows = ends[keyCount]!;
  const [weeks, counts, amounts] = [new Int32Array(rows), new Int32Array(rows), new Float64Array(rows)];
  for (const block of blocks) {
    for (let row = 0; row < block.weeks.length; row++) {
      const counted = valueAt(block[count], row);
      const summed = valueAt(block[amount], row);
      if (counted === 0 && summed === 0) continue;
      const place = ends[keyOf[block.cells[row]!]!]!++;
      weeks[place] = block.weeks[row]!;
      counts[place] = counted;
      amounts[place] = summed;
    }
  }
  const starts = sumWeeks(ends, keyCount, weeks, counts, amounts);
  const length = starts[keyCount]!;
  return { keyOf, starts, weeks: weeks.slice(0, length), counts: counts.slice(0, length), amounts: amounts.slice(0, length) };
}

/** Sums the rows of each key by week, in place; `ends[k]` is the end of key k. @returns where each key starts afterwards, and the end */
function sumWeeks(ends: Int32Array, keyCount: number, weeks: Int32Array, counts: Int32Array, amounts: Float64Array): Int32Array {
  const starts = new Int32Array(keyCount + 1);
  let to = 0;
  for (let key = 0, from = 0; key < keyCount; key++) {
    starts[key] = to;
    const end = ends[key]!;
    const order = sortOrder([weeks.subarray(from, end)], end - from);
    const [ownWeeks, ownCounts, ownAmounts] = [weeks.slice(from, end), counts.slice(from, end), amounts.slice(from, end)];
    for (const row of order) {
      if (to === starts[key] || weeks[to - 1] !== ownWeeks[row]) {
        weeks[to] = ownWeeks[row]!;
        counts[to] = 0;
        amounts[to++] = 0;
      }
      counts[to - 1]! += ownCounts[row]!;
      amounts[to - 1]! += ownAmounts[row]!;
    }
    from = end;
  }
  starts[keyCount] = to;
  return starts;
}

/** Mean amount of a key over the weeks [fromWeek, toWeek); NaN where nothing was counted. */
export function meanOver({ starts, weeks, counts, amounts }: WeeklyByKey, key: number, fromWeek: number, toWeek: number): number {
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
