import fc from 'fast-check';
import { expect, it } from 'vitest';
import { labelStatus } from '../../src/churn/labelStatus.js';
import { outcomeRecord } from '../../src/churn/outcomeRecord.js';
import { fakeSnapshot } from './fakeSnapshot.js';

const FIXED = { kind: 'fixed', days: 30 } as const;
const weekly = (from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / 7) + 1 }, (_, week) => from + 7 * week);
const statusAt = (days: readonly number[], cutoff: number, dataEnd: number, closedOn?: number): string => {
  const options = closedOn === undefined ? {} : { closedOn: { 0: closedOn } };
  return labelStatus(outcomeRecord(fakeSnapshot([days], dataEnd, options), FIXED), 0, cutoff, 91, 31);
};

it('dates leaving by the day after the last shipment, inside (t, t + H]', () => {
  const stops = weekly(0, 350);
  expect(statusAt(stops, 351, 1000)).toBe('already_gone');
  expect(statusAt(stops, 350, 1000)).toBe('left');
  expect(statusAt(stops, 351 - 91, 1000)).toBe('left');
  expect(statusAt(stops, 351 - 92, 1000)).toBe('stayed');
});

it('calls a customer left who lapsed in the horizon, even when it came back later', () => {
  const days = [...weekly(0, 350), ...weekly(420, 700)];
  expect(statusAt(days, 300, 1000)).toBe('left');
  expect(statusAt(days, 360, 1000)).toBe('already_gone');
  expect(statusAt(days, 450, 1000)).toBe('stayed');
});

it('never says stayed when the data end before it can be known', () => {
  const days = weekly(0, 350);
  expect(statusAt(days, 300, 300 + 90 + 30)).toBe('censored');
  expect(statusAt(days, 300, 300 + 90 + 31)).toBe('left');
  const stillThere = weekly(0, 420);
  expect(statusAt(stillThere, 300, 300 + 90 + 30)).toBe('censored');
  expect(statusAt(stillThere, 300, 300 + 90 + 31)).toBe('stayed');
});

it('takes a closure for confirmation, however short the silence', () => {
  const days = weekly(0, 420);
  expect(statusAt(days, 400, 900, 425)).toBe('left');
  const record = outcomeRecord(fakeSnapshot([days], 900, { closedOn: { 0: 425 } }), FIXED);
  expect([...record.onset]).toEqual([421]);
  expect([...record.confirmed]).toEqual([425]);
  expect(record.openSince[0]).toBeNaN();
});

it('does not confirm a silence over a festival that is of normal length for the season', () => {
  // Ships every 7 days, so 53 business days are its limit; the festival's 70 days of silence count as 40, because hardly anybody ships.
  const days = [...weekly(0, 350), ...weekly(420, 700)];
  const festivalClock = (day: number): number => day - 30 * Math.min(1, Math.max(0, (day - 352) / 60));
  const adaptive = { kind: 'adaptive', epsilon: 1e-3 } as const;
  const count = (clock: (day: number) => number) => outcomeRecord(fakeSnapshot([days], 705, { clock }), adaptive).onset.length;
  expect(count((day) => day)).toBe(1);
  expect(count(festivalClock)).toBe(0);
});

const histories = fc.record({
  gaps: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 5, maxLength: 60 }),
  cutoff: fc.integer({ min: 100, max: 900 }),
  dataEnd: fc.integer({ min: 901, max: 1500 }),
});

it('agrees with the definition read off the dates one by one', () => {
  fc.assert(
    fc.property(histories, ({ gaps, cutoff, dataEnd }) => {
      let day = 0;
      const days = [0, ...gaps.map((gap) => (day += gap))].filter((shipped) => shipped < dataEnd);
      const endOf = (at: number) => days[at + 1] ?? dataEnd;
      const lapsed = days.filter((shipped, at) => endOf(at) - shipped > 30);
      const gone = lapsed.some((shipped) => shipped < cutoff && endOf(days.indexOf(shipped)) >= cutoff);
      const left = lapsed.some((shipped) => shipped >= cutoff && shipped < cutoff + 91);
      const known = cutoff + 90 + 31 <= dataEnd;
      const expected = gone ? 'already_gone' : !known ? 'censored' : left ? 'left' : 'stayed';
      expect(statusAt(days, cutoff, dataEnd)).toBe(expected);
    }),
  );
});

it('gives the same outcomes when every date is moved by the same days', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: -400, max: 4000 }), ({ gaps, cutoff, dataEnd }, shift) => {
      let day = 0;
      const days = [0, ...gaps.map((gap) => (day += gap))];
      const moved = days.map((shipped) => shipped + shift);
      expect(statusAt(moved, cutoff + shift, dataEnd + shift)).toBe(statusAt(days, cutoff, dataEnd));
    }),
  );
});
