import type { Matrix } from '../matrix.js';
import { featureOf } from '../matrix.js';
import type { ModelFeature, Tree } from './model.js';

/**
 * The trees of a model in typed arrays for walking. Each (feature, side a missing value goes to) in use is one *slot* of a row:
 * missing is written there as −Infinity or +Infinity, so a step is one comparison whatever is missing.
 */
export interface CompiledTrees {
  readonly slotFeature: Int32Array;
  /** What a missing value is written as; 0, the code of missing, in a category slot. */
  readonly slotMissing: Float64Array;
  /** 1 where a zero of the slot is a missing value. */
  readonly slotZero: Uint8Array;
  /** First node of each tree, and the number of all nodes at the end. */
  readonly roots: Int32Array;
  /** −1 in a leaf. */
  readonly slot: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly value: Float64Array;
  /** Of each node: categories that go left, ascending; undefined in number splits. */
  readonly leftCodes: readonly (Int32Array | undefined)[];
  readonly anyCategories: boolean;
  /** Training rows that reached each node. */
  readonly cover: Float64Array;
  /** Mean margin below each node, weighted by cover. */
  readonly expected: Float64Array;
}

/** LightGBM's zero: 1e-35 in single precision. */
const ZERO = 1.0000000180025095e-35;

const cache = new WeakMap<readonly Tree[], CompiledTrees>();

/** Compiled once for each list of trees; O(nodes). */
export function compileTrees(trees: readonly Tree[], features: readonly ModelFeature[]): CompiledTrees {
  let compiled = cache.get(trees);
  if (!compiled) {
    compiled = compile(trees, features);
    cache.set(trees, compiled);
  }
  return compiled;
}

function compile(trees: readonly Tree[], features: readonly ModelFeature[]): CompiledTrees {
  const roots = new Int32Array(trees.length + 1);
  for (const [index, tree] of trees.entries()) roots[index + 1] = roots[index]! + tree.feature.length;
  const nodes = roots[trees.length]!;
  const slots = new Map<number, number>();
  const slot = new Int32Array(nodes).fill(-1);
  const threshold = new Float64Array(nodes);
  const left = new Int32Array(nodes);
  const right = new Int32Array(nodes);
  const value = new Float64Array(nodes);
  const cover = new Float64Array(nodes);
  const leftCodes: (Int32Array | undefined)[] = Array.from({ length: nodes });
  for (const [index, tree] of trees.entries())
    for (let node = 0, at = roots[index]!; node < tree.feature.length; node++, at++) {
      const feature = tree.feature[node]!;
      value[at] = tree.value[node]!;
      cover[at] = tree.cover[node]!;
      if (feature < 0) continue;
      const categories = features[feature]!.categories;
      const key = 2 * feature + (categories === undefined ? tree.missingLeft[node]! : 0);
      if (!slots.has(key)) slots.set(key, slots.size);
      slot[at] = slots.get(key)!;
      threshold[at] = tree.threshold[node]!;
      left[at] = roots[index]! + tree.left[node]!;
      right[at] = roots[index]! + tree.right[node]!;
      if (categories !== undefined) leftCodes[at] = Int32Array.from(tree.leftCategories[threshold[at]!]!);
    }
  const keys = [...slots.keys()];
  return {
    slotFeature: Int32Array.from(keys, (key) => key >> 1),
    slotMissing: Float64Array.from(keys, (key) => missingAs(features[key >> 1]!, key & 1)),
    slotZero: Uint8Array.from(keys, (key) => (features[key >> 1]!.zeroIsMissing ? 1 : 0)),
    roots,
    slot,
    threshold,
    left,
    right,
    value,
    cover,
    leftCodes,
    anyCategories: leftCodes.some((codes) => codes !== undefined),
    expected: expectedMargins(trees, roots),
  };
}

function missingAs(feature: ModelFeature, missingLeft: number): number {
  if (feature.categories !== undefined) return 0;
  return missingLeft === 1 ? -Infinity : Infinity;
}

function expectedMargins(trees: readonly Tree[], roots: Int32Array): Float64Array {
  const expected = new Float64Array(roots[trees.length]!);
  for (const [index, tree] of trees.entries()) {
    const root = roots[index]!;
    for (let node = tree.feature.length - 1; node >= 0; node--) {
      const left = tree.left[node]!;
      const right = tree.right[node]!;
      const leftCover = tree.cover[left]!;
      const rightCover = tree.cover[right]!;
      expected[root + node] =
        tree.feature[node]! < 0
          ? tree.value[node]!
          : (expected[root + left]! * leftCover + expected[root + right]! * rightCover) / (leftCover + rightCover);
    }
  }
  return expected;
}

/** Columns of `matrix` for each slot, found by name. Throws `missing-column`. */
export function slotColumns(compiled: CompiledTrees, features: readonly ModelFeature[], matrix: Matrix): Float64Array[] {
  return Array.from(compiled.slotFeature, (feature) => featureOf(matrix, features[feature]!.name).values);
}

/** Writes rows `start … end` row by row into `block`, missing values as their slots want them. */
export function fillBlock(
  compiled: CompiledTrees,
  columns: readonly Float64Array[],
  start: number,
  end: number,
  block: Float64Array,
): void {
  const width = columns.length;
  for (let slot = 0; slot < width; slot++) {
    const column = columns[slot]!;
    const missing = compiled.slotMissing[slot]!;
    // A value at most so large is 0; nothing is where zeros are values.
    const zero = compiled.slotZero[slot] === 1 ? ZERO : -1;
    for (let row = start, at = slot; row < end; row++, at += width) {
      const value = column[row]!;
      block[at] = Number.isNaN(value) || Math.abs(value) <= zero ? missing : value;
    }
  }
}

/** The child of an inner node that a row of a block goes to. */
export function childOf(compiled: CompiledTrees, node: number, block: Float64Array, offset: number): number {
  const value = block[offset + compiled.slot[node]!]!;
  const codes = compiled.leftCodes[node];
  const goesLeft = codes === undefined ? value <= compiled.threshold[node]! : includes(codes, value);
  return goesLeft ? compiled.left[node]! : compiled.right[node]!;
}

/** Binary search: a table by code would be quicker, and as large as a hostile file likes. */
function includes(ascending: Int32Array, code: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < code) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === code;
}
