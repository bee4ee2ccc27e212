import { ensure } from '../../core/errors.js';
import type { BoostingModel, ModelFeature, Tree } from '../boosting/model.js';
import type { LearnerModel } from '../learnerModel.js';
import type { Recalibration } from '../recalibration.js';
import { constantText, treeText } from './treeText.js';

/** More categories than this make lists too long to write. */
const MOST_CATEGORIES = 100_000;

/**
 * Writes boosted trees as the text model of LightGBM, for Python, Spark (SynapseML), Treelite and others to score and explain with.
 *
 * @param models - one boosting model, or several whose margins are averaged, as those of a risk model: the trees of k models are written
 *   with their leaves divided by k
 * @param recalibration - applied to the mean margin: `model.model.recalibration` of a risk model; none when absent
 * @returns text for `lightgbm.Booster(model_str=text)`, objective `binary`: `predict` gives the probability, `raw_score=True` the
 *   log-odds, `pred_contrib=True` what {@link contributions} gives. Columns are found by position, in the order of `feature_names`, a
 *   category as our code − 1 and NaN where it is missing
 * @throws HoldfastError `bad-parameter` for a learner that is no sum of trees, for one trained for profit (its margins are no log-odds), for
 *   names with spaces, and where models disagree about a column
 * @remarks O(nodes). Thresholds and leaves are written with every digit.
 * @example
 * ```ts
 * const gap = Float64Array.from({ length: 400 }, (_, row) => row % 40);
 * const matrix = { length: 400, features: [{ name: 'gap_days', values: gap }] };
 * const { model } = await fitBoosting({ rounds: 3, leaves: 2 }, { matrix, outcome: gap.map((days) => (days > 30 ? 1 : 0)) });
 * const text = toLightGbm(model);
 * text.split('\n').find((line) => line.startsWith('feature_names')); // => 'feature_names=gap_days'
 * predictMargin(fromLightGbm(text), matrix)[0] - predictMargin(model, matrix)[0]; // => 0 (12 dp)
 * ```
 */
export function toLightGbm(models: LearnerModel | readonly LearnerModel[], recalibration: Recalibration = { a: 0, b: 1 }): string {
  const given = 'kind' in models ? [models] : models;
  ensure(given.length > 0, 'bad-parameter', () => ({ en: 'models is empty; give at least one.', zh: 'models 为空；请至少给出一个模型。' }));
  const members = given.map(boostingOrThrow);
  const features = joinedFeatures(members);
  const column = new Map(features.map(({ name }, at) => [name, at]));
  const unit = recalibration.b / members.length;
  const offset = recalibration.a + unit * members.reduce((sum, { base }) => sum + base, 0);
  const trees = members.flatMap((member) => {
    const columns = member.features.map(({ name }) => column.get(name)!);
    return member.trees.map((tree) => treeText({ tree, features: member.features, columns, unit }));
  });
  // A tree of one leaf holds what belongs to every row: the other leaves keep all their digits.
  const blocks = [constantText(offset), ...trees].map((text, at) => `Tree=${at}\n${text}\n`);
  return `${header(features, members, blocks)}\n${blocks.join('')}end of trees\n\nfeature_importances:\n\nparameters:\nend of parameters\n\npandas_categorical:null\n`;
}

function boostingOrThrow(model: LearnerModel): BoostingModel {
  ensure(model.kind === 'boosting', 'bad-parameter', () => ({
    en: `a model of kind "${model.kind}" is no sum of trees, so LightGBM has no text for it; train with a boosting learner ("stumps", "boosting_4", …)`,
    zh: `“${model.kind}”模型不是树之和，无法写成 LightGBM 文本；请使用提升树学习器（“stumps”“boosting_4”等）训练`,
  }));
  ensure(model.objective !== 'profit', 'bad-parameter', () => ({
    en: 'a boosting model trained with objective "profit" has margins that only rank: LightGBM would take them for log-odds and give false probabilities; train with objective "log-loss"',
    zh: '以“profit”（利润）为目标训练的提升树，其得分只能用于排序，不是对数几率，LightGBM 会由此得出错误的概率；请以“log-loss”为目标重新训练',
  }));
  return model;
}

/** The columns of all members, each once. */
function joinedFeatures(members: readonly BoostingModel[]): ModelFeature[] {
  const joined = new Map<string, ModelFeature>();
  for (const feature of members.flatMap(({ features }) => features)) {
    const known = joined.get(feature.name);
    ensure(!/[\s"{}[\],:]/.test(feature.name) && feature.name !== '', 'bad-parameter', () => ({
      en: `LightGBM cannot name a column "${feature.name.slice(0, 100)}": no spaces, quotes, brackets, commas or colons; rename it.`,
      zh: `LightGBM 的列名不能是“${feature.name.slice(0, 100)}”：不得含空格、引号、括号、逗号或冒号；请改名。`,
    }));
    const agree = known === undefined || (known.categories === feature.categories && known.zeroIsMissing === feature.zeroIsMissing);
    ensure(agree && (feature.categories ?? 0) <= MOST_CATEGORIES, 'bad-parameter', () => ({
      en: `The column "${feature.name}" has other categories in another of the models, or more than ${MOST_CATEGORIES}.`,
      zh: `列“${feature.name}”在各模型中的类别不一致，或超过 ${MOST_CATEGORIES} 个。`,
    }));
    joined.set(feature.name, feature);
  }
  return [...joined.values()];
}

function header(features: readonly ModelFeature[], members: readonly BoostingModel[], blocks: readonly string[]): string {
  const ranges = rangesOf(members);
  return [
    'tree',
    'version=v4',
    'num_class=1',
    'num_tree_per_iteration=1',
    'label_index=0',
    `max_feature_idx=${features.length - 1}`,
    'objective=binary sigmoid:1',
    `feature_names=${features.map(({ name }) => name).join(' ')}`,
    `feature_infos=${features.map((feature) => infoOf(feature, ranges.get(feature.name))).join(' ')}`,
    `tree_sizes=${blocks.map((block) => block.length).join(' ')}`,
    '',
  ].join('\n');
}

/** What LightGBM would have seen in training: the range of the thresholds stands in for that of the values. */
function infoOf({ categories }: ModelFeature, range: readonly [number, number] | undefined): string {
  if (categories !== undefined) return Array.from({ length: Math.max(1, categories) }, (_, code) => code).join(':');
  return range === undefined ? 'none' : `[${range[0]}:${range[1]}]`;
}

function rangesOf(members: readonly BoostingModel[]): ReadonlyMap<string, readonly [number, number]> {
  const ranges = new Map<string, readonly [number, number]>();
  for (const { trees, features } of members) for (const tree of trees) addRanges(tree, features, ranges);
  return ranges;
}

function addRanges(tree: Tree, features: readonly ModelFeature[], ranges: Map<string, readonly [number, number]>): void {
  for (const [node, feature] of tree.feature.entries()) {
    if (feature < 0) continue;
    const { name } = features[feature]!;
    const [low, high] = ranges.get(name) ?? [Infinity, -Infinity];
    ranges.set(name, [Math.min(low, tree.threshold[node]!), Math.max(high, tree.threshold[node]!)]);
  }
}
