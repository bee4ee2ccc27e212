import type { BatchColumn } from '../batch.js';
import type { MasterData } from '../store.js';
import type { Customers } from '../types.js';
import { sortLevels } from './levels.js';
import type { RowStore } from './rowStore.js';

/** The customers table by customer index: row of each, -1 for customers that have none. */
function rowsByIndex(store: RowStore, counted: readonly number[], indexOf: Int32Array, customerCount: number): Int32Array {
  const rowOf = new Int32Array(customerCount).fill(-1);
  const codes = store.columns.get('customer_id') as number[];
  for (const row of counted) rowOf[indexOf[codes[row]!]!] = row;
  return rowOf;
}

/** Customers in order of their ids, with the other columns that a source has. */
export function customersOf(
  ids: readonly string[],
  store: RowStore,
  counted: readonly number[],
  indexOf: Int32Array,
  present: ReadonlySet<string>,
): { customers: Customers; master: MasterData } {
  const rowOf = rowsByIndex(store, counted, indexOf, ids.length);
  const numbers = (name: string, missing: number): number[] => {
    const column = store.columns.get(name) as number[];
    return Array.from(rowOf, (row) => (row < 0 ? missing : column[row]!));
  };
  const texts = (name: string): string[] => {
    const column = store.columns.get(name) as string[];
    return Array.from(rowOf, (row) => (row < 0 ? '' : column[row]!));
  };
  const related = (name: string): Int32Array => Int32Array.from(numbers(name, 0), (code) => (code > 0 ? indexOf[code]! : -1));
  const columns: Record<string, BatchColumn> = {};
  for (const { name, kind, values } of store.schema.columns) {
    if (name === 'customer_id' || !present.has(name)) continue;
    if (kind === 'text') columns[name] = texts(name);
    else if (kind === 'category') columns[name] = coded(texts(name));
    else if (kind === 'id') columns[name] = { codes: related(name).map((index) => index + 1), levels: ids };
    else if (kind === 'choice')
      columns[name] = { codes: Int32Array.from(numbers(name, 0)), levels: (values ?? []).map(({ value }) => value) };
    else columns[name] = Float64Array.from(numbers(name, Number.NaN));
  }
  const dates = (name: string): Float64Array => Float64Array.from(numbers(name, Number.NaN));
  const master = {
    contractStart: dates('contract_start'),
    contractEnd: dates('contract_end'),
    committedMonthlyPieces: dates('committed_monthly_pieces'),
    closedOn: dates('closed_on'),
    closedBy: Int32Array.from(numbers('closed_by', 0)),
    parent: related('parent_id'),
    referrer: related('referred_by'),
  };
  return { customers: { ids, columns }, master };
}

function coded(texts: readonly string[]): BatchColumn {
  const { levels } = sortLevels(
    [...new Set(texts)].filter((text) => text !== ''),
    () => true,
  );
  const codeOf = new Map(levels.map((text, position) => [text, position + 1]));
  return { codes: Int32Array.from(texts, (text) => codeOf.get(text) ?? 0), levels };
}
