import type { RunOptions } from '../core/run.js';
import { throwIfAborted } from '../core/run.js';
import type { ColumnBatch, Issue } from '../history/batch.js';
import type { RowSource } from '../history/types.js';
import { type BatchBuilder, createBuilder } from './batchBuilder.js';
import { addStats, type ColumnStats, emptyStats } from './columnStats.js';
import type { DateOrder } from './dateText.js';
import { openRecords } from './layout.js';
import type { CsvRecord, RecordCursor } from './record.js';
import type { TablePlan } from './tablePlan.js';

const BATCH_ROWS = 16_384;

/** A file as a source of rows, and what was seen while it was last read. */
export interface CsvSource extends RowSource {
  readonly plan: TablePlan;
  readonly seen: FileSeen;
}

export interface FileSeen {
  kept: number;
  rejected: number;
  /** Rows that `$where` leaves to other tables. */
  otherRows: number;
  blankLines: number;
  /** Characters that are not text in the file's encoding. */
  unreadable: number;
  readonly columns: Map<string, ColumnStats>;
}

export interface SourceOptions extends Pick<RunOptions, 'signal'> {
  readonly timeZone: string;
  /** Rows of a batch. */
  readonly rows?: number;
  /** Place in the run's list of sources. */
  readonly source: number;
  /** Order of day, month and year by column, shared by the files of the table and settled when first needed. */
  readonly orders: ReadonlyMap<string, { settled?: DateOrder }>;
  readonly settle: (column: string) => Promise<void>;
  readonly onBatch?: () => void;
}

export function csvSource(plan: TablePlan, options: SourceOptions): CsvSource {
  const seen: FileSeen = { kept: 0, rejected: 0, otherRows: 0, blankLines: 0, unreadable: 0, columns: new Map() };
  return {
    table: plan.table,
    name: plan.layout.source.name,
    columns: plan.columns.map(({ schema }) => schema.name),
    plan,
    seen,
    batches: (onIssue) => readBatches(plan, options, seen, onIssue),
  };
}

async function* readBatches(
  plan: TablePlan,
  options: SourceOptions,
  seen: FileSeen,
  onIssue: (issue: Issue) => void,
): AsyncGenerator<ColumnBatch> {
  const { layout, table, where } = plan;
  const width = layout.headers.length;
  Object.assign(seen, { kept: 0, rejected: 0, unreadable: 0 });
  for (const { schema } of plan.columns) seen.columns.set(schema.name, emptyStats());
  const { rows = BATCH_ROWS, orders, timeZone } = options;
  const feeds = plan.feeds({ rows, orders, timeZone });
  const builder = createBuilder({
    table,
    source: options.source,
    rows,
    width,
    feeds,
    where,
    onIssue: (issue) => {
      if (issue.severity === 'rejected') seen.rejected++;
      onIssue(issue);
    },
  });
  const cursor = openRecords(layout, width, (count) => (seen.unreadable += count));
  try {
    yield* fill(cursor, builder, layout.headerRecords, options, seen);
  } finally {
    Object.assign(seen, { otherRows: builder.otherRows, blankLines: cursor.blankLines });
    await cursor.close();
  }
}

/** Records into batches; stops in mid-file to settle a date order, then gives the same record again. */
async function* fill(
  cursor: RecordCursor,
  builder: BatchBuilder,
  headerRecords: number,
  options: SourceOptions,
  seen: FileSeen,
): AsyncGenerator<ColumnBatch> {
  let skip = headerRecords;
  let unsettled: { readonly record: CsvRecord; readonly column: string } | undefined;
  const visit = (record: CsvRecord): boolean => {
    if (skip > 0) return skip-- > 0;
    const column = builder.add(record);
    if (column !== undefined) unsettled = { record, column: column.name };
    return column === undefined && !builder.isFull();
  };
  do {
    throwIfAborted(options.signal);
    while (cursor.drain(visit)) {
      while (unsettled !== undefined) {
        const { record, column } = unsettled;
        unsettled = undefined;
        await options.settle(column);
        visit(record);
      }
      if (builder.isFull()) yield* taken(builder, seen, options);
    }
  } while (await cursor.load());
  yield* taken(builder, seen, options);
}

function* taken(builder: BatchBuilder, seen: FileSeen, { onBatch }: SourceOptions): Generator<ColumnBatch> {
  const batch = builder.take();
  if (batch === undefined) return;
  seen.kept += batch.length;
  for (const [name, stats] of seen.columns) addStats(stats, batch.columns[name]!, batch.length);
  yield batch;
  onBatch?.();
}
