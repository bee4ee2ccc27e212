import type { MatrixFeature } from '../matrix.js';
import { fitNormalScores, type NormalScores, normalScore } from './normalScores.js';

/** How one feature enters the linear model, and its columns for the training rows. */
export type DesignPart =
  | { readonly kind: 'number'; readonly feature: number; readonly scores: NormalScores; readonly columns: readonly Float64Array[] }
  | { readonly kind: 'category'; readonly feature: number; readonly codes: readonly number[]; readonly columns: readonly Float64Array[] };

const MIN_CATEGORY_ROWS = 10;
const MOST_CATEGORIES = 50;

/** Design of one feature: the normal score and, where values are missing, a column that says so; or one column a frequent category. */
export function designOf(feature: MatrixFeature, index: number): DesignPart | undefined {
  return feature.categories === undefined ? numberPart(feature, index) : categoryPart(feature, feature.categories, index);
}

function numberPart({ values }: MatrixFeature, feature: number): DesignPart | undefined {
  const scores = fitNormalScores(values);
  const missing = Float64Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0));
  const someMissing = missing.includes(1) && missing.includes(0);
  if (scores.x.length < 2 && !someMissing) return undefined;
  const column = scores.x.length < 2 ? new Float64Array(values.length) : values.map((value) => normalScore(scores, value));
  return { kind: 'number', feature, scores, columns: someMissing ? [column, missing] : [column] };
}

function categoryPart({ values }: MatrixFeature, categories: number, feature: number): DesignPart | undefined {
  const counts = new Float64Array(categories + 1);
  for (const code of values) counts[Number.isNaN(code) ? 0 : code]!++;
  const codes = [...counts.keys()].filter((code) => counts[code]! >= MIN_CATEGORY_ROWS);
  codes.sort((a, b) => counts[b]! - counts[a]! || a - b).splice(MOST_CATEGORIES);
  if (codes.length === 0 || counts[codes[0]!] === values.length) return undefined;
  codes.sort((a, b) => a - b);
  const columns = codes.map((code) => values.map((value) => ((Number.isNaN(value) ? 0 : value) === code ? 1 : 0)));
  return { kind: 'category', feature, codes, columns };
}
