import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byParent } from '../../src/account/index.js';
import {
  cohorts,
  compareMoves,
  keyAccounts,
  migration,
  moveShares,
  purchaseNumbers,
  revenueTree,
  segments,
  upgradeCandidates,
} from '../../src/segment/index.js';
import { periodStarts } from '../../src/segment/periods.js';
import oracle from '../oracle/segment/segment.json' with { type: 'json' };
import { dayText, errorCode, every, history, shipments, snapshotOf, texts } from './support.js';

/** Random shipments of a few customers over `days`, money in cents, some of them adjustments. */
const company = (days: number, customers = 6) =>
  fc.array(
    fc.record({
      customer: fc.integer({ min: 0, max: customers - 1 }),
      day: fc.integer({ min: 0, max: days - 1 }),
      cents: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 0, max: 5000 }) },
        { weight: 1, arbitrary: fc.integer({ min: -500, max: -1 }) },
      ),
      discount: fc.integer({ min: 0, max: 99 }),
    }),
    { minLength: 4, maxLength: 60 },
  );
type Parcels = { customer: number; day: number; cents: number; discount: number }[];
const rowsOf = (parcels: Parcels) =>
  parcels.map(({ customer, day, cents, discount }) => ({
    customer_id: `c${customer}`,
    shipped_at: dayText(day),
    freight: cents / 100,
    discount: discount / 100,
  }));

describe('revenueTree', () => {
  it('adds up to the cent, every node to those below it, whatever the rows', async () => {
    await fc.assert(
      fc.asyncProperty(company(60), async (parcels) => {
        fc.pre(parcels.some(({ cents }) => cents >= 0));
        const all = await history({ shipments: rowsOf(parcels) });
        const { columns } = revenueTree(all.at(all.endDay), { windowDays: 20 });
        const change = Object.fromEntries(columns.node.map((node, at) => [node, Math.round(columns.change[at]! * 100)]));
        columns.change.forEach((money) => {
          expect(Math.abs(money * 100 - Math.round(money * 100))).toBeLessThan(1e-6);
        });
        for (const parent of ['revenue', 'customers', 'kept']) {
          const below = columns.node.filter((_, at) => columns.parent[at] === parent);
          expect(below.reduce((sum, node) => sum + change[node]!, 0)).toBe(change[parent]);
        }
        const cents = (from: number, to: number) =>
          parcels.reduce((sum, { day, cents, discount }) => (20_089 + day >= from && 20_089 + day < to ? sum + cents - discount : sum), 0);
        const end = all.endDay;
        expect(Math.round(columns.now[0]! * 100)).toBe(cents(end - 20, end));
        expect(Math.round(columns.before[0]! * 100)).toBe(cents(end - 40, end - 20));
        expect(change['revenue']).toBe(cents(end - 20, end) - cents(end - 40, end - 20));
      }),
      { numRuns: 60 },
    );
  });
  it('refuses periods that overlap and data without freight', async () => {
    const snapshot = await snapshotOf({ shipments: shipments('a', [0, 50]) }, dayText(60));
    expect(errorCode(() => revenueTree(snapshot, { windowDays: 20, earlierEndDaysAgo: 10 }))).toBe('bad-parameter');
    const bare = await snapshotOf({ shipments: [{ customer_id: 'a', shipped_at: dayText(0) }] }, dayText(1));
    expect(errorCode(() => revenueTree(bare))).toBe('bad-parameter');
  });
});

