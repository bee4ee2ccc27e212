import { ensure } from '../core/errors.js';
import { COMPETITORS, type Competitor } from './competitorNames.js';
import { compileLexicon, type Entry, type Lexicon } from './match/lexicon.js';
import { scan } from './match/scan.js';
import { checkText, normaliseText } from './normaliseText.js';

/** Whom to look for. */
export interface CompetitorOptions {
  /** Names, or names with the words that mean them; default {@link COMPETITORS}. Keep one array: it is made ready once. */
  readonly competitors?: readonly (string | Competitor)[];
  /** The carrier's own name as in the list (or a word of its entry): not a competitor. */
  readonly own?: string;
}

/** One competitor's name in a text: `[start, end)` in its code units. */
export interface NamedCompetitor {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Names {
  readonly lexicon: Lexicon;
  readonly list: readonly Competitor[];
}

const MOST_NAMES = 5000;
const ready = new WeakMap<readonly (string | Competitor)[], Names>();

function namesOf(competitors: readonly (string | Competitor)[]): Names {
  const known = ready.get(competitors);
  if (known !== undefined) return known;
  const list = competitors.map((competitor) => (typeof competitor === 'string' ? { name: competitor } : competitor));
  ensure(
    list.length <= MOST_NAMES && list.every(({ name }) => typeof name === 'string' && plainWord(name) !== ''),
    'bad-parameter',
    () => ({
      en: `"competitors" must hold at most ${MOST_NAMES} names with letters or digits in each`,
      zh: `competitors 最多 ${MOST_NAMES} 个名称，且每个名称须含字母、数字或汉字`,
    }),
  );
  const names = { list, lexicon: compileLexicon(list.flatMap((competitor, label) => nameEntries(competitor, label))) };
  ready.set(competitors, names);
  return names;
}

/** A competitor's name and words as entries of a lexicon. */
export function nameEntries({ name, words = [], not = [] }: Competitor, label: number): readonly Entry[] {
  return [
    ...[plainWord(name), ...words].map((pattern): Entry => ({ pattern, role: 'name', label })),
    ...not.map((pattern): Entry => ({ pattern, role: 'praise', label })),
  ];
}

/** A name as a pattern without signs of its own. */
function plainWord(name: string): string {
  return normaliseText(name)
    .replace(/[()|~*]+|\s+/g, ' ')
    .trim()
    .slice(0, 48);
}

/** Competitors named in a text, in order of place. */
export function competitorsIn(text: string, { competitors = COMPETITORS, own }: CompetitorOptions): readonly NamedCompetitor[] {
  const { lexicon, list } = namesOf(competitors);
  const found = scan(lexicon, text);
  if (found.length === 0) return [];
  const ownLabel = ownLabelOf(list, own);
  return found.filter(({ label }) => label !== ownLabel).map(({ label, start, end }) => ({ name: list[label]!.name, start, end }));
}

/** Place of the carrier's own name in a list; -1 where it is not there. */
export function ownLabelOf(list: readonly Competitor[], own: string | undefined): number {
  if (own === undefined) return -1;
  const word = plainWord(own);
  return list.findIndex(({ name, words = [] }) => plainWord(name) === word || words.includes(word));
}

/**
 * Names of competing carriers that a text mentions.
 *
 * @param text - any text; '' gives none
 * @param options - the list to look for (default: the large Chinese carriers, and those that English texts name most) and the carrier's
 *   own name
 * @returns names as the list has them, each once, in order of first mention; that one is named does not say that the customer goes there
 * @throws HoldfastError `bad-parameter` where it is no string, or a name of the list holds no letter
 * @remarks O(length). Latin names must stand as words of their own (`seems` is no EMS); 中通 in 集中通知 is none.
 * @example
 * ```ts
 * competitors('顺丰比你们快，ＥＭＳ也行'); // => ['顺丰', 'EMS']
 * competitors('Acme was here before FedEx', { competitors: ['Acme', 'FedEx'], own: 'FedEx' }); // => ['Acme']
 * ```
 */
export function competitors(text: string, options: CompetitorOptions = {}): readonly string[] {
  checkText(text);
  return [...new Set(competitorsIn(text, options).map(({ name }) => name))];
}
