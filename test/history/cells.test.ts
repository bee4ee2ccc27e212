import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isBlank,
  normalizeHeader,
  parseChoice,
  parseIsoDay,
  parseIsoInstant,
  parseNumber,
  toHeld,
  wallClock,
} from '../../src/history/cells.js';
import { columnSchema, compareCodePoints, hashKey, hashKeyBytes } from '../../src/history/index.js';

describe('parseNumber', () => {
  it.each([
    ['12', 12],
    ['-0.5', -0.5],
    ['1,234.50', 1234.5],
    ['￥1,234.50', 1234.5],
    ['¥ 12', 12],
    ['-¥12', -12],
    ['12元', 12],
    ['3.5 kg', 3.5],
    ['2公斤', 2],
    ['１２．５', 12.5],
    ['(5.00)', -5],
    ['−3', -3],
    ['1e3', 1000],
  ])('reads %s', (text, value) => expect(parseNumber(text)).toBe(value));

  it.each(['1,5', '12,34', 'abc', '1.2.3', '--1', '12 13', '0x10', 'Infinity', ''])('does not guess at %j', (text) =>
    expect(parseNumber(text)).toBeNaN(),
  );

  it('reads back every finite number that JavaScript prints without loss', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => parseNumber(String(value)) === value));
  });
});

describe('toHeld', () => {
  it('holds money in 1/10,000 and weight in grams, and refuses what the kind does not allow', () => {
    expect([toHeld('money', 12.3456), toHeld('mass', 1.2345), toHeld('count', 3), toHeld('rating', 4.5)]).toEqual([123456, 1235, 3, 4.5]);
    expect(
      [toHeld('money', 2e10), toHeld('mass', -1), toHeld('count', 2.5), toHeld('count', -1), toHeld('rating', 6)].every(Number.isNaN),
    ).toBe(true);
    expect(Object.is(toHeld('money', -0), 0)).toBe(true);
  });
});

describe('parseIsoInstant', () => {
  it('takes a time without a zone as it stands and brings one with a zone to the wall clock', () => {
    expect(parseIsoInstant('1970-01-02 00:30')).toBe(1470);
    expect(parseIsoInstant('1970-01-02T00:30:59')).toBe(1470);
    expect(parseIsoInstant('2026-03-02T00:30Z')).toBe(parseIsoInstant('2026-03-02 08:30'));
    expect(parseIsoInstant('2026-03-02T00:30:00.000-0500')).toBe(parseIsoInstant('2026-03-02 13:30'));
    expect(parseIsoInstant('2026-07-02T12:00Z', 'Europe/Berlin')).toBe(parseIsoInstant('2026-07-02 14:00'));
    expect(parseIsoInstant('2026-01-02T12:00Z', 'Europe/Berlin')).toBe(parseIsoInstant('2026-01-02 13:00'));
    expect(parseIsoDay('2026-03-02T17:00Z')).toBe(parseIsoDay('2026-03-03'));
  });

  it.each(['2026/3/2 8:05', '2026.3.2 08:05', '2026年3月2日 8:05', '20260302 08:05'])('reads %s', (text) =>
    expect(parseIsoInstant(text)).toBe(parseIsoInstant('2026-03-02 08:05')),
  );

  it.each(['2026-02-30', '2026-13-01', '02/03/2026', '2026-03-02 24:00', '2026-03-02 08:61', '2026-03-02x', 'soon', '1850-01-01'])(
    'finds no time in %s',
    (text) => expect(parseIsoInstant(text)).toBeNaN(),
  );

  it('knows that China had summer time in 1988, and refuses a zone that is none', () => {
    expect(wallClock(Date.UTC(1988, 6, 1) / 60_000, 'Asia/Shanghai') - Date.UTC(1988, 6, 1) / 60_000).toBe(540);
    expect(() => parseIsoInstant('2026-03-02T00:30Z', 'Mars/Base')).toThrowError(expect.objectContaining({ code: 'bad-parameter' }));
  });
});

describe('choices, headers and blanks', () => {
  it('finds a value by its name and synonyms in any width and case', () => {
    const status = columnSchema('shipments', 'status')!;
    expect([parseChoice(status, ' ＬＯＳＴ'), parseChoice(status, '丢失'), parseChoice(status, ''), parseChoice(status, 'eaten')]).toEqual([
      3, 3, 0, -1,
    ]);
    expect(normalizeHeader(' Customer-ＩＤ_x ')).toBe('customeridx');
  });

  it('takes N/A as missing among numbers, and as a word among texts', () => {
    expect([isBlank('money', 'N/A'), isBlank('category', 'NA'), isBlank('id', 'NULL'), isBlank('money', '0')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('hashKey', () => {
  it('gives text and its UTF-8 bytes the same hash, and never the pair that means missing', () => {
    const out = new Uint32Array(2);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(8), (text, pad) => {
        const bytes = new TextEncoder().encode(text);
        const buffer = new Uint8Array(bytes.length + pad + 3);
        buffer.set(bytes, pad);
        hashKeyBytes(buffer, pad, pad + bytes.length, out);
        expect([out[0], out[1]]).toEqual([...hashKey(text)]);
        expect(out[0] !== 0 || out[1] !== 0).toBe(true);
      }),
    );
  });

  it('keeps a million running waybill numbers apart, in both halves about as often as chance would', () => {
    const [high, low, both] = [new Set<number>(), new Set<number>(), new Set<number>()];
    const count = 1_000_000;
    for (let n = 0; n < count; n++) {
      const [h, l] = hashKey(`SF${1_000_000_000_000 + n}`);
      high.add(h);
      low.add(l);
      both.add(h * 2 ** 20 + (l >>> 12));
    }
    // Expected pairs that share 32 bits: n²/2³³ = 116, standard deviation 11.
    for (const half of [high, low]) expect(Math.abs(count - half.size - 116)).toBeLessThan(66);
    expect(both.size).toBe(count);
  });
});

describe('compareCodePoints', () => {
  it('orders as UTF-8 bytes do', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (a, b) => Math.sign(compareCodePoints(a, b)) === Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))),
      ),
    );
  });
});
