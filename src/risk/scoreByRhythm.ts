import { gapLimitDays, rhythm, silenceSurprise } from '../account/index.js';
import type { Lang, Text } from '../core/text.js';
import { ELIGIBILITY_TEXT, type Eligibility, eligibility, FEATURES, featureContext } from '../features/index.js';
import type { CustomerView, Snapshot } from '../history/types.js';
import { annualProfits } from './annualProfit.js';
import type { RiskBand } from './riskBand.js';
import { type RiskRow, type RiskTable, ranked, riskTable } from './riskTable.js';
import { unscoredRows } from './scoreRisk.js';

const PROBABILITY_ACTIVE = FEATURES.find(({ id }) => id === 'probability_active')!;
/** A silence rarer than one in a hundred of the customer's own gaps is `high`, one in ten `medium`. */
const HIGH_NATS = Math.log(100);
const MEDIUM_NATS = Math.log(10);
/** Beyond this the silence is a lapse by any rule, and no early warning any more. */
const LAPSE_EPSILON = 1e-3;

/**
 * The list without a model, for histories too short to train on: customers by how surprising their present silence is under their own
 * rhythm × annual profit. No probability of leaving is claimed: `churn_probability` is NaN and `model_id` is `rhythm`.
 *
 * @param snapshot - the facts as of the day of the list
 * @param options - language of the reasons; default `en`
 * @returns one row a customer that had shipped before the cutoff; `risk_band` is `high` where a silence this long comes less than once in
 *   100 of the customer's gaps, `medium` less than once in 10
 * @remarks O(customers). Customers whose silence is past their own limit at ε = 1e-3 have left by any rule and come last with the rest.
 *   Chances are those of the gap law of `lapses`.
 * @example
 * ```ts
 * const weekly = (customer_id: string, weeks: number) =>
 *   Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(dayOf('2026-01-05') + 7 * week) }));
 * const { history } = await historyFrom({ shipments: [...weekly('C1', 26), ...weekly('C2', 20)] }); // C2 is silent for six weeks
 * const { columns } = scoreByRhythm(history.at('2026-06-30'));
 * columns.customer_id; // => ['C2', 'C1']
 * cell(columns.risk_band, 0); // => 'medium'
 * ```
 */
export function scoreByRhythm(snapshot: Snapshot, options: { readonly lang?: Lang } = {}): RiskTable {
  const { lang = 'en' } = options;
  const states = Array.from(snapshot.indices, (index) => stateOf(snapshot.view(index)));
  const profits = annualProfits(snapshot);
  const active = probabilitiesActive(snapshot);
  const scored = Array.from(snapshot.indices, (customer, place) => ({ customer, place }))
    .filter(({ place }) => states[place] === 'eligible')
    .map(({ customer, place }) => rhythmRow(snapshot.view(customer), profits[place]!));
  const found = [...scored, ...unscoredRows(snapshot, states, profits)];
  const rows = ranked(
    found.map((row) => ({ ...row, probabilityActive: active.get(row.customer) ?? Number.NaN })),
    snapshot.customers.ids,
  );
  const state = new Map(Array.from(snapshot.indices, (index, place) => [index, states[place]!]));
  const reasons = rows.map(({ customer, band }) =>
    band === undefined ? [ELIGIBILITY_TEXT[state.get(customer) ?? 'eligible'][lang]] : [silenceText(snapshot.view(customer))[lang]],
  );
  return riskTable(snapshot, rows, reasons, 'rhythm');
}

/** Chance that each customer is still active, by the purchase process of all of them; it needs one shipment, not a rhythm. */
function probabilitiesActive(snapshot: Snapshot): ReadonlyMap<number, number> {
  const context = featureContext(snapshot);
  return new Map(Array.from(snapshot.indices, (index) => [index, PROBABILITY_ACTIVE.compute(snapshot.view(index), context)]));
}

/** Without a model a customer may be silent for longer: silence is all there is to rank by. */
function stateOf(view: CustomerView): Eligibility {
  const state = eligibility(view);
  if (state !== 'silent' && state !== 'too_few_shipments' && state !== 'too_few_active_weeks') return state;
  const { gapCount, exposureDays, currentGap } = rhythm(view);
  return currentGap < gapLimitDays(gapCount, exposureDays, LAPSE_EPSILON) ? 'eligible' : 'silent';
}

function rhythmRow(view: CustomerView, profit: number): RiskRow {
  const surprise = silenceSurprise(rhythm(view));
  return {
    customer: view.index,
    probability: Number.NaN,
    low: Number.NaN,
    high: Number.NaN,
    probabilityActive: Number.NaN,
    downgrade: Number.NaN,
    band: bandOf(surprise),
    atStake: Number.NaN,
    annualProfit: profit,
    order: Number.isNaN(profit) ? surprise : surprise * Math.max(0, profit),
  };
}

function bandOf(surprise: number): RiskBand {
  if (surprise > HIGH_NATS) return 'high';
  return surprise > MEDIUM_NATS ? 'medium' : 'low';
}

function silenceText(view: CustomerView): Text {
  const own = rhythm(view);
  const days = view.cutoff - own.lastDay;
  const usual = Math.round((own.exposureDays / Math.max(1, own.gapCount)) * 10) / 10;
  const oneIn = Math.round(Math.exp(Math.min(silenceSurprise(own), 20)));
  const rare =
    oneIn < 2 ? { en: 'is nothing unusual', zh: '并不反常' } : { en: `comes once in ${oneIn} gaps`, zh: `约每 ${oneIn} 次出现一次` };
  return {
    en: `Last shipped ${days} day${days === 1 ? '' : 's'} ago; it usually ships every ${usual} days, and a silence this long ${rare.en}. No model was used.`,
    zh: `上次发货距今 ${days} 天；通常每 ${usual} 天发货一次，这样长的间隔${rare.zh}。未使用模型。`,
  };
}
