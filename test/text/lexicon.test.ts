import { describe, expect, it } from 'vitest';
import { COMPETITORS } from '../../src/text/competitorNames.js';
import { CUE_GROUPS } from '../../src/text/cues/cueLexicon.js';
import { LONGEST_LITERAL } from '../../src/text/match/lexicon.js';
import { parsePattern } from '../../src/text/match/pattern.js';
import { negationEntries } from '../../src/text/negation.js';
import { normaliseText } from '../../src/text/normaliseText.js';

const patterns = [
  ...CUE_GROUPS.flatMap(({ cues, weak = [], not }) => [...cues, ...weak, ...not]),
  ...negationEntries().map(({ pattern }) => pattern),
  ...COMPETITORS.flatMap(({ words = [], not = [] }) => [...words, ...not]),
];

describe('patterns of the word lists', () => {
  it.each(patterns)('%s', (pattern) => {
    for (const { literals } of parsePattern(pattern))
      for (const { text } of literals) {
        expect(text).not.toMatch(/[()|*~]|^$/);
        // What the folded text never holds would never be found.
        expect(text).toBe(normaliseText(text).trim());
        expect(text).not.toMatch(/['’,.]/);
        expect(text.length).toBeLessThan(LONGEST_LITERAL);
        // A literal is of ideographs or of words: each kind is fed to an automaton of its own.
        expect(/[a-z0-9]/.test(text) && /\p{Script=Han}/u.test(text)).toBe(false);
      }
  });
});

describe('parsePattern', () => {
  const texts = (pattern: string): readonly (readonly string[])[] =>
    parsePattern(pattern).map(({ literals }) => literals.map(({ text }) => text));

  it('reads alternatives, in groups and groups of groups', () => {
    expect(texts('搬(家|走(了|))')).toEqual([['搬家', '搬走了', '搬走']]);
    expect(texts('(|ex)tra (fee|charge)')).toEqual([['tra fee', 'tra charge', 'extra fee', 'extra charge']]);
  });

  it('reads gaps and stems, and parts a stem from what follows', () => {
    expect(parsePattern('refus* ~2 claim').map(({ gap }) => gap)).toEqual([0, 2]);
    expect(texts('look* for')).toEqual([['look'], ['for']]);
    expect(parsePattern('late*')[0]?.literals[0]).toEqual({ text: 'late', isWord: true, isStem: true });
  });
});
