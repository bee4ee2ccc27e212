import { beforeAll, describe, expect, test } from 'vitest';
import { byParent } from '../../src/account/index.js';
import type { History, Row } from '../../src/history/index.js';
import {
  customerEquity,
  expectedLosses,
  type LifetimeTable,
  lifetimeProfit,
  potentialValue,
  valueAtRisk,
  whatIfRetention,
} from '../../src/value/index.js';
import { dayText, errorCode, history, randomShipments } from './support.js';

const DAYS = 900;
let past: History;
let table: LifetimeTable;
let shipments: Row[];
beforeAll(async () => {
  shipments = randomShipments(150, DAYS);
  past = await history({ shipments });
  table = lifetimeProfit(past.at(dayText(DAYS)));
});

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const numbers = ({ columns }: LifetimeTable): Float64Array[] =>
  Object.values(columns).filter((column): column is Float64Array => column instanceof Float64Array);

describe('lifetimeProfit', () => {
  test('gives every customer finite figures inside its interval, probabilities in [0, 1]', () => {
    const { columns } = table;
    for (const column of numbers(table)) expect(column.every(Number.isFinite)).toBe(true);
    for (let row = 0; row < table.length; row++) {
      expect(columns.expected_profit_low[row]!).toBeLessThanOrEqual(columns.expected_profit_median[row]!);
      expect(columns.expected_profit_median[row]!).toBeLessThanOrEqual(columns.expected_profit_high[row]!);
      expect(columns.expected_profit_low[row]!).toBeLessThanOrEqual(columns.expected_profit[row]!);
      expect(columns.expected_profit[row]!).toBeLessThanOrEqual(columns.expected_profit_high[row]!);
      expect(columns.probability_active[row]).toBeGreaterThanOrEqual(columns.probability_staying[row]!);
      expect(columns.probability_active[row]).toBeLessThanOrEqual(1);
    }
    expect(columns.customer_id).toEqual([...columns.customer_id].sort());
  });

  test('states its units, its model and why, and what would change the answer most', () => {
    const { report } = table;
    expect(report).toMatchObject({ horizonDays: 364, annualDiscountRate: 0.1, yearDays: 364, periodDays: 28, basis: 'margin', level: 0.9 });
    expect(report.model.reason.en).toContain(report.model.id);
    expect(report.calibration.horizonDays).toBe(364);
    const changes = report.assumptions.map(({ change }) => Math.abs(change));
    expect(changes).toEqual([...changes].sort((a, b) => b - a));
    expect(report.assumptions[0]).toMatchObject({ assumption: 'horizon' });
    // Without claims and contacts a tenth of the margin is a tenth of the profit.
    const changeOf = (name: string): number => report.assumptions.find(({ assumption }) => assumption === name)!.change;
    expect(changeOf('margin')).toBeCloseTo(-0.1, 9);
    expect(changeOf('volume')).toBeCloseTo(-0.1, 9);
    expect(changeOf('leaving')).toBeLessThan(0);
  });

  test('does not depend on the order of rows, and only what is known before the cutoff counts', async () => {
    const later = Array.from({ length: 50 }, (_, k) => ({ customer_id: 'c1001', shipped_at: dayText(DAYS + k), freight: 99, cost: 1 }));
    const other = lifetimeProfit((await history({ shipments: [...later, ...[...shipments].reverse()] })).at(dayText(DAYS)));
    expect(other.columns).toEqual(table.columns);
    expect(other.report).toEqual(table.report);
  });

  test('a seed only settles ties, and the same one gives the same figures', () => {
    const at = past.at(dayText(DAYS));
    expect(lifetimeProfit(at, { seed: 1 }).columns).toEqual(table.columns);
    expect(lifetimeProfit(at, { seed: 2 }).columns.expected_profit).toEqual(table.columns.expected_profit);
  });

  test('money scales: ten times the prices are ten times the profit, and no other model', async () => {
    const dear = lifetimeProfit(
      (await history({ shipments: randomShipments(150, DAYS).map((row) => ({ ...row, freight: 100, cost: 60 })) })).at(dayText(DAYS)),
    );
    expect(dear.columns.probability_active).toEqual(table.columns.probability_active);
    dear.columns.expected_profit.forEach((profit, row) => expect(profit / 10).toBeCloseTo(table.columns.expected_profit[row]!, 6));
  });

  test('losses stay losses, with the interval on their side', async () => {
    const at = (await history({ shipments: randomShipments(150, DAYS, -3) })).at(dayText(DAYS));
    const { columns, report } = lifetimeProfit(at);
    expect(report.total.estimate).toBeLessThan(0);
    expect(columns.expected_profit.every((profit) => profit <= 0)).toBe(true);
    expect(Math.max(...columns.expected_profit_high)).toBeLessThan(-Math.min(...columns.expected_profit_low));
  });

  test('a shop where nothing is earned earns nothing', async () => {
    const rows = randomShipments(100, DAYS).map((row) => ({ ...row, freight: 0, cost: 0 }));
    const { columns } = lifetimeProfit((await history({ shipments: rows })).at(dayText(DAYS)));
    columns.expected_profit.forEach((profit) => expect(Math.abs(profit)).toBeLessThan(1e-9));
  });

  test('contacts and complaints cost: they lower the profit by what they cost', async () => {
    const contacts = Array.from({ length: 60 }, (_, k) => ({
      customer_id: `c${1000 + (k % 20)}`,
      at: dayText(DAYS - 10 - k),
      kind: 'visit',
      cost: 50,
    }));
    const complaints = Array.from({ length: 20 }, (_, k) => ({
      complaint_id: `k${k}`,
      customer_id: 'c1000',
      opened_at: dayText(DAYS - 20 - k),
    }));
    const served = lifetimeProfit((await history({ shipments, contacts, complaints })).at(dayText(DAYS)));
    expect(served.report.total.estimate).toBeLessThan(table.report.total.estimate);
    expect(served.columns.expected_profit[0]!).toBeLessThan(table.columns.expected_profit[0]!);
  });

  test('without cost revenue stands in, and a warning says so; without freight there is no answer', async () => {
    const strip = (names: readonly string[]) =>
      shipments.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))));
    const revenue = lifetimeProfit((await history({ shipments: strip(['cost']) })).at(dayText(DAYS)));
    expect(revenue.report.basis).toBe('revenue');
    expect(revenue.report.warnings[0]?.en).toMatch(/Revenue stands in for profit/);
    const none = (await history({ shipments: strip(['cost', 'freight']) })).at(dayText(DAYS));
    expect(errorCode(() => lifetimeProfit(none))).toBe('missing-column');
  });

  test('more discount is less money, a longer horizon more; shipments are not discounted', () => {
    const at = past.at(dayText(DAYS));
    const dear = lifetimeProfit(at, { annualDiscountRate: 0.3 });
    expect(dear.report.total.estimate).toBeLessThan(table.report.total.estimate);
    expect(dear.columns.expected_shipments).toEqual(table.columns.expected_shipments);
    const half = lifetimeProfit(at, { horizonDays: 182 });
    expect(half.report.total.estimate).toBeLessThan(table.report.total.estimate);
    expect(half.report.total.estimate).toBeGreaterThan(0.4 * table.report.total.estimate);
  });

  test('answers at the longest horizon, and says what one year more would change there too', () => {
    const { report } = lifetimeProfit(past.at(dayText(DAYS)), { horizonDays: 3640 });
    expect(report.assumptions.find(({ assumption }) => assumption === 'horizon')?.change).toBeGreaterThan(0);
  });

  test('a wider level is a wider interval, about the same mean', () => {
    const wide = lifetimeProfit(past.at(dayText(DAYS)), { level: 0.98 }).columns;
    expect(wide.expected_profit).toEqual(table.columns.expected_profit);
    wide.expected_profit_low.forEach((low, row) => expect(low).toBeLessThanOrEqual(table.columns.expected_profit_low[row]! + 1e-3));
    wide.expected_profit_high.forEach((high, row) => expect(high).toBeGreaterThanOrEqual(table.columns.expected_profit_high[row]! - 1e-3));
  });

  test('customers that ship nearly every week are counted by weeks, others by days; either can be asked for', async () => {
    const at = past.at(dayText(DAYS));
    expect(table.report.model.occasions).toBe('days');
    expect(lifetimeProfit(at, { model: 'weeks' }).report.model).toMatchObject({ id: 'bg-bb', occasions: 'weeks' });
    const weekly = Array.from({ length: 20 * 100 }, (_, k) => ({
      customer_id: `w${k % 20}`,
      shipped_at: dayText(7 * Math.floor(k / 20)),
      freight: 5,
      cost: 3,
    }));
    expect(lifetimeProfit((await history({ shipments: weekly })).at(dayText(700))).report.model.id).toBe('bg-bb');
  });

  test('a survival model of the caller takes the place of the process where it speaks', () => {
    const at = past.at(dayText(DAYS));
    const gone = lifetimeProfit(at, { survival: (id) => (id === table.columns.customer_id[0] ? [0] : undefined) });
    expect(gone.columns.probability_staying[0]).toBe(0);
    expect(gone.columns.expected_profit[0]!).toBeLessThan(table.columns.expected_profit[0]!);
    expect(gone.columns.value_model.levels[gone.columns.value_model.codes[0]! - 1]).toBe('survival');
    expect(gone.columns.expected_profit[1]).toBe(table.columns.expected_profit[1]);
    // The last hazard holds on: one tenth leaves in each of thirteen periods.
    const steady = lifetimeProfit(at, { survival: () => [0.9] });
    expect(steady.columns.probability_staying[0]! / steady.columns.probability_active[0]!).toBeCloseTo(0.9 ** 13, 12);
    expect(errorCode(() => lifetimeProfit(at, { survival: () => [0.5, 0.6] }))).toBe('bad-parameter');
    // One year more goes by it too: who leaves for certain brings nothing in a second year.
    const ended = lifetimeProfit(at, { survival: () => [...new Array(12).fill(1), 0], annualDiscountRate: 0 }).report;
    expect(ended.assumptions.find(({ assumption }) => assumption === 'horizon')?.change).toBeLessThan(0.05);
  });

  test('answers for one customer, and for payers rolled up', async () => {
    const alone = Array.from({ length: 60 }, (_, k) => ({ customer_id: 'one', shipped_at: dayText(11 * k), freight: 10, cost: 6 }));
    const one = lifetimeProfit((await history({ shipments: alone })).at(dayText(660)));
    expect(one.length).toBe(1);
    expect(numbers(one).every((column) => column.every(Number.isFinite))).toBe(true);
    const customers = [{ customer_id: 'c1000', parent_id: 'c1001' }, { customer_id: 'c1001' }];
    const rolled = lifetimeProfit(byParent((await history({ shipments, customers })).at(dayText(DAYS))));
    expect(rolled.length).toBe(table.length - 1);
  });

  test('refuses what it cannot answer, with a code', async () => {
    const at = past.at(dayText(DAYS));
    const codes = [{ horizonDays: 27 }, { horizonDays: 30.5 }, { annualDiscountRate: 10 }, { level: 1 }, { fitCustomers: 0 }].map(
      (options) => errorCode(() => lifetimeProfit(at, options)),
    );
    expect(codes).toEqual(codes.map(() => 'bad-parameter'));
    expect(errorCode(() => lifetimeProfit(past.at(dayText(60))))).toBe('too-little-history');
    const once = Array.from({ length: 30 }, (_, k) => ({ customer_id: `o${k}`, shipped_at: dayText(10 * k), freight: 5, cost: 1 }));
    const single = await history({ shipments: once });
    expect(errorCode(() => lifetimeProfit(single.at(single.endDay)))).toBe('too-little-history');
  });

  test('counts the days of a short history, and the day on which they will do, from its first shipment', async () => {
    const daily = Array.from({ length: 200 }, (_, k) => ({ customer_id: `d${k % 10}`, shipped_at: dayText(k >> 1), freight: 5, cost: 1 }));
    const young = await history({ shipments: daily });
    const needs = ', which will be there on 2024-04-01.'; // 91 days from 2024-01-01
    for (const [days, said] of [
      [1, '1 day'],
      [4, '4 days'],
      [8, '8 days'],
      [90, '90 days'],
    ] as const)
      expect(() => lifetimeProfit(young.at(dayText(days)))).toThrow(`The history covers ${said}; lifetime profit needs 91${needs}`);
    expect(lifetimeProfit(young.at('2024-04-01')).length).toBe(10);
  });

  test('without a past to test on it says so, and of a short one too', () => {
    const short = lifetimeProfit(past.at(dayText(240))).report;
    expect(short.calibration.horizonDays).toBe(0);
    expect(short.warnings.some(({ en }) => en.includes('No forecast of the past'))).toBe(true);
    const middle = lifetimeProfit(past.at(dayText(400))).report;
    expect(middle.calibration.horizonDays).toBeGreaterThanOrEqual(84);
    expect(middle.warnings.some(({ en }) => en.includes('could be tested over'))).toBe(true);
  });
});

