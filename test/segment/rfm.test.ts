import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/core/day.js';
import { cutsOfScores, rfm, rfmScores, type SegmentRule } from '../../src/segment/index.js';
import { cutScores, midrankScores, rfmRCuts } from '../../src/segment/rfmScores.js';
import oracle from '../oracle/segment/segment.json' with { type: 'json' };
import { errorCode, gzRows, hasData, history, reference, shipments, texts } from './support.js';

const TEN = Float64Array.of(1, 1, 1, 1, 2, 2, 3, 4, 8, 20);
const columns = (values: Float64Array) => ({ recencyDays: values, frequency: values, monetary: values });

describe('midrank scores', () => {
  it('give the ten values of the reference', () => {
    expect([...midrankScores(TEN, 5)]).toEqual([1, 1, 1, 1, 3, 3, 4, 4, 5, 5]);
  });
  it('agree with pandas ranks for 2, 5 and 10 bins on 500 values with ties', () => {
    const values = Float64Array.from(oracle.midrank.values);
    expect([...midrankScores(values, 2)]).toEqual(oracle.midrank.bins2);
    expect([...midrankScores(values, 5)]).toEqual(oracle.midrank.bins5);
    expect([...midrankScores(values, 10)]).toEqual(oracle.midrank.bins10);
  });
  it('are all the middle score for equal values, one value among them', () => {
    expect([...midrankScores(Float64Array.of(7, 7, 7), 5)]).toEqual([3, 3, 3]);
    expect([...midrankScores(Float64Array.of(-1), 5)]).toEqual([3]);
    expect([...midrankScores(new Float64Array(0), 5)]).toEqual([]);
  });
  it('score fewer days higher', () => {
    expect([...rfmScores(columns(TEN)).r]).toEqual([4, 4, 4, 4, 3, 3, 2, 2, 1, 1]);
  });

  const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 });
  it('do not depend on the order of rows', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 10 }), (list, bins) => {
        const forward = midrankScores(Float64Array.from(list), bins);
        const backward = midrankScores(Float64Array.from([...list].reverse()), bins).reverse();
        expect([...backward]).toEqual([...forward]);
      }),
    );
  });
  it('do not change under a monotone rescaling, and rise with the value', () => {
    fc.assert(
      fc.property(values, (list) => {
        const plain = midrankScores(Float64Array.from(list), 5);
        expect([
          ...midrankScores(
            Float64Array.from(list, (x) => Math.exp(x / 7) - 3.5),
            5,
          ),
        ]).toEqual([...plain]);
        list.forEach((x, a) => {
          list.forEach((y, b) => {
            if (x < y) expect(plain[a]!).toBeLessThanOrEqual(plain[b]!);
            if (x === y) expect(plain[a]).toBe(plain[b]);
          });
        });
      }),
    );
  });
  it('can be had again from their own cut points', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 10 }), (list, bins) => {
        const own = columns(Float64Array.from(list));
        const scores = rfmScores(own, { bins });
        const again = rfmScores(own, { bins, method: cutsOfScores(own, scores, bins) });
        expect([[...again.r], [...again.f], [...again.m]]).toEqual([[...scores.r], [...scores.f], [...scores.m]]);
      }),
    );
  });
});

describe('the R package rfm', () => {
  it('misses no cut of the ten values: type-7 quantiles + 1, closed below', () => {
    [2, 2.6, 3.4, 5.8].forEach((cut, at) => {
      expect(rfmRCuts(TEN, 5)[at]).toBeCloseTo(cut, 14);
    });
    expect([...rfmScores(columns(TEN), { method: 'rfm-r' }).m]).toEqual([1, 1, 1, 1, 2, 2, 3, 4, 5, 5]);
  });

  it.skipIf(!hasData)('has its cuts, counts and segments of 995 customers reproduced through a history', async () => {
    const orders = gzRows('rfm_package', 'rfm_data_orders.csv.gz');
    const rows = orders.map(({ customer_id, order_date, revenue }) => ({ customer_id, shipped_at: order_date, freight: Number(revenue) }));
    const snapshot = (await history({ shipments: rows })).at('2006-12-31');
    const expected = reference<{
      cuts: Record<string, number[]>;
      counts: Record<'R' | 'F' | 'M', Record<string, number>>;
      segments: Record<string, { c: number; orders: number; rev: number }>;
    }>('ref_rfm_rsquared.json');
    const table = rfm(snapshot, { windowDays: Infinity, method: 'rfm-r', recency: 'calendar', monetary: 'spend', rules: VIGNETTE });
    const counts = (scores: Int32Array) =>
      Object.fromEntries([1, 2, 3, 4, 5].map((score) => [score, scores.filter((own) => own === score).length]));
    expect(table.length).toBe(995);
    expect(counts(table.columns.r_score)).toEqual(expected.counts.R);
    expect(counts(table.columns.f_score)).toEqual(expected.counts.F);
    expect(counts(table.columns.m_score)).toEqual(expected.counts.M);
    for (const [name, values] of [
      ['recency', table.columns.days_since_last_shipment],
      ['frequency', table.columns.shipment_count],
      ['monetary', table.columns.spend],
    ] as const)
      rfmRCuts(values, 5).forEach((cut, at) => {
        expect(cut, name).toBeCloseTo(expected.cuts[name]![at]!, 9);
      });
    const first = [0, 1, 2, 3, 4].map(
      (row) => 100 * table.columns.r_score[row]! + 10 * table.columns.f_score[row]! + table.columns.m_score[row]!,
    );
    expect(first).toEqual([343, 412, 323, 544, 433]);
    const segments = new Map<string, { c: number; orders: number; rev: number }>();
    texts(table.columns.rfm_segment).forEach((name, row) => {
      const sums = segments.get(name) ?? { c: 0, orders: 0, rev: 0 };
      segments.set(name, {
        c: sums.c + 1,
        orders: sums.orders + table.columns.shipment_count[row]!,
        rev: sums.rev + table.columns.spend[row]!,
      });
    });
    expect(Object.fromEntries([...segments].map(([name, sums]) => [name === 'others' ? 'Others' : name, sums]))).toEqual(expected.segments);
  });

  it('has rules in its own vignette that can never win', async () => {
    const snapshot = (await history({ shipments: shipments('a', [0]) })).at(dayOf('2025-02-01'));
    expect(rfm(snapshot, { rules: VIGNETTE }).report.unreachable).toEqual(['New Customers', 'Promising', "Can't Lose Them"]);
  });
});

