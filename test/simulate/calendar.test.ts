import { expect, test } from 'vitest';
import { dayOf } from '../../src/core/day.js';
import { dayMultiplier, FIRST_DAY, monthsOf, segmentCalendar } from '../../src/simulate/calendar.js';

const [ECOM, SME, , PRIVATE] = [0, 1, 2, 3] as const;

test('an ordinary week has the weekdays of the specification and a mean of 1', () => {
  const monday = dayOf('2023-04-10');
  expect(Array.from({ length: 7 }, (_, k) => Number(dayMultiplier(monday + k, ECOM).toFixed(6)))).toEqual([
    1.05, 1.05, 1.03, 1.02, 1.02, 0.95, 0.88,
  ]);
});

test('online shops take the whole of a shopping peak, small firms three tenths of its logarithm', () => {
  const friday = dayOf('2022-11-11');
  expect(dayMultiplier(friday, ECOM)).toBeCloseTo(2.6 * 1.02, 10);
  expect(dayMultiplier(friday, SME)).toBeCloseTo(Math.exp(0.3 * Math.log(2.6)) * 1.02, 10);
});

test('the Spring Festival rises, falls and ends on its days', () => {
  const level = (day: string): number => Number((dayMultiplier(dayOf(day), ECOM) / dayMultiplier(dayOf(day) - 700, ECOM)).toFixed(6));
  // 2024-02-10 is the festival; 700 days before these dates nothing is the matter.
  const days = [
    '2024-01-19',
    '2024-01-20',
    '2024-02-02',
    '2024-02-03',
    '2024-02-07',
    '2024-02-08',
    '2024-02-16',
    '2024-02-17',
    '2024-02-23',
    '2024-02-24',
  ];
  expect(days.map(level)).toEqual([1, 1.15, 1.15, 0.8, 0.8, 0.3, 0.3, 0.7, 0.7, 1]);
  expect(dayMultiplier(dayOf('2024-02-13'), PRIVATE)).toBeCloseTo(Math.exp(0.6 * Math.log(0.3)) * 1.05, 10);
});

test('the season of a week is the mean of its days, and its running shares end at 1', () => {
  const { season, dayShares } = segmentCalendar(ECOM, 60);
  const week = Math.floor((dayOf('2022-11-11') - FIRST_DAY) / 7);
  const days = Array.from({ length: 7 }, (_, k) => dayMultiplier(FIRST_DAY + week * 7 + k, ECOM));
  expect(season[week]).toBeCloseTo(days.reduce((a, b) => a + b, 0) / 7, 12);
  expect(dayShares[week * 7 + 6]).toBe(1);
});

test('months follow the calendar from the opening of the books', () => {
  const { ofDay, firstDay } = monthsOf(60);
  expect(firstDay.slice(0, 3)).toEqual(['2022-01-01', '2022-02-01', '2022-03-01'].map(dayOf));
  expect([ofDay[dayOf('2022-01-31') - FIRST_DAY], ofDay[dayOf('2022-02-01') - FIRST_DAY]]).toEqual([0, 1]);
});
