import type { Text } from '../core/text.js';
import { FEATURES } from './catalogue.js';
import type { Feature, FeatureFamily, FeatureUnit } from './feature.js';

/** One row of the data dictionary. */
export interface DictionaryRow {
  readonly id: string;
  readonly family: FeatureFamily;
  readonly unit: FeatureUnit;
  /** How far back it looks; null where it is no window. */
  readonly windowDays: number | null;
  /** Tables (`complaints`) and columns (`shipments.freight`) without which it is dropped. */
  readonly needs: readonly string[];
  /** 1 where more of it is expected to mean more leaving, −1 less, 0 either. */
  readonly sign: 1 | -1 | 0;
  /** The cause of leaving it speaks for; '' for none. */
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
