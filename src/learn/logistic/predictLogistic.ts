import type { Contributions } from '../explain/contributions.js';
import { featureOf, type Matrix } from '../matrix.js';
import type { CategoryTerm, LogisticModel, NumberTerm } from './model.js';
import { normalScore } from './normalScores.js';

/** Margin (log-odds) of every row; the model's columns are found by name. O(rows × terms). Throws `missing-column`. */
export function predictLogistic(model: LogisticModel, matrix: Matrix): Float64Array {
  const margins = new Float64Array(matrix.length).fill(model.intercept);
  for (const { values, effect } of effectsOf(model, matrix))
    for (let row = 0; row < matrix.length; row++) margins[row]! += effect(values[row]!);
  return margins;
}

/** What each feature adds to the margin of every row against the mean training row. Exact Shapley values. O(rows × terms). */
export function logisticContributions(model: LogisticModel, matrix: Matrix): Contributions {
  const width = model.features.length;
  const contributions = new Float64Array(matrix.length * width);
  let base = model.intercept;
  for (const { values, effect, feature, mean } of effectsOf(model, matrix)) {
    base += mean;
    for (let row = 0, at = feature; row < matrix.length; row++, at += width) contributions[at]! += effect(values[row]!) - mean;
  }
  return { base, features: model.features.map(({ name }) => name), values: contributions };
}

interface Effect {
  readonly feature: number;
  readonly mean: number;
  readonly values: Float64Array;
  readonly effect: (value: number) => number;
}

function effectsOf(model: LogisticModel, matrix: Matrix): Effect[] {
  const values = (feature: number): Float64Array => featureOf(matrix, model.features[feature]!.name).values;
  return [
    ...model.numbers.map((term) => ({ ...term, values: values(term.feature), effect: numberEffect(term) })),
    ...model.categories.map((term) => ({ ...term, values: values(term.feature), effect: categoryEffect(term) })),
  ];
}

function numberEffect(term: NumberTerm): (value: number) => number {
  const atMissing = (term.x.length < 2 ? 0 : term.weight * normalScore(term, Number.NaN)) + term.missing;
  if (term.x.length < 2) return (value) => (Number.isNaN(value) ? atMissing : 0);
  return (value) => (Number.isNaN(value) ? atMissing : term.weight * normalScore(term, value));
}

function categoryEffect({ codes, weights }: CategoryTerm): (code: number) => number {
  const weightOf = new Map(codes.map((code, k) => [code, weights[k]!]));
  return (code) => weightOf.get(Number.isNaN(code) ? 0 : code) ?? 0;
}
