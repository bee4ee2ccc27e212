import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CHURN_CAUSES, causeOf, causeSide } from '../../../src/churn/index.js';
import { CAUSE_WORDS } from '../../../src/churn/types/causeWords.js';

describe('the cause of a recorded reason', () => {
  it('is the code itself, however it is written', () => {
    for (const cause of CHURN_CAUSES) {
      expect(causeOf(cause)).toBe(cause);
      expect(causeOf(` ${cause.toUpperCase().replaceAll('_', ' ')} `)).toBe(cause);
    }
  });

  it('is read from every usual word in both languages', () => {
    for (const cause of CHURN_CAUSES) for (const word of CAUSE_WORDS[cause]) expect([word, causeOf(word)]).toEqual([word, cause]);
  });

  it('has one meaning for every usual word', () => {
    const words = CHURN_CAUSES.flatMap((cause) => CAUSE_WORDS[cause]);
    expect(new Set(words).size).toBe(words.length);
  });

  test.each([
    ['The parcels were always late and two were damaged', 'service_quality'],
    ['太贵了，别家便宜多了', 'price'],
    ['公司搬家了', 'relocation'],
    ['公司倒闭了', 'finances'],
    ['转投顺丰', 'competitor_offer'],
    ['Ｐｒｉｃｅ', 'price'],
    ['價格太高', 'price'],
    ['其他', ''],
    ['', ''],
    ['   ', ''],
    ['😀🚚', ''],
    ['没有延误，也不贵', ''],
  ])('%j is %j', (reason, cause) => expect(causeOf(reason)).toBe(cause));

  it('follows a mapping of your own first, and an empty cause there means none', () => {
    expect(causeOf('R-07', { r07: 'relocation' })).toBe('relocation');
    expect(causeOf('价格', { 价格: '' })).toBe('');
    expect(() => causeOf('x', { x: 'weather' as never })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });

  it('takes a megabyte in its stride', () => {
    expect(causeOf(`${'a'.repeat(500_000)} too expensive ${'（'.repeat(500_000)}`)).toBe('price');
  });

  it('is a cause or nothing, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(['', ...CHURN_CAUSES]).toContain(causeOf(text));
      }),
    );
  });
});

it('lays a price on the carrier only where the carrier raised it', () => {
  expect(CHURN_CAUSES.map((cause) => causeSide(cause))).toEqual(
    'customer customer customer carrier market carrier market carrier market customer customer carrier'.split(' '),
  );
  expect(causeSide('price', true)).toBe('carrier');
  expect(causeSide('finances', true)).toBe('customer');
});
