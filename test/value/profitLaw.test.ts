import { describe, expect, test } from 'vitest';
import type { Outlook } from '../../src/value/outlook.js';
import { profitLaw } from '../../src/value/profitLaw.js';

/** One customer: half gone, a tenth leaves in each of two stretches, the rest stays. */
function outlook(profit: number, gross: number, chance: number, level: number): Outlook {
  return {
    length: 1,
    active: Float64Array.of(0.5),
    shipments: Float64Array.of(1),
    grossIfStaying: Float64Array.of(gross),
    profitIfStaying: Float64Array.of(profit),
    chanceVariance: Float64Array.of(chance),
    levelVariance: Float64Array.of(level),
    leaving: Float64Array.of(0.1, 0.1),
    staying: Float64Array.of(0.3),
    stretches: [
      { share: 0.25, variance: 1 / 48, from: 0, to: 6 },
      { share: 0.75, variance: 1 / 48, from: 6, to: 13 },
    ],
  };
}

const CASES: readonly (readonly [string, Outlook])[] = [
  ['profit', outlook(900, 1000, 2000, 40_000)],
  ['loss', outlook(-600, -500, 2000, 10_000)],
  ['a gross profit eaten up by contacts', outlook(-40, 20, 900, 100)],
  ['nothing at all', outlook(0, 0, 0, 0)],
];

describe('the law of one profit', () => {
  test.each(CASES)('%s: the quantile is where the distribution passes the probability', (_, one) => {
    const law = profitLaw();
    law.move(one, 0, 1);
    for (const probability of [0.001, 0.05, 0.2, 0.5, 0.8, 0.95, 0.999]) {
      const value = law.quantile(probability);
      const slack = 1e-4 * Math.max(1, Math.abs(value));
      expect(law.cumulative(value + slack)).toBeGreaterThanOrEqual(probability);
      expect(law.cumulative(value - slack)).toBeLessThanOrEqual(probability);
    }
  });

  test.each(CASES)('%s: rises from 0 to 1 and jumps at nothing by the probability to be gone', (_, one) => {
    const law = profitLaw();
    law.move(one, 0, 1);
    expect(law.cumulative(-1e9)).toBeCloseTo(0, 3);
    expect(law.cumulative(1e9)).toBeCloseTo(1, 3);
    expect(law.cumulative(0) - law.cumulative(0, true)).toBeCloseTo(0.5, 9);
    let before = 0;
    for (let value = -3000; value <= 5000; value += 10) {
      const now = law.cumulative(value);
      expect(now).toBeGreaterThanOrEqual(before - 1e-12);
      before = now;
    }
  });

  test('its mean and variance are those of the distribution', () => {
    const law = profitLaw();
    law.move(CASES[0]![1], 0, 1);
    let [mean, square] = [0, 0];
    const step = 0.5;
    for (let value = -5000; value < 200_000; value += step) {
      const middle = value + step / 2;
      const weight = law.cumulative(value + step) - law.cumulative(value);
      mean += weight * middle;
      square += weight * middle * middle;
    }
    expect(mean).toBeCloseTo(law.mean(), -0.5);
    expect(law.mean()).toBeCloseTo(0.1 * 225 + 0.1 * 675 + 0.3 * 900, 9);
    expect(Math.abs((square - mean * mean) / law.variance() - 1)).toBeLessThan(0.03); // the shape is inverted to 1 %
  });

  test('where more than half are gone the median is nothing, exactly', () => {
    const law = profitLaw();
    law.move(CASES[0]![1], 0, 1);
    expect(law.quantile(0.4)).toBe(0);
  });

  test('a factor multiplies the profit of those who stay', () => {
    const [one, other] = [profitLaw(), profitLaw()];
    one.move(outlook(900, 1000, 0, 40_000), 0, 0.5);
    other.move(outlook(450, 500, 0, 10_000), 0, 1);
    for (const probability of [0.55, 0.75, 0.95]) expect(one.quantile(probability)).toBeCloseTo(other.quantile(probability), 4);
  });
});
