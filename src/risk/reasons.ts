import type { Lang } from '../core/text.js';
import { describe, type Feature, type FeatureTable, featureContext, featureMedians, readFeature } from '../features/index.js';
import type { Snapshot } from '../history/types.js';
import { memberContributions } from './members.js';
import type { RiskModel } from './riskModel.js';
import { scoringMatrix } from './scoringMatrix.js';
import { topReasons } from './topReasons.js';

/**
 * A function that writes the reasons of one customer: up to three sentences, strongest first, each with its own number.
 *
 * @param table - features of the customers that can be scored; undefined where there are none
 */
export function reasonWriter(
  { model }: RiskModel,
  snapshot: Snapshot,
  table: FeatureTable | undefined,
  lang: Lang,
): (customer: number) => string[] {
  if (table === undefined) return () => [];
  const context = featureContext(snapshot);
  const medians = featureMedians(table);
  const matrix = scoringMatrix(table, model);
  const features = model.features.map(({ id }) => table.features.find((feature) => feature.id === id)!);
  const families = features.map(({ family }) => family);
  const width = matrix.features.length;
  const each = memberContributions(model.members, matrix);
  const rowOf = new Map(Array.from(table.customer, (customer, row) => [customer, row]));
  return (customer) => {
    const row = rowOf.get(customer);
    if (row === undefined) return [];
    const tellable = (place: number): boolean => isTellable(features[place]!, matrix.features[place]!.values[row]!, medians);
    const own = each.map((values) => values.subarray(row * width, (row + 1) * width));
    return topReasons(own, families, tellable).map(({ feature }) => {
      const told = features[feature]!;
      return describe(told, readFeature(told, snapshot.view(customer), context, medians[told.id]))[lang];
    });
  };
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
