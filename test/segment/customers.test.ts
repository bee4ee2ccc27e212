import { describe, expect, it } from 'vitest';
import { byParent } from '../../src/account/index.js';
import {
  creditGrades,
  LOYALTY_TYPES,
  lifecycle,
  loyalty,
  priceSensitivity,
  segments,
  switchingCost,
  xyz,
} from '../../src/segment/index.js';
import { dayText, every, history, shipments, snapshotOf, texts } from './support.js';

describe('xyz', () => {
  it('calls an even customer X, an uneven one Z, and does not know a young one', async () => {
    const rows = [
      ...shipments('even', every(2, 0, 360)),
      ...shipments('burst', [0, 1, 2, 3, 4, 5, 6, 340]),
      ...shipments('young', every(2, 300, 360)),
    ];
    const table = xyz(await snapshotOf({ shipments: rows }, dayText(360)));
    expect(Object.fromEntries(table.columns.customer_id.map((id, at) => [id, texts(table.columns.xyz_class)[at]]))).toEqual({
      burst: 'Z',
      even: 'X',
      young: 'unknown',
    });
  });
  it('takes the season of the company out: customers that all follow it are even', async () => {
    // Twenty customers ship twice as much in every other period of eight weeks.
    const days = every(1, 0, 728).filter((day) => Math.floor(day / 56) % 2 === 0 || day % 2 === 0);
    const rows = Array.from({ length: 20 }, (_, at) => shipments(`c${at}`, days)).flat();
    const { columns } = xyz(await snapshotOf({ shipments: rows }, dayText(728)), { limits: [0.2, 1] });
    expect(new Set(texts(columns.xyz_class))).toEqual(new Set(['X']));
  });
});

describe('lifecycle', () => {
  it('tells all eight stages apart', async () => {
    const end = 700;
    const day = (id: string, days: number[]) => shipments(id, days);
    const tables = {
      customers: [
        { customer_id: 'prospect', joined_on: dayText(600) },
        { customer_id: 'later', joined_on: dayText(720) },
        { customer_id: 'closed', closed_on: dayText(690), closed_by: 'customer' },
      ],
      shipments: [
        ...day('new', every(3, 640, end)),
        ...day('growing', [...every(4, 0, 609), ...every(1, 610, end)]),
        ...day('stable', every(3, 0, end)),
        ...day('declining', [...every(1, 0, 609), ...every(4, 610, end)]),
        ...day('dormant', every(3, 0, 668)),
        ...day('lost', every(3, 0, 500)),
        ...day('closed', every(3, 0, 680)),
        ...day('returned', [...every(3, 0, 300), ...every(3, 600, end)]),
      ],
    };
    const table = lifecycle(await snapshotOf(tables, dayText(end)));
    expect(Object.fromEntries(table.columns.customer_id.map((id, at) => [id, texts(table.columns.lifecycle_stage)[at]]))).toEqual({
      closed: 'lost',
      declining: 'declining',
      dormant: 'dormant',
      growing: 'growing',
      lost: 'lost',
      new: 'new',
      returned: 'returned',
      stable: 'stable',
      prospect: 'prospect',
    });
  });
  it('calls a customer returned for half a year, then by what it does', async () => {
    const others = Array.from({ length: 9 }, (_, at) => shipments(`o${at}`, every(3, 0, 1000))).flat();
    const all = await history({ shipments: [...shipments('a', [...every(3, 0, 300), ...every(3, 600, 1000)]), ...others] });
    const stage = (day: number) => texts(lifecycle(all.at(dayText(day))).columns.lifecycle_stage)[0];
    expect([stage(601), stage(782), stage(783)]).toEqual(['returned', 'returned', 'growing']);
  });
  it('does not see what comes after the cutoff', async () => {
    const rows = [...shipments('a', every(3, 0, 300)), ...shipments('b', every(3, 0, 250))];
    const before = lifecycle((await history({ shipments: rows })).at(dayText(240)));
    const more = await history({ shipments: [...rows, ...shipments('a', every(1, 301, 360)), ...shipments('c', [320])] });
    expect(texts(lifecycle(more.at(dayText(240))).columns.lifecycle_stage)).toEqual(texts(before.columns.lifecycle_stage));
  });
});