describe('what follows from lifetime profit', () => {
  test('equity is the sum, and its tiers add up to it', () => {
    const equity = customerEquity(table);
    expect(equity.estimate).toBeCloseTo(sum(table.columns.expected_profit), 6);
    expect(sum(equity.tiers.columns.expected_profit)).toBeCloseTo(equity.estimate, 6);
    expect(equity.tiers.columns.customers.reduce((all, own) => all + own, 0)).toBe(table.length);
    expect(equity.low).toBeLessThan(equity.estimate);
    expect(equity.topTierShare).toBe(equity.tiers.columns.share[0]);
    expect(equity.losses).toBe(sum(table.columns.expected_profit.filter((own) => own < 0)));
  });

  test('value at risk falls month by month and adds up to about what leaving costs', () => {
    const { value_at_risk: value, customers_leaving: leaving } = valueAtRisk(table).columns;
    expect(value.every((own, k) => k === 0 || own < value[k - 1]!)).toBe(true);
    const { probability_active: active, probability_staying: staying, profit_if_staying: whole, expected_profit: expected } = table.columns;
    expect(sum(leaving)).toBeCloseTo(sum(active) - sum(staying), 9);
    const lost = sum(active.map((there, row) => there * whole[row]! - expected[row]!));
    expect(expectedLosses(table).profit).toBeCloseTo(lost, 6);
    expect(expectedLosses(table).customers).toBeCloseTo(sum(leaving), 9);
    expect(Math.abs(sum(value) / lost - 1)).toBeLessThan(0.1);
  });

  test('no more retention brings nothing, five points bring more than one, and the verdict names what would have to hold', () => {
    expect(whatIfRetention(table, { points: 0 }).horizonGain).toBeCloseTo(0, 12);
    const [one, five] = [whatIfRetention(table, { points: 1 }), whatIfRetention(table, { points: 5 })];
    expect(five.horizonGain).toBeGreaterThan(one.horizonGain);
    expect(five.retentionRate).toBeGreaterThan(0.5);
    expect(five.neededRetention[0]).toBeCloseTo(0.78, 1);
    expect(five.verdict.en).toContain('25% to 85%');
    expect(errorCode(() => whatIfRetention(table, { points: 101 }))).toBe('bad-parameter');
  });

  test('potential is what the best fifth of the peers bring at least, less its own', () => {
    const potential = potentialValue(past.at(dayText(DAYS)));
    expect(potential.every((value) => value >= 0)).toBe(true);
    expect(potential.filter((value) => value === 0).length / potential.length).toBeCloseTo(0.2, 1);
    expect(errorCode(() => potentialValue(past.at(dayText(DAYS)), { peerQuantile: 1 }))).toBe('bad-parameter');
  });
});