/** Rules of the package's vignette: lowest and highest score of R, F and M. */
const VIGNETTE: SegmentRule[] = (
  [
    ['Champions', 4, 5, 4, 5, 4, 5],
    ['Loyal Customers', 2, 5, 3, 5, 3, 5],
    ['Potential Loyalist', 3, 5, 1, 3, 1, 3],
    ['New Customers', 4, 5, 1, 1, 1, 1],
    ['Promising', 3, 4, 1, 1, 1, 1],
    ['Need Attention', 2, 3, 2, 3, 2, 3],
    ['About To Sleep', 2, 3, 1, 2, 1, 2],
    ['At Risk', 1, 2, 2, 5, 2, 5],
    ["Can't Lose Them", 1, 1, 4, 5, 4, 5],
    ['Lost', 1, 2, 1, 2, 1, 2],
  ] as const
).map(([id, r1, r2, f1, f2, m1, m2]) => ({ id, r: [r1, r2], f: [f1, f2], m: [m1, m2] }));

describe('rfm of a snapshot', () => {
  it('scores customers among their own kind where the data name it', async () => {
    const kinds = ['contract', 'walk_in'] as const;
    const tables = {
      customers: kinds.flatMap((kind) => [1, 2].map((at) => ({ customer_id: `${kind}${at}`, kind }))),
      shipments: [
        ...shipments('contract1', [1, 2, 3, 4], 100),
        ...shipments('contract2', [1, 2, 3], 90),
        ...shipments('walk_in1', [1, 2], 5),
        ...shipments('walk_in2', [1], 4),
      ],
    };
    const snapshot = (await history(tables)).at(dayOf('2025-01-10'));
    expect([...rfm(snapshot, { bins: 2 }).columns.f_score]).toEqual([2, 1, 2, 1]);
    expect([...rfm(snapshot, { bins: 2, withinKind: false }).columns.f_score]).toEqual([2, 2, 1, 1]);
    expect(rfm(snapshot).cuts).toBeUndefined();
  });

  it('takes M from shipments, and says so, where the data have no freight', async () => {
    const rows = [
      { customer_id: 'a', shipped_at: '2025-01-01' },
      { customer_id: 'b', shipped_at: '2025-01-01' },
      { customer_id: 'b', shipped_at: '2025-01-02' },
    ];
    const table = rfm((await history({ shipments: rows })).at('2025-01-03'), { bins: 2 });
    expect([table.monetary, [...table.columns.m_score]]).toEqual(['shipments', [1, 2]]);
    expect([...table.columns.spend]).toEqual([NaN, NaN]);
  });

  it('scores a later date by the cut points of an earlier one', async () => {
    const all = await history({
      shipments: [...shipments('a', [0, 1, 2, 3, 60]), ...shipments('b', [0, 1, 59, 60, 61, 62, 63]), ...shipments('c', [0])],
    });
    const base = rfm(all.at('2025-01-10'), { bins: 3, recency: 'calendar' });
    const later = rfm(all.at('2025-03-10'), { bins: 3, recency: 'calendar', method: base.cuts! });
    expect([...base.columns.f_score]).toEqual([3, 2, 1]);
    expect([...later.columns.f_score]).toEqual([3, 3, 1]);
  });
});

describe('bad input of the scores is refused', () => {
  it.each([
    ['one bin', () => rfmScores(columns(TEN), { bins: 1 }), 'bad-parameter'],
    ['eleven bins', () => rfmScores(columns(TEN), { bins: 11 }), 'bad-parameter'],
    ['a missing value', () => rfmScores(columns(Float64Array.of(1, Number.NaN))), 'bad-parameter'],
    ['columns of two lengths', () => rfmScores({ ...columns(TEN), monetary: Float64Array.of(1) }), 'length-mismatch'],
    [
      'cut points upside down',
      () => rfmScores(columns(TEN), { bins: 3, method: { recencyDays: [2, 1], frequency: [1, 2], monetary: [1, 2] } }),
      'bad-parameter',
    ],
    [
      'too few cut points',
      () => rfmScores(columns(TEN), { bins: 5, method: { recencyDays: [2], frequency: [1], monetary: [1] } }),
      'bad-parameter',
    ],
  ])('%s', (_, work, code) => expect(errorCode(work)).toBe(code));

  it('a value at a cut belongs to the bin above', () => {
    expect([...cutScores(Float64Array.of(9, 10, 11), [10])]).toEqual([1, 2, 2]);
    expect([...cutScores(Float64Array.of(9, 10, 11), [10], -1)]).toEqual([2, 1, 1]);
  });
});
