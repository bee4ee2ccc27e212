import { describe, expect, it } from 'vitest';
import { historyFrom, type Row } from '../../src/history/index.js';

const row = (waybill_no: string, freight: number, extra: Row = {}): Row => ({
  waybill_no,
  customer_id: 'c1',
  shipped_at: '2026-03-02 10:00',
  freight,
  ...extra,
});
const codes = (issues: readonly { readonly code: string; readonly line: number }[]): string[] =>
  issues.map(({ code, line }) => `${code}@${line}`);

describe('a waybill number seen twice', () => {
  it('counts once where the rows are identical, with a warning, and both rows are kept', async () => {
    const { history, issues } = await historyFrom({ shipments: [row('w', 5), row('w', 5), row('w', 5)] });
    expect(history.at('2026-03-03').view(0).total('freight')).toBe(50_000);
    expect(issues.tables.shipments).toEqual({ read: 3, kept: 3, rejected: 0 });
    expect(issues.warningCounts).toEqual({ 'shipments..duplicate-row': 2 });
  });

  it.each([[[5, 7, 5]], [[7, 5, 5]], [[5, 5, 7]], [[7, 7, 5, 7, 5]]])(
    'keeps the smallest of differing rows and rejects the others, whatever their order: %j',
    async (freights) => {
      const { history, issues } = await historyFrom({ shipments: [...freights.map((freight) => row('w', freight)), row('v', 1)] });
      expect(history.at('2026-03-03').view(0).total('freight')).toBe(60_000);
      expect(history.at('2026-03-03').view(0).total('shipments')).toBe(2);
      const sevens = freights.flatMap((freight, at) => (freight === 7 ? [`duplicate-key@${at + 1}`] : []));
      expect(codes(issues.rejected)).toEqual(sevens);
      expect(issues.warningCounts).toEqual({ 'shipments..duplicate-row': freights.length - sevens.length - 1 });
      expect(issues.warnings.length).toBe(freights.length - sevens.length - 1);
    },
  );

  it('may belong to an adjustment as often as it likes', async () => {
    const { history, issues } = await historyFrom({ shipments: [row('w', 5), row('w', -1), row('w', -1)] });
    expect(history.at('2026-03-03').view(0).total('freight')).toBe(30_000);
    expect(history.at('2026-03-03').view(0).total('shipments')).toBe(1);
    expect(issues.rejected).toEqual([]);
  });

  it('leaves no trace of a loser: not its branch, not its day', async () => {
    const winner = row('w', 5, { branch: 'A' });
    const loser = row('w', 5, { shipped_at: '2026-03-04 10:00', branch: 'B' });
    const { history } = await historyFrom({ shipments: [loser, winner] });
    expect(history.endDay - history.firstDay).toBe(1);
    expect(history.at('2026-03-10').cells.levels.branch).toEqual(['A']);
  });
});

describe('a customer or complaint seen twice', () => {
  it('follows the same rule', async () => {
    const complaint = { complaint_id: 'k', customer_id: 'c1', opened_at: '2026-03-02 11:00', claimed: 3 };
    const { history, issues } = await historyFrom({
      shipments: [row('w', 5)],
      customers: [
        { customer_id: 'c1', name: '乙' },
        { customer_id: 'c1', name: '丙' },
        { customer_id: 'c1', name: '丙' },
      ],
      complaints: [{ ...complaint, claimed: 4 }, complaint, complaint],
    });
    expect(history.customers.columns['name']).toEqual(['丙']);
    const { complaints } = history.at('2026-03-03').view(0);
    expect([complaints.count, complaints.claimed(0)]).toEqual([1, 30_000]);
    expect(issues.rejected.map(({ table, code, line }) => `${table} ${code} ${line}`)).toEqual([
      'customers duplicate-key 1',
      'complaints duplicate-key 1',
    ]);
    expect(issues.warningCounts).toEqual({ 'customers..duplicate-row': 1, 'complaints..duplicate-row': 1 });
  });
});
