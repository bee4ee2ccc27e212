import type { BinnedMatrix } from '../binning.js';
import type { Split } from './split.js';

/** For each bin of a split's column: 1 where it goes left; written to `table`, zeros. */
export function leftTable(split: Split, table: Uint8Array = new Uint8Array(256)): Uint8Array {
  if (split.leftBins) for (const bin of split.leftBins) table[bin] = 1;
  else {
    table.fill(1, 1, split.bin + 1);
    table[0] = split.missingLeft ? 1 : 0;
  }
  return table;
}

/** Reorders `rows[start … end)` so that the left rows come first; both sides keep their order. Returns where the right begins. */
export function partition(
  column: Uint8Array,
  goesLeft: Uint8Array,
  rows: Int32Array,
  start: number,
  end: number,
  spare: Int32Array,
): number {
  let left = start;
  let right = 0;
  for (let i = start; i < end; i++) {
    const row = rows[i]!;
    const isLeft = goesLeft[column[row]!]!;
    rows[left] = row;
    spare[right] = row;
    left += isLeft;
    right += 1 - isLeft;
  }
  for (let i = 0; i < right; i++) rows[left + i] = spare[i]!;
  return left;
}

/** A grown tree over bins, for rows that were not used to grow it. */
export interface BinTree {
  /** Position of the split column in the binned matrix; −1 in a leaf. */
  readonly feature: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Of each node; empty in a leaf. */
  readonly tables: readonly Uint8Array[];
}

/** Leaf of each of `rows`, written to `leaves` in their order. O(rows × depth). */
export function routeRows(tree: BinTree, binned: BinnedMatrix, rows: Int32Array, leaves: Int32Array): void {
  const { feature, left, right, tables } = tree;
  const columns = Array.from(feature, (f) => binned.columns[Math.max(f, 0)]!);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    let node = 0;
    while (feature[node]! >= 0) node = tables[node]![columns[node]![row]!] === 1 ? left[node]! : right[node]!;
    leaves[i] = node;
  }
}
