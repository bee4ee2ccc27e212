import { type ChurnEvent, canFall, likelyTypes, type TypeModel } from '../churn/index.js';
import { ensure } from '../core/errors.js';
import type { RunOptions } from '../core/run.js';
import { throwIfAborted } from '../core/run.js';
import type { Lang, Text } from '../core/text.js';
import { ELIGIBILITY_TEXT, type Eligibility, eligibility, FEATURES, type FeatureTable, featureTable } from '../features/index.js';
import type { Snapshot } from '../history/types.js';
import { recalibrate } from '../learn/index.js';
import { logistic } from '../math/logSums.js';
import { annualProfits, medianProfit } from './annualProfit.js';
import { memberMargins } from './members.js';
import { probabilityIntervals } from './probabilityInterval.js';
import { reasonsOf } from './reasons.js';
import { riskBand } from './riskBand.js';
import type { RiskModel, RiskPrediction } from './riskModel.js';
import { type RiskRow, type RiskTable, ranked, riskTable } from './riskTable.js';
import { featuresOf, scoringMatrix } from './scoringMatrix.js';

/** How many reasons to write, in which language. */
export interface ScoreRiskOptions extends Pick<RunOptions, 'signal'> {
  /** Rows that get reasons and the likely kind of leaving, from the top; default 1,000. */
  readonly explain?: number;
  /** Language of the reasons; default `en`. */
  readonly lang?: Lang;
  /** What the list is about: `leave` (default), `downgrade` (staying, and bringing half as much), or `either`. */
  readonly event?: ChurnEvent;
  /** What speaks for which kind of leaving, learned from those who left (`classifyChurn`); default the start values. */
  readonly typeModel?: TypeModel;
}

/** Share of the profit that a downgrade puts at stake: the fall that counts as one. */
const DOWNGRADE_SHARE = 0.5;

const PROBABILITY_ACTIVE = FEATURES.filter(({ id }) => id === 'probability_active');

/**
 * The early-warning list: every customer that had shipped before the cutoff, by expected profit at stake (annual profit × churn
 * probability; by probability where there is no freight). Customers that cannot be scored are listed last with the reason.
 *
 * @param model - from `trainRisk` or `parseRiskModel`
 * @param snapshot - the facts as of the day of the list
 * @param options - how many rows get reasons, in which language
 * @returns one row a customer that had shipped before the cutoff, worst first; what each column holds: {@link RiskTable}
 * @throws HoldfastError `missing-column` where the data lack what the model was trained with, `bad-model`, `bad-parameter` for `downgrade` or
 *   `either` where the model has no part for it, `aborted`
 * @remarks O(customers × features); reasons cost some 0.1 ms a row and model of 100 trees of 31 leaves. The probability speaks of the horizon the model was trained for.
 * @example
 * ```ts
 * const company = await simulate({ customers: 120, months: 42, preset: 'demo' });
 * const { history } = await reduce(simulatedSources(company));
 * const { model } = await trainRisk(history, { learners: ['logistic'], seeds: 1 });
 * const risk = scoreRisk(model, history.at(history.endDay), { explain: 10, lang: 'zh' });
 * const [first] = rows(risk);
 * [first.rank, first.as_of, first.model_id === model.id]; // => [1, '2025-06-30', true]
 * first.expected_profit_at_stake >= risk.columns.expected_profit_at_stake[1]; // => true
 * ```
 */
export function scoreRisk(model: RiskModel, snapshot: Snapshot, options: ScoreRiskOptions = {}): RiskTable {
  const { explain = 1000, lang = 'en', event = 'leave', signal } = options;
  const { downgrade } = model.model;
  ensurePredicts(model, event);
  const features = [...featuresOf(model.model, snapshot), ...(downgrade === undefined ? [] : featuresOf(downgrade, snapshot))];
  const states = Array.from(snapshot.indices, (index) => eligibility(snapshot.view(index)));
  throwIfAborted(signal);
  const table = states.includes('eligible')
    ? featureTable(snapshot, { features: [...new Set([...features, ...PROBABILITY_ACTIVE])] })
    : undefined;
  throwIfAborted(signal);
  const rows = ranked(
    [...scoredRows(model, snapshot, table, event), ...unscoredRows(snapshot, states, annualProfits(snapshot))],
    snapshot.customers.ids,
  );
  throwIfAborted(signal);
  const explained = rows.slice(0, explain).flatMap(({ band, customer }) => (band === undefined ? [] : [customer]));
  const reasons = reasonsOf(explanatory(model, event), snapshot, table, explained, lang);
  throwIfAborted(signal);
  const state = new Map(Array.from(snapshot.indices, (index, place) => [index, states[place]!]));
  const sentences = rows.map(({ band, customer }) =>
    band === undefined ? [unscoredText(state.get(customer) ?? 'eligible')[lang]] : (reasons.get(customer) ?? []),
  );
  const types = likelyTypes(snapshot, { customers: explained, ...(options.typeModel ? { model: options.typeModel } : {}) });
  return riskTable(snapshot, rows, sentences, model.id, types);
}

