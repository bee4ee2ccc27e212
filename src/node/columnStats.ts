import type { BatchColumn } from '../history/batch.js';

/** What was seen of one column: cells filled, and the range of numbers and dates as they are held. */
export interface ColumnStats {
  filled: number;
  min: number;
  max: number;
}

export const emptyStats = (): ColumnStats => ({ filled: 0, min: Number.NaN, max: Number.NaN });

export function addStats(stats: ColumnStats, column: BatchColumn, length: number): void {
  if (column instanceof Float64Array) addNumbers(stats, column, length);
  else if ('codes' in column) for (let row = 0; row < length; row++) stats.filled += column.codes[row] === 0 ? 0 : 1;
  else if ('high' in column) for (let row = 0; row < length; row++) stats.filled += column.high[row] === 0 && column.low[row] === 0 ? 0 : 1;
  else for (let row = 0; row < length; row++) stats.filled += column[row] === '' ? 0 : 1;
}

function addNumbers(stats: ColumnStats, column: Float64Array, length: number): void {
  let { filled, min, max } = stats;
  for (let row = 0; row < length; row++) {
    const value = column[row]!;
    if (Number.isNaN(value)) continue;
    filled++;
    if (!(value >= min)) min = value;
    if (!(value <= max)) max = value;
  }
  Object.assign(stats, { filled, min, max });
}
