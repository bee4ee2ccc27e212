import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { costOfChurn, halfLifeRates, presentValue, relationshipValue, retentionGain, wordOfMouth } from '../../src/value/index.js';

const FILE = join(process.env['HOLDFAST_DATA'] ?? '../shared/data', '../reference/teaching.json');

/** The numbers of the teaching, kept by the reference; read only when they are there. */
describe.skipIf(!existsSync(FILE))('the numbers of the teaching (skipped without reference/teaching.json)', () => {
  const taught = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};

  test('the shop that lost 25 a week: 15,600, and 8,858 at 10 % a year, discounted at year ends', () => {
    const { weekly, weeks, years, annual, total, pv10_end, pv10_start, with_half_life_5y } = taught.f1_shop;
    const shop = { perYear: weekly * weeks, years };
    expect(shop.perYear).toBe(annual);
    expect(presentValue(shop)).toBe(total);
    expect(presentValue({ ...shop, annualDiscountRate: 0.1 })).toBeCloseTo(pv10_end, 6);
    expect(presentValue({ ...shop, annualDiscountRate: 0.1, timing: 'start' })).toBeCloseTo(pv10_start, 6);
    const { retentionRate } = halfLifeRates(5);
    expect(presentValue({ ...shop, retentionRate, timing: 'start' })).toBeCloseTo(with_half_life_5y, 6);
  });

  test('half the customers in five years', () => {
    const { r, annual_churn, monthly_churn, hazard_per_year, mean_years_geometric } = taught.f2_half_in_5_years;
    const rates = halfLifeRates(5);
    expect(rates.retentionRate).toBeCloseTo(r, 12);
    expect(rates.annualChurn).toBeCloseTo(annual_churn, 12);
    expect(rates.monthlyChurn).toBeCloseTo(monthly_churn, 12);
    expect(rates.hazardPerYear).toBeCloseTo(hazard_per_year, 8); // the reference took ln 2 to 9 digits
    expect(rates.meanYears).toBeCloseTo(mean_years_geometric, 10);
  });

  test('replacing a customer at two, five and six times what keeping one costs', () => {
    const { keep_cost, factors, replacement } = taught.f3_replacement;
    const { low, usual, high } = costOfChurn({ customers: 1, profit: 0 }, { keepCost: keep_cost, replacementFactors: factors }).replacement;
    expect([low, usual, high]).toEqual(replacement);
  });

  test('whom the satisfied and the dissatisfied tell', () => {
    const { satisfied, dissatisfied, tell_satisfied, tell_dissatisfied, positive, negative } = taught.f4_word_of_mouth;
    const heard = wordOfMouth({ satisfied, dissatisfied, tellSatisfied: tell_satisfied, tellDissatisfied: tell_dissatisfied });
    expect([heard.positive, heard.negative]).toEqual([positive, negative]);
  });

  test('five points more retention, and five percent less churn', () => {
    const { d, r, plus_5_points_end, plus_5_points_start, minus_5_percent_of_churn_end, limit_at_r95 } = taught.f5_retention_gain;
    const gain = (retentionRate: number, points: number, timing: 'end' | 'start' = 'end'): number =>
      retentionGain({ retentionRate, points, annualDiscountRate: d, timing });
    expect(gain(r, 5)).toBeCloseTo(plus_5_points_end, 12);
    expect(gain(r, 5, 'start')).toBeCloseTo(plus_5_points_start, 12);
    expect(gain(r, 5 * (1 - r))).toBeCloseTo(minus_5_percent_of_churn_end, 12);
    expect(gain(0.95, 5)).toBeCloseTo(limit_at_r95, 12);
  });

  test('years of profit a customer is worth at two retention rates', () => {
    const { d, r, clv_multiple } = taught.f9_retention_pair;
    const multiples = r.map(
      (retentionRate: number) => relationshipValue({ annualProfit: 1, retentionRate, annualDiscountRate: d }).multiple,
    );
    multiples.forEach((multiple: number, at: number) => expect(multiple).toBeCloseTo(clv_multiple[at], 12));
  });
});

describe('formulas of a constant retention', () => {
  test('the worked example: five years, 4,800, 3,200 and 4,400, elasticity 3.67', () => {
    const value = relationshipValue({ annualProfit: 1200, retentionRate: 0.8, annualDiscountRate: 0.1 });
    expect(value.years).toBeCloseTo(5, 12);
    expect(value.undiscounted).toBeCloseTo(4800, 9);
    expect(value.atYearEnd).toBeCloseTo(3200, 9);
    expect(value.atYearStart).toBeCloseTo(4400, 9);
    expect(value.elasticity).toBeCloseTo(11 / 3, 12);
  });

  test('are the limit of a long stream of money', () => {
    const input = { retentionRate: 0.8, annualDiscountRate: 0.1 };
    const { atYearEnd, atYearStart } = relationshipValue({ annualProfit: 1200, ...input });
    expect(presentValue({ perYear: 1200, years: 400, timing: 'start', ...input })).toBeCloseTo(atYearStart, 8);
    expect(presentValue({ perYear: 1200 * 0.8, years: 400, ...input })).toBeCloseTo(atYearEnd, 8);
  });

  test('a lost listener costs what a new customer is worth', () => {
    const { loss, gain } = wordOfMouth({ dissatisfied: 2, satisfied: 1, conversion: 0.01, newCustomerValue: 100 });
    expect(loss).toEqual([-26, -14]);
    expect(gain).toEqual([4, 5]);
    const cost = costOfChurn({ customers: 2, profit: 1000 }, { conversion: 0.01, newCustomerValue: 100 });
    expect(cost.wordOfMouth).toEqual([14, 26]);
    expect(cost.total).toEqual({ low: 1414, usual: 2020, high: 2226 });
  });

  test.each([
    () => presentValue({ perYear: 1, years: 1.5 }),
    () => presentValue({ perYear: Number.NaN, years: 1 }),
    () => presentValue({ perYear: 1, years: 1, annualDiscountRate: 10 }),
    () => relationshipValue({ annualProfit: 1, retentionRate: 1.1 }),
    () => retentionGain({ retentionRate: 0.98, points: 5 }),
    () => retentionGain({ retentionRate: 0, points: 5 }),
    () => halfLifeRates(0),
    () => wordOfMouth({ dissatisfied: -1 }),
    () => wordOfMouth({ conversion: 2 }),
    () => costOfChurn({ customers: 1, profit: 1 }, { replaced: 2 }),
  ])('%s is refused', (work) => {
    expect(work).toThrowError(expect.objectContaining({ code: 'bad-parameter' }));
  });
});
