import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { historyFrom, type Row } from '../../src/history/index.js';
import { describeSnapshot } from './describeSnapshot.js';
import { dayIn, FIRST_DAY, LAST_DAY, SMALL_TABLES, shipmentRow, smallRow } from './randomTables.js';

const keys = fc.constantFrom('', 'w1', 'w2', 'w3');
const tables = fc.record({
  shipments: fc.array(fc.oneof(shipmentRow(), shipmentRow(FIRST_DAY, FIRST_DAY + 2, keys)), { minLength: 1, maxLength: 30 }),
  customers: fc.array(smallRow('customers'), { maxLength: 4 }),
  ...Object.fromEntries(SMALL_TABLES.map((table) => [table, fc.array(smallRow(table), { maxLength: 5 })])),
});

/** Rows that repeat others, identical or with one cell changed. */
const withRepeats = tables.chain((all) =>
  fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 6 }).map((repeats) => ({
    ...all,
    shipments: [
      ...all.shipments,
      ...repeats.map(([at, same]) => ({ ...all.shipments[at % all.shipments.length]!, ...(same ? {} : { courier: 'other' }) })),
    ],
  })),
);

/** A shuffle that depends on the seed only. */
function shuffled(rows: readonly Row[], seed: number): Row[] {
  const order = rows.map((row, at) => [Math.imul(at + 1, seed | 1) ^ (seed >>> 3), row] as const);
  return order.sort((a, b) => a[0] - b[0]).map(([, row]) => row);
}

/** Random tables in their hundreds take a while beside other work. */
vi.setConfig({ testTimeout: 120_000 });

describe('a history', () => {
  it('is the same to the bit whatever the order of rows and the size of chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        withRepeats,
        fc.nat(),
        fc.constantFrom(1, 2, 5, 16),
        dayIn(FIRST_DAY + 1, LAST_DAY + 50),
        async (all, seed, chunkRows, cutoff) => {
          const plain = await historyFrom(all as Record<string, Row[]>);
          const mixed = await historyFrom(
            Object.fromEntries(Object.entries(all).map(([name, rows]) => [name, shuffled(rows as Row[], seed)])),
            { chunkRows },
          );
          expect(mixed.history.customers.ids).toEqual(plain.history.customers.ids);
          expect([mixed.history.firstDay, mixed.history.endDay, mixed.history.rowCounts]).toEqual([
            plain.history.firstDay,
            plain.history.endDay,
            plain.history.rowCounts,
          ]);
          expect(mixed.issues.tables).toEqual(plain.issues.tables);
          expect(mixed.issues.warningCounts).toEqual(plain.issues.warningCounts);
          if (plain.history.firstDay < cutoff) {
            expect(mixed.history.at(cutoff).cells).toEqual(plain.history.at(cutoff).cells);
            expect(describeSnapshot(mixed.history, cutoff)).toEqual(describeSnapshot(plain.history, cutoff));
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  it('accounts for every row: read = kept + rejected', async () => {
    await fc.assert(
      fc.asyncProperty(
        withRepeats,
        fc.array(
          fc.constantFrom<Row>(
            {},
            { customer_id: 'c1' },
            { customer_id: '', shipped_at: '2026-01-01' },
            { customer_id: 'c1', shipped_at: 'soon' },
          ),
        ),
        async (all, bad) => {
          const { issues, history } = await historyFrom({ ...(all as Record<string, Row[]>), shipments: [...all.shipments, ...bad] });
          for (const [name, rows] of Object.entries(all)) {
            const counts = issues.tables[name as 'shipments']!;
            expect(counts.read).toBe((rows as Row[]).length + (name === 'shipments' ? bad.length : 0));
            expect(counts.kept + counts.rejected).toBe(counts.read);
            expect(issues.rejected.filter(({ table }) => table === name).length).toBe(counts.rejected);
            expect(history.rowCounts[name as 'shipments']).toBe(counts.kept);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
