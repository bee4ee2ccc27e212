import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromParts, dayOf, formatDay, formatInstant, weekOf } from '../../src/core/day.js';
import { errorCodeOf } from '../../src/core/errors.js';

const FIRST_DAY = dayFromParts(1900, 1, 1);
const LAST_DAY = dayFromParts(2149, 12, 31);

const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'nothing thrown';
  } catch (error) {
    return errorCodeOf(error);
  }
};

describe('dayOf', () => {
  test('counts days from 1970-01-01', () => {
    expect(dayOf('1970-01-01')).toBe(0);
    expect(dayOf('1969-12-31')).toBe(-1);
    expect(dayOf('2026-06-30')).toBe(20_634);
  });

  test('knows leap days', () => {
    expect(dayOf('2024-02-29') + 1).toBe(dayOf('2024-03-01'));
    expect(dayOf('2000-02-29') + 1).toBe(dayOf('2000-03-01'));
    expect(dayOf('2023-02-28') + 1).toBe(dayOf('2023-03-01'));
  });

  test.each([
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-4-1',
    '20240401',
    '2024-04-01 08:00',
    '',
    'yesterday',
    '1899-12-31',
    '2150-01-01',
  ])('refuses "%s" with bad-date', (text) => {
    expect(codeOf(() => dayOf(text))).toBe('bad-date');
  });

  test('says in both languages what it got and how to write it, cutting long text short', () => {
    const long = 'x'.repeat(500);
    expect(() => dayOf(long)).toThrow(`"${'x'.repeat(40)}" is not a date; write it as YYYY-MM-DD, for example 2026-06-30`);
    try {
      dayOf('soon');
    } catch (error) {
      expect((error as { text: { zh: string } }).text.zh).toBe('“soon”不是日期；请写成 YYYY-MM-DD，例如 2026-06-30');
    }
  });

  test('undoes formatDay on every day of the calendar it knows', () => {
    fc.assert(fc.property(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), (day) => dayOf(formatDay(day)) === day));
  });
});

describe('formatDay and formatInstant', () => {
  test('leave missing empty', () => {
    expect([formatDay(Number.NaN), formatInstant(Number.NaN)]).toEqual(['', '']);
  });

  test('an instant keeps its minute', () => {
    expect(formatInstant(dayOf('2026-06-30') * 1440 + 9 * 60 + 5)).toBe('2026-06-30 09:05');
    expect(formatInstant(-1)).toBe('1969-12-31 23:59');
  });
});

test('weeks begin on Monday', () => {
  const monday = dayOf('2022-01-03');
  expect(weekOf(monday) - weekOf(monday - 1)).toBe(1);
  expect(Array.from({ length: 7 }, (_, i) => weekOf(monday + i))).toEqual(Array.from({ length: 7 }, () => weekOf(monday)));
});
