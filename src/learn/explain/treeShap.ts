import { type CompiledTrees, childOf, compileTrees, fillBlock, slotColumns } from '../boosting/compile.js';
import type { ModelFeature, Tree } from '../boosting/model.js';
import type { Matrix } from '../matrix.js';
import type { Contributions } from './contributions.js';
import { newPathTables, type PathTables, readPathTables } from './pathTables.js';

const BLOCK_ROWS = 256;

/**
 * Exact path-dependent Shapley values of a sum of trees: what is not known of a row is averaged over the training rows of the tree's
 * own nodes (Lundberg et al. 2020, TreeSHAP).
 *
 * Of a leaf of value v whose path asks for features j with joined cover shares zⱼ, met (oⱼ = 1) or not (0) by the row, the Shapley value
 * of feature i is v·(oᵢ − zᵢ)·∫₀¹ Π_{j≠i} (t·oⱼ + (1 − t)·zⱼ) dt. The integrand is a polynomial, so a Gauss–Legendre rule with half as
 * many points as there are features is exact, and the products are shared by all leaves below a node: one walk down and one up.
 *
 * @param features - of the model, in the order its trees count them
 * @returns base = Σ of the trees' mean margins; shape (rows × features)
 * @throws HoldfastError `missing-column`
 * @remarks O(rows × nodes × points), points = half the features of the longest path: no step allocates.
 */
export function treeShap(trees: readonly Tree[], features: readonly ModelFeature[], matrix: Matrix): Contributions {
  const compiled = compileTrees(trees, features);
  const columns = slotColumns(compiled, features, matrix);
  const block = new Float64Array(BLOCK_ROWS * columns.length);
  const values = new Float64Array(matrix.length * features.length);
  const tables = newPathTables();
  const scratch: Scratch = { met: new Uint8Array(0), product: new Float64Array(0) };
  for (let start = 0; start < matrix.length; start += BLOCK_ROWS) {
    const end = Math.min(matrix.length, start + BLOCK_ROWS);
    fillBlock(compiled, columns, start, end, block);
    for (let tree = 0; tree < trees.length; tree++) {
      readPathTables(compiled, tree, tables);
      if (tables.innerNodes === 0) continue;
      fitScratch(scratch, tables);
      for (let row = start, offset = 0; row < end; row++, offset += columns.length) {
        walkDown(compiled, tables, block, offset, scratch);
        walkUp(compiled, tables, scratch, values, row * features.length);
      }
    }
  }
  let base = 0;
  for (let tree = 0; tree < trees.length; tree++) base += compiled.expected[compiled.roots[tree]!]!;
  return { base, features: features.map(({ name }) => name), values };
}

interface Scratch {
  /** Of each node: whether the row met every condition of its step's feature down to it. */
  met: Uint8Array;
  /** By node and point: going down the product of its path, going up the sum over its leaves of value × product. */
  product: Float64Array;
}

function fitScratch(scratch: Scratch, { nodes, points }: PathTables): void {
  if (scratch.met.length < nodes) scratch.met = new Uint8Array(nodes);
  if (scratch.product.length < nodes * points) scratch.product = new Float64Array(nodes * points);
}

/** Products of all paths, children after parents; those of leaves times their value. */
function walkDown(compiled: CompiledTrees, tables: PathTables, block: Float64Array, offset: number, { met, product }: Scratch): void {
  const { root, points, weights, earlier, share, taken, missed, inner, innerNodes } = tables;
  const { slot, left, right, value } = compiled;
  met[0] = 1;
  for (let point = 0; point < points; point++) product[point] = weights[point]!;
  for (let at = 0; at < innerNodes; at++) {
    const node = inner[at]!;
    const from = node * points;
    const chosen = childOf(compiled, root + node, block, offset) - root;
    const leftChild = left[root + node]! - root;
    const other = leftChild === chosen ? right[root + node]! - root : leftChild;
    const open = met[earlier[node]!]!;
    met[chosen] = open;
    met[other] = 0;
    const chosenValue = slot[root + chosen]! < 0 ? value[root + chosen]! : 1;
    const otherValue = slot[root + other]! < 0 ? value[root + other]! : 1;
    let chosenAt = chosen * points;
    let otherAt = other * points;
    if (open === 1)
      for (let point = 0; point < points; point++, chosenAt++, otherAt++) {
        const above = product[from + point]!;
        product[chosenAt] = above * taken[chosenAt]! * chosenValue;
        product[otherAt] = above * missed[otherAt]! * otherValue;
      }
    else {
      const chosenFactor = share[chosen]! * chosenValue;
      const otherFactor = share[other]! * otherValue;
      for (let point = 0; point < points; point++, chosenAt++, otherAt++) {
        const above = product[from + point]!;
        product[chosenAt] = above * chosenFactor;
        product[otherAt] = above * otherFactor;
      }
    }
  }
}

/** Sums over leaves, parents after children, crediting each step's feature on the way. */
function walkUp(compiled: CompiledTrees, tables: PathTables, { met, product }: Scratch, values: Float64Array, offset: number): void {
  const { root, points, earlier, takenCredit, missedCredit, inner, innerNodes } = tables;
  const { slot, slotFeature, left, right } = compiled;
  for (let at = innerNodes - 1; at >= 0; at--) {
    const node = inner[at]!;
    const from = node * points;
    const leftChild = left[root + node]! - root;
    const rightChild = right[root + node]! - root;
    let leftAt = leftChild * points;
    let rightAt = rightChild * points;
    if (met[earlier[node]!] === 1) {
      const leftCredit = met[leftChild] === 1 ? takenCredit : missedCredit;
      const rightCredit = leftCredit === takenCredit ? missedCredit : takenCredit;
      let credit = 0;
      for (let point = 0; point < points; point++, leftAt++, rightAt++) {
        const ofLeft = product[leftAt]!;
        const ofRight = product[rightAt]!;
        credit += ofLeft * leftCredit[leftAt]! + ofRight * rightCredit[rightAt]!;
        product[from + point] = ofLeft + ofRight;
      }
      values[offset + slotFeature[slot[root + node]!]!]! += credit;
    } else for (let point = 0; point < points; point++, leftAt++, rightAt++) product[from + point] = product[leftAt]! + product[rightAt]!;
  }
}
