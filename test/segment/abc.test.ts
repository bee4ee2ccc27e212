import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abc, abcBreakPoints, abcClasses } from '../../src/segment/index.js';
import { errorCode, gzRows, hasData, history, reference, shipments, snapshotOf, texts } from './support.js';

const FIBONACCI = [55, 34, 21, 13, 8, 5, 3, 2, 1, 1];
const sizes = (classes: Int32Array) => [1, 2, 3, 4].map((code) => classes.filter((own) => own === code).length);

describe('abcClasses', () => {
  it('gives the ten values of the reference, decided before and after', () => {
    expect(sizes(abcClasses(FIBONACCI).classes)).toEqual([4, 2, 4, 0]);
    expect(sizes(abcClasses(FIBONACCI, { decide: 'after' }).classes)).toEqual([3, 2, 5, 0]);
  });
  it.skipIf(!hasData)('gives the classes of the teaching', () => {
    const { f11_pareto } = reference<{ f11_pareto: { spend: number[]; abc: Record<string, number> } }>('teaching.json');
    const [A, B, C] = sizes(abcClasses(f11_pareto.spend).classes);
    expect({ A, B, C }).toEqual(f11_pareto.abc);
  });
  it.skipIf(!hasData)('gives the sizes of the 995 customers of the R package', async () => {
    const orders = gzRows('rfm_package', 'rfm_data_orders.csv.gz').map(({ customer_id, order_date, revenue }) => ({
      customer_id,
      shipped_at: order_date,
      freight: Number(revenue),
    }));
    const snapshot = (await history({ shipments: orders })).at('2006-12-31');
    const count = (table: ReturnType<typeof abc>) => sizes(table.columns.abc_class.codes).slice(0, 3);
    const all = { by: 'spend', windowDays: Infinity } as const;
    expect(count(abc(snapshot, all))).toEqual([607, 228, 160]);
    expect(count(abc(snapshot, { ...all, ties: 'order' }))).toEqual([606, 228, 161]);
    expect(count(abc(snapshot, { ...all, ties: 'order', decide: 'after' }))).toEqual([605, 228, 162]);
  });
  it('puts negative values in D, outside the sum, and gives missing ones no class', () => {
    const { classes, share, cumulativeShare } = abcClasses([80, -50, 20, Number.NaN, 0]);
    expect([...classes]).toEqual([1, 4, 2, 0, 3]);
    expect([...share]).toEqual([0.8, -0.5, 0.2, NaN, 0]);
    expect([...cumulativeShare]).toEqual([0.8, 1, 1, NaN, 1]);
  });
  it('answers none, one, equal, negative and one-whale customers', () => {
    expect([...abcClasses([]).classes]).toEqual([]);
    expect([...abcClasses([5]).classes]).toEqual([1]);
    expect([...abcClasses([5, 5, 5]).classes]).toEqual([1, 1, 1]);
    expect([...abcClasses([-5, -1]).classes]).toEqual([4, 4]);
    expect([...abcClasses([0, 0]).share]).toEqual([NaN, NaN]);
    expect([...abcClasses([0, 0]).classes]).toEqual([3, 3]);
    expect([...abcClasses([1e9, 1, 1]).classes]).toEqual([1, 3, 3]);
  });
  it('counts a value that just fills the share as inside, decided after', () => {
    expect([...abcClasses([450, 350, 150, 50], { decide: 'after' }).classes]).toEqual([1, 1, 2, 3]);
    expect([...abcClasses([450, 350, 150, 50]).classes]).toEqual([1, 1, 2, 3]);
  });
  it('refuses limits that do not ascend', () => {
    for (const limits of [{ a: 0 }, { a: 0.9, b: 0.8 }, { b: 1.1 }]) expect(errorCode(() => abcClasses([1], limits))).toBe('bad-parameter');
  });

  const values = fc.array(fc.integer({ min: -20, max: 1000 }), { minLength: 1, maxLength: 80 });
  it('does not depend on the order of rows; shares of what is not negative sum to 1; equal values share a class; larger ones stand no lower', () => {
    fc.assert(
      fc.property(values, (list) => {
        const scores = abcClasses(list);
        expect([...abcClasses([...list].reverse()).classes].reverse()).toEqual([...scores.classes]);
        const positive = list.reduce((sum, value, row) => (value > 0 ? sum + scores.share[row]! : sum), 0);
        if (list.some((value) => value > 0)) expect(positive).toBeCloseTo(1, 12);
        list.forEach((x, a) => {
          list.forEach((y, b) => {
            if (x === y) expect(scores.classes[a]).toBe(scores.classes[b]);
            if (x > y) expect(scores.classes[a]!).toBeLessThanOrEqual(scores.classes[b]!);
          });
        });
      }),
    );
  });
  it('does not change when all values are taken times the same number', () => {
    fc.assert(
      fc.property(values, (list) => {
        expect([...abcClasses(list.map((value) => 8 * value)).classes]).toEqual([...abcClasses(list).classes]);
      }),
    );
  });
});

describe('abcBreakPoints', () => {
  it('lies where the curve is farthest from the diagonal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 50 }), (list) => {
        const found = abcBreakPoints(list);
        const sorted = [...list].sort((a, b) => b - a);
        const total = sorted.reduce((sum, value) => sum + value, 0);
        if (found === undefined) {
          expect(new Set(list).size).toBe(1);
          return;
        }
        let sum = 0;
        const distances = sorted.map((value, at) => {
          sum += value;
          return sum / total - (at + 1) / sorted.length;
        });
        const k = sorted.findIndex((_, at) => Math.abs(sorted.slice(0, at + 1).reduce((a, b) => a + b, 0) / total - found.a) < 1e-12);
        expect(distances[k]).toBeCloseTo(Math.max(...distances), 12);
      }),
    );
  });
  it('is what `limits: search` uses', async () => {
    const snapshot = await snapshotOf(
      { shipments: [50, 40, 4, 3, 2, 1].flatMap((freight, at) => shipments(`c${at}`, [0], freight)) },
      '2025-01-02',
    );
    const table = abc(snapshot, { by: 'spend', limits: 'search' });
    expect(table.limits).toEqual({ a: 0.9, b: 0.97 });
    expect(texts(table.columns.abc_class)).toEqual(['A', 'A', 'B', 'B', 'C', 'C']);
  });
  it('finds none in equal values', () => {
    expect(abcBreakPoints([3, 3, 3])).toBeUndefined();
    expect(abcBreakPoints([-3, 0])).toBeUndefined();
  });
});
