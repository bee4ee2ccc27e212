import type { Tree } from '../boosting/model.js';
import { type Block, finiteOf, numbersOf, textOf, wholeOf } from './blocks.js';
import { notReadable } from './refuse.js';

const MOST_LEAVES = 1024;
const MOST_WORDS = 1_000_000;
const MOST_VALUE = 1e9;

/** How a split treats a missing value: 0 as the number 0, 1 so is 0 itself, 2 NaN goes where the split says. */
export type MissingType = 0 | 1 | 2;

/** One tree as the text tells it: inner nodes, then leaves, each by its own number. */
export interface ParsedTree {
  readonly leaves: number;
  readonly feature: readonly number[];
  readonly gain: readonly number[];
  readonly threshold: readonly number[];
  readonly isCategory: readonly boolean[];
  readonly defaultLeft: readonly boolean[];
  readonly missing: readonly MissingType[];
  /** Inner node, or ~leaf. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly leafValue: readonly number[];
  readonly leafCount: readonly number[];
  /** Of each category split: the codes that go left, ascending, as LightGBM numbers them. */
  readonly leftCodes: readonly (readonly number[])[];
}

/** Reads one tree and checks every number in it. */
export function parseTree(block: Block, features: number): ParsedTree {
  const leaves = wholeOf(block, 'num_leaves', 1, MOST_LEAVES);
  const inner = leaves - 1;
  if (block.has('is_linear') && wholeOf(block, 'is_linear', 0, 1) === 1)
    throw notReadable('its leaves are linear models; train with linear_tree=false', '叶子是线性模型；请用 linear_tree=false 训练');
  const list = (key: string, low: number, high: number): number[] => (inner === 0 ? [] : numbersOf(block, key, inner, low, high));
  const decision = list('decision_type', 0, 15);
  const missing = decision.map((bits) => bits >> 2);
  if (missing.some((type) => type > 2))
    throw notReadable('"decision_type" names an unknown kind of missing value', '“decision_type”含未知的缺失类型');
  const leafValue = finiteOf(block, 'leaf_value', leaves);
  if (leafValue.some((value) => Math.abs(value) > MOST_VALUE)) throw notReadable('a leaf value is beyond 1e9', '叶子取值超过 1e9');
  const isCategory = decision.map((bits) => (bits & 1) === 1);
  const threshold = inner === 0 ? [] : finiteOf(block, 'threshold', inner, Number.MAX_VALUE);
  const leftCodes = codesOf(block);
  if (threshold.some((at, node) => isCategory[node] && !(Number.isInteger(at) && at >= 0 && at < leftCodes.length)))
    throw notReadable('a split names a list of categories that does not exist', '分裂引用了不存在的类别列表');
  return {
    leaves,
    feature: list('split_feature', 0, features - 1),
    gain: inner === 0 || !block.has('split_gain') ? new Array<number>(inner).fill(0) : finiteOf(block, 'split_gain', inner),
    threshold,
    isCategory,
    defaultLeft: decision.map((bits) => (bits & 2) === 2),
    missing: missing as MissingType[],
    left: list('left_child', -leaves, inner - 1),
    right: list('right_child', -leaves, inner - 1),
    leafValue,
    // A model of one leaf may carry no count.
    leafCount: inner === 0 ? [1] : numbersOf(block, 'leaf_count', leaves, 0, Number.MAX_SAFE_INTEGER),
    leftCodes,
  };
}

/** Bit b of word w of a list stands for the category 32·w + b. */
function codesOf(block: Block): number[][] {
  const lists = block.has('num_cat') ? wholeOf(block, 'num_cat', 0, MOST_LEAVES) : 0;
  if (lists === 0) return [];
  const bounds = numbersOf(block, 'cat_boundaries', lists + 1, 0, MOST_WORDS);
  if (bounds.some((bound, place) => (place === 0 ? bound !== 0 : bound < bounds[place - 1]!)))
    throw notReadable('"cat_boundaries" does not ascend from 0', '“cat_boundaries”没有从 0 起递增');
  const size = bounds.at(-1) ?? 0;
  const words = size === 0 && textOf(block, 'cat_threshold') === '' ? [] : numbersOf(block, 'cat_threshold', size, 0, 0xffffffff);
  return Array.from({ length: lists }, (_, list) => {
    const codes: number[] = [];
    for (let at = bounds[list]!; at < bounds[list + 1]!; at++)
      for (let bit = 0; bit < 32; bit++) if ((words[at]! >>> bit) & 1) codes.push(32 * (at - bounds[list]!) + bit);
    return codes;
  });
}

/**
 * The tree with its nodes numbered from the root, children after parents; a category's code is one more than LightGBM's, because 0 is
 * missing here.
 *
 * @param unit - leaf values are multiplied by it
 * @throws HoldfastError `bad-model` where the children do not form one tree
 */
export function toTree(parsed: ParsedTree, unit: number): Tree {
  const order = nodeOrder(parsed);
  const inner = order.map((node) => (node >= 0 ? node : -1));
  const place = new Map(order.map((node, index) => [node, index]));
  const of = <T>(node: number, value: (node: number) => T, leaf: T): T => (node < 0 ? leaf : value(node));
  const cover = order.map((node) => (node >= 0 ? 0 : Math.max(1, parsed.leafCount[~node]!)));
  for (let index = order.length - 1; index >= 0; index--) {
    const node = inner[index]!;
    if (node >= 0) cover[index] = cover[place.get(parsed.left[node]!)!]! + cover[place.get(parsed.right[node]!)!]!;
  }
  return {
    feature: inner.map((node) => of(node, (at) => parsed.feature[at]!, -1)),
    threshold: inner.map((node) => of(node, (at) => parsed.threshold[at]!, 0)),
    left: inner.map((node) => of(node, (at) => place.get(parsed.left[at]!)!, 0)),
    right: inner.map((node) => of(node, (at) => place.get(parsed.right[at]!)!, 0)),
    missingLeft: inner.map((node) => of(node, (at) => missingLeft(parsed, at), 0)),
    value: order.map((node) => (node >= 0 ? 0 : parsed.leafValue[~node]! * unit)),
    cover,
    gain: inner.map((node) => of(node, (at) => Math.max(0, parsed.gain[at]!), 0)),
    leftCategories: parsed.leftCodes.map((codes) => codes.map((code) => code + 1)),
  };
}

function missingLeft({ isCategory, missing, defaultLeft, threshold }: ParsedTree, node: number): number {
  if (isCategory[node]) return 0;
  return (missing[node] === 0 ? threshold[node]! >= 0 : defaultLeft[node]) ? 1 : 0;
}

/** Inner nodes and ~leaves from the root down, parents first; refuses cycles, shared children and nodes out of reach. */
function nodeOrder({ leaves, left, right }: ParsedTree): number[] {
  if (leaves === 1) return [~0];
  const seen = new Set<number>();
  const order: number[] = [];
  const open = [0];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) throw notReadable('its nodes do not form a tree', '节点没有构成一棵树');
    seen.add(node);
    order.push(node);
    if (node >= 0) open.push(right[node]!, left[node]!);
  }
  if (order.length !== 2 * leaves - 1) throw notReadable('some of its nodes cannot be reached', '有节点无法到达');
  return order;
}
