import { ensure } from '../../core/errors.js';

/**
 * A pattern as its parts in order, each a list of literals of which one must stand there.
 * Between a part and the next lie at most `gap` words, or characters where the next part is Chinese.
 */
export interface PatternPart {
  readonly literals: readonly Literal[];
  readonly gap: number;
}

/** Normalised characters to be found as they stand. */
export interface Literal {
  readonly text: string;
  /** Must begin and end as a word does; a stem only begin. Ideographs need neither. */
  readonly isWord: boolean;
  readonly isStem: boolean;
}

const MOST_LITERALS = 2000;
const GAP = /\s*~(\d+)\s*/;
/** A stem before a further word ends its part: `look* for` is `look* ~0 for`. */
const STEM_INSIDE = /\*(\)?) (?!~)/g;
const LETTER = /[a-z0-9]/;

/**
 * Reads a pattern: `搬(家|走)`, `经理~4(离职|换)`, `refus* ~2 (claim|refund)`. `(a|b|)` are alternatives, `~n` a gap of at most n words (characters
 * before a Chinese part), `*` at the end of a part any ending.
 */
export function parsePattern(pattern: string): readonly PatternPart[] {
  const pieces = pattern.replace(STEM_INSIDE, '*$1 ~0 ').split(GAP);
  const parts: PatternPart[] = [];
  for (let piece = 0; piece < pieces.length; piece += 2)
    parts.push({ literals: alternatives(pieces[piece] ?? '').map(literalOf), gap: piece === 0 ? 0 : Number(pieces[piece - 1]) });
  return parts;
}

function literalOf(written: string): Literal {
  const text = written.replace(/ +/g, ' ').trim();
  const isStem = text.endsWith('*');
  const bare = isStem ? text.slice(0, -1) : text;
  return { text: bare, isWord: LETTER.test(bare), isStem };
}

/** All that the alternatives of a part stand for; groups may hold groups. */
function alternatives(part: string): readonly string[] {
  const all = expand(part, 0, part);
  return [...new Set(all.heads)];
}

/** Reads from `from` to the end of the group: what stood there in every wording, and where it ended. */
function expand(part: string, from: number, whole: string): { readonly heads: readonly string[]; readonly end: number } {
  const done: string[] = [];
  let heads: string[] = [''];
  let at = from;
  for (; at < part.length && part[at] !== ')'; at++) {
    const sign = part[at]!;
    if (sign === '|') {
      done.push(...heads);
      heads = [''];
    } else if (sign === '(') {
      const inner = expand(part, at + 1, whole);
      heads = heads.flatMap((head) => inner.heads.map((tail) => head + tail));
      at = inner.end;
    } else heads = heads.map((head) => head + sign);
    ensure(
      heads.length + done.length <= MOST_LITERALS,
      'internal',
      () => `pattern "${whole}" stands for more than ${MOST_LITERALS} literals`,
    );
  }
  return { heads: [...done, ...heads], end: at };
}
