import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forwardPlan, LONGEST_CONFIRMATION_DAYS, neededDays } from '../../src/risk/forwardPlan.js';

const spans = fc.record({
  firstDay: fc.integer({ min: 15_000, max: 20_000 }),
  days: fc.integer({ min: 630, max: 3000 }),
});

it('needs 630 days for a horizon of 91', () => {
  expect(neededDays(91, 28)).toBe(630);
});

it('says from which day on training is possible', () => {
  const attempt = () => forwardPlan({ firstDay: 20_000, endDay: 20_629, horizonDays: 91, stepDays: 28 });
  expect(attempt).toThrow('training needs 630 days of history and there are 629; it becomes possible on 2026-06-26');
});

it('splits 630 days into something to train on and something later to judge by', () => {
  const plan = forwardPlan({ firstDay: 20_000, endDay: 20_630, horizonDays: 91, stepDays: 28 });
  expect(plan).toEqual({ fit: [], validation: [], refit: [20_077], test: [20_357], all: expect.anything() });
});

it('judges strictly later than every outcome it trained on, and has every outcome resolved by the end', () => {
  fc.assert(
    fc.property(spans, fc.constantFrom(28, 91, 182), ({ firstDay, days }, horizonDays) => {
      const endDay = firstDay + days + 2 * (horizonDays - 91);
      fc.pre(endDay - firstDay >= neededDays(horizonDays, 28));
      const { fit, validation, refit, test, all } = forwardPlan({ firstDay, endDay, horizonDays, stepDays: 28 });
      const resolution = horizonDays + LONGEST_CONFIRMATION_DAYS;
      expect(refit.length).toBeGreaterThan(0);
      expect(test.length).toBeGreaterThan(0);
      expect(Math.max(...refit) + resolution).toBeLessThanOrEqual(Math.min(...test));
      expect(Math.max(...all) + resolution).toBeLessThanOrEqual(endDay);
      expect(all).toEqual(expect.arrayContaining([...refit, ...test]));
      expect(refit).toEqual(expect.arrayContaining([...fit, ...validation]));
      if (validation.length > 0) expect(Math.max(...fit) + horizonDays).toBeLessThanOrEqual(Math.min(...validation));
    }),
  );
});
