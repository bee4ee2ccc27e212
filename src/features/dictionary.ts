import type { Text } from '../core/text.js';
import { FEATURES } from './catalogue.js';
import type { Feature, FeatureFamily, FeatureUnit } from './feature.js';

/** One row of the data dictionary. */
export interface DictionaryRow {
  readonly id: string;
  readonly family: FeatureFamily;
  readonly unit: FeatureUnit;
  readonly windowDays: number | null;
  readonly needs: readonly string[];
  readonly sign: 1 | -1 | 0;
  readonly cause: string;
  /** The sentence with its optional parts and placeholders as they are. */
  readonly sentence: Text;
}

/**
 * The data dictionary: every feature with its family, unit, window, needs and sentence. As a page: src/features/README.md.
 *
 * @param features - default: all that the library has
 * @returns one row a feature, in their order; `windowDays` null where it is no window, `cause` '' where it speaks for none
 * @example
 * ```ts
 * dictionary().find(({ id }) => id === 'late_rate_91d')?.needs; // => ['shipments.promised_at', 'shipments.delivered_at']
 * ```
 */
export function dictionary(features: readonly Feature[] = FEATURES): readonly DictionaryRow[] {
  return features.map(({ id, family, unit, windowDays, needs, sign, cause, sentence }) => ({
    id,
    family,
    unit,
    windowDays,
    needs,
    sign: sign ?? 0,
    cause: cause ?? '',
    sentence: { en: plain(sentence.en), zh: plain(sentence.zh) },
  }));
}

function plain(sentence: string): string {
  return sentence.replace(/[[\]]/g, '');
}
