import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concentration, lorenzCurve, pareto } from '../../src/segment/index.js';
import oracle from '../oracle/segment/segment.json' with { type: 'json' };
import { errorCode, gzRows, hasData, history, reference, shipments, snapshotOf } from './support.js';

const plain = { replicates: 0, topShares: [0.2], broughtShares: [0.8] };

describe('concentration', () => {
  it.skipIf(!hasData)('gives the ten values of the reference', () => {
    const { gini } = reference<{ gini: { v: number[]; gini: number; gini_unbiased: number; top20: number } }>('science.json');
    const found = concentration(gini.v, plain);
    expect(found.gini.estimate).toBeCloseTo(gini.gini, 14);
    expect(found.giniUnbiased).toBeCloseTo(gini.gini_unbiased, 14);
    expect(found.top[0]!.estimate).toBeCloseTo(gini.top20, 14);
  });
  it.skipIf(!hasData)('gives the top fifth of the teaching and of the R package', async () => {
    const { f11_pareto } = reference<{ f11_pareto: { spend: number[]; top20_share: number } }>('teaching.json');
    expect(concentration(f11_pareto.spend, plain).top[0]!.estimate).toBe(f11_pareto.top20_share);
    const orders = gzRows('rfm_package', 'rfm_data_orders.csv.gz').map(({ customer_id, order_date, revenue }) => ({
      customer_id,
      shipped_at: order_date,
      freight: Number(revenue),
    }));
    const found = pareto((await history({ shipments: orders })).at('2006-12-31'), { by: 'spend', windowDays: Infinity, ...plain });
    expect([found.total, Math.round(found.top[0]!.estimate * 1000)]).toEqual([464158, 356]);
  });
  it('agrees with numpy on 400 heavy-tailed values: mean absolute difference, top fifth, customers that bring 80 %', () => {
    const { values, gini, top20, bring80 } = oracle.shares;
    const found = concentration(values, plain);
    expect(found.gini.estimate).toBeCloseTo(gini, 13);
    expect(found.top[0]!.estimate).toBeCloseTo(top20, 13);
    expect(found.brought[0]!.customers).toBe(bring80);
  });
  it('is 0 for equal values and 1 − 1/n for one whale', () => {
    expect(concentration([7, 7, 7, 7], plain).gini.estimate).toBeCloseTo(0, 15);
    const whale = concentration([100, 0, 0, 0], plain);
    expect([whale.gini.estimate, whale.giniUnbiased, whale.brought[0]!.customers]).toEqual([0.75, 1, 1]);
  });
  it('answers one customer, and counts those that cost money', () => {
    expect(concentration([3], plain)).toMatchObject({ gini: { estimate: 0 }, giniUnbiased: NaN, brought: [{ customers: 1 }] });
    expect(concentration([10, -1, 5, -2], plain).negative).toBe(2);
  });
  it('refuses what cannot be shared out, in both languages', () => {
    expect(errorCode(() => concentration([], plain))).toBe('no-rows');
    for (const values of [
      [0, 0],
      [-5, -1],
      [5, -9],
    ])
      expect(errorCode(() => concentration(values, plain))).toBe('bad-parameter');
    expect(() => concentration([-5], plain)).toThrow(/above 0/);
  });
  it('has intervals that hold the estimate, are the same again, and do not depend on the order of rows', () => {
    const values = oracle.shares.values;
    const found = concentration(values);
    expect(concentration([...values].reverse())).toEqual(found);
    for (const { low, estimate, high } of [found.gini, ...found.top, ...found.brought]) {
      expect(low).toBeLessThanOrEqual(estimate);
      expect(high).toBeGreaterThanOrEqual(estimate);
    }
    expect(found.gini.high - found.gini.low).toBeGreaterThan(0.02);
    expect(concentration(values, { seed: 2 }).gini.low).not.toBe(found.gini.low);
  });
  it('bootstraps a mean share with the spread that theory gives', () => {
    // Half of 1,000 customers bring 1, half 3: the share of the best half is 3/4; its bootstrap spread follows from a binomial draw.
    const values = Array.from({ length: 1000 }, (_, at) => (at % 2 === 0 ? 1 : 3));
    const [top] = concentration(values, { topShares: [0.5], broughtShares: [], replicates: 2000 }).top;
    // Top half: p ≥ .5 of threes → 3·500 ∕ (1000 + 2·1000p); with p below .5 the top half also holds ones.
    expect(top!.low).toBeCloseTo(1500 / (1000 + 2000 * (0.5 + 1.645 * Math.sqrt(0.25 / 1000))), 2);
  });
  it('gives top shares that never fall and sum up to 1', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 40 }), (list) => {
        fc.pre(list.some((value) => value > 0));
        const { top } = concentration(list, { topShares: [0.1, 0.35, 0.7, 1], broughtShares: [], replicates: 0 });
        const shares = top.map(({ estimate }) => estimate);
        expect([...shares].sort((a, b) => a - b)).toEqual(shares);
        expect(shares.at(-1)).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('lorenzCurve', () => {
  it('runs from 0 to 1 below the diagonal, and its area gives the Gini coefficient', () => {
    const curve = lorenzCurve(oracle.shares.values, 1000);
    expect([curve[0], curve.at(-1)]).toEqual([
      { population: 0, value: 0 },
      { population: 1, value: 1 },
    ]);
    const area = curve
      .slice(1)
      .reduce((sum, { population, value }, at) => sum + ((value + curve[at]!.value) / 2) * (population - curve[at]!.population), 0);
    expect(1 - 2 * area).toBeCloseTo(oracle.shares.gini, 12);
    expect(lorenzCurve(oracle.shares.values, 11).length).toBe(11);
  });
});

describe('pareto', () => {
  it('says what it rests on', async () => {
    const snapshot = await snapshotOf({ shipments: [{ customer_id: 'a', shipped_at: '2025-01-01' }] }, '2025-01-02');
    expect(pareto(snapshot, plain).by).toBe('shipments');
    const priced = await snapshotOf({ shipments: shipments('a', [0], -5) }, '2025-01-02').catch((error: { code: string }) => error.code);
    expect(priced).toBe('no-rows');
  });
});