const CANNOT_FALL: Text = {
  en: 'No downgrade is foretold of it: its profit is not among the upper fifth, is known for less than half a year, or has fallen already.',
  zh: '不预测降级：该客户的利润不在前五分之一，已知不足半年，或价值已经下降。',
};

/** Why a row has no probability of the event; one that could be scored cannot fall. */
function unscoredText(state: Eligibility): Text {
  return state === 'eligible' ? CANNOT_FALL : ELIGIBILITY_TEXT[state];
}

function ensurePredicts({ model, card }: RiskModel, event: ChurnEvent): void {
  const why = card.report.downgrade?.text ?? { en: 'It was trained without.', zh: '训练时未包含。' };
  ensure(event === 'leave' || model.downgrade !== undefined, 'bad-parameter', () => ({
    en: `event is ${event}, and this model does not predict downgrade; train again with more history, or score leaving. ${why.en}`,
    zh: `event 为 ${event}，而该模型不预测降级；请用更长的历史重新训练，或只对流失评分。${why.zh}`,
  }));
}

/** The part of the model that the reasons are of: that of the event; of either, that of leaving, which has more at stake. */
function explanatory({ model }: RiskModel, event: ChurnEvent): RiskPrediction {
  return event === 'downgrade' ? (model.downgrade ?? model) : model;
}

function scoredRows({ model }: RiskModel, snapshot: Snapshot, table: FeatureTable | undefined, event: ChurnEvent): RiskRow[] {
  if (table === undefined) return [];
  const { mean, variance } = memberMargins(model.members, scoringMatrix(table, model));
  const { probability, low, high } = probabilityIntervals(mean, variance, model.recalibration);
  const active = table.columns[table.features.findIndex(({ id }) => id === 'probability_active')];
  const profits = annualProfits(snapshot);
  const median = medianProfit(profits);
  const place = new Map(Array.from(snapshot.indices, (index, at) => [index, at]));
  const downgrade = downgradeProbabilities(model.downgrade, snapshot, table, place);
  return Array.from(table.customer, (customer, row) => {
    const profit = profits[place.get(customer) ?? -1] ?? Number.NaN;
    const [leaves, falls] = [probability[row]!, downgrade[row]!];
    const share = shareAtStake(leaves, falls, event);
    const atStake = profit * share;
    return {
      customer,
      probability: leaves,
      low: low[row]!,
      high: high[row]!,
      probabilityActive: active?.[row] ?? Number.NaN,
      downgrade: falls,
      band: Number.isNaN(share) ? undefined : riskBand(share, profit, median),
      atStake,
      annualProfit: profit,
      order: Number.isNaN(share) ? Number.NEGATIVE_INFINITY : Number.isNaN(atStake) ? share : atStake,
    };
  });
}

/** Share of a customer's profit that is expected to be lost to the event; of a downgrade alone, NaN where the value cannot fall. */
function shareAtStake(leaves: number, falls: number, event: ChurnEvent): number {
  if (event === 'leave') return leaves;
  if (event === 'downgrade') return DOWNGRADE_SHARE * falls;
  return leaves + DOWNGRADE_SHARE * (Number.isNaN(falls) ? 0 : falls);
}

/** By row of the table; NaN where there is no such model and for customers whose value cannot fall. */
function downgradeProbabilities(
  downgrade: RiskPrediction | undefined,
  snapshot: Snapshot,
  table: FeatureTable,
  place: ReadonlyMap<number, number>,
): Float64Array {
  if (downgrade === undefined) return new Float64Array(table.length).fill(Number.NaN);
  const { mean } = memberMargins(downgrade.members, scoringMatrix(table, downgrade));
  const probability = recalibrate(downgrade.recalibration, mean).map(logistic);
  const isAbleToFall = canFall(snapshot);
  return probability.map((falls, row) => (isAbleToFall(place.get(table.customer[row]!) ?? -1) ? falls : Number.NaN));
}

/** Rows of the customers that cannot be scored: blank, last, those worth most first. */
export function unscoredRows(snapshot: Snapshot, states: readonly Eligibility[], profits: Float64Array): RiskRow[] {
  return Array.from(snapshot.indices, (customer, place) => ({ customer, place }))
    .filter(({ place }) => states[place] !== 'eligible')
    .map(({ customer, place }) => ({
      customer,
      annualProfit: profits[place]!,
      probability: Number.NaN,
      low: Number.NaN,
      high: Number.NaN,
      probabilityActive: Number.NaN,
      downgrade: Number.NaN,
      band: undefined,
      atStake: Number.NaN,
      order: Number.NEGATIVE_INFINITY,
    }));
}
