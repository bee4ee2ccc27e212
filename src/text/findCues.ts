import type { ChurnCause } from '../core/codes.js';
import { COMPETITORS } from './competitorNames.js';
import { type CompetitorOptions, competitorsIn, ownLabelOf } from './competitors.js';
import type { CueKind } from './cues/cueGroup.js';
import { cueLexicon, FIRST_NAME } from './cues/cueLexicon.js';
import { scan } from './match/scan.js';
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

/**
 * What a text says about leaving: causes, an intent to leave, bad manners, names of competitors; in Chinese (simplified or traditional) and
 * English, mixed as they come. A cue that is denied close before (`没有破损`, `not late`) or praised (`态度很好`) is none.
 *
 * @param text - a complaint, a comment, an exit reason; any length, any characters; '' gives none
 * @param options - the competitors to look for, and the carrier's own name
 * @returns the cues in order of place; of overlapping ones that say the same the longest of the first
 * @throws HoldfastError `bad-parameter` where it is no string
 * @remarks One pass, O(length), whatever the text. A lexicon knows words, not meaning: `node bench/text.mjs` prints how far it can be
 *   trusted on two real sources. Word lists: `cues/`; negation looks back 4 characters (Chinese) or 3 words (English) within the clause.
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
  if (options.competitors === undefined) return cuesIn(text, options.own, true);
  const named = competitorsIn(text, options).map(({ name, start, end }) => nameCue(text, name, start, end));
  return [...cuesIn(text, undefined, false), ...named].sort((a, b) => a.at - b.at);
}

const nameCue = (text: string, name: string, start: number, end: number): Cue => ({
  kind: 'competitor',
  text: text.slice(start, end),
  at: start,
  name,
});

/** The cues of a text, and with `hasNames` the competitors of the usual list. */
function cuesIn(text: string, own: string | undefined, hasNames: boolean): readonly Cue[] {
  const { lexicon, groupOf } = cueLexicon();
  const hits = scan(lexicon, text);
  if (hits.length === 0) return [];
  const ownName = ownLabelOf(COMPETITORS, own);
  const cues: Cue[] = [];
  const ends = new Map<string, number>();
  for (const { entry, label, start, end } of hits) {
    const group = groupOf[entry];
    if (group === undefined) {
      const place = label - FIRST_NAME;
      if (hasNames && place !== ownName) cues.push(nameCue(text, COMPETITORS[place]!.name, start, end));
      continue;
    }
    const { kind, cause } = group;
    const meaning = cause ?? kind;
    // Groups of one cause that overlap (a delay, the tracking of it) are one cue.
    if (kind === 'topic' || start < (ends.get(meaning) ?? 0)) continue;
    ends.set(meaning, end);
    cues.push({ kind, ...(cause === undefined ? {} : { cause }), text: text.slice(start, end), at: start });
  }
  return cues;
}
