import { SCHEMA, type TableName } from '../schema.js';
import { spanOf } from '../sentDays.js';
import type { DailySums, RowTable, Store, StoredRows } from '../store.js';
import { FAMILIES, type Family, type Measure } from '../types.js';
import { branchDueOf, createCompanyTotals } from './companyDaily.js';
import { dailySums } from './dailySums.js';
import type { Dictionary } from './dictionary.js';
import type { FirstSightings } from './firstSightings.js';
import { guessCategories } from './guessCategories.js';
import { type IssueLog, REASONS } from './issueLog.js';
import { sortCells } from './levels.js';
import { customersOf } from './masterData.js';
import { rawMix } from './mixRows.js';
import { countedRows, type RowStore, type RowStores } from './rowStore.js';
import type { ShipmentBooks } from './shipments.js';
import { storedRows } from './storedRows.js';
import { takenBackOf } from './takenBack.js';

/** What reading leaves, before it is put in order. */
export interface Gathered {
  readonly books: ShipmentBooks;
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
  const { books, stores, columns, log, customers, order, unknown } = gathered;
  const ids = order.map((code) => customers.texts[code - 1]!);
  const indexOf = new Int32Array(ids.length + 1);
  for (const [index, code] of order.entries()) indexOf[code] = index;
  const counted = new Map([...stores].map(([name, store]) => [name, countedRows(store, (code) => indexOf[code] ?? -1, log)]));
  const known = guessCategories(stores.get('complaints')!, counted.get('complaints')!, columns, log);
  const hasBranch = columns.get('shipments')?.has('branch') ?? false;

  const totals = createCompanyTotals();
  const finished = (family: Family): DailySums => {
    const all: readonly Measure[] = FAMILIES[family];
    const slots = books.slots[family];
    return dailySums(
      books.families[family],
      slots.map((slot) => all[slot]!),
      slots,
      all.length,
      indexOf,
      ids.length,
      totals,
    );
  };
  const takenBack = takenBackOf(books.takenBack, indexOf, ids.length);
  const families = { shipped: finished('shipped'), due: finished('due'), delivered: finished('delivered'), outcome: finished('outcome') };
  const mix = books.mix && rawMix(books.mix, books.cells.length(), indexOf, ids.length);
  const branchRows = books.branchDue.finish();
  const { cells, rankOf, branchCodeOf } = sortCells(
    books.cells,
    mix?.isUsed ?? new Uint8Array(0),
    branchRows.first,
    hasBranch,
    books.dictionaries,
  );
  const branchDue = branchDueOf(branchRows, branchCodeOf, (hasBranch ? cells.levels.branch : cells.levels.origin).length);

  const rowsOf = (name: RowTable): StoredRows => storedRows(stores.get(name)!, counted.get(name)!, indexOf, ids.length);
  const complaints = rowsOf('complaints');
  const customersStore = stores.get('customers')!;
  if (columns.has('customers')) warnOfUnknown(customersStore, customers, unknown, log);
  return {
    ...customersOf(ids, customersStore, counted.get('customers')!, indexOf, columns.get('customers') ?? new Set()),
    ...spanOf(families.shipped, takenBack),
    rowCounts: Object.fromEntries(SCHEMA.map(({ name }) => [name, log.keptOf(name)])) as Record<TableName, number>,
    columns: known,
    families,
    takenBack,
    mix: mix?.finish(rankOf) ?? null,
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
