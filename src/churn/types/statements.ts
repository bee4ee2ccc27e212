import type { Lang, Text } from '../../core/text.js';
import { formatValue } from '../../features/index.js';
import type { Evidence, Found } from './evidence.js';

const LONGEST_WORDS = 40;

/** The sentence of a finding with the customer's own numbers, in both languages. */
export function describeFound(evidence: Evidence, found: Found): Text {
  return { en: fill(evidence, found, 'en'), zh: fill(evidence, found, 'zh') };
}

function fill({ sentence, unit }: Evidence, found: Found, lang: Lang): string {
  const number = (value: number | undefined): string | undefined =>
    value === undefined || Number.isNaN(value) ? undefined : formatValue(unit === 'text' ? 'count' : unit, value, lang);
  const whole = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : formatValue('count', Math.round(value), lang);
  const words: Readonly<Record<string, string | undefined>> = {
    value: number(found.value),
    baseline: number(found.baseline),
    count: whole(found.count),
    of: whole(found.of),
    text: found.text === undefined || found.text === '' ? undefined : shortened(found.text),
  };
  const known = (part: string): boolean => [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => words[name!] !== undefined);
  return sentence[lang]
    .replace(/\[([^\]]*)\]/g, (_, part: string) => (known(part) ? part : ''))
    .replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '');
}

/** Words of a customer on one line and of bearable length. */
function shortened(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length > LONGEST_WORDS ? `${characters.slice(0, LONGEST_WORDS - 1).join('')}…` : characters.join('');
}
