import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { formatDay, formatInstant } from '../../src/core/day.js';
import { parseIsoInstant } from '../../src/history/cells.js';
import { historyFrom, type Row } from '../../src/history/index.js';
import { describeSnapshot } from './describeSnapshot.js';
import { dayIn, FIRST_DAY, LAST_DAY, type ShipmentRow, SMALL_TABLES, STATUSES, shipmentRow, smallRow } from './randomTables.js';
import { totalAt } from './twin.js';

/** What of a row's cells is known only from a time of its own. */
const KNOWN_FROM: Readonly<Record<string, readonly (readonly [time: string, cells: readonly string[]])[]>> = {
  complaints: [
    ['responded_at', ['responded_at']],
    ['resolved_at', ['resolved_at', 'outcome', 'compensation', 'satisfaction']],
    ['reopened_at', ['reopened_at']],
  ],
  contacts: [],
  invoices: [['paid_on', ['paid_on']]],
  changes: [],
  surveys: [],
};
const TIME: Readonly<Record<string, string>> = {
  complaints: 'opened_at',
  contacts: 'at',
  invoices: 'issued_on',
  changes: 'changed_on',
  surveys: 'answered_on',
};
const OTHER: Readonly<Record<string, unknown>> = { outcome: 'rejected', compensation: 99, satisfaction: 1 };

const isLater = (text: unknown, day: number): boolean => parseIsoInstant(String(text)) >= day * 1440;

/** The same row with what was not yet known changed. */
function rewritten(table: string, row: Row, cutoff: number, later: number): Row {
  const changed: Record<string, unknown> = { ...row };
  for (const [time, cells] of KNOWN_FROM[table] ?? [])
    if (row[time] === '' || isLater(row[time], cutoff))
      for (const cell of cells)
        changed[cell] =
          cell === time
            ? later % 3 === 0
              ? ''
              : cell.endsWith('_on')
                ? formatDay(cutoff + later)
                : formatInstant((cutoff + later) * 1440)
            : OTHER[cell];
  return changed;
}

function rewrittenShipment(row: ShipmentRow, cutoff: number, later: number): ShipmentRow {
  const future = formatInstant((cutoff + later) * 1440 + 5);
  const delivered = isLater(row.delivered_at, cutoff) ? { delivered_at: future } : {};
  const status = isLater(row.status_at, cutoff) ? { status_at: future, status: STATUSES[later % STATUSES.length]! } : {};
  return { ...row, ...delivered, ...status };
}

function rewrittenCustomer(row: Row, cutoff: number, later: number): Row {
  const contract = isLater(row['contract_start'], cutoff)
    ? { contract_start: formatDay(cutoff + later), committed_monthly_pieces: 77 }
    : {};
  const closed =
    row['closed_on'] === '' || isLater(row['closed_on'], cutoff)
      ? { closed_on: later % 2 ? '' : formatDay(cutoff + later), closed_by: 'customer' }
      : {};
  return { ...row, name: 'renamed', ...contract, ...closed };
}

const array = <T>(rows: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> => fc.array(rows, { maxLength });

/** Random tables in their hundreds take a while beside other work. */
vi.setConfig({ testTimeout: 120_000 });

describe('a snapshot', () => {
  it('does not change by a bit when anything that became known on or after its cutoff is added, changed or deleted', async () => {
    const cutoffs = dayIn(FIRST_DAY + 1, LAST_DAY + 30);
    const scene = cutoffs.chain((cutoff) =>
      fc.record({
        cutoff: fc.constant(cutoff),
        later: fc.nat({ max: 40 }),
        keep: fc.integer({ min: 2, max: 4 }),
        shipments: fc.array(shipmentRow(), { minLength: 1, maxLength: 25 }),
        customers: array(smallRow('customers'), 3),
        small: fc.record(Object.fromEntries(SMALL_TABLES.map((table) => [table, array(smallRow(table), 5)]))),
        added: array(shipmentRow(cutoff, cutoff + 60), 8),
        addedSmall: fc.record(Object.fromEntries(SMALL_TABLES.map((table) => [table, array(smallRow(table, cutoff, cutoff + 30), 3)]))),
      }),
    );
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(scene, async ({ cutoff, later, keep, shipments, customers, small, added, addedSmall }) => {
        const unique = [...new Map(customers.map((row) => [row['customer_id'], row])).values()];
        const before = await historyFrom({ shipments, customers: unique, ...small });
        const stays = (rows: readonly Row[], time: string): Row[] =>
          rows.filter((row, at) => !isLater(row[time], cutoff) || at % keep !== 0);
        const after = await historyFrom({
          shipments: [
            ...added,
            ...(stays(shipments, 'shipped_at') as ShipmentRow[]).map((row) => rewrittenShipment(row, cutoff, later)),
            { customer_id: 'new', shipped_at: formatInstant(cutoff * 1440), branch: '0', origin: '!', freight: 1 },
          ],
          customers: unique.map((row) => rewrittenCustomer(row, cutoff, later)),
          ...Object.fromEntries(
            SMALL_TABLES.map((table) => [
              table,
              [...addedSmall[table]!, ...stays(small[table]!, TIME[table]!).map((row) => rewritten(table, row, cutoff, later))],
            ]),
          ),
        });
        if (!(before.history.firstDay < cutoff)) return;
        compared++;
        expect(onlyKnown(describeSnapshot(after.history, cutoff), shipments, cutoff)).toEqual(
          onlyKnown(describeSnapshot(before.history, cutoff), shipments, cutoff),
        );
      }),
      { numRuns: 120 },
    );
    expect(compared).toBeGreaterThan(60);
  });
});

/** The level lists name branches of all times; a branch is compared once a parcel of it was due. */
function onlyKnown(description: unknown, shipments: readonly ShipmentRow[], cutoff: number): unknown {
  const wasDue = (branch: string): boolean =>
    totalAt(
      shipments.filter((row) => row.branch === branch),
      'due',
      cutoff,
    ) > 0;
  const { branches, ...rest } = description as { branches: [string, number, number][] };
  return { ...rest, branches: branches.filter(([branch]) => wasDue(branch)) };
}
