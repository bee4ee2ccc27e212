import type { Lang, Text } from '../core/text.js';
import type { CustomerView } from '../history/types.js';
import type { FeatureContext } from './context.js';
import type { Feature } from './feature.js';
import { formatNorm, formatValue, percent } from './format.js';
import type { FeatureTable } from './table.js';

/** One feature of one customer, with what it is to be compared with; NaN for what is not known. */
export interface FeatureReading {
  readonly value: number;
  /** What a rate counted: [count, of]. */
  readonly counts?: readonly [number, number];
  /** The same of this customer a year earlier. */
  readonly own?: number;
  /** The company's rate, or the median of its customers. */
  readonly company?: number;
  /** Text of a category. */
  readonly level?: string;
}

const YEAR_DAYS = 364;

/**
 * Reads a feature of the customer under the view, with its own past and the company's norm.
 *
 * @param median - median of the feature over customers ({@link featureMedians}); used where the company has no rate of its own
 * @param own - its value a year earlier ({@link ownPast}); a feature that counts needs none
 */
export function readFeature(
  feature: Feature,
  view: CustomerView,
  context: FeatureContext,
  median: number = Number.NaN,
  own: number = Number.NaN,
): FeatureReading {
  const value = feature.compute(view, context);
  const company = feature.companyRate?.(context) ?? median;
  if (feature.counts === undefined) return { value, company, own, level: levelOf(feature, value, context) };
  const counts = feature.counts(view, 0);
  const [before, of] = feature.counts(view, YEAR_DAYS);
  return { value, company, counts, own: of > 0 ? before / of : Number.NaN };
}

function levelOf({ categorical }: Feature, value: number, { snapshot }: FeatureContext): string {
  return categorical === undefined ? '' : (snapshot.cells.levels[categorical][value - 1] ?? '');
}

/**
 * The sentence of a feature with the customer's own number, its own past and the company's norm, in both languages. True for any value:
 * where there is none it says so. What the sentence has no place for, its past or the norm, follows in a second one.
 */
export function describe(feature: Feature, reading: FeatureReading): Text {
  const { value, counts } = reading;
  const nothing = Number.isNaN(value) || (feature.unit === 'flag' && !(value > 0)) || (counts !== undefined && !(counts[1] > 0));
  if (nothing || (feature.unit === 'level' && !reading.level)) return feature.none;
  return { en: fill(feature, reading, 'en'), zh: fill(feature, reading, 'zh') };
}

function fill(feature: Feature, reading: FeatureReading, lang: Lang): string {
  const words = wordsOf(feature, reading, lang);
  const known = (part: string): boolean => [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => words[name!] !== undefined);
  const text = feature.sentence[lang]
    .replace(/\[([^\]]*)\]/g, (_, part: string) => (known(part) ? part : ''))
    .replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '')
    .concat(beside(feature, words, lang));
  return lang === 'en' && !SIGNED.has(feature.unit) ? text.replace(MORE_THAN_NOTHING, 'at least half of the customers: $1') : text;
}

/** "Half of the customers more than 0" would be false where the median is 0 and nothing lies below. */
const SIGNED: ReadonlySet<string> = new Set(['log_ratio', 'points']);
const MORE_THAN_NOTHING = /half of the customers(?: about| have|:)? (?:more than|above) (0(?:%| [a-z]+)?)(?=[;)]|\.(?!\d))/gi;

/** The own past and the norm, where the sentence itself does not tell them. */
function beside({ sentence, unit }: Feature, words: Record<string, string | undefined>, lang: Lang): string {
  if (unit === 'flag' || unit === 'level') return '';
  const left = (name: 'own' | 'company'): string | undefined => (sentence[lang].includes(`{${name}}`) ? undefined : words[name]);
  const [own, company] = [left('own'), left('company')];
  const parts =
    lang === 'en'
      ? [own && `a year ago: ${own}`, company && `half of the customers: above ${company}`]
      : [own && `一年前：${own}`, company && `客户中位数：${company}`];
  const text = parts.filter((part) => part !== undefined).join(lang === 'en' ? '; ' : '；');
  if (text === '') return '';
  return lang === 'en' ? ` ${text[0]!.toUpperCase()}${text.slice(1)}.` : `${text}。`;
}

function wordsOf(
  { unit }: Feature,
  { value, counts, own, company, level }: FeatureReading,
  lang: Lang,
): Record<string, string | undefined> {
  const norm = (number: number | undefined): string | undefined =>
    number === undefined || Number.isNaN(number) ? undefined : formatNorm(unit, number, lang);
  return {
    value: formatValue(unit, value, lang, level),
    count: counts && formatValue('count', counts[0], lang),
    of: counts && formatValue('count', counts[1], lang),
    rate: counts && percent(counts[0] / counts[1]),
    own: norm(own),
    company: norm(company),
  };
}

/** Median of every column of a feature table, by feature id; NaN for categoricals and empty columns. */
export function featureMedians({ features, columns }: Pick<FeatureTable, 'features' | 'columns'>): Readonly<Record<string, number>> {
  return Object.fromEntries(features.map(({ id, categorical }, place) => [id, categorical ? Number.NaN : medianOf(columns[place]!)]));
}

function medianOf(column: Float64Array): number {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