describe('migration', () => {
  // A hundred steady customers; two change places, one leaves, one comes back, one comes new.
  const steady = Array.from({ length: 95 }, (_, at) => shipments(`s${100 + at}`, every(7, 0, 800), 10 + at / 10)).flat();
  const rows = [
    ...steady,
    ...shipments('riser', every(7, 0, 800), (at) => (at < 60 ? 11 : 500)),
    ...shipments('faller', every(7, 0, 800), (at) => (at < 58 ? 400 : 1)),
    ...shipments('leaver', every(7, 0, 420), 50),
    ...shipments('back', [...every(7, 0, 200), ...every(7, 740, 800)], 20),
    ...shipments('fresh', every(7, 740, 800), 20),
  ];
  it('finds who rose, fell, lapsed, returned and arrived, by the limits of the base', async () => {
    const all = await history({ shipments: rows });
    const { movers, table, index, test } = migration(all.at(dayText(400)), all.at(dayText(800)), { before: all.at(dayText(300)) });
    const moves = Object.fromEntries(
      movers.columns.customer_id.map((id, row) => [
        id,
        [movers.columns.from_state[row], movers.columns.to_state[row], movers.columns.move[row]],
      ]),
    );
    expect(moves['riser']![2]).toBe('up');
    expect(moves['faller']).toEqual(['platinum', 'lead', 'down']);
    expect(moves['leaver']![1]).toBe('lapsed');
    expect(moves['back']).toEqual(['lapsed', 'returned', 'returned']);
    const arrived = table.columns.from_state
      .map((from, row) => (from === 'absent' && table.columns.customers[row]! > 0 ? table.columns.to_state[row] : ''))
      .filter(Boolean);
    expect(arrived).toEqual(['new']);
    expect(index.index).toBeCloseTo(index.up - index.down - index.lapsed, 12);
    expect(test!.pValue).toBeLessThanOrEqual(1);
  });
  it('has rows that sum to 1, raw and smoothed, and customers that are all counted once', async () => {
    await fc.assert(
      fc.asyncProperty(company(500, 12), async (parcels) => {
        fc.pre(parcels.some(({ day, cents }) => day < 300 && cents >= 0));
        const all = await history({ shipments: rowsOf(parcels) });
        const { table } = migration(all.at(dayText(300)), all.at(dayText(500)));
        const { from_state, customers, share, smoothed_share } = table.columns;
        for (const from of new Set(from_state)) {
          const of = (column: ArrayLike<number>) => from_state.reduce((sum, name, row) => (name === from ? sum + column[row]! : sum), 0);
          if (of(customers) > 0) expect(of(share)).toBeCloseTo(1, 12);
          expect(of(smoothed_share)).toBeCloseTo(1, 12);
        }
        expect(customers.reduce((sum, count) => sum + count, 0)).toBe(all.at(dayText(500)).indices.length);
      }),
      { numRuns: 25 },
    );
  });
  it('stays on the diagonal when nothing happens, and refuses dates in the wrong order', async () => {
    const all = await history({ shipments: steady });
    const { index, movers } = migration(all.at(dayText(600)), all.at(dayText(700)));
    expect([movers.length, index.up, index.down]).toEqual([0, 0, 0]);
    expect(errorCode(() => migration(all.at(dayText(700)), all.at(dayText(600))))).toBe('bad-parameter');
  });
  it('measures by the limits of the base: when all double, many rise and none falls', async () => {
    const all = await history({
      shipments: Array.from({ length: 100 }, (_, at) =>
        shipments(`c${100 + at}`, every(7, 0, 800), (week) => (week < 58 ? 1 : 2) * (at + 1)),
      ).flat(),
    });
    const { index, thresholds } = migration(all.at(dayText(400)), all.at(dayText(800)));
    expect([index.up > 0.3, index.down]).toEqual([true, 0]);
    expect(thresholds).toEqual([5200, 4992, 4212]);
  });
  it('works on groups under one parent', async () => {
    const all = await history({ shipments: rows, customers: [{ customer_id: 'riser', parent_id: 'faller' }] });
    const { movers } = migration(byParent(all.at(dayText(400))), byParent(all.at(dayText(800))));
    expect(movers.columns.customer_id).not.toContain('riser');
    expect(movers.columns.customer_id).not.toContain('faller');
  });
});

describe('compareMoves', () => {
  it('gives the χ², degrees of freedom and p of scipy, summed over rows', () => {
    const [one, two] = oracle.chiSquare as [
      { a: number[]; b: number[]; chiSquare: number; dof: number; p: number },
      { a: number[]; b: number[]; chiSquare: number; dof: number; p: number },
    ];
    for (const { a, b, chiSquare, dof, p } of [one, two]) {
      const empty = new Array<number>(12).fill(0);
      const found = compareMoves(
        { states: 4, counts: Float64Array.from([...a, ...empty]) },
        { states: 4, counts: Float64Array.from([...b, ...empty]) },
      );
      expect(found.chiSquare / chiSquare).toBeCloseTo(1, 12);
      expect(found.degreesOfFreedom).toBe(dof);
      expect(found.pValue / p).toBeCloseTo(1, 9);
    }
    const both = compareMoves(
      { states: 4, counts: Float64Array.from([...one.a, ...two.a, ...new Array<number>(8).fill(0)]) },
      { states: 4, counts: Float64Array.from([...one.b, ...two.b, ...new Array<number>(8).fill(0)]) },
    );
    expect(both.chiSquare).toBeCloseTo(one.chiSquare + two.chiSquare, 9);
  });
  it('joins cells in which almost nobody was expected, and says nothing of nobody', () => {
    const found = compareMoves(
      { states: 3, counts: Float64Array.of(50, 40, 1, 0, 0, 0, 0, 0, 0) },
      { states: 3, counts: Float64Array.of(45, 50, 0, 3, 0, 0, 0, 0, 0) },
    );
    expect([found.joinedCells, found.degreesOfFreedom]).toEqual([1, 2]);
    expect(compareMoves({ states: 1, counts: Float64Array.of(0) }, { states: 1, counts: Float64Array.of(4) }).pValue).toBeNaN();
  });
  it('smooths an empty row to even shares', () => {
    expect([...moveShares({ states: 2, counts: Float64Array.of(0, 0, 9, 1) }, 0.5)]).toEqual([0.5, 0.5, 9.5 / 11, 1.5 / 11]);
  });
});

