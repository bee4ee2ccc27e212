import { gaussLegendre, type Quadrature } from '../../math/gaussLegendre.js';
import type { CompiledTrees } from '../boosting/compile.js';

/**
 * One tree, made ready for `treeShap`. Nodes are counted from the root of the tree; "the step into a node" is the
 * decision of its parent. A feature met again on a path counts once there, with all its conditions joined.
 */
export interface PathTables {
  /** Nodes of the tree; the first of them in the compiled arrays. */
  nodes: number;
  root: number;
  /** Features on the path with most. */
  longest: number;
  /** Points of the quadrature: half of them. */
  points: number;
  weights: Float64Array;
  /** Of an inner node: the nearest node above (or itself) the step into which asked for the same feature; 0 for none. */
  earlier: Int32Array;
  /** Share of the earlier joined cover that the step keeps, by node. */
  share: Float64Array;
  /** By node and point: what the step multiplies the product of its path by, where the row takes it and where not. */
  taken: Float64Array;
  missed: Float64Array;
  /** By node and point: what a leaf below credits to the feature, as a multiple of the product of its path; less what the earlier node credits. */
  takenCredit: Float64Array;
  missedCredit: Float64Array;
  /** Of each inner node in turn: itself. */
  inner: Int32Array;
  innerNodes: number;
}

/** Joined cover of the feature of the step into each node, and the features on the path to it. */
interface Walk {
  readonly joined: Float64Array;
  readonly step: Int32Array;
  readonly parent: Int32Array;
}

const RULES = new Map<number, Quadrature>();

/** More points change nothing to the last digit: the longest path of a tree that may be kept (2,047 nodes) is met to 1e-16 by these. */
const MOST_POINTS = 128;

function ruleOf(points: number): Quadrature {
  const rule = RULES.get(points) ?? gaussLegendre(points);
  RULES.set(points, rule);
  return rule;
}

/** Room for the tables of one tree after another. */
export function newPathTables(): PathTables {
  const none = new Float64Array(0);
  const nothing = new Int32Array(0);
  return {
    nodes: 0,
    root: 0,
    longest: 0,
    points: 0,
    weights: none,
    earlier: nothing,
    share: none,
    taken: none,
    missed: none,
    takenCredit: none,
    missedCredit: none,
    inner: nothing,
    innerNodes: 0,
  };
}

/** Fills the tables for tree number `tree`. O(nodes × points + nodes × depth). */
export function readPathTables(compiled: CompiledTrees, tree: number, tables: PathTables): void {
  tables.root = compiled.roots[tree]!;
  tables.nodes = compiled.roots[tree + 1]! - tables.root;
  makeRoom(tables);
  const walk = walkTree(compiled, tables);
  const rule = ruleOf(tables.points);
  tables.weights = rule.weights;
  for (let node = 1; node < tables.nodes; node++) fillStep(tables, walk, node, rule.nodes);
}

function makeRoom(tables: PathTables): void {
  const { nodes } = tables;
  if (tables.earlier.length >= nodes) return;
  tables.earlier = new Int32Array(nodes);
  tables.inner = new Int32Array(nodes);
  tables.share = new Float64Array(nodes);
}

/** Joins conditions on one feature along every path, and finds the number of points that all paths need. */
function walkTree(compiled: CompiledTrees, tables: PathTables): Walk {
  const { nodes, root, earlier, share, inner } = tables;
  const { slot, slotFeature, left, right, cover } = compiled;
  const joined = new Float64Array(nodes).fill(1);
  const step = new Int32Array(nodes).fill(-1);
  const parent = new Int32Array(nodes);
  const distinct = new Int32Array(nodes);
  tables.innerNodes = 0;
  tables.longest = 1;
  for (let node = 0; node < nodes; node++) {
    if (slot[root + node]! < 0) continue;
    inner[tables.innerNodes++] = node;
    const feature = slotFeature[slot[root + node]!]!;
    let above = node;
    while (above > 0 && step[above] !== feature) above = parent[above]!;
    earlier[node] = above;
    const children = [left[root + node]! - root, right[root + node]! - root];
    const total = cover[root + children[0]!]! + cover[root + children[1]!]!;
    for (const child of children) {
      share[child] = cover[root + child]! / total;
      joined[child] = joined[above]! * share[child]!;
      step[child] = feature;
      parent[child] = node;
      distinct[child] = distinct[node]! + (above > 0 ? 0 : 1);
      tables.longest = Math.max(tables.longest, distinct[child]!);
    }
  }
  tables.points = Math.min(MOST_POINTS, (tables.longest + 1) >> 1);
  return { joined, step, parent };
}

/** Condition met by the row: t + (1 − t)·cover; not met: (1 − t)·cover. */
function fillStep(tables: PathTables, { joined, parent }: Walk, node: number, t: Float64Array): void {
  const { points, earlier } = tables;
  if (tables.taken.length < tables.nodes * points) {
    const size = tables.nodes * points;
    tables.taken = new Float64Array(size);
    tables.missed = new Float64Array(size);
    tables.takenCredit = new Float64Array(size);
    tables.missedCredit = new Float64Array(size);
  }
  const now = joined[node]!;
  const before = joined[earlier[parent[node]!]!]!;
  for (let point = 0, at = node * points; point < points; point++, at++) {
    const rest = 1 - t[point]!;
    const met = t[point]! + rest * now;
    const metBefore = t[point]! + rest * before;
    const creditBefore = (1 - before) / metBefore;
    tables.taken[at] = met / metBefore;
    tables.missed[at] = (rest * now) / metBefore;
    tables.takenCredit[at] = (1 - now) / met - creditBefore;
    tables.missedCredit[at] = -1 / rest - creditBefore;
  }
}
