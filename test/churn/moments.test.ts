import { beforeAll, describe, expect, it } from 'vitest';
import { moments, renewalsDue } from '../../src/churn/index.js';
import { matchedDifference } from '../../src/churn/matchedDifference.js';
import { dayOf, formatDay } from '../../src/core/day.js';
import { type History, historyFrom, reduce } from '../../src/history/index.js';
import { simulate, simulatedSources } from '../../src/simulate/index.js';

const rowOf = ({ columns }: ReturnType<typeof moments>, moment: string) => {
  const row = (columns.moment as readonly string[]).indexOf(moment);
  return {
    exposed: columns.exposed[row]!,
    low: columns.difference_low[row]!,
    high: columns.difference_high[row]!,
    rate: columns.onset_rate[row]!,
  };
};

describe('moments', () => {
  let easy: History;
  beforeAll(async () => {
    ({ history: easy } = await reduce(simulatedSources(await simulate({ customers: 900, months: 36, seed: 5, preset: 'easy' }))));
  }, 120_000);

  it('finds that customers leave after claims, which the simulator’s customers do, and nothing at renewal, where they do not', () => {
    const found = moments(easy);
    expect(rowOf(found, 'claim').low).toBeGreaterThan(0);
    const { low, high } = rowOf(found, 'renewal');
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
    expect(found.note.en).toMatch(/not cause/);
  });

  it('reads nothing after the end it is told', async () => {
    const weekly = (customer_id: string, weeks: number) =>
      Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(dayOf('2023-01-02') + 7 * week), freight: 10 }));
    const shipments = Array.from({ length: 30 }, (_, k) => weekly(`c${k}`, k < 5 ? 62 : 150)).flat();
    const changes = Array.from({ length: 8 }, (_, k) => ({ customer_id: `c${k}`, changed_on: '2024-02-26', field: 'account_manager' }));
    const dataEnd = '2025-01-01';
    const whole = (await historyFrom({ shipments, changes })).history;
    const cut = (await historyFrom({ shipments: shipments.filter(({ shipped_at }) => shipped_at < dataEnd), changes })).history;
    expect(moments(whole, { dataEnd }).columns).toEqual(moments(cut, { dataEnd }).columns);
    expect(rowOf(moments(whole), 'manager_left')).toMatchObject({ exposed: 8, rate: 5 / 8 });
    expect(rowOf(moments(whole), 'price_rise')).toMatchObject({ exposed: 0, low: Number.NaN });
    expect(() => moments(whole, { level: 0 })).toThrow(/level between 0 and 1/);
  });
});

it('compares each exposed customer with the others of its stratum, and says who had none', () => {
  const one = (customer: number, stratum: number, outcome: number) => ({ customer, stratum, outcome });
  const exposed = [one(1, 0, 1), one(2, 0, 0), one(3, 1, 1), one(4, 9, 1)];
  const controls = [one(5, 0, 0), one(6, 0, 1), one(7, 1, 0), one(8, 1, 0)];
  const found = matchedDifference(exposed, controls, 1, 0.9);
  expect(found).toMatchObject({ exposed: 3, unmatched: 1, left: 2 });
  expect(found.rate).toBeCloseTo(2 / 3, 12);
  expect(found.matchedRate).toBeCloseTo(1 / 3, 12);
  // Exposed: differences ½, −½, 1 about their mean ⅓; controls: ⅓·⅔·(2²/2 + 1²/2).
  const variance = (1 / 36 + 25 / 36 + 4 / 9 + (2 / 9) * 2.5) / 9;
  expect(found.high - found.difference).toBeCloseTo(1.6448536269514722 * Math.sqrt(variance), 12);
});

describe('renewals due', () => {
  const shipments = ['a', 'b', 'c'].map((customer_id) => ({ customer_id, shipped_at: '2026-03-01', pieces: 2 }));
  const contract = (customer_id: string, contract_end: string, more = {}) => ({
    customer_id,
    contract_start: '2025-06-01',
    contract_end,
    ...more,
  });

  it('lists the contracts that end in the days asked, the next first, without the closed', async () => {
    const customers = [contract('a', '2026-05-01'), contract('b', '2026-04-15'), contract('c', '2026-04-20', { closed_on: '2026-03-05' })];
    const { history } = await historyFrom({ shipments, customers });
    const { columns } = renewalsDue(history.at('2026-04-01'), 30);
    expect([columns.customer_id, columns.days_left]).toEqual([['b'], Int32Array.of(14)]);
    expect(renewalsDue(history.at('2026-04-01')).columns.customer_id).toEqual(['b', 'a']);
    expect(() => renewalsDue(history.at('2026-04-01'), 0)).toThrow(/withinDays/);
  });

  it('does not know of a contract before it has begun', async () => {
    const { history } = await historyFrom({ shipments, customers: [contract('a', '2026-05-01', { contract_start: '2026-03-20' })] });
    expect(renewalsDue(history.at('2026-03-10')).length).toBe(0);
    expect(renewalsDue(history.at('2026-03-21')).length).toBe(1);
  });
});
