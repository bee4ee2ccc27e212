import type { Lang } from '../core/text.js';
import { COMPLAINT_TEXTS } from './complaintTexts.js';
import { pick } from './draws.js';

const TYPO_SHARE = 0.1;

/** What the customer writes: one of eight sentences of its problem, one in ten with a slip of the pen. */
export function complaintText(problem: number, waybill: string, language: Lang, keyed: (item: number) => number): string {
  const sentences = COMPLAINT_TEXTS[problem]!;
  const sentence = sentences[pick(keyed(11), sentences.length)]![language];
  const filled = sentence.replace('#', String(2 + pick(keyed(12), 6))).replace('%', waybill);
  return keyed(13) < TYPO_SHARE ? misspelt(filled, keyed(14)) : filled;
}

/** Two neighbouring characters change places; never inside a number. */
function misspelt(sentence: string, u: number): string {
  const characters = [...sentence];
  const at = 1 + pick(u, characters.length - 2);
  const [a = '', b = ''] = characters.slice(at, at + 2);
  if (/\d/.test(a + b)) return sentence;
  return [...characters.slice(0, at), b, a, ...characters.slice(at + 2)].join('');
}
