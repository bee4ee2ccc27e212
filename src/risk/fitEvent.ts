import type { RunOptions } from '../core/run.js';
import type { Candidate } from './candidates.js';
import { choiceText, noChoiceText } from './choiceText.js';
import { type Choice, chooseCandidate } from './chooseCandidate.js';
import type { ForwardPlan } from './forwardPlan.js';
import { forwardProbabilities, type Settled } from './forwardTest.js';
import { fitMembers } from './members.js';
import { NO_RECALIBRATION } from './recalibration.js';
import type { RiskReport } from './report.js';
import type { RiskPrediction } from './riskModel.js';
import type { TrainingPanel } from './trainingPanel.js';
import { binnedRows, type PanelRows, rowsOfCutoffs } from './trainingRows.js';
import type { TrainingSettings } from './trainRisk.js';
import { optionsFound, tryCandidates, usableCandidates } from './trials.js';

/** Fewer than this of those that left, or were downgraded, teach nothing. */
export const FEWEST_TRAINING_CHURNERS = 20;

export function countOnes(outcome: Uint8Array): number {
  return outcome.reduce((sum, value) => sum + value, 0);
}

/** A model of one event, and what it would have said of the test block had it been made before. */
export interface FittedEvent {
  readonly prediction: RiskPrediction;
  readonly result: ForwardResult;
}

/** What was tried, and the probabilities of each candidate on the test rows. */
export interface ForwardResult {
  readonly decided: Decision;
  readonly test: PanelRows;
  readonly probabilities: readonly Float64Array[];
}

/** Chooses a candidate on the validation block, judges it on the test block, and fits it to everything resolved. */
export async function fitEvent(panel: TrainingPanel, plan: ForwardPlan, settings: TrainingSettings, run: RunOptions): Promise<FittedEvent> {
  const before = binnedRows(rowsOfCutoffs(panel, plan.refit));
  const test = rowsOfCutoffs(panel, plan.test);
  const decided = await decide(panel, plan, settings, run);
  const probabilities = await forwardProbabilities(decided.settled, decided.chosen, before, test.matrix, settings, run);
  const prediction = await finalPrediction(panel, plan, decided, settings, run);
  return { prediction, result: { decided, test, probabilities } };
}

/** Which candidate it is to be, and what is known of the others. */
export interface Decision {
  readonly settled: readonly Settled[];
  readonly chosen: number;
  /** Undefined where there was no block to choose on. */
  readonly choice: Choice | undefined;
  readonly text: RiskReport['choice'];
}

async function decide(panel: TrainingPanel, plan: ForwardPlan, settings: TrainingSettings, run: RunOptions): Promise<Decision> {
  const candidates = usableCandidates(
    settings.candidates,
    panel.matrix.features.map(({ name }) => name),
  );
  const fit = rowsOfCutoffs(panel, plan.fit);
  const validation = rowsOfCutoffs(panel, plan.validation);
  if (Math.min(countOnes(fit.outcome), countOnes(validation.outcome)) < FEWEST_TRAINING_CHURNERS) return undecided(candidates);
  const trials = await tryCandidates(candidates, binnedRows(fit), validation, settings.seed, run);
  const choice = chooseCandidate(
    trials.map(({ candidate, losses }) => ({ ...candidate, losses })),
    validation.customer,
  );
  return { settled: trials, chosen: choice.chosen, choice, text: choiceText(trials, choice) };
}

/** Without a block to choose on: logistic regression where it may be used, else the simplest learner allowed. */
function undecided(candidates: readonly Candidate[]): Decision {
  const settled = candidates.map((candidate) => ({ candidate, rounds: undefined, recalibration: NO_RECALIBRATION }));
  const learner = candidates.find(({ name }) => name === 'logistic') ?? candidates.find(({ isBaseline }) => !isBaseline) ?? candidates[0];
  const text = noChoiceText(learner?.title ?? { en: '', zh: '' });
  return { settled, chosen: learner === undefined ? 0 : candidates.indexOf(learner), choice: undefined, text };
}

async function finalPrediction(
  panel: TrainingPanel,
  plan: ForwardPlan,
  { settled, chosen }: Decision,
  settings: TrainingSettings,
  run: RunOptions,
): Promise<RiskPrediction> {
  const { candidate, rounds, recalibration } = settled[chosen]!;
  const rows = binnedRows(rowsOfCutoffs(panel, plan.all));
  const options = optionsFound(candidate, rounds, rows.outcome.length);
  const members = await fitMembers(rows, options, settings.seed, settings.seeds, {
    ...run,
    onProgress: (progress) => run.onProgress?.({ ...progress, stage: 'final' }),
  });
  const used = new Set(
    members.flatMap((member) => (member.kind === 'one-feature' ? member.curve : member).features.map(({ name }) => name)),
  );
  const features = panel.table.features
    .filter(({ id }) => used.has(id))
    .map(({ id }) => {
      const levels = panel.table.levels[id];
      return levels === undefined ? { id } : { id, levels };
    });
  return { horizonDays: settings.horizonDays, candidate: candidate.name, features, members, recalibration };
}
