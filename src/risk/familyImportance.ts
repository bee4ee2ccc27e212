import { outcomeRecord } from '../churn/index.js';
import type { RunOptions } from '../core/run.js';
import { auc } from '../evaluate/index.js';
import type { History } from '../history/types.js';
import { type ImportanceOptions, type ImportanceTable, permutationImportance } from '../learn/index.js';
import { LONGEST_CONFIRMATION_DAYS } from './forwardPlan.js';
import { cutoffsBetween, ruleOf } from './judgedCutoffs.js';
import { memberMargins } from './members.js';
import type { RiskModel } from './riskModel.js';
import { featuresOf, scoringMatrix } from './scoringMatrix.js';
import { labelledTable } from './trainingPanel.js';

export interface FamilyImportanceOptions extends RunOptions, Pick<ImportanceOptions, 'repeats' | 'seed'> {
  /** Outcomes are read up to the start of this day; default: the end of the history. */
  readonly asOf?: string | number;
  /** Shuffle whole families (default), or each feature on its own. */
  readonly by?: 'family' | 'feature';
  /** Cutoffs looked at, the latest whose outcomes are known; default 4. */
  readonly cutoffs?: number;
}

/**
 * Permutation importance of the families of features: how much AUC a model loses when the values of a family are dealt out to the
 * customers at random, over the last cutoffs whose outcomes are known.
 *
 * @param model - from `trainRisk` or `parseRiskModel`
 * @param history - the same company's; where it ends with the training, the rows were learnt from and the losses are flattered
 * @param options - until when, by family or by feature, over how many cutoffs, how many shuffles
 * @returns a row a family, largest loss first, with its 5–95 % interval over the shuffles
 * @throws HoldfastError `missing-column`, `bad-model`, `bad-date`, `no-rows`, `too-few-events` where nobody left or all did, `aborted`
 * @remarks What this model goes by, not what makes customers leave. O(families × repeats) scorings.
 * @example
 * ```ts
 * const company = await simulate({ customers: 120, months: 42, preset: 'demo' });
 * const { history } = await reduce(simulatedSources(company));
 * const { model } = await trainRisk(history, { learners: ['logistic'], seeds: 1 });
 * const { columns } = await familyImportance(model, history, { repeats: 3 });
 * columns.group.includes('price'); // => true
 * columns.importance[0] > 0; // => true
 * ```
 */
export async function familyImportance(
  model: RiskModel,
  history: History,
  options: FamilyImportanceOptions = {},
): Promise<ImportanceTable> {
  const end = history.at(options.asOf ?? history.endDay);
  const features = featuresOf(model.model, end);
  const last = end.cutoff - model.model.horizonDays - LONGEST_CONFIRMATION_DAYS;
  const cutoffs = cutoffsBetween(history.firstDay + 1, last, model.card.options.stepDays).slice(-(options.cutoffs ?? 4));
  const record = outcomeRecord(end, ruleOf(model));
  const { table, outcome } = await labelledTable(history, record, cutoffs, model.model.horizonDays, { ...options, features });
  const groups: Record<string, string[]> = {};
  for (const { id, family } of features) {
    const name = options.by === 'feature' ? id : family;
    groups[name] = [...(groups[name] ?? []), id];
  }
  return permutationImportance(
    (matrix) => auc(memberMargins(model.model.members, matrix).mean, outcome),
    scoringMatrix(table, model.model),
    { ...options, groups },
  );
}
