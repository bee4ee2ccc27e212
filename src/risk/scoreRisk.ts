import type { RunOptions } from '../core/run.js';
import { throwIfAborted } from '../core/run.js';
import type { Lang } from '../core/text.js';
import { ELIGIBILITY_TEXT, type Eligibility, eligibility, FEATURES, type FeatureTable, featureTable } from '../features/index.js';
import type { Snapshot } from '../history/types.js';
import { annualProfits, medianProfit } from './annualProfit.js';
import { memberMargins } from './members.js';
import { probabilityIntervals } from './probabilityInterval.js';
import { reasonsOf } from './reasons.js';
import { riskBand } from './riskBand.js';
import type { RiskModel } from './riskModel.js';
import { type RiskRow, type RiskTable, ranked, riskTable } from './riskTable.js';
import { featuresOf, scoringMatrix } from './scoringMatrix.js';

/** How many reasons to write, in which language. */
export interface ScoreRiskOptions extends Pick<RunOptions, 'signal'> {
  /** Rows that get reasons, from the top; default 1,000. */
  readonly explain?: number;
  /** Language of the reasons; default `en`. */
  readonly lang?: Lang;
}

const PROBABILITY_ACTIVE = FEATURES.filter(({ id }) => id === 'probability_active');

/**
 * The early-warning list: every customer that had shipped before the cutoff, by expected profit at stake (annual profit × churn
 * probability; by probability where there is no freight). Customers that cannot be scored are listed last with the reason.
 *
 * @param model - from `trainRisk` or `parseRiskModel`
 * @param snapshot - the facts as of the day of the list
 * @param options - how many rows get reasons, in which language
 * @returns one row a customer that had shipped before the cutoff, worst first; what each column holds: {@link RiskTable}
 * @throws HoldfastError `missing-column` where the data lack what the model was trained with, `bad-model`, `aborted`
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
  const { explain = 1000, lang = 'en', signal } = options;
  const features = featuresOf(model.model, snapshot);
  const states = Array.from(snapshot.indices, (index) => eligibility(snapshot.view(index)));
  throwIfAborted(signal);
  const table = states.includes('eligible')
    ? featureTable(snapshot, { features: [...new Set([...features, ...PROBABILITY_ACTIVE])] })
    : undefined;
  throwIfAborted(signal);
  const rows = ranked(
    [...scoredRows(model, snapshot, table), ...unscoredRows(snapshot, states, annualProfits(snapshot))],
    snapshot.customers.ids,
  );
  throwIfAborted(signal);
  const explained = rows.slice(0, explain).flatMap(({ band, customer }) => (band === undefined ? [] : [customer]));
  const reasons = reasonsOf(model, snapshot, table, explained, lang);
  throwIfAborted(signal);
  const state = new Map(Array.from(snapshot.indices, (index, place) => [index, states[place]!]));
  const sentences = rows.map(({ band, customer }) =>
    band === undefined ? [ELIGIBILITY_TEXT[state.get(customer) ?? 'eligible'][lang]] : (reasons.get(customer) ?? []),
  );
  return riskTable(snapshot, rows, sentences, model.id);
}

function scoredRows({ model }: RiskModel, snapshot: Snapshot, table: FeatureTable | undefined): RiskRow[] {
  if (table === undefined) return [];
  const { mean, variance } = memberMargins(model.members, scoringMatrix(table, model));
  const { probability, low, high } = probabilityIntervals(mean, variance, model.recalibration);
  const active = table.columns[table.features.findIndex(({ id }) => id === 'probability_active')];
  const profits = annualProfits(snapshot);
  const median = medianProfit(profits);
  const place = new Map(Array.from(snapshot.indices, (index, at) => [index, at]));
  return Array.from(table.customer, (customer, row) => {
    const profit = profits[place.get(customer) ?? -1] ?? Number.NaN;
    const atStake = profit * probability[row]!;
    return {
      customer,
      probability: probability[row]!,
      low: low[row]!,
      high: high[row]!,
      probabilityActive: active?.[row] ?? Number.NaN,
      band: riskBand(probability[row]!, profit, median),
      atStake,
      annualProfit: profit,
      order: Number.isNaN(atStake) ? probability[row]! : atStake,
    };
  });
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
      band: undefined,
      atStake: Number.NaN,
      order: Number.NEGATIVE_INFINITY,
    }));
}
