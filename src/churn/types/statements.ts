import type { Lang, Text } from '../../core/text.js';
import { formatValue } from '../../features/index.js';
import type { Evidence, Found, Standing } from './evidence.js';

const LONGEST_WORDS = 40;

/** The sentence of a finding with the customer's own numbers, in both languages. */
export function describeFound(evidence: Evidence, found: Found, standing: Standing): Text {
  return { en: fill(evidence, found, 'en', standing), zh: fill(evidence, found, 'zh', standing) };
}

const SPAN = /\{in (\d+) (days|weeks)\}/g;

function spanOf(length: string, unit: string, lang: Lang, standing: Standing): string {
  if (lang === 'en') return `${standing === 'left' ? 'its' : 'the'} last ${length} ${unit}`;
  return `${standing === 'left' ? '离开前' : '近'} ${length} ${unit === 'days' ? '天' : '周'}`;
}

function agoOf(days: number | undefined, lang: Lang, standing: Standing): string | undefined {
  if (days === undefined) return undefined;
  const span = formatValue('days', days, lang);
  if (lang === 'en') return standing === 'left' ? `${span} before it left` : `${span} ago`;
  return standing === 'left' ? `离开前 ${span}` : `${span}前`;
}

function fill({ sentence, unit }: Evidence, found: Found, lang: Lang, standing: Standing): string {
  const number = (value: number | undefined): string | undefined =>
    value === undefined || Number.isNaN(value) ? undefined : formatValue(unit === 'text' ? 'count' : unit, value, lang);
  const whole = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : formatValue('count', Math.round(value), lang);
  const words: Readonly<Record<string, string | undefined>> = {
    value: number(found.value),
    baseline: number(found.baseline),
    count: whole(found.count),
    of: whole(found.of),
    ago: agoOf(found.daysAgo, lang, standing),
    text: found.text === undefined || found.text === '' ? undefined : shortened(found.text),
  };
  const known = (part: string): boolean => [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => words[name!] !== undefined);
  return sentence[lang]
    .replace(SPAN, (_, length: string, span: string) => spanOf(length, span, lang, standing))
    .replace(/\[([^\]]*)\]/g, (_, part: string) => (known(part) ? part : ''))
    .replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '');
}

/** Words of a customer on one line and of bearable length. */
function shortened(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length > LONGEST_WORDS ? `${characters.slice(0, LONGEST_WORDS - 1).join('')}…` : characters.join('');
}
