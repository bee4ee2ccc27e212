import type { CustomerView } from '../history/types.js';

export type RowTableOfView = 'complaints' | 'contacts' | 'invoices' | 'changes' | 'surveys';
type RowsView = { readonly count: number };
type Cell = number | string;

/** Readers of a table of rows, the first of them its time. */
const COLUMNS: { readonly [T in RowTableOfView]: readonly Exclude<keyof CustomerView[T], 'count'>[] } = {
  complaints: [
    'openedAt',
    'respondedAt',
    'resolvedAt',
    'reopenedAt',
    'category',
    'channel',
    'outcome',
    'claimed',
    'compensation',
    'satisfaction',
    'text',
  ],
  contacts: ['at', 'kind', 'cost'],
  invoices: ['issuedOn', 'dueOn', 'amount', 'paidOn'],
  changes: ['changedOn', 'field', 'oldValue', 'newValue', 'reason'],
  surveys: ['answeredOn', 'expected', 'actual', 'importance', 'text'],
};

/**
 * Rows of several customers as those of one, ascending by time; among equal times in the order of `views`. The cells are copied, so
 * the views may move on.
 */
export function mergedRows<T extends RowTableOfView>(table: T, views: Iterable<CustomerView>): CustomerView[T] {
  const columns: readonly string[] = COLUMNS[table];
  const rows: Cell[][] = [];
  for (const view of views) {
    const from = view[table] as unknown as RowsView & Readonly<Record<string, (row: number) => Cell>>;
    for (let row = 0; row < from.count; row++) rows.push(columns.map((name) => from[name]!(row)));
  }
  rows.sort((a, b) => (a[0] as number) - (b[0] as number));
  const readers = columns.map((name, place) => [name, (row: number): Cell => rows[row]?.[place] ?? Number.NaN] as const);
  return { count: rows.length, ...Object.fromEntries(readers) } as unknown as CustomerView[T];
}
