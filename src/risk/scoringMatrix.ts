import { ensure } from '../core/errors.js';
import { FEATURES, type Feature, type FeatureTable, usableFeatures } from '../features/index.js';
import type { Snapshot } from '../history/types.js';
import type { Matrix } from '../learn/index.js';
import type { RiskPrediction } from './riskModel.js';

/**
 * The features a model reads, in its order.
 *
 * @throws HoldfastError `bad-model` for a feature this release does not know; `missing-column` naming the tables and columns that the
 *   model was trained with and these data lack: filling them with nothing would change every score without a word
 */
export function featuresOf({ features }: RiskPrediction, snapshot: Pick<Snapshot, 'has'>): readonly Feature[] {
  const known = new Map(FEATURES.map((feature) => [feature.id, feature]));
  const found = features.map(({ id }) => known.get(id) ?? unknownFeature(id));
  const missing = new Set(usableFeatures(snapshot, found).dropped.flatMap((dropped) => dropped.missing));
  ensure(missing.size === 0, 'missing-column', () => {
    const names = [...missing].sort();
    return {
      en: `the model was trained with ${names.join(', ')}, which these data do not have; add them, or train again on data without them`,
      zh: `该模型训练时使用了 ${names.join('、')}，而当前数据中没有；请补齐，或用不含它们的数据重新训练`,
    };
  });
  return found;
}

function unknownFeature(id: string): never {
  ensure(false, 'bad-model', () => ({
    en: `the model reads the feature "${id}", which this release does not have; train again with this release`,
    zh: `该模型使用了特征“${id}”，当前版本中没有；请用当前版本重新训练`,
  }));
  throw new Error('unreachable');
}

/** A feature table under the codes of the model: categories not seen in training are missing. */
export function scoringMatrix(table: FeatureTable, { features }: RiskPrediction): Matrix {
  const place = new Map(table.features.map(({ id }, index) => [id, index]));
  return {
    length: table.length,
    features: features.map(({ id, levels }) => {
      const values = table.columns[place.get(id) ?? -1] ?? new Float64Array(table.length).fill(Number.NaN);
      if (levels === undefined) return { name: id, values };
      return { name: id, values: recoded(values, table.levels[id] ?? [], levels), categories: levels.length };
    }),
  };
}

function recoded(codes: Float64Array, texts: readonly string[], levels: readonly string[]): Float64Array {
  const known = new Map(levels.map((level, index) => [level, index + 1]));
  const translated = texts.map((level) => known.get(level) ?? Number.NaN);
  return codes.map((code) => translated[code - 1] ?? Number.NaN);
}
