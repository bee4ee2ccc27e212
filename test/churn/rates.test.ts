import { beforeAll, describe, expect, it } from 'vitest';
import { annualChurnRate, type ChurnDefinition, churnRate, halfLifeYears, wilsonInterval } from '../../src/churn/index.js';
import { dayOf, formatDay } from '../../src/core/day.js';
import { type History, historyFrom, reduce } from '../../src/history/index.js';
import { simulate, simulatedSources } from '../../src/simulate/index.js';

type Rows = Record<string, unknown>[];
const START = dayOf('2024-01-01');
const weekly = (customer_id: string, weeks: number, from = START, freight = 10): Rows =>
  Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(from + 7 * week), freight, cost: 6 }));
const read = async (shipments: Rows, more: Record<string, Rows> = {}): Promise<History> =>
  (await historyFrom({ shipments, ...more } as never)).history;

/** Twenty customers over two years; c0 to c3 stop in the weeks 40, 45, 50, 55, c4 pauses for twenty weeks and comes back. */
const company = (from = START): Rows =>
  Array.from({ length: 20 }, (_, k) => {
    if (k === 4) return [...weekly('c4', 50, from), ...weekly('c4', 34, from + 70 * 7)];
    return weekly(`c${k}`, k < 4 ? 40 + 5 * k : 104, from, 10 + k);
  }).flat();

