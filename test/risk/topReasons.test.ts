import { expect, it } from 'vitest';
import { topReasons } from '../../src/risk/topReasons.js';

const families = ['volume', 'volume', 'price', 'delivery', 'delivery', 'contact'];
const five = (row: readonly number[]): Float64Array[] => Array.from({ length: 5 }, () => Float64Array.from(row));

it('sums a family before it compares, and names its strongest feature', () => {
  const reasons = topReasons(five([0.25, 0.3, 0.4, -0.2, 0.1, 0.05]), families);
  expect(reasons.map(({ family, feature }) => [family, feature])).toEqual([
    ['volume', 1],
    ['price', 2],
    ['contact', 5],
  ]);
  expect(reasons[0]?.contribution).toBeCloseTo(0.55, 12);
});

it('tells no family that lowers the risk, even when one of its features raises it', () => {
  expect(topReasons(five([0, 0, 0, -0.3, 0.2, 0]), families)).toEqual([]);
});

it('tells a family only where at least four of five seeds agree on its sign', () => {
  const seeds = five([0, 0, 0.5, 0, 0, 0]);
  seeds[0]?.fill(-0.1);
  expect(topReasons(seeds, families).map(({ family }) => family)).toEqual(['price']);
  seeds[1]?.fill(-0.1);
  expect(topReasons(seeds, families)).toEqual([]);
});
