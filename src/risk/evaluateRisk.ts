import { type LabelCounts, type OutcomeRecord, outcomeRecord } from '../churn/index.js';
import { dayOf, formatDay } from '../core/day.js';
import type { RunOptions } from '../core/run.js';
import { type CalibrationGap, calibrationGap, type ExpectedPerformance, expectedPerformance } from '../evaluate/index.js';
import { eligibility, FEATURES, type FeatureTable, featureTable, usableFeatures } from '../features/index.js';
import type { History, Snapshot } from '../history/types.js';
import { recalibrate } from '../learn/index.js';
import { logistic } from '../math/logSums.js';
import { annualProfits, medianProfit } from './annualProfit.js';
import { evaluationOf, reliabilityOf } from './evaluation.js';
import { LONGEST_CONFIRMATION_DAYS } from './forwardPlan.js';
import { cutoffsBetween, firstUnseenDay, ruleOf } from './judgedCutoffs.js';
import { memberMargins } from './members.js';
import { type BranchSum, branchSums } from './monitoring/branchAlarms.js';
import {
  type CampaignOptions,
  type CampaignProfit,
  campaignProfit,
  checkCampaign,
  type ValuedCustomers,
} from './monitoring/campaignProfit.js';
import { type Cohort, cohortsOf, type JudgedRows, pooledRatio } from './monitoring/cohorts.js';
import { type DriftRow, driftTable } from './monitoring/driftTable.js';
import { type InputAlarm, inputAlarms } from './monitoring/inputAlarms.js';
import { SURROGATE_DAYS, type Surrogate, surrogateOf } from './monitoring/surrogate.js';
import { alarmsOf, type Evidence, type MonitoringAlarm, type Verdict, verdictOf } from './monitoring/verdict.js';
import type { Evaluation, ReliabilityBin } from './report.js';
import type { RiskModel } from './riskModel.js';
import { featuresOf, scoringMatrix } from './scoringMatrix.js';
import { labelledTable } from './trainingPanel.js';

/** As of when to judge, and on what terms a campaign is reckoned; with progress and abort. */
export interface EvaluateRiskOptions extends RunOptions, CampaignOptions {
  /** Outcomes are read up to the start of this day; default: the end of the history. */
  readonly asOf?: string | number;
}

/** How a model does on data later than those it was made from; plain JSON. */
export interface RiskEvaluation {
  readonly modelId: string;
  /** Outcomes before the start of this day were read, ISO date. */
  readonly asOf: string;
  /** What to do with the model, and why. */
  readonly verdict: Verdict;
  /** What has changed, by the step of the ladder that noticed; empty where all is quiet. */
  readonly alarms: readonly MonitoringAlarm[];
  /** Cutoffs judged, all on or after the day the model was trained, or past what it was recalibrated on; empty when no outcome is resolved yet. */
  readonly cutoffs: readonly string[];
  /** What became of the customers at those cutoffs, all together. */
  readonly customers: LabelCounts;
  /** Null where no cutoff could be judged; the other numbers then still show drift. */
  readonly evaluation: Evaluation | null;
  /** Ten bins of equal count, ascending; empty where no cutoff could be judged. */
  readonly reliability: readonly ReliabilityBin[];
  /** The bin of those that is furthest off, and how far chance would put it; null where no cutoff could be judged. */
  readonly gap: CalibrationGap | null;
  /** When the first outcomes after training are resolved, ISO date. */
  readonly firstPossible: string;
  /** Each judged cutoff by itself: promised and happened. */
  readonly cohorts: readonly Cohort[];
  /** Lapses of the company and its branches added up against expectation, those most above it first. */
  readonly branches: readonly BranchSum[];
  /** What the customers scored 28 days ago foretell; null where nothing like it was seen before. */
  readonly surrogate: Surrogate | null;
  /** What the probabilities of today promise of themselves; null where nobody can be scored. */
  readonly expected: ExpectedPerformance | null;
  /** Inputs that have changed for good, gravest first. */
  readonly inputs: readonly InputAlarm[];
  /** Drift of the customers of today, largest first. */
  readonly drift: readonly DriftRow[];
  /** How far down the list contacting pays; null where no profit of customers is known. */
  readonly profit: CampaignProfit | null;
}

