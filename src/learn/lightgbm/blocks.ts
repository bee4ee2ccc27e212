import { notReadable } from './refuse.js';

/** Longer texts are refused before they are looked at. */
const MOST_CHARACTERS = 64 * 1024 * 1024;
const MOST_TREES = 10_000;

/** Lines `key=value` of one part of the text, those that are asked for. A Map: keys come from strangers. */
export type Block = ReadonlyMap<string, string>;

const HEADER_KEYS: ReadonlySet<string> = new Set([
  'num_class',
  'num_tree_per_iteration',
  'max_feature_idx',
  'objective',
  'feature_names',
  'feature_infos',
  'average_output',
]);

const TREE_KEYS: ReadonlySet<string> = new Set([
  'num_leaves',
  'num_cat',
  'split_feature',
  'split_gain',
  'threshold',
  'decision_type',
  'left_child',
  'right_child',
  'leaf_value',
  'leaf_count',
  'cat_boundaries',
  'cat_threshold',
  'is_linear',
]);

/**
 * The header and the trees of a LightGBM text model; other lines are passed over. One walk over the text.
 *
 * @throws HoldfastError `bad-model`
 */
export function readBlocks(text: string): { readonly header: Block; readonly trees: readonly Block[] } {
  if (text.length > MOST_CHARACTERS) throw notReadable('it is longer than 64 MiB', '超过 64 MiB');
  const header = new Map<string, string>();
  const trees: Map<string, string>[] = [];
  let start = 0;
  let isFirst = true;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end > start && text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
    if (isFirst && line !== 'tree') throw notReadable('its first line is not "tree"', '第一行不是“tree”');
    isFirst = false;
    if (line === 'end of trees') return { header, trees };
    if (line.startsWith('Tree=')) trees.push(new Map());
    else addLine(trees.at(-1) ?? header, trees.length === 0 ? HEADER_KEYS : TREE_KEYS, line);
    if (trees.length > MOST_TREES) throw notReadable(`it has more than ${MOST_TREES} trees`, `树超过 ${MOST_TREES} 棵`);
  }
  throw notReadable('the line "end of trees" is missing, so it is not whole', '缺少“end of trees”一行，文本不完整');
}

function addLine(block: Map<string, string>, keys: ReadonlySet<string>, line: string): void {
  const equals = line.indexOf('=');
  const key = equals < 0 ? line : line.slice(0, equals);
  if (!keys.has(key)) return;
  if (block.has(key)) throw notReadable(`"${key}" is given twice`, `“${key}”出现两次`);
  block.set(key, equals < 0 ? '' : line.slice(equals + 1));
}

/** The text of a key. */
export function textOf(block: Block, key: string): string {
  const text = block.get(key);
  if (text === undefined) throw notReadable(`"${key}" is missing`, `缺少“${key}”`);
  return text;
}

/** A whole number from `low` to `high`. */
export function wholeOf(block: Block, key: string, low: number, high: number): number {
  const [value] = numbersOf(block, key, 1, low, high);
  return value ?? low;
}

/** Exactly `count` whole numbers from `low` to `high`, separated by single spaces. */
export function numbersOf(block: Block, key: string, count: number, low: number, high: number): number[] {
  const values = finiteOf(block, key, count);
  if (!values.every((value) => Number.isInteger(value) && value >= low && value <= high))
    throw notReadable(
      `"${key}" holds something that is not a whole number from ${low} to ${high}`,
      `“${key}”应为 ${low} 到 ${high} 的整数`,
    );
  return values;
}

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** Exactly `count` finite numbers; `inf` stands for the number given for it, if one is. */
export function finiteOf(block: Block, key: string, count: number, inf: number = Number.NaN): number[] {
  const parts = textOf(block, key)
    .trim()
    .split(' ', count + 1);
  const values = parts.map((part) => (part === 'inf' ? inf : part.length <= 40 && NUMBER.test(part) ? Number(part) : Number.NaN));
  if (values.length !== count || !values.every(Number.isFinite))
    throw notReadable(`"${key}" must hold ${count} finite numbers`, `“${key}”应为 ${count} 个有限数`);
  return values;
}
