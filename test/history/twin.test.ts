import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { weekOf } from '../../src/core/day.js';
import { compareCodePoints, historyFrom } from '../../src/history/index.js';
import { MEASURES, WINDOWS } from './describeSnapshot.js';
import { dayIn, FIRST_DAY, LAST_DAY, type ShipmentRow, shipmentRow } from './randomTables.js';
import { shipmentDays, stateOf, totalAt, windowSum } from './twin.js';

/** Random tables in their hundreds take a while beside other work. */
vi.setConfig({ testTimeout: 120_000 });

const shipments = fc.array(shipmentRow(), { minLength: 1, maxLength: 40 });
const cutoffs = dayIn(FIRST_DAY + 1, LAST_DAY + 50);
const CHUNKS = fc.constantFrom(1, 2, 3, 7, 1000);

describe('a customer view and its slow twin agree', () => {
  it('on every sum of every window, on totals, days and weekly volumes', async () => {
    await fc.assert(
      fc.asyncProperty(shipments, cutoffs, CHUNKS, async (rows, cutoff, chunkRows) => {
        const { history } = await historyFrom({ shipments: rows }, { chunkRows });
        const ids = [...new Set(rows.map((row) => row.customer_id))]
          .filter((id) => shipmentDays(of(rows, id), cutoff).length > 0)
          .sort(compareCodePoints);
        if (!(history.firstDay < cutoff)) return;
        const snapshot = history.at(cutoff);
        expect(Array.from(snapshot.indices, (index) => history.customers.ids[index])).toEqual(ids);
        for (const index of snapshot.indices) {
          const view = snapshot.view(index);
          const own = of(rows, view.id);
          for (const measure of MEASURES) {
            expect([measure, ...WINDOWS.map(([window, end]) => view.sum(measure, window, end))]).toEqual([
              measure,
              ...WINDOWS.map(([window, end]) => windowSum(own, measure, cutoff, window, end)),
            ]);
            expect(view.total(measure)).toBe(totalAt(own, measure, cutoff));
          }
          const days = shipmentDays(own, cutoff);
          expect([...view.shipmentDays]).toEqual(days);
          expect(view.firstDayWithin(28)).toBe(days.filter((day) => day < cutoff - 28).length);
          expect([...view.weekly]).toEqual(Array.from({ length: 104 }, (_, block) => windowSum(own, 'shipments', cutoff, 7, 7 * block)));
        }
        for (const measure of MEASURES) expect(snapshot.company.sum(measure, 28, 3)).toBe(windowSum(rows, measure, cutoff, 28, 3));
      }),
      { numRuns: 100 },
    );
  });

  it('on the mix of every ended week, the usual freight and transit of its cells, and the late rates of branches', async () => {
    await fc.assert(
      fc.asyncProperty(shipments, cutoffs, CHUNKS, async (rows, cutoff, chunkRows) => {
        const { history } = await historyFrom({ shipments: rows }, { chunkRows });
        if (!(history.firstDay < cutoff)) return;
        const snapshot = history.at(cutoff);
        const { company, cells } = snapshot;
        const name = (part: 'branch' | 'origin' | 'destination' | 'product', cell: number): string =>
          cells.levels[part][cells[part][cell]! - 1] ?? '';
        for (const index of snapshot.indices) {
          const view = snapshot.view(index);
          const seen = new Map<string, number[]>();
          view.eachMix(60, 2, (cell, count, freight, delivered, transit, week) => {
            const key = [
              week,
              name('branch', cell),
              name('origin', cell),
              name('destination', cell),
              name('product', cell),
              cells.weightBand[cell],
            ].join('|');
            seen.set(key, [count, freight, delivered, transit]);
            const sameLane = rows.filter(
              (row) =>
                row.origin === name('origin', cell) &&
                row.destination === name('destination', cell) &&
                row.product === name('product', cell),
            );
            const sameKind = rows.filter((row) => row.product === name('product', cell) && band(row) === cells.weightBand[cell]);
            const yearAgo = 7 * (weekOf(cutoff) - 52) - 3;
            const usual = mean(
              sameLane.filter((row) => band(row) === cells.weightBand[cell]),
              'freight',
              'shipments',
              yearAgo,
              7 * weekOf(cutoff) - 3,
            );
            const anywhere = mean(sameKind, 'freight', 'shipments', yearAgo, 7 * weekOf(cutoff) - 3);
            expect(company.usualFreight(cell)).toBe(Number.isNaN(usual) ? anywhere : usual);
            expect(company.usualTransit(cell)).toBe(mean(sameLane, 'transit_minutes', 'delivered', yearAgo, 7 * weekOf(cutoff) - 3));
          });
          expect(Object.fromEntries(seen)).toEqual(twinMix(of(rows, view.id), cutoff - 62, cutoff - 2));
        }
        for (const [position, branch] of cells.levels.branch.entries()) {
          const own = rows.filter((row) => row.branch === branch);
          const rate = windowSum(rows, 'late', cutoff, 364, 0) / windowSum(rows, 'due', cutoff, 364, 0);
          expect(company.branchLate(position + 1, 28)).toBe(
            (windowSum(own, 'late', cutoff, 28, 0) + 50 * rate) / (windowSum(own, 'due', cutoff, 28, 0) + 50),
          );
        }
        expect(company.branchLate(0, 28)).toBeNaN();
      }),
      { numRuns: 100 },
    );
  });
});

const of = (rows: readonly ShipmentRow[], id: string): ShipmentRow[] => rows.filter((row) => row.customer_id === id);

function band({ weight_kg }: ShipmentRow): number {
  if (Number.isNaN(weight_kg)) return 0;
  return weight_kg <= 1 ? 1 : weight_kg <= 3 ? 2 : weight_kg <= 10 ? 3 : weight_kg <= 30 ? 4 : 5;
}

/** Adjustments are no shipments and stay out of the mix. */
const parcels = (rows: readonly ShipmentRow[]): ShipmentRow[] => rows.filter((row) => !(row.freight < 0));

function mean(
  rows: readonly ShipmentRow[],
  amount: 'freight' | 'transit_minutes',
  count: 'shipments' | 'delivered',
  from: number,
  to: number,
): number {
  const sum = (measure: 'freight' | 'transit_minutes' | 'shipments' | 'delivered'): number =>
    totalAt(parcels(rows), measure, to) - totalAt(parcels(rows), measure, from);
  return sum(count) > 0 ? sum(amount) / sum(count) : Number.NaN;
}

function twinMix(rows: readonly ShipmentRow[], from: number, to: number): Record<string, number[]> {
  const mix: Record<string, number[]> = {};
  for (let week = weekOf(from + 6); 7 * (week + 1) - 3 <= to; week++)
    for (const row of parcels(rows)) {
      const key = [week, row.branch, row.origin, row.destination, row.product, band(row)].join('|');
      const [before, after] = [stateOf(row, 7 * week - 3), stateOf(row, 7 * week + 4)];
      const sums = mix[key] ?? [0, 0, 0, 0];
      for (const [slot, measure] of (['shipments', 'freight', 'delivered', 'transit_minutes'] as const).entries())
        sums[slot]! += (after[measure] ?? 0) - (before[measure] ?? 0);
      mix[key] = sums;
    }
  return Object.fromEntries(Object.entries(mix).filter(([, sums]) => sums.some((sum) => sum !== 0)));
}
