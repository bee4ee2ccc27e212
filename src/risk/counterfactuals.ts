import { ensure } from '../core/errors.js';
import type { CategoryColumn, Table } from '../core/table.js';
import type { Lang, Text } from '../core/text.js';
import { formatNorm } from '../features/format.js';
import { FAMILY_TITLES, FEATURE_FAMILIES, type Feature, featureTable } from '../features/index.js';
import type { Snapshot } from '../history/types.js';
import type { Matrix } from '../learn/index.js';
import { quantileSorted } from '../math/quantile.js';
import { LEVERS, type Lever } from './levers.js';
import { memberMargins } from './members.js';
import { probabilityIntervals } from './probabilityInterval.js';
import type { RiskModel } from './riskModel.js';
import { featuresOf, scoringMatrix } from './scoringMatrix.js';

/** What the model would say if one thing were otherwise, largest fall first within a customer. */
export type CounterfactualTable = Table<{
  readonly customer_id: readonly string[];
  /** Family of features that is changed: `price`, `delivery`, `complaints`, `contact`. */
  readonly family: CategoryColumn;
  /** The feature that is told; the others of the family move with it. */
  readonly feature: readonly string[];
  /** Its value now and then, in the units of the feature table. */
  readonly value: Float64Array;
  readonly new_value: Float64Array;
  readonly churn_probability: Float64Array;
  readonly new_probability: Float64Array;
  /** 90 % interval of the new probability. */
  readonly new_probability_low: Float64Array;
  readonly new_probability_high: Float64Array;
  /** New probability − probability. */
  readonly change: Float64Array;
  /** Share of the members that put the new probability below the old one. */
  readonly members_agree: Float64Array;
  /** Always `association`: no experiment stands behind it. */
  readonly evidence: readonly string[];
  readonly sentence: readonly string[];
}>;

export interface CounterfactualOptions {
  /** Segment of each customer_id, within which values must have been seen; default: thirds of the customers by shipments in 364 days. */
  readonly segmentOf?: (customerId: string) => string;
  /** Language of the sentences; default `en`. */
  readonly lang?: Lang;
}

/** Where in the segment a value is taken from: half, a quarter, a twentieth of its customers have it or better. */
const SHARES = [0.5, 0.25, 0.05] as const;
const SHARE_TEXTS: Readonly<Record<(typeof SHARES)[number], Text>> = {
  0.5: { en: 'as half of the customers of its segment have', zh: '同类客户的中位水平' },
  0.25: { en: 'as the best quarter of its segment have', zh: '同类客户中较好的四分之一' },
  0.05: { en: 'as the best twentieth of its segment have', zh: '同类客户中最好的二十分之一' },
};
/** A milder change is preferred where it brings so much of the largest fall. */
const ENOUGH = 0.8;
/** A smaller segment shows no range: everyone stands in for it. */
const FEWEST_CUSTOMERS = 20;
const YEAR_DAYS = 364;

/**
 * What the model would say of some customers if the carrier changed one thing: price, lateness, open complaints, time since contact. Of
 * each, the features it consists of are moved together to a value that half, a quarter or a twentieth of the customers of the same segment
 * have or better (so always within the 5–95 % range seen there): the mildest of these that brings four fifths of what the best would. All
 * else stays as it is.
 *
 * @param model - from `trainRisk` or `parseRiskModel`
 * @param snapshot - the facts as of the day
 * @param customerIds - customers that can be scored at the snapshot
 * @param options - segments and language
 * @returns a row for each customer and thing whose change would lower the probability
 * @throws HoldfastError `no-customers` naming one that cannot be scored; `missing-column`, `bad-model`
 * @remarks It asks the model, not the world: an association, never the effect of a measure, which only an experiment shows.
 *   O(customers × features) for the ranges, and a prediction of some ten rows a customer.
 * @example
 * ```ts
 * const company = await simulate({ customers: 120, months: 42, preset: 'demo' });
 * const { history } = await reduce(simulatedSources(company));
 * const { model } = await trainRisk(history, { learners: ['logistic'], seeds: 1 });
 * const snapshot = history.at(history.endDay);
 * const [worst] = rows(scoreRisk(model, snapshot, { explain: 0 }));
 * const { columns } = counterfactuals(model, snapshot, [worst.customer_id]);
 * columns.evidence[0]; // => 'association'
 * columns.change.every((change) => change < 0); // => true
 * ```
 */
