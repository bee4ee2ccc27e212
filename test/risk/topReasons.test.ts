import { expect, it } from 'vitest';
import { FEATURES } from '../../src/features/index.js';
import { isTellable } from '../../src/risk/reasons.js';
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

it('tells a family only where its mean is more than one standard deviation of the seeds', () => {
  const sums = (values: readonly number[]): Float64Array[] => values.map((value) => Float64Array.of(0, 0, value, 0, 0, 0));
  // Mean .4; standard deviations .367 and .424.
  expect(topReasons(sums([1, 0.5, 0.3, 0.15, 0.05]), families)).toHaveLength(1);
  expect(topReasons(sums([1.1, 0.6, 0.2, 0.05, 0.05]), families)).toEqual([]);
});

it('says where a family counts as a whole, none of its features alone', () => {
  const reasons = topReasons(five([0.25, 0.3, 0.4, 0.3, 0.2, 0]), families);
  expect(reasons.map(({ family, isShared }) => [family, isShared])).toEqual([
    ['volume', false],
    ['delivery', false],
    ['price', false],
  ]);
  const many = topReasons(five([0.3, 0.3, 0.3]), ['price', 'price', 'price']);
  expect(many.map(({ feature, isShared }) => [feature, isShared])).toEqual([[0, true]]);
});

it('names the strongest feature that can be told, and leaves out a family that has none', () => {
  const reasons = topReasons(five([0.25, 0.3, 0.4, 0, 0, 0]), families, (feature) => feature === 0);
  expect(reasons.map(({ family, feature }) => [family, feature])).toEqual([['volume', 0]]);
});

it('tells what has a value, points the known way, and is not so for everybody', () => {
  const told = (id: string, value: number, usual: number): boolean =>
    isTellable(FEATURES.find((feature) => feature.id === id)!, value, { [id]: usual });
  expect([told('late_rate_91d', 0.2, 0.05), told('late_rate_91d', 0.01, 0.05)]).toEqual([true, false]);
  expect(told('season_ahead_28d', 1.06, 1.06)).toBe(false);
  expect(told('overdue_days_91d', Number.NaN, 3)).toBe(false);
  expect([told('manager_left_56d', 1, 0), told('manager_left_56d', 0, 0)]).toEqual([true, false]);
  expect(told('main_product', 2, Number.NaN)).toBe(false);
});
