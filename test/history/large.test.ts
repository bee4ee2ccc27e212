import { describe, expect, it, vi } from 'vitest';
import { formatInstant } from '../../src/core/day.js';
import { uniformAt } from '../../src/core/random.js';
import { historyFrom, type Row } from '../../src/history/index.js';

vi.setConfig({ testTimeout: 120_000 });

interface Sent {
  readonly customer: string;
  readonly day: number;
  readonly cents: number;
  readonly branch: string;
}

const DAY = 20_000;

/** Many small customers, and three whose sums pass 2¹⁵ and 2³¹ in the units they are held in; in random order. */
function sentRows(customers: number, perCustomer: number, whaleRows: number): Sent[] {
  const rows: Sent[] = [];
  const push = (customer: string, n: number, cents: number): void => {
    rows.push({ customer, day: DAY + Math.floor(uniformAt(1, 2, n) * 400), cents, branch: `b${Math.floor(uniformAt(1, 3, n) * 40)}` });
  };
  for (let n = 0; n < customers * perCustomer; n++) push(`c${n % customers}`, n, Math.floor(uniformAt(1, 4, n) * 5000));
  for (let n = 0; n < whaleRows; n++) push(`whale${n % 3}`, 1e6 + n, 50_000_000 + n);
  return rows
    .map((row, n) => [uniformAt(1, 5, n), row] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, row]) => row);
}

const asRow = ({ customer, day, cents, branch }: Sent): Row => ({
  customer_id: customer,
  shipped_at: formatInstant(day * 1440 + 60),
  freight: cents / 100,
  branch,
});

describe('a history of many customers', () => {
  it('sums windows right across blocks, wider types and merged runs, whatever the size of chunks', async () => {
    const rows = sentRows(9000, 9, 6000);
    const [from, to] = [DAY + 100, DAY + 283];
    const count = new Map<string, number>();
    const units = new Map<string, number>();
    for (const { customer, day, cents } of rows) {
      if (day < from || day >= to) continue;
      count.set(customer, (count.get(customer) ?? 0) + 1);
      units.set(customer, (units.get(customer) ?? 0) + cents * 100);
    }
    const before = rows.filter(({ day }) => day < to);
    const total = new Map<string, number>();
    for (const { customer } of before) total.set(customer, (total.get(customer) ?? 0) + 1);
    const byBranch = new Map<string, number>();
    for (const row of rows.filter(({ customer, day }) => customer === 'whale1' && day < DAY + 304 && day >= DAY + 206))
      byBranch.set(row.branch, (byBranch.get(row.branch) ?? 0) + 1);
    for (const chunkRows of [700, 1 << 19]) {
      const { history } = await historyFrom({ shipments: rows.map(asRow) }, { chunkRows });
      const snapshot = history.at(to);
      expect(snapshot.indices.length).toBe(new Set(before.map(({ customer }) => customer)).size);
      for (const index of snapshot.indices) {
        const view = snapshot.view(index);
        expect([view.id, view.total('shipments'), view.sum('shipments', to - from), view.sum('freight', to - from)]).toEqual([
          view.id,
          total.get(view.id)!,
          count.get(view.id) ?? 0,
          units.get(view.id) ?? 0,
        ]);
      }
      // Days 20,206 to 20,304 are whole weeks.
      const { cells } = snapshot;
      const whale = history.at(DAY + 304).view(history.customers.ids.indexOf('whale1'));
      const mix = new Map<string, number>();
      whale.eachMix(98, 0, (cell, shipments) => {
        const branch = cells.levels.branch[cells.branch[cell]! - 1]!;
        mix.set(branch, (mix.get(branch) ?? 0) + shipments);
      });
      expect(Object.fromEntries([...mix].sort())).toEqual(Object.fromEntries([...byBranch].sort()));
    }
  });
});
