import { emptyTree, type Tree } from '../boosting/model.js';

/** The parts of the package's tree nodes that matter here. */
export interface PackageNode {
  readonly left?: PackageNode;
  readonly right?: PackageNode;
  readonly splitColumn?: number;
  /** Values below it go left. */
  readonly splitValue?: number;
  /** Of a leaf: share of each class; a leaf of zeros has one class only. */
  readonly distribution?: { readonly columns: number; get(row: number, column: number): number };
}

/**
 * A tree of the package as the flat arrays of this library.
 *
 * @param columns - feature of each of the tree's own columns
 * @param medians - of each feature, where missing values sit
 * @param rows - the tree's rows, to count the cover of its nodes; a node that none reaches counts 1
 */
export function forestTree(
  root: PackageNode,
  columns: readonly number[],
  medians: readonly number[],
  rows: readonly (readonly number[])[],
): Tree {
  const tree = emptyTree();
  const add = (node: PackageNode, reached: readonly (readonly number[])[]): number => {
    const inner = node.left !== undefined && node.right !== undefined;
    const feature = inner ? columns[node.splitColumn!]! : -1;
    const threshold = inner ? justBelow(node.splitValue!) : 0;
    const index = tree.feature.push(feature) - 1;
    tree.threshold.push(threshold);
    tree.left.push(0);
    tree.right.push(0);
    tree.missingLeft.push(inner && medians[feature]! <= threshold ? 1 : 0);
    tree.value.push(inner ? 0 : shareOfOnes(node));
    tree.cover.push(Math.max(1, reached.length));
    tree.gain.push(0);
    if (!inner) return index;
    tree.left[index] = add(
      node.left!,
      reached.filter((row) => row[feature]! <= threshold),
    );
    tree.right[index] = add(
      node.right!,
      reached.filter((row) => row[feature]! > threshold),
    );
    tree.cover[index] = tree.cover[tree.left[index]!]! + tree.cover[tree.right[index]!]!;
    return index;
  };
  add(root, rows);
  return tree;
}

function shareOfOnes({ distribution }: PackageNode): number {
  return distribution && distribution.columns > 1 ? Math.min(1, distribution.get(0, 1)) : 0;
}

/** The largest number below x, so that `v < x` is `v <= justBelow(x)`. */
function justBelow(x: number): number {
  if (x === 0) return -Number.MIN_VALUE;
  const bits = new BigInt64Array(new Float64Array([x]).buffer);
  bits[0]! += x > 0 ? -1n : 1n;
  return new Float64Array(bits.buffer)[0]!;
}