export function counterfactuals(
  model: RiskModel,
  snapshot: Snapshot,
  customerIds: readonly string[],
  options: CounterfactualOptions = {},
): CounterfactualTable {
  const { lang = 'en' } = options;
  const features = featuresOf(model.model, snapshot);
  const table = featureTable(snapshot, { features });
  const matrix = scoringMatrix(table, model.model);
  const { ids } = snapshot.customers;
  const segments = options.segmentOf
    ? Array.from(table.customer, (customer) => options.segmentOf!(ids[customer] ?? ''))
    : sizeThirds(Array.from(table.customer, (customer) => snapshot.view(customer).sum('shipments', YEAR_DAYS)));
  const rowOf = new Map(Array.from(table.customer, (customer, row) => [ids[customer] ?? '', row]));
  const found = customerIds.flatMap((id) => {
    const row = rowOf.get(id);
    ensure(row !== undefined, 'no-customers', () => unscorable(id));
    const peers = peersOf(segments, row);
    const variants = LEVERS.flatMap((lever) => SHARES.flatMap((share) => variantOf(lever, share, matrix, row, peers) ?? []));
    return bestOfEach(model, matrix, row, variants).map((outcome) => ({ id, ...outcome }));
  });
  return tableOf(found, features, model.model.horizonDays, lang);
}

function unscorable(id: string): Text {
  return {
    en: `the customer "${id}" cannot be scored at this date (see reason_1 of its row in risk.csv); give customers that have a churn_probability`,
    zh: `客户“${id}”在该日期无法评分（原因见 risk.csv 中该行的 reason_1）；请给出有流失概率的客户`,
  };
}

/** `small`, `middle` or `large`, by thirds. */
function sizeThirds(sizes: readonly number[]): string[] {
  const sorted = Float64Array.from(sizes).sort();
  const [low, high] = [quantileSorted(sorted, 1 / 3), quantileSorted(sorted, 2 / 3)];
  return sizes.map((size) => (size <= low ? 'small' : size <= high ? 'middle' : 'large'));
}

/** Rows of the same segment; all of them where those are too few. */
function peersOf(segments: readonly string[], row: number): Int32Array {
  const all = Int32Array.from(segments.keys());
  const own = all.filter((other) => segments[other] === segments[row]);
  return own.length < FEWEST_CUSTOMERS ? all : own;
}

/** A change of the features of one lever. */
interface Variant {
  readonly lever: Lever;
  readonly share: (typeof SHARES)[number];
  /** Column of the matrix → its new value; the first is the one that is told. */
  readonly values: ReadonlyMap<number, number>;
}

/** The features of the lever that are worse than the share of the peers have, moved there; undefined where none is. */
function variantOf(lever: Lever, share: Variant['share'], matrix: Matrix, row: number, peers: Int32Array): Variant | undefined {
  const values = new Map<number, number>();
  for (const { id } of lever.features) {
    const column = matrix.features.findIndex(({ name }) => name === id);
    if (column < 0) continue;
    const all = matrix.features[column]!.values;
    const target = quantileSorted(
      Float64Array.from(peers, (peer) => all[peer]!)
        .filter(isKnown)
        .sort(),
      share,
    );
    if (all[row]! > target) values.set(column, target);
  }
  return values.size === 0 ? undefined : { lever, share, values };
}

const isKnown = (value: number): boolean => !Number.isNaN(value);

/** A variant and what the model says of it. */
interface Outcome {
  readonly variant: Variant;
  readonly column: number;
  readonly value: number;
  readonly newValue: number;
  readonly before: number;
  readonly after: number;
  readonly low: number;
  readonly high: number;
  readonly agree: number;
}

