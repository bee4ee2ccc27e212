import { formatDay } from '../core/day.js';
import { evaluationOf, reliabilityOf } from './evaluation.js';
import type { Decision, ForwardResult } from './fitEvent.js';
import type { ForwardPlan } from './forwardPlan.js';
import type { BlockReport, CandidateReport, RiskReport } from './report.js';
import { UNDATED_FEATURES } from './trainingFeatures.js';
import { type TrainingPanel, totalCounts } from './trainingPanel.js';
import type { PanelRows } from './trainingRows.js';

/** What a report is made from. */
export interface ForwardReportInput extends ForwardResult {
  readonly settings: { readonly asOf: string; readonly horizonDays: number; readonly stepDays: number };
  readonly lapseRule: RiskReport['lapseRule'];
  readonly plan: ForwardPlan;
  readonly panel: TrainingPanel;
}

/** The honest report of a training run. */
export function forwardReport({
  settings,
  lapseRule,
  plan,
  panel,
  decided,
  test,
  probabilities,
}: ForwardReportInput): Omit<RiskReport, 'downgrade' | 'leakage'> {
  const { settled, chosen, text } = decided;
  const candidates = settled.map((_, place) => candidateReport(decided, place, probabilities[place]!, test));
  return {
    asOf: settings.asOf,
    horizonDays: settings.horizonDays,
    stepDays: settings.stepDays,
    lapseRule,
    blocks: (['fit', 'validation', 'refit', 'test', 'all'] as const).flatMap((name) => blockReport(name, plan[name], panel)),
    candidates,
    chosen: settled[chosen]!.candidate.name,
    choice: text,
    evaluation: candidates[chosen]!.test,
    reliability: reliabilityOf(probabilities[chosen]!, test.outcome),
    recalibration: settled[chosen]!.recalibration,
    droppedFeatures: panel.table.dropped,
    undatedFeatures: UNDATED_FEATURES,
  };
}

function candidateReport(
  { settled, chosen, choice }: Decision,
  place: number,
  probability: Float64Array,
  test: PanelRows,
): CandidateReport {
  const { candidate, rounds } = settled[place]!;
  const standing = choice?.standing[place];
  return {
    name: candidate.name,
    title: candidate.title,
    isBaseline: candidate.isBaseline,
    chosen: place === chosen,
    rounds: rounds ?? null,
    validationLoss: standing?.meanLoss ?? null,
    behindBest: standing?.behindBest ?? null,
    standardError: standing?.standardError ?? null,
    test: evaluationOf(probability, test.outcome, test.customer, place === chosen ? 200 : 100),
  };
}

function blockReport(name: BlockReport['name'], cutoffs: readonly number[], { counts }: TrainingPanel): BlockReport[] {
  const [first] = cutoffs;
  const last = cutoffs.at(-1);
  if (first === undefined || last === undefined) return [];
  const customers = totalCounts(cutoffs.flatMap((cutoff) => counts.get(cutoff) ?? []));
  return [{ name, from: formatDay(first), to: formatDay(last), cutoffs: cutoffs.length, customers }];
}
