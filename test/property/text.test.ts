import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { competitors, findCues, leaveIntent, normaliseText } from '../../src/text/index.js';

const CUES = [
  '破损',
  '太慢',
  '涨价',
  '倒闭',
  '转行',
  '拒赔',
  '骂',
  '敷衍',
  'late',
  'damaged',
  'expensive',
  'bankrupt',
  'rude',
  'scam',
  'relocating',
];
const FILLER = [
  '的',
  '快递',
  '今天',
  '我们',
  'the',
  'parcel',
  ' ',
  '，',
  '。',
  '. ',
  '!',
  '😡',
  '\ud800',
  'ﬁ',
  'é',
  '①',
  '㎏',
  '\n',
  '没',
  '不',
  'not ',
  '顺丰',
  'UPS',
  '態度',
  '12',
];
const piece = fc.oneof(fc.constantFrom(...FILLER, ...CUES), fc.string({ unit: 'binary', maxLength: 4 }));
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const runs = { numRuns: 500 };

describe('laws of texts', () => {
  it('normalising twice is normalising once', () => {
    fc.assert(
      fc.property(text, (some) => {
        const once = normaliseText(some);
        expect(normaliseText(once)).toBe(once);
      }),
      runs,
    );
  });

  it('every cue is a part of its text, in order of place', () => {
    fc.assert(
      fc.property(text, (some) => {
        const cues = findCues(some);
        for (const cue of cues) {
          expect(cue.text.length).toBeGreaterThan(0);
          expect(some.slice(cue.at, cue.at + cue.text.length)).toBe(cue.text);
        }
        expect(cues.map(({ at }) => at)).toEqual(cues.map(({ at }) => at).sort((a, b) => a - b));
      }),
      runs,
    );
  });

  it('the normalised text says what the text says', () => {
    const said = (some: string): unknown => findCues(some).map(({ kind, cause, text: words }) => [kind, cause, normaliseText(words)]);
    fc.assert(
      fc.property(text, (some) => {
        expect(said(normaliseText(some))).toEqual(said(some));
      }),
      runs,
    );
  });

  it('a cue that is denied close before does not fire', () => {
    const chinese = fc.tuple(
      fc.constantFrom('不', '没', '无', '未', '别'),
      fc.constantFrom('', '有', '太', '曾经'),
      fc.constantFrom(...CUES.slice(0, 8)),
    );
    const english = fc.tuple(
      fc.constantFrom('not ', 'never ', 'isn’t '),
      fc.constantFrom('', 'very ', 'at all '),
      fc.constantFrom(...CUES.slice(8)),
    );
    fc.assert(
      fc.property(fc.oneof(chinese, english), ([negator, between, cue]) => {
        expect(findCues(`今天。${negator}${between}${cue}`)).toEqual([]);
        expect(findCues(`今天。${cue}`).length).toBe(1);
      }),
      runs,
    );
  });

  it('text far away, before or behind, takes no cue back', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...CUES), text, (before, cue, behind) => {
        const found = findCues(`${before}。${cue}。${behind}`);
        expect(found.some(({ at, text: words }) => at === before.length + 1 && words === cue)).toBe(true);
      }),
      runs,
    );
  });

  it('an intent to leave is in [0, 1), and names are of the list', () => {
    fc.assert(
      fc.property(text, (some) => {
        expect(leaveIntent(some)).toBeGreaterThanOrEqual(0);
        expect(leaveIntent(some)).toBeLessThan(1);
        for (const name of competitors(some)) expect(['顺丰', 'UPS']).toContain(name);
      }),
      runs,
    );
  });
});
