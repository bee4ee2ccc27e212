import { COMPLAINT_CATEGORIES, type ComplaintCategory } from './cues/cueGroup.js';
import { cueLexicon } from './cues/cueLexicon.js';
import { scan } from './match/scan.js';
import { checkText, normaliseText } from './normaliseText.js';

/** What a complaint is about, as its words say. */
export interface CategoryGuess {
  /** '' where the text does not say. */
  readonly category: ComplaintCategory | '';
  /** Share of the evidence that speaks for it, damped: 0 for none, 1.25 ÷ 2.25 for one plain word alone, towards 1 with more and no other. */
  readonly score: number;
}

/** Every further wording of a category adds this share of the one before; the first place in the text adds a little. */
const FURTHER = 0.5;
const FIRST_PLACE = 0.25;
/** Evidence that speaks for nothing, beside which all is weighed. */
const DOUBT = 1;
const MAY_SAY_OTHER = /[其oOmMｏＯ]/;
const OTHER = /^(其他|其它|other|others|misc|miscellaneous)[问題题投诉原因 ]*$/;

/**
 * Category of a complaint from its words, in Chinese or English: the one most wordings speak for, denied ones left out.
 *
 * @param text - what the customer wrote; any length, any characters
 * @returns the category with its score; '' and 0 where no word of the lists is found. `other` only where the text itself says so. A tie goes
 *   to the one named first, then to the order of the list
 * @throws HoldfastError `bad-parameter` where it is no string
 * @remarks One pass, O(length). Word lists against labelled texts: `node bench/text.mjs`; where there are 500 labelled texts of your own,
 *   `trainTextClassifier` learns your wording.
 * @example
 * ```ts
 * complaintCategory('外箱压坏了，要求赔偿').category; // => 'damage'
 * complaintCategory('Nobody picked up our parcels although we booked a pickup').category; // => 'pickup'
 * complaintCategory('Guten Tag'); // => { category: '', score: 0 }
 * ```
 */
export function complaintCategory(text: string): CategoryGuess {
  checkText(text);
  if (text === '') return NOTHING;
  const weights = weightsOf(text);
  let best: ComplaintCategory | '' = '';
  let total = 0;
  for (const category of COMPLAINT_CATEGORIES) {
    const weight = weights.get(category) ?? 0;
    total += weight;
    if (weight > (weights.get(best as ComplaintCategory) ?? 0)) best = category;
  }
  if (best === '') return saysOther(text) ? { category: 'other', score: 1 / (1 + DOUBT) } : NOTHING;
  return { category: best, score: weights.get(best)! / (total + DOUBT) };
}

const NOTHING: CategoryGuess = { category: '', score: 0 };

function weightsOf(text: string): ReadonlyMap<ComplaintCategory, number> {
  const { lexicon, groupOf } = cueLexicon();
  const weights = new Map<ComplaintCategory, number>();
  const next = new Map<ComplaintCategory, number>();
  const counted = new Set<number>();
  for (const { entry } of scan(lexicon, text)) {
    const { category, weight = 1 } = groupOf[entry] ?? {};
    if (category === undefined || counted.has(entry)) continue;
    const first = counted.size === 0 ? FIRST_PLACE : 0;
    counted.add(entry);
    const share = next.get(category) ?? 1;
    next.set(category, share * FURTHER);
    weights.set(category, (weights.get(category) ?? 0) + weight * share + first);
  }
  return weights;
}

const LONGEST_OTHER = 24;

function saysOther(text: string): boolean {
  return text.length <= LONGEST_OTHER && MAY_SAY_OTHER.test(text) && OTHER.test(normaliseText(text).trim());
}
