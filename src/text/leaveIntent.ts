import { CUE_GROUPS, cueLexicon } from './cues/cueLexicon.js';
import { scan } from './match/scan.js';
import { checkText } from './normaliseText.js';

/** How far one cue alone speaks for leaving. */
const STRENGTH = 0.8;
const WEAK_STRENGTH = 0.4;
const WEAK: ReadonlySet<string> = new Set(CUE_GROUPS.flatMap(({ weak = [] }) => weak));

/**
 * How far a text says that its writer will leave, by its cues alone: 1 − Π(1 − strength), .8 for a plain cue (`换一家`, `never again`),
 * .4 for a weak one (`避雷`, `avoid them`); each different wording counts once.
 *
 * @param text - any text; '' gives 0
 * @returns in [0, 1); 0 where no cue is found, which is not a promise to stay
 * @throws HoldfastError `bad-parameter` where it is no string
 * @remarks O(length). A score to rank and threshold by, no probability: nothing is calibrated here.
 * @example
 * ```ts
 * leaveIntent('再这样就解约'); // => 0.8 (4 dp)
 * leaveIntent('We will not switch to another carrier'); // => 0
 * ```
 */
export function leaveIntent(text: string): number {
  checkText(text);
  if (text === '') return 0;
  const { lexicon, groupOf } = cueLexicon();
  const said = new Set<string>();
  for (const { entry } of scan(lexicon, text)) if (groupOf[entry]?.kind === 'leave_intent') said.add(lexicon.entries[entry]!.pattern);
  let stay = 1;
  for (const pattern of said) stay *= 1 - (WEAK.has(pattern) ? WEAK_STRENGTH : STRENGTH);
  return 1 - stay;
}
