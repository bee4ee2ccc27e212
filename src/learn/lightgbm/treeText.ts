import type { ModelFeature, Tree } from '../boosting/model.js';

const CATEGORY = 1;
const DEFAULT_LEFT = 2;
const ZERO_MISSING = 4;
const NAN_MISSING = 8;

/** One tree as LightGBM writes it. */
export interface TreePart {
  readonly tree: Tree;
  readonly features: readonly ModelFeature[];
  /** Column of each of `features` in the text. */
  readonly columns: readonly number[];
  /** Leaf values are multiplied by it. */
  readonly unit: number;
}

/** The lines of a tree of one leaf. */
export function constantText(value: number): string {
  return `num_leaves=1\nnum_cat=0\nsplit_feature=\nsplit_gain=\nthreshold=\ndecision_type=\nleft_child=\nright_child=\nleaf_value=${value}\nleaf_weight=\nleaf_count=\ninternal_value=\ninternal_weight=\ninternal_count=\nis_linear=0\nshrinkage=1\n\n`;
}

/** The lines of a tree. LightGBM numbers inner nodes and leaves apart, each from 0, a leaf as its complement. */
export function treeText({ tree, features, columns, unit }: TreePart): string {
  const nodes = Array.from(tree.feature.keys());
  const inner = nodes.filter((node) => tree.feature[node]! >= 0);
  const leaves = nodes.filter((node) => tree.feature[node]! < 0);
  if (inner.length === 0) return constantText(tree.value[0]! * unit);
  const number = new Map([...inner.map((node, at) => [node, at] as const), ...leaves.map((node, at) => [node, ~at] as const)]);
  const splits = inner.map((node) => splitOf(tree, features[tree.feature[node]!]!, node));
  const lists = splits.flatMap(({ words }) => (words ? [words] : []));
  const bounds = [0];
  for (const words of lists) bounds.push(bounds.at(-1)! + words.length);
  let list = 0;
  const lines: [string, readonly (number | string)[]][] = [
    ['num_leaves', [leaves.length]],
    ['num_cat', [lists.length]],
    ['split_feature', inner.map((node) => columns[tree.feature[node]!]!)],
    ['split_gain', inner.map((node) => tree.gain[node]!)],
    ['threshold', inner.map((node, at) => (splits[at]!.words ? list++ : tree.threshold[node]!))],
    ['decision_type', splits.map(({ decision }) => decision)],
    ['left_child', inner.map((node, at) => number.get(splits[at]!.swapped ? tree.right[node]! : tree.left[node]!)!)],
    ['right_child', inner.map((node, at) => number.get(splits[at]!.swapped ? tree.left[node]! : tree.right[node]!)!)],
    ['leaf_value', leaves.map((node) => tree.value[node]! * unit)],
    ['leaf_weight', leaves.map((node) => tree.cover[node]!)],
    ['leaf_count', leaves.map((node) => tree.cover[node]!)],
    ['internal_value', inner.map(() => 0)],
    ['internal_weight', inner.map((node) => tree.cover[node]!)],
    ['internal_count', inner.map((node) => tree.cover[node]!)],
    ...(lists.length > 0
      ? ([
          ['cat_boundaries', bounds],
          ['cat_threshold', lists.flat()],
        ] as [string, number[]][])
      : []),
    ['is_linear', [0]],
    ['shrinkage', [1]],
  ];
  return `${lines.map(([key, values]) => `${key}=${values.join(' ')}\n`).join('')}\n`;
}

interface SplitText {
  readonly decision: number;
  /** Bits of the categories that go left in the text; undefined for a number split. */
  readonly words?: readonly number[];
  /** Whether left and right change places. */
  readonly swapped: boolean;
}

/**
 * A missing category goes right in LightGBM, always: where ours goes left the sides change places, and the categories of the right are
 * listed. (Codes beyond those of the training then go where missing ones do, not right.)
 */
function splitOf(tree: Tree, { categories, zeroIsMissing }: ModelFeature, node: number): SplitText {
  if (categories === undefined) {
    const missing = zeroIsMissing ? ZERO_MISSING : NAN_MISSING;
    return { decision: missing | (tree.missingLeft[node] === 1 ? DEFAULT_LEFT : 0), swapped: false };
  }
  const listed = tree.leftCategories[tree.threshold[node]!]!;
  const swapped = listed[0] === 0;
  const own = new Set(listed);
  const codes = swapped ? Array.from({ length: categories }, (_, at) => at + 1).filter((code) => !own.has(code)) : listed;
  return { decision: CATEGORY | NAN_MISSING, words: bitsOf(codes), swapped };
}

/** Bit b of word w for the category 32·w + b, LightGBM's codes being one less than ours; at least one word. */
function bitsOf(codes: readonly number[]): number[] {
  const words = new Array<number>(Math.floor(((codes.at(-1) ?? 1) - 1) / 32) + 1).fill(0);
  for (const code of codes) {
    const at = Math.floor((code - 1) / 32);
    words[at] = (words[at]! | (1 << ((code - 1) % 32))) >>> 0;
  }
  return words;
}
