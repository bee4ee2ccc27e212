import type { RowKeys, TrainingData } from './matrix.js';

/**
 * The same rows in the order of their keys, for learners whose sums are not exact: what they learn does not depend on the order of the
 * rows then. Rows without keys, or in order already, are returned as they are. O(n log n + cells).
 */
export function inKeyOrder<T extends TrainingData>(data: T): T {
  const { rowKeys } = data;
  return rowKeys === undefined || inOrder(rowKeys) ? data : rowsOf(data, orderOf(rowKeys));
}

/** Some rows of the data, in the order given. */
export function rowsOf<T extends TrainingData>(data: T, rows: Int32Array): T {
  const { matrix, outcome, weights, rowKeys } = data;
  return {
    ...data,
    matrix: { length: rows.length, features: matrix.features.map((feature) => ({ ...feature, values: gathered(feature.values, rows) })) },
    outcome: gathered(outcome, rows),
    ...(weights === undefined ? {} : { weights: gathered(weights, rows) }),
    // Rows without keys go by their position; some of them still go by the position they had.
    rowKeys: {
      high: rowKeys ? rows.map((row) => rowKeys.high[row]!) : new Int32Array(rows.length),
      low: rowKeys ? rows.map((row) => rowKeys.low[row]!) : rows,
    },
  };
}

function inOrder({ high, low }: RowKeys): boolean {
  for (let row = 1; row < high.length; row++)
    if (high[row]! < high[row - 1]! || (high[row] === high[row - 1] && low[row]! < low[row - 1]!)) return false;
  return true;
}

function orderOf({ high, low }: RowKeys): Int32Array {
  return Int32Array.from(high.keys()).sort((a, b) => high[a]! - high[b]! || low[a]! - low[b]! || a - b);
}

/** The values at some places, in their order. */
export function gathered(values: ArrayLike<number>, order: Int32Array): Float64Array {
  const out = new Float64Array(order.length);
  for (let place = 0; place < order.length; place++) out[place] = values[order[place]!]!;
  return out;
}