/**
 * Judges a model on outcomes after its training, watches its inputs, and says whether to keep, recalibrate or retrain it, and why.
 *
 * @param model - from `trainRisk` or `parseRiskModel`
 * @param history - the same company's, with what came after the training
 * @param options - the day as of which to judge; `acceptance`, `offerShare`, `contactCost` of the campaign that is reckoned
 * @returns verdict with its reason and alarms; every metric with its 90 % interval over customers, cohorts, branches, what the first 28 days
 *   foretell, inputs that changed, drift of each column, and how far down the list contacting pays; plain JSON
 * @throws HoldfastError `missing-column`, `bad-model`, `bad-date`, `bad-parameter`, `no-rows`, `aborted`
 * @remarks Labels are known late: the first outcomes after training are resolved a horizon and 182 days later; until then `evaluation` is
 *   null, and inputs, drift and the first 28 days are all there is to see. After recalibration the cutoffs begin a horizon past those it was
 *   fitted on. O(cutoffs × customers × features). science.md H.
 * @example
 * ```ts
 * const company = await simulate({ customers: 120, months: 42, preset: 'demo' }); // to 2025-06-29
 * const { history } = await reduce(simulatedSources(company));
 * const { model } = await trainRisk(history, { asOf: '2024-06-10', learners: ['logistic'], seeds: 1 });
 * const { cutoffs, firstPossible, evaluation, verdict } = await evaluateRisk(model, history);
 * firstPossible; // => '2025-03-10'
 * cutoffs; // => ['2024-06-10', '2024-07-08', '2024-08-05', '2024-09-02', '2024-09-30']
 * (evaluation?.auc.high ?? 0) > 0.5; // => true
 * ```
 */
export async function evaluateRisk(model: RiskModel, history: History, options: EvaluateRiskOptions = {}): Promise<RiskEvaluation> {
  checkCampaign(options);
  const end = history.at(options.asOf ?? history.endDay);
  const first = firstUnseenDay(model);
  const resolution = model.model.horizonDays + LONGEST_CONFIRMATION_DAYS;
  const record = outcomeRecord(end, ruleOf(model));
  const cutoffs = cutoffsBetween(first, end.cutoff - resolution, model.card.options.stepDays);
  const judged = cutoffs.length === 0 ? undefined : await judge(model, history, record, cutoffs, options);
  const today = scoredAt(model, end);
  const evidence: Evidence = {
    inputs: inputAlarms(end),
    drift: today === undefined ? [] : driftTable(model.card, today.matrix, today.probability),
    surrogate: await surrogateAt(model, history, record, end, resolution),
    cohorts: judged === undefined ? [] : cohortsOf(judged.rows),
    branches: judged === undefined ? [] : branchSums(judged.rows, judged.branch, record, model.card.options.stepDays),
    ratio: judged === undefined ? null : pooledRatio(judged.rows),
    evaluation: judged === undefined ? null : evaluationOf(judged.rows.probability, judged.rows.outcome, judged.rows.customer),
    trained: model.card.report.evaluation,
    firstPossible: formatDay(first + resolution),
  };
  return {
    modelId: model.id,
    asOf: formatDay(end.cutoff),
    verdict: verdictOf(evidence),
    alarms: alarmsOf(evidence),
    cutoffs: cutoffs.map(formatDay),
    customers: judged?.customers ?? { left: 0, stayed: 0, already_gone: 0, censored: 0 },
    evaluation: evidence.evaluation,
    reliability: judged === undefined ? [] : reliabilityOf(judged.rows.probability, judged.rows.outcome),
    gap: judged === undefined ? null : calibrationGap(judged.rows.probability, judged.rows.outcome),
    firstPossible: evidence.firstPossible,
    cohorts: evidence.cohorts,
    branches: evidence.branches,
    surrogate: evidence.surrogate,
    expected: today === undefined ? null : expectedPerformance(today.probability),
    inputs: evidence.inputs,
    drift: evidence.drift,
    profit: today === undefined ? null : campaignProfit(today, judged?.rows, options),
  };
}

