import { beforeAll, describe, expect, it } from 'vitest';
import { formatDay } from '../../src/core/day.js';
import type { History, Row } from '../../src/history/index.js';
import { rewrittenFeatures } from '../../src/risk/index.js';
import { companyRows, historyOf, type Tables } from './company.js';

let tables: Tables;
let now: History;
let earlier: History;
let lastDay: string;

beforeAll(async () => {
  tables = await companyRows({ customers: 120, months: 24, seed: 2 });
  now = await historyOf(tables);
  lastDay = formatDay(now.endDay - 200);
  const known = (tables.shipments ?? []).filter(({ shipped_at }) => String(shipped_at) < lastDay);
  earlier = await historyOf({ ...tables, shipments: known });
}, 60_000);

describe('rewrittenFeatures', () => {
  it('finds none where the later export only goes on', () => {
    const { cutoff, customers, compared, features } = rewrittenFeatures(earlier, now);
    expect(cutoff <= lastDay).toBe(true);
    expect(customers).toBeGreaterThan(80);
    expect(compared).toBeGreaterThan(90);
    expect(features).toEqual([]);
  });

  it('names what rests on a column written over since, and whether models learn from it', async () => {
    const customers = (tables.customers ?? []).map((row) => ({ ...row, contract_end: row['contract_end'] ? '2031-12-31' : '' }));
    const isMoved = ({ customer_id }: Row): boolean => /[02468]$/.test(String(customer_id));
    const shipments = (tables.shipments ?? []).map((row) => (isMoved(row) ? { ...row, branch: 'moved' } : row));
    const { features } = rewrittenFeatures(earlier, await historyOf({ ...tables, customers, shipments }));
    const found = new Map(features.map((feature) => [feature.name, feature]));
    expect(found.get('days_to_contract_end')).toMatchObject({ kind: 'rewritten', isLearntFrom: false });
    expect(found.get('branch')).toMatchObject({ isLearntFrom: true, needs: expect.arrayContaining(['shipments.branch']) });
    expect(found.get('branch')!.size).toBeGreaterThan(0.3);
    expect(found.get('branch')!.size).toBeLessThan(0.7);
    expect(found.has('gap_surprise')).toBe(false);
  });

  it('compares a customer with itself, wherever it stands in either export', async () => {
    const [first] = earlier.customers.ids;
    const known = (tables.shipments ?? []).filter(({ shipped_at, customer_id }) => String(shipped_at) < lastDay && customer_id !== first);
    const names = rewrittenFeatures(await historyOf({ ...tables, shipments: known }), now).features.map(({ name }) => name);
    expect(names).not.toContain('days_since_last_shipment');
    expect(names).not.toContain('gap_median_364d');
  });

  it('refuses exports that share no customer', async () => {
    const others = (tables.shipments ?? []).map((row) => ({ ...row, customer_id: `X${row['customer_id']}` }));
    const stranger = await historyOf({ shipments: others });
    expect(() => rewrittenFeatures(earlier, stranger)).toThrow(expect.objectContaining({ code: 'no-rows' }));
  });
});
