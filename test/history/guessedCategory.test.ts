import { describe, expect, it } from 'vitest';
import { historyFrom, type Row, type Snapshot, tableSchema } from '../../src/history/index.js';

const VALUES = tableSchema('complaints').columns.find(({ name }) => name === 'category')?.values ?? [];
const shipments = [{ customer_id: 'C1', shipped_at: '2026-01-01' }];
const complaint = (id: number, cells: Row): Row => ({ complaint_id: `P${id}`, customer_id: 'C1', opened_at: `2026-01-0${id}`, ...cells });

const categories = (snapshot: Snapshot): string[] => {
  const { complaints } = snapshot.view(0);
  return Array.from({ length: complaints.count }, (_, row) => VALUES[complaints.category(row) - 1]?.value ?? '');
};

describe('a complaint without a category', () => {
  it('gets the one its text speaks of, counted as a guess', async () => {
    const complaints = [
      complaint(1, { text: '外箱压坏了' }),
      complaint(2, { text: 'The driver was rude' }),
      complaint(3, { text: '您好' }),
    ];
    const { history, issues } = await historyFrom({ shipments, complaints });
    expect(categories(history.at('2026-02-01'))).toEqual(['damage', 'attitude', '']);
    expect(issues.guessed).toEqual({ 'complaints.category': 2 });
    expect(issues.warningCounts).toEqual({});
    expect(history.has('complaints', 'category')).toBe(true);
  });

  it('is guessed cell by cell, and never where the cell has a value', async () => {
    const complaints = [
      complaint(1, { category: '延误', text: '外箱压坏了' }),
      complaint(2, { category: '', text: '外箱压坏了' }),
      complaint(3, { category: 'whatever', text: '外箱压坏了' }),
    ];
    const { history, issues } = await historyFrom({ shipments, complaints });
    expect(categories(history.at('2026-02-01'))).toEqual(['delay', 'damage', '']);
    expect(issues.guessed).toEqual({ 'complaints.category': 1 });
    expect(issues.warningCounts).toEqual({ 'complaints.category.bad-cell': 1 });
  });

  it('stays without one where there is no text, and nothing is said of guesses', async () => {
    const { history, issues } = await historyFrom({ shipments, complaints: [complaint(1, {})] });
    expect(categories(history.at('2026-02-01'))).toEqual(['']);
    expect(issues).not.toHaveProperty('guessed');
    expect(history.has('complaints', 'category')).toBe(false);
  });

  it('counts a row seen twice once', async () => {
    const twice = complaint(1, { text: '丢件了' });
    const { issues } = await historyFrom({ shipments, complaints: [twice, { ...twice }] });
    expect(issues.guessed).toEqual({ 'complaints.category': 1 });
  });
});
