import { describe, expect, it } from 'vitest';
import { normaliseText } from '../../src/text/index.js';
import { normalised } from '../../src/text/normaliseText.js';

describe('normaliseText', () => {
  it('writes full-width, ligatures, capitals and traditional characters one way', () => {
    expect(normaliseText('ＳＦ快遞，服務態度差！ ﬁnal ㎏ ①')).toBe('sf快递,服务态度差! final kg 1');
  });

  it('composes accents as NFKC does', () => {
    expect(normaliseText('Cafe\u0301')).toBe('café');
    expect(normaliseText('\u1112\u1161\u11ab')).toBe('한');
  });

  it('changes nothing that it has written, for every code point there is', () => {
    const twice: string[] = [];
    for (let block = 0; block < 0x110000; block += 0x100) {
      const points = Array.from({ length: 0x100 }, (_, point) => String.fromCodePoint(block + point)).join('|');
      const once = normaliseText(points);
      if (normaliseText(once) !== once) twice.push(block.toString(16));
    }
    expect(twice).toEqual([]);
  });

  it('keeps lone surrogates and emoji', () => {
    expect(normaliseText('a\ud800b')).toBe('a\ud800b');
    expect(normaliseText('😡👍🏽')).toBe('😡👍🏽');
  });

  it('says where each code unit came from', () => {
    const { text, places } = normalised('ab㎏cé');
    expect(text).toBe('abkgcé');
    expect([...places]).toEqual([0, 1, 2, 2, 3, 4, 5]);
  });

  it('reads a megabyte of marks in bounded time', () => {
    const start = process.cpuUsage();
    normaliseText(`a${'\u0301\u0323'.repeat(500_000)}`);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(5);
  });

  it('refuses what is no string', () => {
    expect(() => normaliseText(null as never)).toThrow(/must be a string, not null/);
  });
});
