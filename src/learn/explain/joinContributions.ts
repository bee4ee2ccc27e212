import type { Contributions } from './contributions.js';

/** Contributions to the mean of several margins: those of all models averaged, a column that one does not have counting 0 there. */
export function meanContributions(each: readonly Contributions[]): Contributions {
  const features = [...new Set(each.flatMap((own) => own.features))];
  const base = each.reduce((sum, own) => sum + own.base, 0) / each.length;
  return { base, features, values: joinedValues(features, each, (value) => value / each.length) };
}

/** Contributions to a weighted sum of margins: the weighted sum of the models', by name of the feature. */
export function weightedContributions(
  features: readonly string[],
  each: readonly Contributions[],
  weights: readonly number[],
): Contributions {
  const base = each.reduce((sum, own, model) => sum + weights[model]! * own.base, 0);
  return { base, features, values: joinedValues(features, each, (value, model) => weights[model]! * value) };
}

function joinedValues(
  features: readonly string[],
  each: readonly Contributions[],
  weigh: (value: number, model: number) => number,
): Float64Array {
  const width = features.length;
  const place = new Map(features.map((name, at) => [name, at]));
  const rows = each[0] === undefined ? 0 : each[0].values.length / Math.max(1, each[0].features.length);
  const values = new Float64Array(rows * width);
  for (const [model, own] of each.entries()) {
    const places = Int32Array.from(own.features, (name) => place.get(name)!);
    for (let row = 0, at = 0; row < rows; row++)
      for (let feature = 0; feature < places.length; feature++, at++)
        values[row * width + places[feature]!]! += weigh(own.values[at]!, model);
  }
  return values;
}
