import { expect, test } from 'vitest';
import { oracleProbabilities, simulate } from '../../src/simulate/index.js';

const company = await simulate({ customers: 2000, seed: 4 });
const cutoffs = ['2023-07-03', '2024-01-01', '2024-07-01'];

test('the oracle is calibrated: it expects as many to stop as do', () => {
  const columns = oracleProbabilities(company, cutoffs);
  let expected = 0;
  let stopped = 0;
  columns.forEach((chances, k) => {
    const from = Date.parse(cutoffs[k]!) / 86_400_000;
    chances.forEach((chance, customer) => {
      const last = company.truth.columns.last_shipped_on[customer]!;
      if (Number.isNaN(chance) || last < from) return;
      expected += chance;
      if (last < from + 91) stopped++;
    });
  });
  // About 220 of 4,000: four standard deviations of a count, and what frozen circumstances miss.
  expect(stopped).toBeGreaterThan(150);
  expect(Math.abs(expected - stopped) / stopped).toBeLessThan(0.27);
});

test('it knows nothing of who is no customer yet', () => {
  const [early] = oracleProbabilities(company, ['2022-01-10']);
  const joined = company.small.customers.map(({ joined_on }) => joined_on as number);
  joined.forEach((day, customer) => {
    if (day > Date.parse('2022-01-10') / 86_400_000) expect(early![customer]).toBeNaN();
  });
});
