import type { RunOptions } from '../core/run.js';
import { evaluationOf, reliabilityOf } from './evaluation.js';
import { countOnes, FEWEST_TRAINING_CHURNERS, fitEvent } from './fitEvent.js';
import type { ForwardPlan } from './forwardPlan.js';
import type { DowngradeReport } from './report.js';
import type { RiskPrediction } from './riskModel.js';
import type { TrainingPanel } from './trainingPanel.js';
import { rowsOfCutoffs } from './trainingRows.js';
import type { TrainingSettings } from './trainRisk.js';

/**
 * The second model: which customers of the upper tiers will bring half as much or less, and stay there. It is made and judged like the
 * first, on the same features; where too few were downgraded to learn from there is none, and the report says so.
 */
export async function fitDowngrade(
  panel: TrainingPanel,
  plan: ForwardPlan,
  settings: TrainingSettings,
  run: RunOptions,
): Promise<{ readonly prediction?: RiskPrediction; readonly report: DowngradeReport }> {
  const before = countOnes(rowsOfCutoffs(panel, plan.refit).outcome);
  const after = countOnes(rowsOfCutoffs(panel, plan.test).outcome);
  if (before < FEWEST_TRAINING_CHURNERS || after === 0) return { report: noReport(panel, Math.min(before, after)) };
  const { prediction, result } = await fitEvent(panel, plan, settings, run);
  const { settled, chosen } = result.decided;
  const { title } = settled[chosen]!.candidate;
  const probability = result.probabilities[chosen]!;
  const { outcome, customer } = result.test;
  return {
    prediction,
    report: {
      customers: panel.customers,
      chosen: settled[chosen]!.candidate.name,
      evaluation: evaluationOf(probability, outcome, customer, 100),
      reliability: reliabilityOf(probability, outcome),
      text: {
        en: `Downgrade (an upper-tier customer's value falls by half and stays down) is predicted by ${title.en}.`,
        zh: `降级（上层客户的价值减半且未恢复）由${title.zh}预测。`,
      },
    },
  };
}

function noReport(panel: TrainingPanel, seen: number): DowngradeReport {
  return {
    customers: panel.customers,
    chosen: null,
    evaluation: null,
    reliability: [],
    text: {
      en: `Downgrade is not predicted: only ${seen} upper-tier customers were seen to fall in one of the blocks; ${FEWEST_TRAINING_CHURNERS} are needed to learn from.`,
      zh: `未预测降级：某一区间内只观察到 ${seen} 个上层客户降级，学习至少需要 ${FEWEST_TRAINING_CHURNERS} 个。`,
    },
  };
}
