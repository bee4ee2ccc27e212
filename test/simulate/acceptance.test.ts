import { expect, test } from 'vitest';
import { ACCEPTANCE } from '../../bench/simulatorRanges.mjs';
import { companyFigures } from '../../src/simulate/index.js';
import { worldOf } from '../../src/simulate/world.js';

// One preset and one seed here; `node bench/simulator.mjs` prints the three of each.
const figures: object = companyFigures(worldOf({ customers: 5000, seed: 2 }));

test.each(Object.entries(ACCEPTANCE.realistic))('%s is as specified', (name, range) => {
  const [low = Number.NaN, high = Number.NaN] = range;
  const value = (figures as Record<string, number>)[name]!;
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
});

test('complaints are of the mix that is specified', () => {
  const [delay, damage, loss, attitude] = (figures as { complaintMix: number[] }).complaintMix;
  expect([delay!, damage!, loss!, attitude!].map((share) => Math.round(share * 20) / 20)).toEqual([0.8, 0.1, 0.05, 0.05]);
});
