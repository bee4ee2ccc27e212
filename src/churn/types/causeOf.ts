import type { ChurnCause } from '../../core/codes.js';
import { ensure } from '../../core/errors.js';
import { findCues, normaliseText } from '../../text/index.js';
import { CHURN_CAUSES } from './causes.js';
import { CAUSE_WORDS } from './causeWords.js';

/** Words and codes of your own records by what they mean; '' for words that name no cause (`other`, `不详`). */
export type CauseMapping = Readonly<Record<string, ChurnCause | ''>>;

/** Longer texts are read for cues only. */
const LONGEST_WORD = 60;

/**
 * The cause that a recorded reason names: one of the twelve codes, a word of your mapping, a usual short word in Chinese or English, or
 * else what its words speak of most.
 *
 * @param reason - an exit reason as recorded: a code, a word or a sentence; any length
 * @param mapping - words of your own records; looked at first, and compared without case, spaces, width and punctuation
 * @returns a cause, or '' where the reason is empty or names none
 * @throws HoldfastError `bad-parameter` for a mapping to something that is no cause
 * @remarks O(length). Of several causes in one sentence the one with most cues wins, then the first mentioned.
 * @example
 * ```ts
 * causeOf('price'); // => 'price'
 * causeOf('价格太高'); // => 'price'
 * causeOf('The parcels were always late and two were damaged'); // => 'service_quality'
 * causeOf('R07', { r07: 'relocation' }); // => 'relocation'
 * causeOf('其他'); // => ''
 * ```
 */
export function causeOf(reason: string, mapping: CauseMapping = {}): ChurnCause | '' {
  return causeReader(mapping)(reason);
}

/** {@link causeOf} for many reasons under one mapping, which is checked once. */
export function causeReader(mapping: CauseMapping = {}): (reason: string) => ChurnCause | '' {
  const own = ownWords(mapping);
  const known = new Map<string, ChurnCause | ''>();
  return (reason) => {
    if (reason.length > LONGEST_WORD) return causeFromText(reason);
    const before = known.get(reason);
    if (before !== undefined) return before;
    const word = bare(reason);
    const cause = word === '' ? '' : (own.get(word) ?? usualWords().get(word) ?? causeFromText(reason));
    known.set(reason, cause);
    return cause;
  };
}

function ownWords(mapping: CauseMapping): ReadonlyMap<string, ChurnCause | ''> {
  return new Map(
    Object.entries(mapping).map(([word, cause]) => {
      ensure(cause === '' || CHURN_CAUSES.includes(cause), 'bad-parameter', () => ({
        en: `The exit reason "${word}" is mapped to "${String(cause)}", which is no cause; use one of ${CHURN_CAUSES.join(', ')}, or "" for none.`,
        zh: `流失原因“${word}”映射到“${String(cause)}”，但这不是流失原因代码；请使用 ${CHURN_CAUSES.join('、')} 之一，或用 "" 表示无。`,
      }));
      return [bare(word), cause] as const;
    }),
  );
}

/** A word without what writing habits add to it. */
function bare(text: string): string {
  return normaliseText(text).replace(/[\s\p{P}\p{S}_]+/gu, '');
}

let usual: ReadonlyMap<string, ChurnCause> | undefined;

/** The words everybody uses; made at first use, so that loading the library stays quick. */
function usualWords(): ReadonlyMap<string, ChurnCause> {
  usual ??= new Map(CHURN_CAUSES.flatMap((cause) => [cause, ...CAUSE_WORDS[cause]].map((word) => [bare(word), cause] as const)));
  return usual;
}

function causeFromText(text: string): ChurnCause | '' {
  const counts = new Map<ChurnCause | 'competitor', number>();
  for (const { kind, cause } of findCues(text)) {
    const named = kind === 'competitor' ? 'competitor' : cause;
    if (named !== undefined) counts.set(named, (counts.get(named) ?? 0) + 1);
  }
  const gone = counts.delete('competitor');
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (most !== undefined) return most[0] as ChurnCause;
  return gone ? 'competitor_offer' : '';
}
