import { expect, test } from 'vitest';
import { CAUSES_BY_TYPE } from '../../src/core/codes.js';
import { rows } from '../../src/core/table.js';
import { simulate, simulatedRows } from '../../src/simulate/index.js';
import { pathOf } from '../../src/simulate/paths.js';

const SMALL = { preset: 'demo', noise: false, seed: 5 } as const;
const company = await simulate({ ...SMALL, customers: 400 });
const truth = [...rows(company.truth)];

test('the same options give the same company; another seed another', async () => {
  const again = await simulate({ ...SMALL, customers: 400 });
  expect(again.truth).toEqual(company.truth);
  expect(again.small).toEqual(company.small);
  expect((await simulate({ ...SMALL, customers: 400, seed: 6 })).truth).not.toEqual(company.truth);
});

test('a customer is the same alone and in a company of any size', async () => {
  const larger = await simulate({ ...SMALL, customers: 430 });
  const of = (each: typeof company): object[] =>
    [...simulatedRows(each, 'shipments')].filter(({ customer_id }) => customer_id === 'C000018');
  expect(of(larger)).toEqual(of(company));
  expect([...rows(larger.truth)].slice(0, 400)).toEqual(truth);
  const alone = pathOf(company.world, 17);
  expect(alone.lastDay).toBe(pathOf(larger.world, 17).lastDay);
  expect(of(company).length).toBe(alone.shipments.slice(0, company.world.observedWeeks).reduce((a, b) => a + b, 0));
});

test('who left has a type with a cause of it, a decision and no shipment after the last one', () => {
  const last = new Map<unknown, number>();
  for (const { customer_id, shipped_at } of simulatedRows(company, 'shipments')) {
    const day = Date.parse(String(shipped_at).slice(0, 10)) / 86_400_000;
    last.set(customer_id, Math.max(last.get(customer_id) ?? 0, day));
  }
  const leavers = truth.filter(({ type }) => type !== '');
  expect(leavers.length).toBeGreaterThan(100);
  for (const { customer_id, type, cause, decided_on, lead_weeks, last_shipped_on } of leavers) {
    expect(CAUSES_BY_TYPE[type as keyof typeof CAUSES_BY_TYPE]).toContain(cause);
    expect(decided_on).toBeGreaterThan(0);
    if (Number.isNaN(last_shipped_on)) continue;
    expect(last_shipped_on).toBeLessThan(decided_on + 7 * lead_weeks);
    if (last_shipped_on < company.world.endDay) expect(last.get(customer_id) ?? last_shipped_on).toBe(last_shipped_on);
  }
});

test('who has neither left nor gone before has profit to come, who has left has none', () => {
  const gone = truth.filter(({ last_shipped_on }) => last_shipped_on < company.world.endDay - 200);
  expect(gone.length).toBeGreaterThan(50);
  for (const { future_profit } of gone) expect(future_profit).toBeLessThanOrEqual(0);
  expect(truth.filter(({ type }) => type === '').reduce((sum, { future_profit }) => sum + future_profit, 0)).toBeGreaterThan(0);
});

test('a campaign treats about half of its customers and changes nothing before it', async () => {
  const treated = await simulate({ ...SMALL, customers: 400, campaignWeek: 120 });
  const before = (each: typeof company): object[] =>
    [...simulatedRows(each, 'shipments')].filter(({ shipped_at }) => String(shipped_at) < '2024-04-22');
  expect(before(treated)).toEqual(before(company));
  const arms = treated.truth.columns.arm.filter((arm) => arm !== '');
  expect(arms.length).toBeGreaterThan(150);
  expect(arms.filter((arm) => arm === 'treated').length / arms.length).toBeGreaterThan(0.37); // four standard deviations of a fair draw
  expect(arms.filter((arm) => arm === 'treated').length / arms.length).toBeLessThan(0.63);
  expect(treated.truth.columns.last_shipped_on).not.toEqual(company.truth.columns.last_shipped_on);
});

test.each([
  [{ customers: 0 }, 'customers must be a whole number from 1 to 1000000, got 0'],
  [{ months: 6 }, 'months must be a whole number from 12 to 84, got 6'],
  [{ seed: 1.5 }, 'seed must be a whole number from 0 to 4294967295, got 1.5'],
  [{ preset: 'wild' as 'easy' }, 'there is no preset "wild"; use one of realistic, hard, easy, demo, taught'],
])('%o is refused with a sentence', async (options, message) => {
  await expect(simulate(options)).rejects.toMatchObject({ code: 'bad-parameter', message });
});

test('progress reaches the end, and an abort stops it', async () => {
  const seen: number[] = [];
  await simulate({ customers: 200, months: 12, onProgress: ({ done, total }) => seen.push(done / total) });
  expect(seen[0]).toBe(0);
  expect(seen.at(-1)).toBe(1);
  await expect(simulate({ customers: 200, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
});