/** Position of the first fall that is four fifths of the largest; −1 where there is none above 0. */
export function mildestEnough(falls: readonly number[]): number {
  const most = Math.max(0, ...falls);
  return falls.findIndex((fall) => fall > 0 && fall >= ENOUGH * most);
}

/** Of each lever the mildest variant that brings most of what the best would; largest fall first. */
function bestOfEach({ model }: RiskModel, matrix: Matrix, row: number, variants: readonly Variant[]): Outcome[] {
  const features = matrix.features.map((feature, column) => {
    const own = feature.values[row]!;
    return { ...feature, values: Float64Array.of(own, ...variants.map(({ values }) => values.get(column) ?? own)) };
  });
  const { mean, variance, each } = memberMargins(model.members, { length: variants.length + 1, features });
  const { probability, low, high } = probabilityIntervals(mean, variance, model.recalibration);
  const outcomes = variants.map((variant, place): Outcome => {
    const at = place + 1;
    const [column, newValue] = [...variant.values][0]!;
    return {
      variant,
      column,
      newValue,
      value: matrix.features[column]!.values[row]!,
      before: probability[0]!,
      after: probability[at]!,
      low: low[at]!,
      high: high[at]!,
      agree: each.filter((margins) => margins[at]! < margins[0]!).length / each.length,
    };
  });
  return LEVERS.flatMap((lever) => {
    const own = outcomes.filter(({ variant }) => variant.lever === lever);
    return own[mildestEnough(own.map(({ before, after }) => before - after))] ?? [];
  }).sort((a, b) => a.after - b.after);
}

function tableOf(
  found: readonly (Outcome & { readonly id: string })[],
  features: readonly Feature[],
  horizonDays: number,
  lang: Lang,
): CounterfactualTable {
  const number = (of: (outcome: Outcome) => number): Float64Array => Float64Array.from(found, of);
  return {
    length: found.length,
    columns: {
      customer_id: found.map(({ id }) => id),
      family: {
        codes: Int32Array.from(found, ({ variant }) => FEATURE_FAMILIES.indexOf(variant.lever.family) + 1),
        levels: FEATURE_FAMILIES,
      },
      feature: found.map(({ column }) => features[column]!.id),
      value: number(({ value }) => value),
      new_value: number(({ newValue }) => newValue),
      churn_probability: number(({ before }) => before),
      new_probability: number(({ after }) => after),
      new_probability_low: number(({ low }) => low),
      new_probability_high: number(({ high }) => high),
      change: number(({ before, after }) => after - before),
      members_agree: number(({ agree }) => agree),
      evidence: found.map(() => 'association'),
      sentence: found.map((outcome) => sentenceOf(outcome, features[outcome.column]!, horizonDays)[lang]),
    },
  };
}

function sentenceOf({ variant, value, newValue, before, after }: Outcome, feature: Feature, horizonDays: number): Text {
  const { family, features } = variant.lever;
  const { label } = features.find(({ id }) => id === feature.id)!;
  const as = (number: number, lang: Lang): string => formatNorm(feature.unit, number, lang);
  const percent = (p: number): string => `${(100 * p).toFixed(1)}%`;
  const share = SHARE_TEXTS[variant.share];
  return {
    en: `${FAMILY_TITLES[family].en}: with ${label.en} at ${as(newValue, 'en')} instead of ${as(value, 'en')}, ${share.en}, the model would put the chance of leaving within ${horizonDays} days at ${percent(after)} instead of ${percent(before)}. An association, not the effect of a measure.`,
    zh: `${FAMILY_TITLES[family].zh}：若${label.zh}由 ${as(value, 'zh')} 变为 ${as(newValue, 'zh')}（${share.zh}），模型给出的 ${horizonDays} 天内流失概率为 ${percent(after)}，而非 ${percent(before)}。这是关联，并非措施的效果。`,
  };
}
