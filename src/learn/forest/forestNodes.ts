import type { FeatureBins } from '../binning.js';
import { emptyTree, type Tree } from '../boosting/model.js';
import type { Split } from '../boosting/split.js';
import { thresholdOf } from '../boosting/toTree.js';

/** Where a node's rows stand, inside the bootstrap and outside, and their sums of −outcome × weight and of weight. */
export interface NodePlace {
  readonly start: number;
  readonly end: number;
  readonly outStart: number;
  readonly outEnd: number;
  readonly depth: number;
  readonly gradient: number;
  readonly hessian: number;
}

/** The nodes of a growing tree, root first, children after their parent, in typed arrays: forests have a million of them. */
export interface ForestNodes {
  /** Best split of each node; of a node without children it was not made. */
  readonly split: (Split | undefined)[];
  readonly add: (place: NodePlace) => number;
  readonly link: (parent: number, left: number, right: number) => void;
  readonly placeOf: (node: number) => NodePlace;
  readonly isLeaf: (node: number) => boolean;
  /** 0, 0 of a leaf. */
  readonly childrenOf: (node: number) => readonly [number, number];
  readonly count: () => number;
}

/** Room for a tree of so many leaves. */
export function startNodes(leaves: number): ForestNodes {
  const room = 2 * leaves + 1;
  const rows = new Int32Array(5 * room);
  const sums = new Float64Array(2 * room);
  const children = new Int32Array(2 * room);
  const split: (Split | undefined)[] = [];
  let count = 0;
  return {
    split,
    add({ start, end, outStart, outEnd, depth, gradient, hessian }) {
      const node = count++;
      rows[5 * node] = start;
      rows[5 * node + 1] = end;
      rows[5 * node + 2] = outStart;
      rows[5 * node + 3] = outEnd;
      rows[5 * node + 4] = depth;
      sums[2 * node] = gradient;
      sums[2 * node + 1] = hessian;
      split.push(undefined);
      return node;
    },
    link(parent, left, right) {
      children[2 * parent] = left;
      children[2 * parent + 1] = right;
    },
    placeOf(node) {
      const at = 5 * node;
      return {
        start: rows[at]!,
        end: rows[at + 1]!,
        outStart: rows[at + 2]!,
        outEnd: rows[at + 3]!,
        depth: rows[at + 4]!,
        gradient: sums[2 * node]!,
        hessian: sums[2 * node + 1]!,
      };
    },
    isLeaf: (node) => children[2 * node] === 0,
    childrenOf: (node) => [children[2 * node]!, children[2 * node + 1]!],
    count: () => count,
  };
}

/** The grown tree as the model keeps it: a leaf's value is its share of ones. */
export function forestTree(nodes: ForestNodes, features: readonly FeatureBins[]): Tree {
  const tree = emptyTree();
  for (let node = 0; node < nodes.count(); node++) {
    const { start, end, gradient, hessian } = nodes.placeOf(node);
    const split = nodes.isLeaf(node) ? undefined : nodes.split[node];
    const [left, right] = nodes.childrenOf(node);
    tree.feature.push(split ? split.feature : -1);
    tree.threshold.push(split ? thresholdOf(split, features, tree.leftCategories) : 0);
    tree.left.push(left);
    tree.right.push(right);
    tree.missingLeft.push(split?.missingLeft ? 1 : 0);
    // The share of ones of a leaf without ones is 0, not −0, which a file could not hold.
    tree.value.push(split ? 0 : -gradient / hessian + 0);
    tree.cover.push(end - start);
    tree.gain.push(split ? split.gain : 0);
  }
  return tree;
}