describe('the rate of a period', () => {
  let history: History;
  beforeAll(async () => {
    history = await read(company());
  });

  it('counts who stopped in it, by the last shipment, over who was there at its start', () => {
    const { columns } = churnRate(history, { every: 'quarter' });
    const row = columns.period_start.indexOf('2024-10-01');
    // c0, c1 and c2 ship last on 30 September, 4 November and 9 December.
    expect([columns.customers_at_start[row], columns.lost[row], columns.returned[row]]).toEqual([19, 3, 1]);
    expect([columns.customers_at_start[row - 1], columns.lost[row - 1]]).toEqual([20, 1]);
    expect(columns.churn_rate[row]).toBeCloseTo(2 / 19, 10);
    // Its leaving begins on 1 October and belongs to the quarter of its last day.
    expect(columns.churn_rate[row - 1]).toBeCloseTo(1 / 20, 10);
  });

  it('leaves newcomers out of the period they come in', async () => {
    const withNew = await read([...company(), ...weekly('new', 6, START + 45 * 7)]);
    const { columns } = churnRate(withNew, { every: 'quarter' });
    const row = columns.period_start.indexOf('2024-10-01');
    expect([columns.customers_at_start[row], columns.lost[row]]).toEqual([19, 3]);
    expect(columns.second_shipment_rate[row]).toBe(1);
  });

  it('is blank, never 0, until everyone at its start is known', () => {
    const { columns, length } = churnRate(history, { every: 'month' });
    expect(columns.period_start[length - 1]).toBe('2025-11-01');
    for (const name of ['lost', 'churn_rate', 'churn_rate_low', 'annual_churn_rate', 'profit_lost'] as const)
      expect(columns[name][length - 1]).toBeNaN();
    expect(columns.customers_at_start[length - 1]).toBe(16);
    expect(columns.churn_rate.findLastIndex((rate) => !Number.isNaN(rate))).toBeGreaterThan(length - 5);
    expect(columns.win_back_rate.slice(-6).every(Number.isNaN)).toBe(true);
  });

  it('says the same when the later facts are not there at all', async () => {
    const dataEnd = dayOf('2025-06-01');
    const early = await read(company().filter(({ shipped_at }) => String(shipped_at) < '2025-06-01'));
    expect(churnRate(history, { dataEnd, by: 'tier', measure: 'profit' }).columns).toEqual(
      churnRate(early, { dataEnd, by: 'tier', measure: 'profit' }).columns,
    );
  });

  it('does not depend on the order of the rows', async () => {
    const turned = await read(company().reverse());
    expect(churnRate(turned, { by: 'tier' }).columns).toEqual(churnRate(history, { by: 'tier' }).columns);
  });

  it('moves with the dates', async () => {
    const moved = await read(company(START + 7 * 53));
    const strip = ({ columns }: ReturnType<typeof churnRate>) => ({
      ...columns,
      period_start: columns.period_start.map((day) => dayOf(day)),
    });
    const [now, later] = [strip(churnRate(history, { every: 'week' })), strip(churnRate(moved, { every: 'week' }))];
    expect(later.period_start).toEqual(now.period_start.map((day) => day + 7 * 53));
    for (const name of ['lost', 'churn_rate', 'return_rate', 'win_back_rate'] as const) expect(later[name]).toEqual(now[name]);
  });

  it('weighs by profit when asked, and adds up what the lost brought in the year before', () => {
    const byProfit = churnRate(history, { every: 'quarter', measure: 'profit' }).columns;
    const row = byProfit.period_start.indexOf('2025-01-01');
    // There are c3 and c5 to c19, with 52 shipments each in the 364 days before; one of ck brings 4 + k. c3 ships last on 20 January.
    expect(byProfit.profit_lost[row]).toBe(7 * 52);
    expect(byProfit.churn_rate[row]).toBeCloseTo(7 / (4 * 16 + 183), 10);
    const weights = [3, ...Array.from({ length: 15 }, (_, k) => 5 + k)].map((k) => 4 + k);
    const [sum, squares] = [weights.reduce((a, b) => a + b), weights.reduce((a, b) => a + b * b, 0)];
    expect(byProfit.churn_rate_high[row]).toBeCloseTo(wilsonInterval(7 / sum, (sum * sum) / squares, 0.9).high, 10);
  });

  it('splits by tier and by what the customers table says, and the parts make up the whole', async () => {
    const customers = Array.from({ length: 20 }, (_, k) => ({ customer_id: `c${k}`, city: k % 2 ? 'Harbin' : 'Dalian' }));
    const split = churnRate(await read(company(), { customers }), { every: 'quarter', by: 'city' }).columns;
    const rowsOf = (group: string) => split.group.flatMap((name, row) => (name === group ? [row] : []));
    const lost = (group: string) => rowsOf(group).reduce((sum, row) => sum + (split.lost[row] || 0), 0);
    expect(lost('Harbin') + lost('Dalian')).toBe(lost('all'));
    expect(() => churnRate(history, { by: 'city' })).toThrow(/no column city/);
    expect(new Set(churnRate(history, { by: 'tier' }).columns.group)).toEqual(new Set(['all', 'platinum', 'iron', 'lead']));
  });

  it('counts parents when asked: a group is lost with its last member', async () => {
    const customers = ['c0', 'c1', 'c10'].map((customer_id) => ({ customer_id, parent_id: 'group' }));
    const grouped = await read(company(), { customers: [...customers, { customer_id: 'group' }] });
    const { columns } = churnRate(grouped, { every: 'quarter', unit: 'parent' });
    const row = columns.period_start.indexOf('2024-10-01');
    expect([columns.customers_at_start[row], columns.lost[row]]).toEqual([18, 2]);
  });

  it('tells the removed and the switched from the inactive', async () => {
    const closed = (k: number, closed_by: string, exit_to = '') => ({ customer_id: `c${k}`, closed_on: '2025-02-20', closed_by, exit_to });
    const history = await read(company(), { customers: [closed(0, 'carrier'), closed(1, 'customer', 'SF'), closed(3, 'customer')] });
    const lost = (definition: ChurnDefinition | readonly ChurnDefinition[]) =>
      churnRate(history, { definition }).columns.lost.reduce((sum, n) => sum + (n || 0), 0);
    expect([lost('inactive'), lost('removed'), lost('switched'), lost(['removed', 'inactive'])]).toEqual([4, 1, 1, 5]);
    const switched = { length: 2, columns: { customer_id: ['c2', 'c3'], probability: Float64Array.of(0.9, 0.5) } };
    expect(churnRate(history, { definition: 'switched', switched }).overall.lost).toBeCloseTo(2, 6);
    expect(churnRate(history, { definition: ['switched', 'removed'] }).columns.definition[0]).toBe('removed+switched');
  });

  it('pools the known periods by their customers and brings them to a year', () => {
    const { columns, overall } = churnRate(history, { every: 'quarter', level: 0.95 });
    const known = [...columns.churn_rate.keys()].filter((row) => !Number.isNaN(columns.churn_rate[row]!));
    const mean = (of: (row: number) => number) =>
      known.reduce((sum, row) => sum + columns.customers_at_start[row]! * of(row), 0) /
      known.reduce((sum, row) => sum + columns.customers_at_start[row]!, 0);
    const n = known.reduce((sum, row) => sum + columns.customers_at_start[row]!, 0);
    const rate = mean((row) => columns.churn_rate[row]!);
    const days = mean((row) => dayOf(columns.period_end[row]!) + 1 - dayOf(columns.period_start[row]!));
    expect(overall.annualChurnRate.estimate).toBeCloseTo(annualChurnRate(rate, days), 12);
    expect(overall.halfLifeYears.low).toBeCloseTo(halfLifeYears(wilsonInterval(rate, n, 0.95).high, days), 12);
    expect(overall.customerYears).toBeCloseTo((n * days) / 365.25, 10);
  });

  describe('and of returns', () => {
    const FIXED = { kind: 'fixed', days: 30 } as const;
    const days = (customer_id: string, ...shipped: readonly (string | number)[]): Rows =>
      shipped.map((day) => ({ customer_id, shipped_at: typeof day === 'string' ? day : formatDay(day) }));
    const until = (customer_id: string, last: number): Rows =>
      days(customer_id, ...Array.from({ length: 40 }, (_, k) => last - 7 * k).filter((day) => day >= START));
    const august = dayOf('2024-08-05');
    const rateIn = async (rows: Rows, column: 'return_rate' | 'second_shipment_rate' | 'win_back_rate' | 'save_rate', more = {}) => {
      const { columns } = churnRate(await read([...weekly('always', 104), ...rows], more), { every: 'quarter', rule: FIXED });
      return Object.fromEntries(columns.period_start.map((day, row) => [day, columns[column][row]!]));
    };

    it('the return rate is of who shipped in the period before, by the day', async () => {
      const rows = [...days('edge', '2024-07-02', '2024-10-01'), ...days('once', '2024-09-30'), ...days('new', '2024-12-02')];
      expect(await rateIn(rows, 'return_rate')).toMatchObject({ '2024-07-01': 1, '2024-10-01': 2 / 3, '2025-01-01': 1 / 3 });
    });

    it('is blank after a period that the records do not hold whole', async () => {
      const { columns } = churnRate(await read(weekly('a', 60, START + 7)), { every: 'quarter' });
      expect([columns.period_start[0], columns.return_rate[0], columns.return_rate[1]]).toEqual(['2024-04-01', Number.NaN, 1]);
    });

    it('a second shipment counts up to 91 days after the first, and is blank until they are over', async () => {
      const late = days('late', '2025-08-04', '2025-08-11');
      const rows = [...days('in time', august, august + 91), ...days('too late', august, august + 92), ...days('never', august), ...late];
      expect(await rateIn(rows, 'second_shipment_rate')).toMatchObject({ '2024-07-01': 1 / 3, '2025-07-01': Number.NaN });
    });

    it('a return within 182 days of the confirmation is a win back, and is blank until they are over', async () => {
      const confirmed = august + 31;
      const rows = [
        ...until('back', august),
        ...days('back', confirmed + 182),
        ...until('later', august),
        ...days('later', confirmed + 183),
      ];
      const soon = [...until('soon', dayOf('2025-05-01')), ...days('soon', '2025-06-20')];
      expect(await rateIn([...rows, ...soon], 'win_back_rate')).toMatchObject({ '2024-07-01': 1 / 2, '2025-04-01': Number.NaN });
    });

    it('an offer saved whom it found and who has not left within 91 days of it, and is blank until that is known', async () => {
      const rows = [...until('left', august + 90), ...until('stayed', august + 91), ...until('unasked', august + 10)];
      const offer = (customer_id: string, day: number) => ({ customer_id, at: `${formatDay(day)} 10:00`, kind: 'retention_offer' });
      const contacts = [
        ...[offer('left', august), offer('stayed', august), offer('always', dayOf('2025-08-01'))],
        { customer_id: 'always', at: `${formatDay(august)} 10:00`, kind: 'visit' },
      ];
      expect(await rateIn(rows, 'save_rate', { contacts })).toMatchObject({ '2024-07-01': 1 / 2, '2025-07-01': Number.NaN });
    });
  });

  it('refuses what it cannot do with a sentence', async () => {
    expect(() => churnRate(history, { level: 1 })).toThrow(/between 0 and 1/);
    expect(() => churnRate(history, { definition: 'gone' as never })).toThrow(/no definition of churn/);
    expect(() => churnRate(history, { by: 'branch' as never })).toThrow(/cannot be split by "branch"/);
    const bare = await read(company().map(({ customer_id, shipped_at }) => ({ customer_id, shipped_at })));
    expect(() => churnRate(bare, { measure: 'profit' })).toThrow(/Without freight/);
    expect(churnRate(bare, { by: 'tier' }).columns.profit_lost.every(Number.isNaN)).toBe(true);
  });

  it('gives an empty table for a history shorter than a period', async () => {
    const { length, overall } = churnRate(await read(weekly('a', 3)), {});
    expect([length, overall.periods]).toEqual([0, 0]);
    expect(overall.annualChurnRate.estimate).toBeNaN();
  });
});

