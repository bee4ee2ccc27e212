import type { BoostingModel, ModelFeature } from '../boosting/model.js';
import { type Block, readBlocks, textOf, wholeOf } from './blocks.js';
import { type ParsedTree, parseTree, toTree } from './parseTree.js';
import { notReadable } from './refuse.js';

const MOST_FEATURES = 10_000;
const MOST_CATEGORIES = 10_000_000;
const MOST_CODES = 5_000_000;
const LONGEST_NAME = 1000;

/**
 * Reads a model that LightGBM wrote as text (`Booster.save_model`, `model_to_string`), to score and explain with it here.
 *
 * @param text - the whole text, at most 64 MiB
 * @returns a boosting model whose margin is the log-odds: those of `binary` and `cross_entropy`, whatever `sigmoid`; of a forest
 *   (`boosting=rf`) the mean of its trees; the raw score of a model without objective. A category column of the matrix holds LightGBM's
 *   code + 1, and 0 or NaN where it is missing; under `zero_as_missing` a 0 is missing, too
 * @throws HoldfastError `bad-model` for anything else: several classes, other objectives, linear leaves, and text that is not such a model
 * @remarks O(length of the text). Safe with text from strangers. Predictions and contributions agree with LightGBM's to rounding.
 * @example
 * ```ts
 * const lines = ['tree', 'num_class=1', 'num_tree_per_iteration=1', 'max_feature_idx=0', 'objective=binary sigmoid:1', 'feature_names=gap_days'];
 * const tree = ['Tree=0', 'num_leaves=2', 'split_feature=0', 'threshold=30.5', 'decision_type=10', 'left_child=-1', 'right_child=-2'];
 * const text = [...lines, ...tree, 'leaf_value=-1 2', 'leaf_count=90 10', 'end of trees'].join('\n');
 * const matrix = { length: 3, features: [{ name: 'gap_days', values: Float64Array.of(7, 45, NaN) }] };
 * predictMargin(fromLightGbm(text), matrix); // => [-1, 2, -1]
 * ```
 */
export function fromLightGbm(text: string): BoostingModel {
  const { header, trees } = readBlocks(text);
  const count = wholeOf(header, 'max_feature_idx', 0, MOST_FEATURES - 1) + 1;
  const unit = marginUnit(header, trees.length);
  const parsed = parseAll(trees, count);
  const features = featuresOf(header, parsed, count);
  let base = 0;
  for (const tree of parsed) if (tree.leaves === 1) base += tree.leafValue[0]! * unit;
  const grown = parsed.filter(({ leaves }) => leaves > 1);
  return { kind: 'boosting', features, base, trees: grown.map((tree) => toTree(tree, unit)) };
}

/** What a leaf value is multiplied by to add up to log-odds. */
function marginUnit(header: Block, trees: number): number {
  if (wholeOf(header, 'num_class', 1, 1_000_000) > 1 || wholeOf(header, 'num_tree_per_iteration', 1, 1_000_000) > 1)
    throw notReadable(
      'it tells several classes apart, and only "left or stayed" can be scored here',
      '它区分多个类别，而此处只能预测“流失与否”',
    );
  const [objective = '', ...parameters] = (header.get('objective') ?? '').split(' ', 20);
  if (!['', 'binary', 'cross_entropy', 'custom'].includes(objective))
    throw notReadable(`its objective "${objective.slice(0, 40)}" gives no log-odds`, `其目标“${objective.slice(0, 40)}”给出的不是对数几率`);
  const sigmoid = Number(parameters.find((parameter) => parameter.startsWith('sigmoid:'))?.slice('sigmoid:'.length) ?? 1);
  if (!(sigmoid > 0 && sigmoid <= 1e6)) throw notReadable('"sigmoid" is not a positive number', '“sigmoid”不是正数');
  return header.has('average_output') ? sigmoid / Math.max(1, trees) : sigmoid;
}

function parseAll(trees: readonly Block[], features: number): ParsedTree[] {
  let codes = 0;
  return trees.map((block) => {
    const tree = parseTree(block, features);
    codes += tree.leftCodes.reduce((sum, list) => sum + list.length, 0);
    if (codes > MOST_CODES) throw notReadable('its splits list too many categories', '分裂中列出的类别过多');
    return tree;
  });
}

function featuresOf(header: Block, trees: readonly ParsedTree[], count: number): ModelFeature[] {
  const names = textOf(header, 'feature_names').split(' ', count + 1);
  if (names.length !== count || new Set(names).size !== count || names.some((name) => name === '' || name.length > LONGEST_NAME))
    throw notReadable(`"feature_names" must hold ${count} different names`, `“feature_names”应为 ${count} 个不同的名称`);
  const infos = (header.get('feature_infos') ?? '').split(' ', count + 1);
  const uses = usesOf(trees, count);
  return names.map((name, feature) => {
    const { asNumber, asCategory, zeroMissing, zeroPresent, largestCode } = uses[feature]!;
    const infoCode = largestInfoCode(infos[feature] ?? '');
    if (asNumber && asCategory) throw notReadable(`"${shown(name)}" is both a number and a category`, `“${shown(name)}”既是数值又是类别`);
    if (zeroMissing && zeroPresent)
      throw notReadable(`"${shown(name)}" has splits with and without zero as missing`, `“${shown(name)}”的分裂对 0 是否缺失说法不一`);
    if (asCategory || (!asNumber && infoCode >= 0)) return { name, categories: Math.max(largestCode, infoCode) + 1 };
    return zeroMissing ? { name, zeroIsMissing: true } : { name };
  });
}

const shown = (name: string): string => name.slice(0, 100);

interface Use {
  asNumber: boolean;
  asCategory: boolean;
  zeroMissing: boolean;
  zeroPresent: boolean;
  largestCode: number;
}

function usesOf(trees: readonly ParsedTree[], count: number): Use[] {
  const uses = Array.from({ length: count }, (): Use => {
    return { asNumber: false, asCategory: false, zeroMissing: false, zeroPresent: false, largestCode: -1 };
  });
  for (const tree of trees)
    for (const [node, feature] of tree.feature.entries()) {
      const use = uses[feature]!;
      if (tree.isCategory[node]) {
        use.asCategory = true;
        use.largestCode = Math.max(use.largestCode, tree.leftCodes[tree.threshold[node]!]!.at(-1) ?? -1);
      } else {
        use.asNumber = true;
        if (tree.missing[node] === 1) use.zeroMissing = true;
        else use.zeroPresent = true;
      }
    }
  return uses;
}

/** Largest category of `feature_infos`, as `3:0:12`; −1 for a number's range, as `[0:9.5]`, and for `none`. */
function largestInfoCode(info: string): number {
  if (!/^-?\d/.test(info)) return -1;
  let largest = -1;
  for (let start = 0; start < info.length; ) {
    const colon = info.indexOf(':', start);
    const end = colon < 0 ? info.length : colon;
    const code = Number(info.slice(start, Math.min(end, start + 12)));
    if (code > largest) largest = code;
    start = end + 1;
  }
  if (!(Number.isInteger(largest) && largest < MOST_CATEGORIES))
    throw notReadable('"feature_infos" names a category beyond reach', '“feature_infos”中的类别编号过大');
  return largest;
}
