import type { ChurnCause } from '../core/codes.js';
import { type CompetitorOptions, competitorsIn } from './competitors.js';
import { CUE_GROUPS, type CueKind } from './cues.js';
import { compileLexicon, type Entry, type Lexicon } from './match/lexicon.js';
import { scan } from './match/scan.js';
import { negationEntries } from './negation.js';
import { checkText } from './normaliseText.js';

/** Something a text says that speaks for a kind of leaving. */
export interface Cue {
  readonly kind: CueKind;
  /** The cause it speaks for; absent of an intent to leave and of a competitor's name. */
  readonly cause?: ChurnCause;
  /** As the text has it: `text.slice(at, at + cue.text.length)`. */
  readonly text: string;
  /** Place in the text, code units from 0. */
  readonly at: number;
  /** Of a competitor: its name in the list. */
  readonly name?: string;
}

let lexicon: Lexicon | undefined;

/** The cues as one lexicon; labels are places in {@link CUE_GROUPS}. */
export function cueLexicon(): Lexicon {
  lexicon ??= compileLexicon([...negationEntries(), ...CUE_GROUPS.flatMap(groupEntries)]);
  return lexicon;
}

function groupEntries(_: unknown, label: number): readonly Entry[] {
  const { cues, weak = [], not } = CUE_GROUPS[label]!;
  return [
    ...[...cues, ...weak].map((pattern): Entry => ({ pattern, role: 'cue', label })),
    ...not.map((pattern): Entry => ({ pattern, role: 'praise', label })),
  ];
}

/**
 * What a text says about leaving: causes, an intent to leave, bad manners, names of competitors; in Chinese (simplified or traditional) and
 * English, mixed as they come. A cue that is denied close before (`没有破损`, `not late`) or praised (`态度很好`) is none.
 *
 * @param text - a complaint, a comment, an exit reason; any length, any characters; '' gives none
 * @param options - the competitors to look for, and the carrier's own name
 * @returns the cues in order of place; of overlapping ones that say the same the longest
 * @throws HoldfastError `bad-parameter` where it is no string
 * @remarks One pass, O(length), about 20 ns a character whatever the text. A lexicon knows words, not meaning: see bench/text.mjs for how
 *   far it can be trusted. Word lists: `cues.ts`; negation looks back 4 characters (Chinese) or 3 words (English) within the clause.
 * @example
 * ```ts
 * findCues('没有破损，但是太慢了，下次换一家').map(({ kind, cause, text }) => [kind, cause ?? '', text]);
 * // => [['cause', 'service_quality', '太慢'], ['leave_intent', '', '换一家']]
 * findCues('Too expensive, DHL is cheaper').map(({ text, at }) => [text, at]); // => [['expensive', 4], ['DHL', 15], ['cheaper', 22]]
 * ```
 */
export function findCues(text: string, options: CompetitorOptions = {}): readonly Cue[] {
  checkText(text);
  if (text === '') return [];
  const cues = scan(cueLexicon(), text).map(({ label, start, end }): Cue => {
    const { kind, cause } = CUE_GROUPS[label]!;
    return { kind, ...(cause === undefined ? {} : { cause }), text: text.slice(start, end), at: start };
  });
  const named = competitorsIn(text, options).map(
    ({ name, start, end }): Cue => ({ kind: 'competitor', text: text.slice(start, end), at: start, name }),
  );
  return named.length === 0 ? cues : [...cues, ...named].sort((a, b) => a.at - b.at);
}
