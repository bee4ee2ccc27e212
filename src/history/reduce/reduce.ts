import { HoldfastError } from '../../core/errors.js';
import { breathe, type RunOptions, throwIfAborted } from '../../core/run.js';
import { compareCodePoints } from '../codePoints.js';
import { historyOf } from '../history.js';
import { SCHEMA, type TableName, type TableSchema } from '../schema.js';
import type { ReadResult, RowSource } from '../types.js';
import { assemble } from './assemble.js';
import { createConflictCourt } from './conflicts.js';
import { createDictionary, type Dictionary } from './dictionary.js';
import { createFirstSightings, type FirstSightings } from './firstSightings.js';
import { createIssueLog, type IssueLog } from './issueLog.js';
import { createRowStore, type RowStores } from './rowStore.js';
import { createShipmentBooks, createShipmentReducer, type ShipmentBooks, type ShipmentReducer } from './shipments.js';

/** Options of {@link reduce}. */
export interface ReduceOptions extends RunOptions {
  /** Share of all rows, 0–1, above which rejected rows end the reading with `too-many-rejected`; without it they never do. */
  readonly maxRejected?: number;
  /** Rows gathered before they are sorted and summed; changes memory and speed, never a result. */
  readonly chunkRows?: number;
}

const CHUNK_ROWS = 1 << 19;
/** How often the event loop gets a turn while reading. */
const ROWS_PER_BREATH = 500_000;

/**
 * Reads all sources once, rows in any order, and keeps the facts they teach: the same rows give the same History to the bit, whatever
 * their order, their files and the size of the batches. Only shipments whose key came with different cells are read a second time.
 *
 * @param sources - where rows come from; several may serve one table
 * @returns the history, and an account of every row: read = kept + rejected
 * @throws HoldfastError `too-many-rejected`, `aborted`, and whatever a source throws
 * @remarks O(rows) time; memory grows with distinct (customer, day) and, where shipments have waybill numbers, by about 18 bytes a row while reading.
 * @example
 * ```ts
 * const company = await simulate({ customers: 60, months: 12, preset: 'demo' });
 * const { history, issues } = await reduce(simulatedSources(company));
 * formatDay(history.endDay); // => '2023-01-02'
 * issues.tables.shipments?.rejected; // => 0
 * ```
 */
export async function reduce(sources: readonly RowSource[], options: ReduceOptions = {}): Promise<ReadResult> {
  const columns = columnsByTable(sources);
  const log = createIssueLog(
    sources.map(({ name }) => name),
    [...columns.keys()],
  );
  const customers = createDictionary();
  const books = createShipmentBooks(columns.get('shipments') ?? new Set(), customers, options.chunkRows ?? CHUNK_ROWS);
  const shipments = createShipmentReducer(books, log);
  const stores = createStores(customers);
  const unknown = createFirstSightings(customers);
  await readAll(sources, shipments, stores, unknown, log, options);
  await settleConflicts(sources, shipments.conflicts, books, log);
  shipments.forgetKeys();
  books.close();
  await breathe();
  const store = assemble({ books, stores, columns, log, customers, order: customerOrder(customers), unknown });
  refuseTooManyRejected(log, columns, options.maxRejected);
  return { history: historyOf(store), issues: log.finish() };
}

function columnsByTable(sources: readonly RowSource[]): Map<TableName, Set<string>> {
  const columns = new Map<TableName, Set<string>>();
  for (const source of sources) {
    const own = columns.get(source.table) ?? new Set();
    columns.set(source.table, own);
    for (const column of source.columns) own.add(column);
  }
  return columns;
}

/** Customers first, so that who is unknown does not depend on the order of the sources. */
function inSchemaOrder(sources: readonly RowSource[]): readonly RowSource[] {
  return SCHEMA.flatMap(({ name }) => sources.filter(({ table }) => table === name));
}

function createStores(customers: Dictionary): RowStores {
  const rowTables: TableSchema[] = SCHEMA.filter(({ name }) => name !== 'shipments');
  return new Map(rowTables.map((schema) => [schema.name, createRowStore(schema, customers)]));
}

async function readAll(
  sources: readonly RowSource[],
  shipments: ShipmentReducer,
  stores: RowStores,
  unknown: FirstSightings,
  log: IssueLog,
  options: ReduceOptions,
): Promise<void> {
  let done = 0;
  let breathed = 0;
  for (const source of inSchemaOrder(sources)) {
    for await (const batch of source.batches(log.add)) {
      throwIfAborted(options.signal);
      log.countRows(batch.table, batch.length);
      if (batch.table === 'shipments') shipments.take(batch);
      else stores.get(batch.table)!.take(batch);
      unknown.note(batch);
      done += batch.length;
      options.onProgress?.({ stage: 'read', done, total: 0 });
      if (done - breathed < ROWS_PER_BREATH) continue;
      breathed = done;
      await breathe();
    }
  }
}

async function settleConflicts(
  sources: readonly RowSource[],
  conflicts: ReadonlySet<string>,
  books: ShipmentBooks,
  log: IssueLog,
): Promise<void> {
  if (conflicts.size === 0) return;
  const court = createConflictCourt(conflicts, books, log);
  for (const source of sources.filter(({ table }) => table === 'shipments'))
    for await (const batch of source.batches(() => undefined)) court.collect(batch);
  court.settle();
}

/** Customer codes (from 1) in order of their ids. */
function customerOrder({ texts }: Dictionary): number[] {
  return Array.from(texts, (_, position) => position + 1).sort((a, b) => compareCodePoints(texts[a - 1]!, texts[b - 1]!));
}

function refuseTooManyRejected(log: IssueLog, columns: ReadonlyMap<TableName, unknown>, maxRejected: number | undefined): void {
  const tables = [...columns.keys()];
  const rejected = tables.reduce((sum, table) => sum + log.rejectedOf(table), 0);
  const read = tables.reduce((sum, table) => sum + log.keptOf(table), rejected);
  if (maxRejected === undefined || rejected <= maxRejected * read) return;
  const { rejected: rows, sources } = log.finish();
  const first = rows[0]!;
  const allowed = `${Number((maxRejected * 100).toPrecision(6))}%`;
  throw new HoldfastError('too-many-rejected', {
    en: `${rejected} of ${read} rows ${rejected === 1 ? 'was' : 'were'} rejected, more than the ${allowed} allowed; the first is line ${first.line} of ${sources[first.source]}: ${first.reason.en}; run check to see them all`,
    zh: `${read} 行中有 ${rejected} 行被拒收，超过允许的 ${allowed}；第一处在 ${sources[first.source]} 第 ${first.line} 行：${first.reason.zh}；请运行 check 查看全部`,
  });
}
