import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pyramid, pyramidTiers, TIER_TITLES, TIERS, tiersByThreshold, tierThresholds } from '../../src/segment/index.js';
import { errorCode, shipments, snapshotOf } from './support.js';

const sizes = (tiers: Int32Array) => [1, 2, 3, 4].map((tier) => tiers.filter((own) => own === tier).length);

describe('pyramidTiers', () => {
  it('holds 1, 4, 15 and 80 % of a thousand customers', () => {
    expect(sizes(pyramidTiers(Array.from({ length: 1000 }, (_, at) => at + 1)))).toEqual([10, 40, 150, 800]);
  });
  it('never puts one that earns nothing above lead', () => {
    expect([...pyramidTiers([-3, -2, -1])]).toEqual([4, 4, 4]);
    expect([...pyramidTiers([0, 0])]).toEqual([4, 4]);
    expect([...pyramidTiers([5, ...new Array<number>(50).fill(-1)])].slice(0, 3)).toEqual([1, 4, 4]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 60 }), (list) => {
        pyramidTiers(list).forEach((tier, row) => {
          if (list[row]! <= 0) expect(tier).toBe(4);
        });
      }),
    );
  });
  it('answers none, one, equal and missing', () => {
    expect([...pyramidTiers([])]).toEqual([]);
    expect([...pyramidTiers([9])]).toEqual([1]);
    expect(sizes(pyramidTiers(new Array<number>(200).fill(9)))).toEqual([0, 0, 0, 200]);
    expect([...pyramidTiers([Number.NaN, 9, 1])]).toEqual([0, 1, 4]);
  });
  it('never overfills a tier, does not depend on the order of rows nor on the scale', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 30 }), { minLength: 1, maxLength: 120 }), (list) => {
        const tiers = pyramidTiers(list);
        const [platinum = 0, gold = 0, iron = 0] = sizes(tiers);
        expect(platinum).toBeLessThanOrEqual(Math.ceil(0.01 * list.length));
        expect(platinum + gold).toBeLessThanOrEqual(2 * Math.ceil(0.05 * list.length));
        expect(platinum + gold + iron).toBeLessThanOrEqual(2 * Math.ceil(0.2 * list.length));
        expect([...pyramidTiers([...list].reverse())].reverse()).toEqual([...tiers]);
        expect([...pyramidTiers(list.map((value) => (value > 0 ? value * value * value : value)))]).toEqual([...tiers]);
      }),
    );
  });
  it('can be had again from its own thresholds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 300 }), { maxLength: 120 }), (list) => {
        const tiers = pyramidTiers(list);
        expect([...tiersByThreshold(list, tierThresholds(list, tiers))]).toEqual([...tiers]);
      }),
    );
  });
  it('refuses shares beyond the whole', () => {
    expect(errorCode(() => pyramidTiers([1], [0.5, 0.5, 0.5]))).toBe('bad-parameter');
    expect(errorCode(() => pyramidTiers([1], [-0.1, 0.5, 0.5]))).toBe('bad-parameter');
  });
});

describe('pyramid', () => {
  it('is built of profit, not of orders, and its levels add up', async () => {
    const many = shipments(
      'many',
      Array.from({ length: 40 }, (_, at) => at),
      1,
    ).map((row) => ({ ...row, cost: 2 }));
    const few = shipments('few', [1], 500).map((row) => ({ ...row, cost: 100 }));
    const table = pyramid(await snapshotOf({ shipments: [...many, ...few] }, '2025-02-15'));
    expect([table.columns.customer_id, [...table.columns.tier.codes]]).toEqual([
      ['few', 'many'],
      [1, 4],
    ]);
    expect([...table.levels.columns.value]).toEqual([400, 0, 0, -40]);
    expect(table.levels.columns.value_share.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
  it('has both namings in both languages', () => {
    for (const naming of ['metal', 'rank'] as const) for (const tier of TIERS) expect(TIER_TITLES[naming][tier].zh).toMatch(/客户/);
    expect(TIER_TITLES.rank.platinum.en).toBe('VIP');
  });
});
