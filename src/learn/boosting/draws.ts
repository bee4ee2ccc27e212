import { philox, uniformAt } from '../../core/random.js';
import type { RowKeys } from '../matrix.js';

const ROW_PURPOSE = 0x726f7773;
const COLUMN_PURPOSE = 0x636f6c73;
/** Draws of 16 bits in one Philox block. */
const TREES_PER_BLOCK = 8;

/** Rows in and out of a tree's sample, each ascending; a draw depends on seed, tree and the row's key alone. */
export interface RowSample {
  readonly inside: Int32Array;
  readonly outside: Int32Array;
}

/** A function that draws each tree's rows; trees must be asked for in order. Eight trees share one block a row, to be quick. */
export function rowSampler(rows: number, share: number, seed: number, keys: RowKeys | undefined): (tree: number) => RowSample {
  if (share === 1) return everyRow(rows);
  const threshold = Math.round(share * 65536);
  const draws = new Uint16Array(rows * TREES_PER_BLOCK);
  return (tree) => {
    const turn = tree % TREES_PER_BLOCK;
    if (turn === 0) drawBlocks(draws, rows, seed, tree / TREES_PER_BLOCK, keys);
    return part(draws, rows, turn, threshold);
  };
}

/** Poisson(1): largest 16-bit draw, plus one, for a row that is taken 0, 1, 2 … times. */
const POISSON_BELOW = [24109, 48219, 60273, 64292, 65296, 65497, 65531, 65536];

/** Rows in and out of a tree's bootstrap sample, each ascending, and how often each row is taken: 1 time in the mean. */
export interface Bootstrap extends RowSample {
  readonly times: Uint8Array;
}

/**
 * A function that draws each tree's bootstrap; trees must be asked for in order. How often a row is taken is a Poisson draw by its own
 * key, so that it does not depend on the other rows, as drawing with replacement would (Oza & Russell 2001).
 */
export function bootstrapSampler(rows: number, seed: number, keys: RowKeys | undefined): (tree: number) => Bootstrap {
  const draws = new Uint16Array(rows * TREES_PER_BLOCK);
  const times = new Uint8Array(rows);
  return (tree) => {
    const turn = tree % TREES_PER_BLOCK;
    if (turn === 0) drawBlocks(draws, rows, seed, tree / TREES_PER_BLOCK, keys);
    for (let row = 0; row < rows; row++) times[row] = poissonTimes(draws[row * TREES_PER_BLOCK + turn]!);
    const sample = part(draws, rows, turn, POISSON_BELOW[0]!, true);
    if (sample.inside.length > 0) return { ...sample, times };
    // Of a handful of rows all may be left out: then all are taken.
    return { inside: sample.outside, outside: sample.inside, times: times.fill(1) };
  };
}

function poissonTimes(draw: number): number {
  let times = 0;
  while (draw >= POISSON_BELOW[times]!) times++;
  return times;
}

function everyRow(rows: number): () => RowSample {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  return () => ({ inside: all.slice(), outside: new Int32Array(0) });
}

function drawBlocks(draws: Uint16Array, rows: number, seed: number, block: number, keys: RowKeys | undefined): void {
  const words = new Uint32Array(draws.buffer);
  const out = new Uint32Array(4);
  for (let row = 0; row < rows; row++) {
    philox(seed, ROW_PURPOSE, keys ? keys.high[row]! : 0, keys ? keys.low[row]! : row, block, 0, out);
    words.set(out, row * 4);
  }
}

/** Rows with draws below the threshold are inside; or outside, where `from` is set. */
function part(draws: Uint16Array, rows: number, turn: number, threshold: number, from = false): RowSample {
  const inside = new Int32Array(rows);
  const outside = new Int32Array(rows);
  let chosen = 0;
  let left = 0;
  for (let row = 0; row < rows; row++) {
    const isInside = draws[row * TREES_PER_BLOCK + turn]! < threshold === from ? 0 : 1;
    inside[chosen] = row;
    outside[left] = row;
    chosen += isInside;
    left += 1 - isInside;
  }
  return { inside: inside.subarray(0, chosen), outside: outside.subarray(0, left) };
}

/** Positions of a tree's columns, ascending: the `share` with the smallest draws, at least one. */
export function drawColumns(columns: number, share: number, seed: number, tree: number): Int32Array {
  const all = Array.from({ length: columns }, (_, column) => column);
  if (share === 1) return Int32Array.from(all);
  const draw = all.map((column) => uniformAt(seed, COLUMN_PURPOSE, tree, column));
  all.sort((a, b) => draw[a]! - draw[b]! || a - b);
  return Int32Array.from(all.slice(0, Math.max(1, Math.round(share * columns)))).sort();
}
