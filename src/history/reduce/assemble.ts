import { SENT } from '../facts.js';
import { SCHEMA, type TableName } from '../schema.js';
import type { BranchDue, DailySums, RowTable, Store, StoredRows } from '../store.js';
import { FAMILIES, type Family } from '../types.js';
import { branchDueOf, createCompanyTotals } from './companyDaily.js';
import { dailySums } from './dailySums.js';
import type { Dictionary } from './dictionary.js';
import { dropZeros } from './dropZeros.js';
import type { FirstSightings } from './firstSightings.js';
import { type IssueLog, REASONS } from './issueLog.js';
import { sortCells } from './levels.js';
import { customersOf } from './masterData.js';
import { mixRows } from './mixRows.js';
import { countedRows, type RowStore, type RowStores } from './rowStore.js';
import { sentDays, takenBackOf } from './sentDays.js';
import type { ShipmentLedgers } from './shipments.js';
import { storedRows } from './storedRows.js';

/** What reading leaves, before it is put in order. */
export interface Gathered {
  readonly ledgers: ShipmentLedgers;
  readonly stores: RowStores;
  readonly columns: ReadonlyMap<TableName, ReadonlySet<string>>;
  readonly log: IssueLog;
  readonly customers: Dictionary;
  /** Customer codes in order of their ids. */
  readonly order: readonly number[];
  readonly unknown: FirstSightings;
}

/** Merges what was gathered into sorted sums, one family at a time, each run let go before the next is made. */
export function assemble(gathered: Gathered): Store {
  const { ledgers, stores, columns, log, customers, order, unknown } = gathered;
  const ids = order.map((code) => customers.texts[code - 1]!);
  const indexOf = new Int32Array(ids.length + 1);
  for (const [index, code] of order.entries()) indexOf[code] = index;
  const counted = new Map([...stores].map(([name, store]) => [name, countedRows(store, (code) => indexOf[code] ?? -1, log)]));
  const hasBranch = columns.get('shipments')?.has('branch') ?? false;

  const takenBackRun = dropZeros(ledgers.takenBack.finish());
  const totals = createCompanyTotals();
  const shippedRun = dropZeros(ledgers.families.shipped.finish());
  totals.add('shipped', shippedRun, ledgers.slots);
  const sentColumn = shippedRun.values[Math.max(0, ledgers.slots.shipped.indexOf(SENT))]!;
  const sent = sentDays(shippedRun, sentColumn, takenBackRun.major.length > 0, indexOf, ids.length);
  const finished = (family: Family, run = dropZeros(ledgers.families[family].finish())): DailySums => {
    if (family !== 'shipped') totals.add(family, run, ledgers.slots);
    return dailySums(run, ledgers.slots[family], FAMILIES[family].length, indexOf, ids.length);
  };
  const families = {
    shipped: finished('shipped', shippedRun),
    due: finished('due'),
    delivered: finished('delivered'),
    outcome: finished('outcome'),
  };

  const branchRun = dropZeros(ledgers.branchDue.finish());
  const mixRun = ledgers.mix && dropZeros(ledgers.mix.finish());
  const { cells, rankOf, branchCodeOf } = sortCells(
    ledgers.cells,
    mixRun?.minor ?? null,
    branchRun.groups,
    hasBranch,
    ledgers.dictionaries,
  );
  const branchDue: BranchDue = branchDueOf(branchRun, branchCodeOf, (hasBranch ? cells.levels.branch : cells.levels.origin).length);

  const rowsOf = (name: RowTable): StoredRows => storedRows(stores.get(name)!, counted.get(name)!, indexOf, ids.length);
  const complaints = rowsOf('complaints');
  const customersStore = stores.get('customers')!;
  if (columns.has('customers')) warnOfUnknown(customersStore, customers, unknown, log);
  return {
    ...customersOf(ids, customersStore, counted.get('customers')!, indexOf, columns.get('customers') ?? new Set()),
    firstDay: sent.days.length > 0 ? sent.days.reduce((least, day) => Math.min(least, day)) : Number.NaN,
    endDay: sent.days.length > 0 ? sent.days.reduce((most, day) => Math.max(most, day)) + 1 : Number.NaN,
    rowCounts: Object.fromEntries(SCHEMA.map(({ name }) => [name, log.keptOf(name)])) as Record<TableName, number>,
    columns,
    families,
    sent,
    takenBack: takenBackOf(takenBackRun, indexOf, ids.length),
    mix: mixRun && mixRows(mixRun, rankOf, cells.length, indexOf, ids.length),
    cells,
    rows: {
      complaints,
      contacts: rowsOf('contacts'),
      invoices: rowsOf('invoices'),
      changes: rowsOf('changes'),
      surveys: rowsOf('surveys'),
    },
    daily: totals.finish(complaints),
    branchDue,
  };
}

/** One warning for each customer that only other tables name. */
function warnOfUnknown({ columns }: RowStore, customers: Dictionary, seen: FirstSightings, log: IssueLog): void {
  const known = new Uint8Array(customers.texts.length + 1);
  for (const code of columns.get('customer_id') as number[]) known[code] = 1;
  for (const [position, id] of customers.texts.entries()) {
    if (known[position + 1] === 1) continue;
    const place = seen.places[position]!;
    log.warnLazily(place.table, 'customer_id', 'unknown-customer', () => ({
      ...place,
      column: 'customer_id',
      code: 'unknown-customer',
      reason: REASONS.unknownCustomer,
      value: id.slice(0, 80),
    }));
  }
}
