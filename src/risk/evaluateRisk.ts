import { DEFAULT_LAPSE_RULE, type LapseRule } from '../account/index.js';
import type { LabelCounts } from '../churn/index.js';
import { outcomeRecord } from '../churn/index.js';
import { dayOf, formatDay } from '../core/day.js';
import type { RunOptions } from '../core/run.js';
import { countBins, type ReferenceBins, stabilityIndex, stabilityLimit } from '../evaluate/index.js';
import { eligibility, featureTable } from '../features/index.js';
import type { History, Snapshot } from '../history/types.js';
import type { Matrix } from '../learn/index.js';
import { evaluationOf, reliabilityOf } from './evaluation.js';
import { LONGEST_CONFIRMATION_DAYS } from './forwardPlan.js';
import { memberMargins } from './members.js';
import { probabilityIntervals } from './probabilityInterval.js';
import type { Evaluation, ReliabilityBin } from './report.js';
import type { RiskModel } from './riskModel.js';
import { featuresOf, scoringMatrix } from './scoringMatrix.js';
import { labelledTable } from './trainingPanel.js';

/** As of when to judge, with progress and abort. */
export interface EvaluateRiskOptions extends RunOptions {
  /** Outcomes are read up to the start of this day; default: the end of the history. */
  readonly asOf?: string | number;
}

/** Shift of one column since training. */
export interface DriftRow {
  /** Feature id, or `churn_probability`. */
  readonly id: string;
  /** Population stability index against training; half a pseudo-count a bin. */
  readonly psi: number;
  /** What a column that did not move stays below in 99 of 100 cases, at these counts of rows. */
  readonly expectedPsi: number;
}

/** How a model does on data later than those it was made from; plain JSON. */
export interface RiskEvaluation {
  readonly modelId: string;
  /** Outcomes before the start of this day were read, ISO date. */
  readonly asOf: string;
  /** Cutoffs judged, all on or after the day the model was trained; empty when no outcome is resolved yet. */
  readonly cutoffs: readonly string[];
  /** What became of the customers at those cutoffs, all together. */
  readonly customers: LabelCounts;
  /** Null where no cutoff could be judged; the other numbers then still show drift. */
  readonly evaluation: Evaluation | null;
  /** Ten bins of equal count, ascending; empty where no cutoff could be judged. */
  readonly reliability: readonly ReliabilityBin[];
  /** When the first outcomes after training are resolved, ISO date. */
  readonly firstPossible: string;
  /** Drift of the customers of today, largest first. */
  readonly drift: readonly DriftRow[];
}

/**
 * Judges a model on outcomes after its training, and shows how far features and probabilities have moved since.
 *
 * @param model - from `trainRisk` or `parseRiskModel`
 * @param history - the same company's, with what came after the training
 * @param options - the day as of which to judge
 * @returns every metric with its 90 % interval over customers, the reliability table and the drift of each column, as plain JSON
 * @throws HoldfastError `missing-column`, `bad-model`, `bad-date`, `no-rows`, `aborted`
 * @remarks Labels are known late: the first outcomes after training are resolved a horizon and 182 days later. Until then drift is
 *   all there is to see, and `evaluation` is null. O(cutoffs × customers × features).
 * @example
 * ```ts
 * const company = await simulate({ customers: 120, months: 42, preset: 'demo' }); // to 2025-06-29
 * const { history } = await reduce(simulatedSources(company));
 * const { model } = await trainRisk(history, { asOf: '2024-06-10', learners: ['logistic'], seeds: 1 });
 * const { cutoffs, firstPossible, evaluation } = await evaluateRisk(model, history);
 * firstPossible; // => '2025-03-10'
 * cutoffs; // => ['2024-06-10', '2024-07-08', '2024-08-05', '2024-09-02', '2024-09-30']
 * (evaluation?.auc.high ?? 0) > 0.5; // => true
 * ```
 */
export async function evaluateRisk(model: RiskModel, history: History, options: EvaluateRiskOptions = {}): Promise<RiskEvaluation> {
  const end = history.at(options.asOf ?? history.endDay);
  const { stepDays } = model.card.options;
  const { horizonDays } = model.model;
  const trained = dayOf(model.card.asOf);
  const resolution = horizonDays + LONGEST_CONFIRMATION_DAYS;
  const cutoffs: number[] = [];
  for (let cutoff = end.cutoff - resolution; cutoff >= trained; cutoff -= stepDays) cutoffs.unshift(cutoff);
  const judged = cutoffs.length === 0 ? undefined : await judge(model, history, end, cutoffs, options);
  return {
    modelId: model.id,
    asOf: formatDay(end.cutoff),
    cutoffs: cutoffs.map(formatDay),
    customers: judged?.customers ?? { left: 0, stayed: 0, already_gone: 0, censored: 0 },
    evaluation: judged?.evaluation ?? null,
    reliability: judged?.reliability ?? [],
    firstPossible: formatDay(trained + resolution),
    drift: driftAt(model, end),
  };
}

async function judge(model: RiskModel, history: History, end: Snapshot, cutoffs: readonly number[], run: RunOptions) {
  const features = featuresOf(model.model, end);
  const { table, outcome, customers } = await labelledTable(history, outcomeRecord(end, ruleOf(model)), cutoffs, model.model.horizonDays, {
    ...run,
    features,
  });
  const probability = probabilitiesOf(model, scoringMatrix(table, model.model));
  return { customers, evaluation: evaluationOf(probability, outcome, table.customer), reliability: reliabilityOf(probability, outcome) };
}

/** The rule the model was trained with; a custom one cannot be kept in a file, so the default stands in. */
function ruleOf({ card }: RiskModel): LapseRule {
  const { epsilon } = card.report.lapseRule;
  return epsilon === null ? DEFAULT_LAPSE_RULE : { kind: 'adaptive', epsilon };
}

function probabilitiesOf({ model }: RiskModel, matrix: Matrix): Float64Array {
  const { mean, variance } = memberMargins(model.members, matrix);
  return probabilityIntervals(mean, variance, model.recalibration).probability;
}

/** Shift of every column among the customers that can be scored at the snapshot; empty when there are none. */
function driftAt(model: RiskModel, snapshot: Snapshot): DriftRow[] {
  const features = featuresOf(model.model, snapshot);
  if (!snapshot.indices.some((index) => eligibility(snapshot.view(index)) === 'eligible')) return [];
  const matrix = scoringMatrix(featureTable(snapshot, { features }), model.model);
  const columns = new Map(matrix.features.map(({ name, values }) => [name, values]));
  const { score, features: references } = model.card.reference;
  return [
    driftRow('churn_probability', score, probabilitiesOf(model, matrix)),
    ...references.flatMap((reference) => driftRow(reference.id, reference, columns.get(reference.id) ?? new Float64Array(0))),
  ].sort((a, b) => b.psi - a.psi || (a.id < b.id ? -1 : 1));
}

function driftRow(id: string, { edges, counts }: ReferenceBins, values: Float64Array): DriftRow {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const now = countBins(edges, values);
  const bins = counts.filter((count, bin) => count + now[bin]! > 0).length;
  return { id, psi: stabilityIndex(counts, now), expectedPsi: stabilityLimit(bins, rows, values.length) };
}