describe('creditGrades', () => {
  const invoices = (customer_id: string, late: readonly (number | undefined)[]) =>
    late.map((days, at) => ({
      customer_id,
      issued_on: dayText(30 * at),
      due_on: dayText(30 * at + 20),
      paid_on: days === undefined ? '' : dayText(30 * at + 20 + days),
      amount: 100,
    }));
  it('grades by the mean of days late, early payment counting as none', async () => {
    const all = {
      A: [0, -9, -30, 0],
      B: [15, 15, 15],
      C: [16, 15, 15],
      C45: [45, 45, 45],
      D: [46, 45, 45],
      early: [-30, 1, 1],
      few: [0, 0],
      late: [0, 0, undefined, 0],
    };
    const tables = {
      shipments: Object.keys(all).flatMap((id) => shipments(id, [0])),
      invoices: Object.entries(all).flatMap(([id, late]) => invoices(id, late)),
    };
    const at = async (day: number) => {
      const { columns } = creditGrades(await snapshotOf(tables, dayText(day)));
      return Object.fromEntries(columns.customer_id.map((id, row) => [id, texts(columns.credit_grade)[row]]));
    };
    expect(await at(200)).toEqual({ A: 'A', B: 'B', C: 'C', C45: 'C', D: 'D', early: 'B', few: 'unknown', late: 'D' });
    // The third invoice fell due on day 80: unpaid for 90 days is not yet more than 90.
    expect((await at(170)).late).toBe('C');
    expect((await at(30)).A).toBe('unknown');
  });
});

describe('loyalty', () => {
  const steady = every(3, 0, 500);
  const lane = (rows: ReturnType<typeof shipments>) =>
    rows.map((row) => ({ ...row, origin: 'x', destination: 'y', product: 'std', weight_kg: 1 }));
  const tables = {
    customers: [
      { customer_id: 'held', contract_start: dayText(100), contract_end: dayText(800) },
      { customer_id: 'guest', referred_by: 'friend' },
    ],
    shipments: lane([
      ...shipments('held', steady, 20),
      ...shipments('cheap', steady, 15),
      ...shipments('happy', every(2, 0, 500), 20),
      ...shipments('small', every(14, 0, 500), 20),
      ...shipments('habit', every(2, 0, 500), 20),
      ...shipments('friend', every(2, 0, 500), 20),
      ...shipments('guest', every(9, 300, 500), 20),
      ...shipments('quiet', every(12, 0, 500), 20),
      ...shipments('tiny', every(13, 0, 500), 20),
      ...shipments('gone', every(3, 0, 300), 20),
    ]),
    surveys: [
      ...['happy', 'small'].map((customer_id) => ({
        customer_id,
        answered_on: dayText(450),
        item: 'all',
        expected: 4,
        actual: 5,
        importance: 3,
      })),
      { customer_id: 'held', answered_on: dayText(450), item: 'all', expected: 4, actual: 1, importance: 3 },
    ],
  };
  it('finds each type with its evidence, and says unknown where nothing points anywhere', async () => {
    const snapshot = await snapshotOf(tables, dayText(500));
    const { columns } = loyalty(snapshot);
    const found = Object.fromEntries(columns.customer_id.map((id, row) => [id, texts(columns.loyalty_type)[row]]));
    expect(found).toEqual({
      held: 'monopoly',
      cheap: 'benefit',
      happy: 'trust',
      small: 'latent',
      habit: 'inertia',
      friend: 'trust',
      guest: 'unknown',
      quiet: 'unknown',
      tiny: 'unknown',
      gone: 'unknown',
    });
    const of = (id: string) => [columns.evidence_1, columns.evidence_2].map((column) => column[columns.customer_id.indexOf(id)]);
    expect(of('held')).toEqual(['Its contract runs for another 300 days.', 'Satisfaction 1.0 of 5.']);
    expect(of('friend')[0]).toBe('It has referred 1 customers.');
    expect(loyalty(snapshot, { lang: 'zh' }).columns.evidence_1[columns.customer_id.indexOf('held')]).toBe('合同还有 300 天到期。');
    expect(LOYALTY_TYPES).toHaveLength(6);
  });
  it('switching cost lies in [0, 1] and grows with the contract', async () => {
    const snapshot = await snapshotOf(tables, dayText(500));
    const cost: Record<string, ReturnType<typeof switchingCost>> = Object.fromEntries(
      [...snapshot.indices].map((index) => [snapshot.customers.ids[index], switchingCost(snapshot.view(index), snapshot)]),
    );
    for (const { total } of Object.values(cost)) expect(total >= 0 && total <= 1).toBe(true);
    expect(cost['held']!.contract).toBeCloseTo(300 / 364, 12);
    expect(cost['held']!.total).toBeGreaterThan(cost['cheap']!.total);
  });
});

describe('priceSensitivity', () => {
  it('finds who answers price, who does not, and does not know whose price never moved', async () => {
    // Prices step up and down by a quarter every eight weeks; one customer halves its volume while they are up.
    const high = (day: number): boolean => Math.floor(day / 56) % 2 === 1;
    const rows = [
      ...Array.from({ length: 8 }, (_, at) => [
        ...shipments(
          `answers${at}`,
          every(1, 0, 728).filter((day) => (day + at) % (high(day) ? 6 : 2) === 0),
          0,
        ),
        ...shipments(
          `deaf${at}`,
          every(1, 0, 728).filter((day) => (day + at) % 3 === 0),
          0,
        ),
      ]).flat(),
    ].map((row) => ({ ...row, freight: high((Date.parse(row.shipped_at) - Date.parse(dayText(0))) / 86_400_000) ? 25 : 15 }));
    const flat = Array.from({ length: 40 }, (_, at) =>
      shipments(
        `flat${at}`,
        every(1, 0, 728).filter((day) => (day + at) % 3 === 0),
        20,
      ),
    ).flat();
    const { columns } = priceSensitivity(
      await snapshotOf({ shipments: [...rows, ...flat].map((row) => ({ ...row, product: 'std', weight_kg: 1 })) }, dayText(728)),
    );
    columns.customer_id.forEach((id, row) => {
      const expected = id.startsWith('answers') ? 'high' : id.startsWith('deaf') ? 'low' : 'unknown';
      expect([id, texts(columns.price_sensitivity)[row]]).toEqual([id, expected]);
    });
  });
});

