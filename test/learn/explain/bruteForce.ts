import type { Matrix, ModelFeature, Tree } from '../../../src/learn/index.js';

/** The slow obvious twin: Shapley values by their definition, over all sets of features. */
export function shapleyValues(count: number, worth: (known: readonly boolean[]) => number): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const phi = new Array<number>(count).fill(0);
  for (let set = 0; set < 2 ** count; set++) {
    const known = Array.from({ length: count }, (_, f) => Math.floor(set / 2 ** f) % 2 === 1);
    const size = known.filter(Boolean).length;
    const weight = (factorial(size) * factorial(count - size - 1)) / factorial(count);
    const without = worth(known);
    for (let f = 0; f < count; f++) {
      if (known[f]) continue;
      phi[f]! += weight * (worth(known.with(f, true)) - without);
    }
  }
  return phi;
}

/** The row's cells, one a feature of the model. */
export function rowOf(matrix: Matrix, row: number): number[] {
  return matrix.features.map(({ values }) => values[row]!);
}

function goesLeft(tree: Tree, features: readonly ModelFeature[], node: number, cell: number): boolean {
  if (features[tree.feature[node]!]!.categories !== undefined)
    return tree.leftCategories[tree.threshold[node]!]!.includes(Number.isNaN(cell) ? 0 : cell);
  return Number.isNaN(cell) ? tree.missingLeft[node] === 1 : cell <= tree.threshold[node]!;
}

/** Mean value of the tree for the row when only the known features are looked at, the others averaged by cover. */
export function meanByCover(
  tree: Tree,
  features: readonly ModelFeature[],
  cells: readonly number[],
  known: readonly boolean[],
  node = 0,
): number {
  const feature = tree.feature[node]!;
  if (feature < 0) return tree.value[node]!;
  const [left, right] = [tree.left[node]!, tree.right[node]!];
  const below = (child: number): number => meanByCover(tree, features, cells, known, child);
  if (known[feature]) return below(goesLeft(tree, features, node, cells[feature]!) ? left : right);
  return (tree.cover[left]! * below(left) + tree.cover[right]! * below(right)) / (tree.cover[left]! + tree.cover[right]!);
}
