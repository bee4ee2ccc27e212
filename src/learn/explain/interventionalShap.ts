import { ensure } from '../../core/errors.js';
import { type CompiledTrees, childOf, compileTrees, fillBlock, slotColumns } from '../boosting/compile.js';
import type { ModelFeature, Tree } from '../boosting/model.js';
import type { Matrix } from '../matrix.js';
import type { Contributions } from './contributions.js';
import { newPathTables, type PathTables, readPathTables } from './pathTables.js';
import { shapleyWeights } from './shapleyWeights.js';

/**
 * Exact interventional Shapley values of a sum of trees: what is not known of a row is taken from a background row, averaged over all of
 * them (Lundberg et al. 2020, "independent" TreeSHAP). It answers "compared with these".
 *
 * @param background - rows to compare with; some hundred are plenty
 * @returns base = the background's mean margin; shape (rows × features)
 * @throws HoldfastError `missing-column`, `no-rows` without background
 * @remarks O(rows × background × nodes).
 */
export function interventionalShap(
  trees: readonly Tree[],
  features: readonly ModelFeature[],
  matrix: Matrix,
  background: Matrix,
): Contributions {
  ensureBackground(background);
  const compiled = compileTrees(trees, features);
  const rows = cellsOf(compiled, features, matrix);
  const others = cellsOf(compiled, features, background);
  const values = new Float64Array(matrix.length * features.length);
  const tables = newPathTables();
  let total = 0;
  for (let tree = 0; tree < trees.length; tree++) {
    readPathTables(compiled, tree, tables);
    const pair = newPair(tables, 1 / background.length);
    const goes = turnsOf(compiled, tables, rows, matrix.length);
    const othersGo = turnsOf(compiled, tables, others, background.length);
    for (let other = 0; other < background.length; other++) total += leafOf(compiled, tables, othersGo, other * tables.nodes);
    for (let row = 0; row < matrix.length; row++)
      for (let other = 0; other < background.length; other++)
        addPair(compiled, tables, pair, goes, row * tables.nodes, othersGo, other * tables.nodes, values, row * features.length);
  }
  return { base: total / background.length, features: features.map(({ name }) => name), values };
}

/** Throws `no-rows` for a background without rows. */
export function ensureBackground({ length }: Matrix): void {
  ensure(length > 0, 'no-rows', () => ({
    en: 'The background has no rows to compare with; give at least one, some hundred are plenty.',
    zh: '背景数据没有可比较的行；请至少给出一行，几百行足够。',
  }));
}

function cellsOf(compiled: CompiledTrees, features: readonly ModelFeature[], matrix: Matrix): Float64Array {
  const columns = slotColumns(compiled, features, matrix);
  const cells = new Float64Array(matrix.length * columns.length);
  fillBlock(compiled, columns, 0, matrix.length, cells);
  return cells;
}

/** Of each row and inner node: 1 where the row goes left. */
function turnsOf(compiled: CompiledTrees, { root, nodes, inner, innerNodes }: PathTables, cells: Float64Array, rows: number): Uint8Array {
  const width = compiled.slotFeature.length;
  const turns = new Uint8Array(rows * nodes);
  for (let row = 0; row < rows; row++)
    for (let at = 0; at < innerNodes; at++) {
      const node = inner[at]!;
      turns[row * nodes + node] = childOf(compiled, root + node, cells, row * width) === compiled.left[root + node] ? 1 : 0;
    }
  return turns;
}

function leafOf({ slot, left, right, value }: CompiledTrees, { root }: PathTables, turns: Uint8Array, offset: number): number {
  let node = root;
  while (slot[node]! >= 0) node = turns[offset + node - root] === 1 ? left[node]! : right[node]!;
  return value[node]!;
}

/** What is known, going down, of each node for one row and one background row. */
interface Pair {
  /** 1 where the row itself met every condition of the step's feature, 2 where the other did, 3 both, 0 neither. */
  readonly met: Uint8Array;
  /** Features that must come from the row, and from the other, to reach the node; −1 where no mixture does. */
  readonly fromRow: Int32Array;
  readonly fromOther: Int32Array;
  /** Weighted values of the leaves below: as credited to a feature of the row, and of the other. */
  readonly credit: Float64Array;
  readonly debit: Float64Array;
  /** Weights for up to `size` features, the share of one background row in them. */
  readonly weights: Float64Array;
  readonly size: number;
}

function newPair({ nodes, longest }: PathTables, share: number): Pair {
  const size = longest + 1;
  return {
    met: new Uint8Array(nodes).fill(3),
    fromRow: new Int32Array(nodes),
    fromOther: new Int32Array(nodes),
    credit: new Float64Array(nodes),
    debit: new Float64Array(nodes),
    weights: shapleyWeights(size).map((weight) => weight * share),
    size,
  };
}

function addPair(
  compiled: CompiledTrees,
  tables: PathTables,
  pair: Pair,
  goes: Uint8Array,
  row: number,
  othersGo: Uint8Array,
  other: number,
  values: Float64Array,
  offset: number,
): void {
  const { root, inner, innerNodes, earlier } = tables;
  const { met, credit, debit } = pair;
  const { left, right, slot, slotFeature } = compiled;
  for (let at = 0; at < innerNodes; at++) {
    const node = inner[at]!;
    const turn = goes[row + node]! + 2 * othersGo[other + node]!;
    enter(compiled, tables, pair, node, left[root + node]! - root, turn);
    enter(compiled, tables, pair, node, right[root + node]! - root, 3 - turn);
  }
  for (let at = innerNodes - 1; at >= 0; at--) {
    const node = inner[at]!;
    let gained = 0;
    credit[node] = 0;
    debit[node] = 0;
    for (const child of [left[root + node]! - root, right[root + node]! - root]) {
      credit[node]! += credit[child]!;
      debit[node]! += debit[child]!;
      if (met[earlier[node]!] === 3) gained += met[child] === 1 ? credit[child]! : met[child] === 2 ? -debit[child]! : 0;
    }
    values[offset + slotFeature[slot[root + node]!]!]! += gained;
  }
}

/** Steps from a node to its child; `turn` says who goes there: 1 the row, 2 the other, 3 both. */
function enter({ slot, value }: CompiledTrees, { root, earlier }: PathTables, pair: Pair, node: number, child: number, turn: number): void {
  const { met, fromRow, fromOther, credit, debit, weights, size } = pair;
  const before = met[earlier[node]!]!;
  const now = before & turn;
  met[child] = now;
  const rowBefore = fromRow[node]!;
  fromRow[child] = now === 0 || rowBefore < 0 ? -1 : rowBefore + (before === 3 && now === 1 ? 1 : 0);
  fromOther[child] = fromOther[node]! + (before === 3 && now === 2 ? 1 : 0);
  if (slot[root + child]! >= 0) return;
  const a = fromRow[child]!;
  const b = fromOther[child]!;
  credit[child] = a > 0 ? value[root + child]! * weights[(a - 1) * size + b]! : 0;
  debit[child] = a >= 0 && b > 0 ? value[root + child]! * weights[a * size + b - 1]! : 0;
}
