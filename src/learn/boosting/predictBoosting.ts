import type { Matrix } from '../matrix.js';
import { type CompiledTrees, childOf, compileTrees, fillBlock, slotColumns } from './compile.js';
import type { BoostingModel, ModelFeature, Tree } from './model.js';

const BLOCK_ROWS = 256;

/**
 * Margin (log-odds) of every row: base plus one leaf of each tree.
 *
 * @param model - from `fitBoosting`, or read from a file and checked
 * @param matrix - has the model's columns, by name, in any order
 * @returns shape (n,)
 * @throws HoldfastError `missing-column`
 * @remarks O(rows × trees × depth), some 20 ns a row and tree of 31 leaves; blocks of 256 rows stay in the cache.
 */
export function predictBoosting(model: BoostingModel, matrix: Matrix): Float64Array {
  const margins = new Float64Array(matrix.length).fill(model.base);
  addTrees(model.trees, model.features, matrix, margins);
  return margins;
}

/** Adds a leaf of each tree to `margins`, in the order of the trees. */
export function addTrees(trees: readonly Tree[], features: readonly ModelFeature[], matrix: Matrix, margins: Float64Array): void {
  const compiled = compileTrees(trees, features);
  const columns = slotColumns(compiled, features, matrix);
  const block = new Float64Array(BLOCK_ROWS * columns.length);
  const walk = compiled.anyCategories ? walkMixed : walkNumbers;
  for (let start = 0; start < matrix.length; start += BLOCK_ROWS) {
    const end = Math.min(matrix.length, start + BLOCK_ROWS);
    fillBlock(compiled, columns, start, end, block);
    for (let tree = 0; tree < trees.length; tree++) walk(compiled, compiled.roots[tree]!, block, columns.length, margins, start, end);
  }
}

function walkNumbers(
  { slot, threshold, left, right, value }: CompiledTrees,
  root: number,
  block: Float64Array,
  width: number,
  margins: Float64Array,
  start: number,
  end: number,
): void {
  for (let row = start, offset = 0; row < end; row++, offset += width) {
    let node = root;
    let at = slot[node]!;
    while (at >= 0) {
      node = block[offset + at]! <= threshold[node]! ? left[node]! : right[node]!;
      at = slot[node]!;
    }
    margins[row]! += value[node]!;
  }
}

function walkMixed(
  compiled: CompiledTrees,
  root: number,
  block: Float64Array,
  width: number,
  margins: Float64Array,
  start: number,
  end: number,
): void {
  for (let row = start, offset = 0; row < end; row++, offset += width) {
    let node = root;
    while (compiled.slot[node]! >= 0) node = childOf(compiled, node, block, offset);
    margins[row]! += compiled.value[node]!;
  }
}