/** Rows whose outcomes are known, with all that is asked of them. */
interface Judged {
  readonly customers: LabelCounts;
  readonly rows: JudgedRows & ValuedCustomers;
  /** Branch of each row; '' where there is none. */
  readonly branch: readonly string[];
}

const BRANCH = FEATURES.filter(({ id }) => id === 'branch');

async function judge(
  model: RiskModel,
  history: History,
  record: OutcomeRecord,
  cutoffs: readonly number[],
  run: RunOptions,
): Promise<Judged> {
  const end = history.at(record.dataEnd);
  const features = [...new Set([...featuresOf(model.model, end), ...usableFeatures(end, BRANCH).features])];
  const { table, outcome, customers } = await labelledTable(history, record, cutoffs, model.model.horizonDays, { ...run, features });
  const probability = probabilitiesOf(model, table);
  const { cutoff, customer } = table;
  return {
    customers,
    rows: { cutoff, customer, probability, outcome, annualProfit: profitsOf(history, table) },
    branch: branchesOf(table),
  };
}

function probabilitiesOf({ model }: RiskModel, table: FeatureTable): Float64Array {
  return recalibrate(model.recalibration, memberMargins(model.members, scoringMatrix(table, model)).mean).map(logistic);
}

/** Profit a year of each row, as known at its cutoff. */
function profitsOf(history: History, { cutoff, customer }: FeatureTable): Float64Array {
  const byCutoff = new Map<number, Map<number, number>>();
  for (const day of new Set(cutoff)) {
    const snapshot = history.at(day);
    const profits = annualProfits(snapshot);
    byCutoff.set(day, new Map(Array.from(snapshot.indices, (index, place) => [index, profits[place]!])));
  }
  return Float64Array.from(customer, (index, row) => byCutoff.get(cutoff[row]!)?.get(index) ?? Number.NaN);
}

function branchesOf({ features, columns, levels, length }: FeatureTable): string[] {
  const codes = columns[features.findIndex(({ id }) => id === 'branch')];
  return Array.from({ length }, (_, row) => levels['branch']?.[(codes?.[row] ?? 0) - 1] ?? '');
}

/** The customers that can be scored at a snapshot; undefined when there are none. */
function scoredAt(model: RiskModel, snapshot: Snapshot) {
  const features = featuresOf(model.model, snapshot);
  if (!snapshot.indices.some((index) => eligibility(snapshot.view(index)) === 'eligible')) return undefined;
  const table = featureTable(snapshot, { features });
  const matrix = scoringMatrix(table, model.model);
  const profits = annualProfits(snapshot);
  const place = new Map(Array.from(snapshot.indices, (index, at) => [index, at]));
  const annualProfit = Float64Array.from(table.customer, (index) => profits[place.get(index) ?? -1] ?? Number.NaN);
  return {
    customer: table.customer,
    matrix,
    probability: probabilitiesOf(model, table),
    annualProfit,
    medianProfit: medianProfit(profits),
  };
}

/** Those scored 28 days ago, held against what came of the like before; null where history is too short for either. */
async function surrogateAt(
  model: RiskModel,
  history: History,
  record: OutcomeRecord,
  end: Snapshot,
  resolution: number,
): Promise<Surrogate | null> {
  const cutoff = end.cutoff - SURROGATE_DAYS;
  const { stepDays } = model.card.options;
  const resolved = cutoffsBetween(history.firstDay + resolution, end.cutoff - resolution, stepDays);
  if (cutoff < dayOf(model.card.asOf) || resolved.length === 0) return null;
  const then = scoredAt(model, history.at(cutoff));
  return then === undefined ? null : surrogateOf(history, record, cutoff, then, resolved, model.model.horizonDays);
}
