import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MONEY_SCALE, toMoney, toUnits } from '../../src/core/money.js';

test('an amount with four decimals survives the way to units and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (units) => {
      expect(toUnits(units / MONEY_SCALE)).toBe(units);
      expect(toMoney(units)).toBe(units / MONEY_SCALE);
    }),
  );
});

test('sums of units are the same in any order, where sums of amounts are not', () => {
  const amounts = [0.1, 0.2, 0.3, 1e9, -1e9];
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const units = amounts.map(toUnits);
  expect(sum(amounts)).not.toBe(sum(amounts.toReversed()));
  expect(sum(units)).toBe(sum(units.toReversed()));
  expect(toMoney(sum(units))).toBe(0.6);
});

test('finer amounts are rounded to the nearest unit', () => {
  expect([toUnits(0.00004), toUnits(0.00006), toUnits(1.23456)]).toEqual([0, 1, 12_346]);
});