describe('cohorts', () => {
  it('starts at 1, sums up to all revenue of ended periods, and a slow twin agrees', async () => {
    await fc.assert(
      fc.asyncProperty(company(150), async (parcels) => {
        fc.pre(parcels.some(({ cents }) => cents >= 0));
        const snapshot = (await history({ shipments: rowsOf(parcels) })).at(dayText(150));
        const { columns, length } = cohorts(snapshot);
        const month = (day: number) => dayText(day).slice(0, 7);
        const sent = parcels.filter(({ cents }) => cents >= 0);
        const first = new Map<number, number>();
        for (const { customer, day } of sent) first.set(customer, Math.min(first.get(customer) ?? day, day));
        for (let row = 0; row < length; row++) {
          const members = [...first].filter(([, day]) => month(day) === columns.cohort[row]!.slice(0, 7)).map(([customer]) => customer);
          const active = new Set(
            sent
              .filter(({ customer, day }) => members.includes(customer) && month(day) === columns.period_start[row]!.slice(0, 7))
              .map(({ customer }) => customer),
          );
          expect([columns.customers[row], columns.active[row]]).toEqual([members.length, active.size]);
          if (columns.age[row] === 0) expect(columns.retention[row]).toBe(1);
          const cents = parcels
            .filter(({ customer, day }) => members.includes(customer) && month(day) === columns.period_start[row]!.slice(0, 7))
            .reduce((sum, { cents, discount }) => sum + cents - discount, 0);
          expect(Math.round(columns.revenue[row]! * 100)).toBe(cents);
        }
      }),
      { numRuns: 30 },
    );
  });
  it('has calendar periods: weeks from Monday, months, quarters over the turn of a year', () => {
    expect([...periodStarts(20_089, 20_105, 'week')].map((day) => dayText(day - 20_089))).toEqual([
      '2024-12-30',
      '2025-01-06',
      '2025-01-13',
    ]);
    expect([...periodStarts(20_089 - 40, 20_150, 'month')].map((day) => dayText(day - 20_089))).toEqual([
      '2024-11-01',
      '2024-12-01',
      '2025-01-01',
      '2025-02-01',
      '2025-03-01',
    ]);
    expect([...periodStarts(20_089 - 40, 20_190, 'quarter')].map((day) => dayText(day - 20_089))).toEqual([
      '2024-10-01',
      '2025-01-01',
      '2025-04-01',
    ]);
  });
});

describe('purchaseNumbers', () => {
  it('loses nobody: went on, lost and open are all that made a purchase, and the next row begins with those that went on', async () => {
    const rows = [
      ...shipments('a', every(5, 0, 300)),
      ...shipments('b', [0, 9]),
      ...shipments('c', [280]),
      ...shipments('d', [0]),
      ...shipments('e', [10, 20, 290]),
    ];
    const { columns, length } = purchaseNumbers(await snapshotOf({ shipments: rows }, dayText(300)), { purchases: 4 });
    for (let row = 0; row < length; row++) {
      expect(columns.customers[row]).toBe(columns.went_on[row]! + columns.lost[row]! + columns.open[row]!);
      if (row > 0) expect(columns.customers[row]).toBe(columns.went_on[row - 1]);
    }
    expect([[...columns.customers], [...columns.lost], [...columns.open]]).toEqual([
      [5, 3, 2, 1],
      [1, 1, 0, 0],
      [1, 0, 1, 0],
    ]);
    expect([...columns.churn_rate]).toEqual([1 / 4, 1 / 3, 0, 0]);
    expect([columns.days_p50[0], columns.days_p10[3]]).toEqual([9, 5]);
  });
});

