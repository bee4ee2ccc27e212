import { describe, expect, test } from 'vitest';
import { formatInstant } from '../../src/core/day.js';
import { minutesFromBytes } from '../../src/node/byteInstant.js';
import { unitsFromBytes } from '../../src/node/byteNumber.js';
import { compileDateFormat } from '../../src/node/dateFormat.js';
import { type DateOrder, parseDateText } from '../../src/node/dateText.js';

const read = (text: string, order?: DateOrder): string => {
  const minutes = parseDateText(text, 'Asia/Shanghai', order);
  return minutes === 'undecided' ? minutes : formatInstant(minutes);
};

describe('dates that need no format', () => {
  test.each([
    ['2026-06-30', '2026-06-30 00:00'],
    ['2026/6/30', '2026-06-30 00:00'],
    ['2026.6.30', '2026-06-30 00:00'],
    ['2026年6月30日', '2026-06-30 00:00'],
    ['2026年6月30日 8:15', '2026-06-30 08:15'],
    ['20260630', '2026-06-30 00:00'],
    ['2026-06-30T08:15:59', '2026-06-30 08:15'],
    ['2026-06-30T00:15:00Z', '2026-06-30 08:15'],
    ['2026-06-30 08:15:00+08:00', '2026-06-30 08:15'],
    ['2026-06-30 20:00-0400', '2026-07-01 08:00'],
    ['2-Jun-06', '2006-06-02 00:00'],
    ['02-JUN-69', '2069-06-02 00:00'],
    ['2-Jun-70', '1970-06-02 00:00'],
    ['2 June 2006 14:05', '2006-06-02 14:05'],
    ['Jun 2, 2006', '2006-06-02 00:00'],
    ['13/04/2024', 'undecided'],
    ['03/04/2024 10:00', 'undecided'],
    ['13/13/2024', ''],
    ['2026-02-29', ''],
    ['1899-12-31', ''],
    ['45474', ''],
    ['soon', ''],
  ])('%s is %s', (text, expected) => expect(read(text)).toBe(expected));

  test('three numbers are read in the order settled for their column', () => {
    expect(read('03/04/2024', 'dmy')).toBe('2024-04-03 00:00');
    expect(read('03/04/2024', 'mdy')).toBe('2024-03-04 00:00');
    expect(read('24/04/03', 'ymd')).toBe('2024-04-03 00:00');
    expect(read('12/1/2010 8:26 PM', 'mdy')).toBe('2010-12-01 20:26');
    expect(read('12.1.10 12:05 am', 'dmy')).toBe('2010-01-12 00:05');
  });
});

describe('a named format', () => {
  const by = (format: string, text: string): string => formatInstant(compileDateFormat(format)?.(text) ?? Number.NaN);

  test.each([
    ['d-MMM-yy', '2-Jun-06', '2006-06-02 00:00'],
    ['d/M/yyyy', '3/4/2024', '2024-04-03 00:00'],
    ['dd/MM/yyyy', '3/4/2024', ''],
    ['M/d/yyyy H:mm', '3/4/2024 8:05', '2024-03-04 08:05'],
    ['yyyyMMddHHmmss', '20260630081559', '2026-06-30 08:15'],
    ['yyyy年M月d日 H时m分', '2026年6月30日 8时5分', '2026-06-30 08:05'],
    ["yyyy-MM-dd'T'HH:mm:ss", '2026-06-30T08:15:00', '2026-06-30 08:15'],
    ['yyyy-MM-ddTHH:mm', '2026-06-30T08:15', '2026-06-30 08:15'],
    ['excel', '38870', '2006-06-02 00:00'],
    ['excel', '38870.34375', '2006-06-02 08:15'],
    ['excel', '12', ''],
    ['d/M/yyyy', '2024-04-03', ''],
    ['d/M/yyyy', '31/2/2024', ''],
  ])('%s reads %s as %s', (format, text, expected) => expect(by(format, text)).toBe(expected));

  test.each(['d/M', 'dd/dd/yyyy', 'month', 'd/M/yyyy hh:mm', ''])('%j is no format', (format) =>
    expect(compileDateFormat(format)).toBeUndefined(),
  );
});

describe('bytes', () => {
  const minutes = (text: string): number => minutesFromBytes(Buffer.from(text), 0, text.length);

  test('every day of 1900–2149 is the day that text gives, and so is every minute of a day', () => {
    for (let day = -25_567; day < 65_744; day++) {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(minutes(text)).toBe(day * 1440);
    }
    for (let minute = 0; minute < 1440; minute++) {
      const text = `2024-02-29 ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
      expect(minutes(text)).toBe(19_782 * 1440 + minute);
      expect(minutes(`${text}:59`)).toBe(19_782 * 1440 + minute);
    }
  });

  test('what is no day or no time is left to the text reader', () => {
    for (const text of [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-1-0',
      '2024-1-32',
      '1899-12-31',
      '2150-01-01',
      '2024-1/2',
      '2024-:-:0',
      '2024-01-01 24:00',
      '2024-01-01 8:60',
      '2024-01-01 8:5',
      '2024-01-01 8:05:60',
      '2024-01-01 8:05:5',
      '2024-01-01x',
      '2024-01-01 ::30',
      '2O24-01-01',
    ])
      expect(minutes(text), text).toBeNaN();
  });

  test('plain decimals become whole units, everything else is left to the text reader', () => {
    const units = (text: string, decimals = 4): number => unitsFromBytes(Buffer.from(text), 0, text.length, decimals);
    expect(units('12.5')).toBe(125_000);
    expect(units('-0.0001')).toBe(-1);
    expect(Object.is(units('-0'), 0)).toBe(true);
    expect(units('5.')).toBe(50_000);
    expect(units('0012')).toBe(120_000);
    expect(units('12', 0)).toBe(12);
    for (const text of ['', '-', '.5', '1.23456', '1e3', '1,5', '+1', ' 1', '1 ', '1234567890123456']) expect(units(text), text).toBeNaN();
    expect(units('1.5', 0)).toBeNaN();
  });
});
