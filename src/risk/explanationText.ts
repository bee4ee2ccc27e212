import type { Text } from '../core/text.js';
import type { LearnerModel } from '../learn/index.js';
import type { RiskModel } from './riskModel.js';

/** How the share of each feature in a margin is found, by learner. */
function method(model: LearnerModel): Text {
  if ('trees' in model)
    return { en: 'Shapley values of its trees (TreeSHAP, path-dependent)', zh: '树模型的精确 Shapley 值（路径依赖 TreeSHAP）' };
  return { en: 'contributions of its terms against the mean training row', zh: '模型各项相对训练样本均值的精确贡献' };
}

/**
 * Says once, under a list with reasons, how they were found and what they are not.
 *
 * @param model - the model that scored the list
 * @example
 * ```ts
 * const company = await simulate({ customers: 120, months: 42, preset: 'demo' });
 * const { history } = await reduce(simulatedSources(company));
 * const { model } = await trainRisk(history, { learners: ['logistic'], seeds: 2 });
 * explanationText(model).en.slice(0, 79); // => 'Reasons: what the model goes by, an association and not a cause. They are exact'
 * ```
 */
export function explanationText({ model }: RiskModel): Text {
  const [first] = model.members;
  const how = first === undefined ? { en: 'contributions', zh: '精确贡献' } : method(first);
  const seeds = model.members.length;
  const stable = seeds > 1 ? stability(seeds) : { en: '', zh: '' };
  return {
    en: `Reasons: what the model goes by, an association and not a cause. They are exact ${how.en} on the log-odds, summed by family of features${stable.en}.`,
    zh: `原因：模型所依据的关联，并非因果。在对数几率尺度上取${how.zh}，按特征大类汇总${stable.zh}。`,
  };
}

function stability(seeds: number): Text {
  return {
    en: `, averaged over ${seeds} models and told only where they agree`,
    zh: `，取 ${seeds} 个模型的平均，仅列出各模型一致的原因`,
  };
}