describe('keyAccounts and upgradeCandidates', () => {
  it('takes key accounts as the company names them', async () => {
    const tables = {
      customers: [
        { customer_id: 'c000', key_account: 'yes' },
        { customer_id: 'c099', key_account: 'yes' },
        { customer_id: 'c050', key_account: 'no' },
      ],
      shipments: Array.from({ length: 100 }, (_, at) => shipments(`c${String(at).padStart(3, '0')}`, [0], at + 1)).flat(),
    };
    const { columns } = keyAccounts(await snapshotOf(tables, dayText(1)));
    expect(columns.customer_id).toEqual(['c099', 'c098', 'c097', 'c096', 'c095', 'c000']);
    expect(columns.finding).toEqual(['named and carries', ...new Array<string>(4).fill('carries, not named'), 'named, brings little']);
  });
  it('takes no growth from nothing', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => shipments(`c${at}`, every(7, 0, 364), at + 1)).flat();
    const sudden = [...shipments('sudden', [10, 16, 30], 5), ...shipments('sudden', every(20, 280, 364), 60)];
    expect(
      upgradeCandidates(await snapshotOf({ shipments: [...rows, ...sudden] }, dayText(364)), { ratio: 0.1 }).columns.customer_id,
    ).not.toContain('sudden');
  });
  it('is empty when nobody rises', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => shipments(`c${at}`, every(7, 0, 400), at + 1)).flat();
    expect(upgradeCandidates(await snapshotOf({ shipments: rows }, dayText(400))).length).toBe(0);
  });
});

describe('segments', () => {
  it('has exactly the columns of segments.csv, a row for every customer, and prospects last', async () => {
    const tables = {
      customers: [{ customer_id: 'p', joined_on: dayText(0), name: 'P' }],
      shipments: [...shipments('b', every(7, 0, 400)), ...shipments('a', every(9, 0, 400))],
    };
    const all = await history(tables);
    const table = segments(all.at(dayText(400)), { previous: all.at(dayText(300)) });
    expect(Object.keys(table.columns).join(', ')).toBe(
      'customer_id, name, days_since_last_shipment, shipment_count, spend, profit, r_score, f_score, m_score, rfm_segment, abc_class, abc_share, abc_cumulative_share, is_top_20, tier, xyz_class, lifecycle_stage, loyalty_type, credit_grade, previous_tier',
    );
    expect(table.columns.customer_id).toEqual(['a', 'b', 'p']);
    expect(texts(table.columns.previous_tier)).toEqual(['lead', 'platinum', '']);
    expect([table.columns.r_score[2], texts(table.columns.tier)[2], texts(table.columns.lifecycle_stage)[2]]).toEqual([
      NaN,
      '',
      'prospect',
    ]);
  });
  it('answers one customer, equal ones, and ones that all cost money', async () => {
    const one = segments(await snapshotOf({ shipments: shipments('a', [0]) }, dayText(1)));
    expect([texts(one.columns.abc_class), texts(one.columns.tier), texts(one.columns.is_top_20)]).toEqual([['A'], ['platinum'], ['yes']]);
    const equal = segments(await snapshotOf({ shipments: ['a', 'b', 'c'].flatMap((id) => shipments(id, [0])) }, dayText(1)));
    expect([texts(equal.columns.rfm_segment), texts(equal.columns.tier)]).toEqual([
      ['loyal', 'loyal', 'loyal'],
      ['lead', 'lead', 'lead'],
    ]);
    const bad = ['a', 'b'].flatMap((id) => shipments(id, [0]).map((row) => ({ ...row, cost: 99 })));
    const costly = segments(await snapshotOf({ shipments: bad }, dayText(1)));
    expect([texts(costly.columns.abc_class), texts(costly.columns.tier), texts(costly.columns.is_top_20)]).toEqual([
      ['D', 'D'],
      ['lead', 'lead'],
      ['no', 'no'],
    ]);
  });
  it('does not depend on the order of rows', async () => {
    await fc.assert(
      fc.asyncProperty(company(200), async (parcels) => {
        fc.pre(parcels.some(({ cents }) => cents >= 0));
        const [forward, backward] = [
          await history({ shipments: rowsOf(parcels) }),
          await history({ shipments: rowsOf([...parcels].reverse()) }),
        ];
        expect(segments(backward.at(dayText(200))).columns).toEqual(segments(forward.at(dayText(200))).columns);
      }),
      { numRuns: 15 },
    );
  });
});