it('brings a rate to a year and to a half life as the teaching does', () => {
  expect(annualChurnRate(0.01148597964710385, 365.25 / 12)).toBeCloseTo(0.12944943670387588, 14);
  expect(halfLifeYears(0.01148597964710385, 365.25 / 12)).toBeCloseTo(5, 12);
  expect(halfLifeYears(0, 30)).toBeNaN();
  expect(annualChurnRate(1, 30)).toBe(1);
});

it('gives Wilson’s interval as the teaching’s worked example has it', () => {
  const { low, high } = wilsonInterval(0.9861, 10_000, 0.95);
  expect(low).toBeCloseTo(0.9836115504819097, 12);
  expect(high).toBeCloseTo(0.9882151263021183, 12);
  expect(wilsonInterval(Number.NaN, 10, 0.9).low).toBeNaN();
  expect(wilsonInterval(0, 10, 0.9).low).toBe(0);
});

describe('rates against the simulator’s truth', () => {
  it('come, under the preset `taught`, to half of the customers in about five years, and within a few per cent of the true count', async () => {
    const company = await simulate({ customers: 700, months: 48, seed: 3, preset: 'taught' });
    const { history } = await reduce(simulatedSources(company));
    const { columns, length, overall } = churnRate(history, { level: 0.99 });
    expect(overall.halfLifeYears.low).toBeLessThan(5);
    expect(overall.halfLifeYears.high).toBeGreaterThan(5);
    const end = history.at(history.endDay);
    const cameOn = new Map(Array.from(end.indices, (index) => [end.view(index).id, end.view(index).shipmentDays[0]!]));
    const { customer_id: ids, last_shipped_on: last } = company.truth.columns;
    let [lost, left] = [0, 0];
    for (let row = 0; row < length; row++) {
      if (Number.isNaN(columns.churn_rate[row]!)) continue;
      const [from, to] = [dayOf(columns.period_start[row]!), dayOf(columns.period_end[row]!)];
      lost += columns.churn_rate[row]! * columns.customers_at_start[row]!;
      left += ids.filter((id, person) => (cameOn.get(id) ?? to) < from && last[person]! >= from && last[person]! <= to).length;
    }
    expect(left).toBeGreaterThan(150);
    expect(lost / left).toBeGreaterThan(0.94);
    expect(lost / left).toBeLessThan(1.06);
  }, 120_000);
});