describe('byParent', () => {
  it('gives a group the figures that its members would have as one customer', async () => {
    const mixed = { origin: 'x', destination: 'y', product: 'std', weight_kg: 2 };
    const a = shipments('a', every(3, 0, 300), 11).map((row) => ({ ...row, ...mixed, cost: 4 }));
    const b = shipments('b', every(5, 1, 290), 7).map((row) => ({ ...row, ...mixed, cost: 5 }));
    const other = shipments('other', every(2, 0, 300), 9).map((row) => ({ ...row, ...mixed, cost: 3 }));
    const small = (first: string, second: string) => ({
      invoices: [first, second, second].map((customer_id, at) => ({
        customer_id,
        issued_on: dayText(30 * at),
        due_on: dayText(30 * at + 20),
        paid_on: dayText(30 * at + 25),
        amount: 9,
      })),
      complaints: [first, second].map((customer_id, at) => ({
        complaint_id: `k${at}`,
        customer_id,
        opened_at: dayText(250 + at),
        resolved_at: dayText(255 + at),
        compensation: 3,
        satisfaction: 4,
      })),
      contacts: [{ customer_id: second, at: dayText(200), kind: 'visit', cost: 12 }],
    });
    const grouped = {
      shipments: [...a, ...b, ...other],
      customers: [{ customer_id: 'a', parent_id: 'b' }, { customer_id: 'b' }],
      ...small('a', 'b'),
    };
    const single = {
      shipments: [...a.map((row) => ({ ...row, customer_id: 'b' })), ...b, ...other],
      customers: [{ customer_id: 'b' }],
      ...small('b', 'b'),
    };
    const [rolled, plain] = [byParent(await snapshotOf(grouped, dayText(300))), await snapshotOf(single, dayText(300))];
    const [one, two] = [segments(rolled), segments(plain)];
    expect(one.columns).toEqual(two.columns);
    expect(loyalty(rolled).columns).toEqual(loyalty(plain).columns);
    const mix = (snapshot: typeof plain, index: number) => {
      const seen: number[][] = [];
      snapshot.view(index).eachMix(364, 0, (_, ...row) => void seen.push(row));
      return seen;
    };
    expect(mix(rolled, rolled.indices[0]!)).toEqual(mix(plain, plain.indices[0]!));
  });
  it('is closed once all members are, by the one that closed last', async () => {
    const customers = [
      { customer_id: 'a', parent_id: 'b', closed_on: dayText(5), closed_by: 'customer' },
      { customer_id: 'b', closed_on: dayText(9), closed_by: 'carrier' },
    ];
    const all = await history({ customers, shipments: [...shipments('a', [0]), ...shipments('b', [0])] });
    const closed = (day: number) => {
      const rolled = byParent(all.at(dayText(day)));
      const { closedOn, closedBy } = rolled.view(rolled.indices[0]!);
      return [closedOn, closedBy];
    };
    expect(closed(8)).toEqual([NaN, 0]);
    expect(closed(10)).toEqual([20_089 + 9, 2]);
  });
  it('follows lines of parents to the top, survives circles, and knows a group by any of its members', async () => {
    const tables = {
      customers: [
        { customer_id: 'top' },
        { customer_id: 'mid', parent_id: 'top' },
        { customer_id: 'leaf', parent_id: 'mid' },
        { customer_id: 'x', parent_id: 'y' },
        { customer_id: 'y', parent_id: 'x' },
        { customer_id: 'self', parent_id: 'self' },
        { customer_id: 'c', parent_id: 'v' },
        { customer_id: 'u', parent_id: 'v' },
        { customer_id: 'v', parent_id: 'u' },
      ],
      shipments: [
        ...shipments('leaf', [0, 1]),
        ...shipments('x', [0]),
        ...shipments('y', [2]),
        ...shipments('self', [2]),
        ...shipments('c', [3]),
      ],
    };
    const rolled = byParent(await snapshotOf(tables, dayText(5)));
    expect([...rolled.indices].map((index) => [rolled.view(index).id, [...rolled.view(index).shipmentDays].length])).toEqual([
      ['self', 1],
      ['top', 2],
      ['u', 1],
      ['x', 2],
    ]);
  });
});
