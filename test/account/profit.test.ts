import { describe, expect, it } from 'vitest';
import { margin, profit, profitBasis } from '../../src/account/index.js';
import type { CustomerView } from '../../src/history/types.js';

const day = 1440;
const sums: Record<string, number> = { freight: 1_000_000, discount: 100_000, cost: 600_000 };
const view = {
  cutoff: 1000,
  sum: (measure: string) => sums[measure] ?? 0,
  complaints: {
    count: 3,
    openedAt: (row: number) => [600, 950, 990][row]! * day,
    resolvedAt: (row: number) => [980, 960, Number.NaN][row]! * day,
    compensation: (row: number) => [20_000, Number.NaN, Number.NaN][row],
  },
  contacts: { count: 3, at: (row: number) => [100, 950, 999][row]! * day, cost: (row: number) => [0, 50_000, Number.NaN][row] },
} as unknown as CustomerView;

describe('profit', () => {
  it('is margin less claims paid, complaints handled and contacts made in the window', () => {
    // Margin 100 − 10 − 60; claims 2 (of an older complaint, paid now), two complaints of 15; contacts 5 and 60.
    expect(profit(view, 'margin', 91)).toEqual({ basis: 'margin', revenue: 90, margin: 30, serviceCost: 32, contactCost: 65, profit: -67 });
  });

  it('takes the costs it is given', () => {
    const { serviceCost, contactCost } = profit(view, 'margin', 91, { complaintCost: 1, contactCost: 2 });
    expect([serviceCost, contactCost]).toEqual([4, 7]);
  });

  it('lets revenue stand in for margin without cost, and is NaN without freight', () => {
    expect(margin(view, 'revenue', 91)).toBe(90);
    expect(profit(view, 'none', 91).profit).toBeNaN();
  });

  it('says what it rests on', () => {
    const having = (...columns: string[]) => ({ has: (_table: string, column?: string) => columns.includes(column ?? '') });
    expect(profitBasis(having('freight', 'cost'))).toBe('margin');
    expect(profitBasis(having('freight'))).toBe('revenue');
    expect(profitBasis(having())).toBe('none');
  });
});
