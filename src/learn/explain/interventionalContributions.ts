import { ensure } from '../../core/errors.js';
import type { AdditiveModel } from '../additive/model.js';
import { predictAdditive } from '../additive/predictAdditive.js';
import { contributions, type LearnerModel } from '../learnerModel.js';
import type { Matrix } from '../matrix.js';
import type { Contributions } from './contributions.js';
import { ensureBackground, interventionalShap } from './interventionalShap.js';

/** Kinds whose margin is a sum of terms of one feature, or of a pair. */
const SUMS: ReadonlySet<string> = new Set(['logistic', 'one-feature', 'additive']);

/**
 * Exact interventional Shapley values of every margin: what each feature adds compared with the rows of a background, as with healthy
 * customers of the same segment. What is not known of a row is taken from a background row, averaged over all of them.
 *
 * @param model - a boosting, additive, logistic or one-feature model
 * @param matrix - rows to explain
 * @param background - rows to compare with; some hundred are plenty
 * @returns base = the background's mean margin; base + Σ of a row's values = its margin to 1e-9
 * @throws HoldfastError `missing-column`; `no-rows` without background; `bad-parameter` for other learners, as a forest, whose log-odds are no sum of its trees
 * @remarks Trees: O(rows × background × nodes), some 0.1 ms a pair of rows and 100 trees of 31 leaves. Lundberg et al. 2020.
 * @example
 * ```ts
 * const gap = Float64Array.from({ length: 400 }, (_, row) => row % 40);
 * const matrix = { length: 400, features: [{ name: 'gap_days', values: gap }] };
 * const { model } = await fitBoosting({ rounds: 20, leaves: 2 }, { matrix, outcome: gap.map((days) => (days > 30 ? 1 : 0)) });
 * const [usual, long] = [7, 35].map((days) => ({ length: 1, features: [{ name: 'gap_days', values: Float64Array.of(days) }] }));
 * const { base, values } = interventionalContributions(model, long, usual);
 * base - predictMargin(model, usual)[0]; // => 0 (9 dp)
 * base + values[0] - predictMargin(model, long)[0]; // => 0 (9 dp)
 * ```
 */
export function interventionalContributions(model: LearnerModel, matrix: Matrix, background: Matrix): Contributions {
  ensureBackground(background);
  if (model.kind === 'boosting') {
    const shap = interventionalShap(model.trees, model.features, matrix, background);
    return { ...shap, base: model.base + shap.base };
  }
  ensure(SUMS.has(model.kind), 'bad-parameter', () => ({
    en: `The log-odds of "${model.kind}" are no sum of its parts, so nothing exact can be said against a background; use contributions(), or a boosting model.`,
    zh: `“${model.kind}”的对数几率不是各部分之和，无法相对背景数据精确分解；请使用 contributions()，或改用提升树模型。`,
  }));
  const own = recentred(contributions(model, matrix), contributions(model, background), background.length);
  return model.kind === 'additive' ? withPairs(model, own, matrix, background) : own;
}

/** Of a sum of terms of one feature each: the difference to the term's mean over the background. */
function recentred(own: Contributions, others: Contributions, rows: number): Contributions {
  const width = own.features.length;
  const means = new Float64Array(width);
  for (let at = 0; at < others.values.length; at++) means[at % width]! += others.values[at]! / rows;
  return {
    base: own.base + means.reduce((a, b) => a + b, 0),
    features: own.features,
    values: own.values.map((value, at) => value - means[at % width]!),
  };
}

/** Puts the exact values of each pair table in the place of the halves that it was credited by. */
function withPairs(model: AdditiveModel, own: Contributions, matrix: Matrix, background: Matrix): Contributions {
  const width = own.features.length;
  const values = own.values.slice();
  for (const pair of model.pairs) {
    const alone: AdditiveModel = { ...model, base: 0, curves: [], pairs: [pair] };
    const halves = recentred(contributions(alone, matrix), contributions(alone, background), background.length).values;
    const [first, second] = [pair.axes[0].feature, pair.axes[1].feature];
    const both = predictAdditive(alone, matrix);
    const neither = mean(predictAdditive(alone, background));
    const onlyFirst = meanMixed(alone, matrix, background, own.features[first]!);
    const onlySecond = meanMixed(alone, matrix, background, own.features[second]!);
    for (let row = 0; row < matrix.length; row++) {
      const at = row * width;
      const ofFirst = (onlyFirst[row]! - neither + both[row]! - onlySecond[row]!) / 2;
      values[at + first]! += ofFirst - halves[at + first]!;
      values[at + second]! += both[row]! - neither - ofFirst - halves[at + second]!;
    }
  }
  return { ...own, values };
}

/** Mean margin of each row with all but one of its columns taken from the background rows in turn. */
function meanMixed(model: AdditiveModel, matrix: Matrix, background: Matrix, kept: string): Float64Array {
  const sums = new Float64Array(matrix.length);
  const others = new Map(background.features.map((feature) => [feature.name, feature.values]));
  for (let other = 0; other < background.length; other++) {
    const features = matrix.features.map((feature) =>
      feature.name === kept
        ? feature
        : { ...feature, values: new Float64Array(matrix.length).fill(others.get(feature.name)?.[other] ?? Number.NaN) },
    );
    const margins = predictAdditive(model, { length: matrix.length, features });
    for (let row = 0; row < matrix.length; row++) sums[row]! += margins[row]! / background.length;
  }
  return sums;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
