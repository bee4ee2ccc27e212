import { COMPETITORS } from '../competitorNames.js';
import { nameEntries } from '../competitors.js';
import { compileLexicon, type Entry, type Lexicon } from '../match/lexicon.js';
import { negationEntries } from '../negation.js';
import { CIRCUMSTANCE_CUES } from './circumstances.js';
import type { CueGroup } from './cueGroup.js';
import { LEAVING_CUES } from './leaving.js';
import { PRICE_CUES } from './price.js';
import { RELATIONSHIP_CUES } from './relationship.js';
import { SERVICE_CUES } from './service.js';
import { TRUST_CUES } from './trust.js';

/** All cues by what they say. */
export const CUE_GROUPS: readonly CueGroup[] = [
  ...CIRCUMSTANCE_CUES,
  ...PRICE_CUES,
  ...SERVICE_CUES,
  ...RELATIONSHIP_CUES,
  ...TRUST_CUES,
  ...LEAVING_CUES,
];

/** The cues ready to be looked for, and the group of each entry (negators and names have none). */
export interface CueLexicon {
  readonly lexicon: Lexicon;
  readonly groupOf: readonly (CueGroup | undefined)[];
}

/** Label of the first of {@link COMPETITORS}, which are found on the same way. */
export const FIRST_NAME: number = CUE_GROUPS.length;

let made: CueLexicon | undefined;

/** The lexicon, made at its first use (some ten milliseconds); a label is a place in {@link CUE_GROUPS}. */
export function cueLexicon(): CueLexicon {
  made ??= makeLexicon();
  return made;
}

function makeLexicon(): CueLexicon {
  const names = COMPETITORS.flatMap((competitor, place) => nameEntries(competitor, FIRST_NAME + place));
  const entries = [...negationEntries(), ...CUE_GROUPS.flatMap(groupEntries), ...names];
  return { lexicon: compileLexicon(entries), groupOf: entries.map(({ label }) => CUE_GROUPS[label]) };
}

function groupEntries({ cues, weak = [], not }: CueGroup, label: number): readonly Entry[] {
  return [
    ...[...cues, ...weak].map((pattern): Entry => ({ pattern, role: 'cue', label })),
    ...not.map((pattern): Entry => ({ pattern, role: 'praise', label })),
  ];
}
