import type { Lang, Text } from '../core/text.js';
import {
  describe,
  FAMILY_TITLES,
  type Feature,
  type FeatureTable,
  featureContext,
  featureMedians,
  ownPast,
  readFeature,
} from '../features/index.js';
import type { Snapshot } from '../history/types.js';
import { memberContributions } from './members.js';
import type { RiskPrediction } from './riskModel.js';
import { scoringMatrix } from './scoringMatrix.js';
import { topReasons } from './topReasons.js';
import { tableRows } from './trainingPanel.js';

/**
 * The reasons of some customers: up to three sentences each, strongest first, each with its own number, its own past and the norm.
 *
 * @param table - features of the customers that can be scored; undefined where there are none
 * @param customers - to be explained; those not in the table get no reason
 * @remarks O(customers × nodes of all trees); contributions are averaged over the members of the model.
 */
export function reasonsOf(
  model: RiskPrediction,
  snapshot: Snapshot,
  table: FeatureTable | undefined,
  customers: readonly number[],
  lang: Lang,
): ReadonlyMap<number, readonly string[]> {
  if (table === undefined) return new Map();
  const medians = featureMedians(table);
  const asked = new Set(customers);
  const explained = tableRows(
    table,
    Int32Array.from(table.customer.keys()).filter((row) => asked.has(table.customer[row]!)),
  );
  const matrix = scoringMatrix(explained, model);
  const width = matrix.features.length;
  const features = model.features.map(({ id }) => table.features.find((feature) => feature.id === id)!);
  const families = features.map(({ family }) => family);
  const each = memberContributions(model.members, matrix);
  const context = featureContext(snapshot);
  const past = ownPast(snapshot);
  const sentences = Array.from(explained.customer, (customer, row) => {
    const own = each.map((values) => values.subarray(row * width, (row + 1) * width));
    const tellable = (place: number): boolean => isTellable(features[place]!, matrix.features[place]!.values[row]!, medians);
    const told = topReasons(own, families, tellable).map(({ feature: place, isShared }) => {
      const feature = features[place]!;
      const before = feature.counts === undefined ? past(feature, customer) : Number.NaN;
      const text = describe(feature, readFeature(feature, snapshot.view(customer), context, medians[feature.id], before));
      return (isShared ? oneOfSeveral(feature, text) : text)[lang];
    });
    return [customer, told] as const;
  });
  return new Map(sentences);
}

/** Says that it is the family that counts, where no feature of it does alone. */
function oneOfSeveral({ family }: Feature, { en, zh }: Text): Text {
  const title = FAMILY_TITLES[family];
  return { en: `${title.en} (several signs): ${en}`, zh: `${title.zh}（多项迹象）：${zh}` };
}

/**
 * A reason must make sense to the person who reads it: there is a value, it is no name of a place or product, and where we know which
 * way the feature points the customer lies on that side of the usual customer.
 */
export function isTellable({ id, sign, unit, categorical }: Feature, value: number, medians: Readonly<Record<string, number>>): boolean {
  if (Number.isNaN(value) || categorical !== undefined) return false;
  if (unit === 'flag') return value > 0;
  const usual = medians[id] ?? Number.NaN;
  // What is so for everybody, as the season is, is nobody's reason.
  if (value === usual) return false;
  return sign === undefined || Number.isNaN(usual) || sign * (value - usual) > 0;
}
