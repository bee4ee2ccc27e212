import { SCHEMA, tableSchema } from '../history/schema.js';
import { type ByteSource, fileBytes } from './bytes.js';
import { type CsvSource, csvSource, type SourceOptions } from './csvSource.js';
import { orderEvidence } from './dateOrder.js';
import { findTables, type HistoryInput, type TableFile } from './findTables.js';
import { type Engine, eachRecord, readLayout } from './layout.js';
import { createLookups, type LookupReport } from './lookup.js';
import type { Mapping } from './mapping.js';
import { cellText } from './record.js';
import type { DateOrders } from './report.js';
import { canBeHeader, planTable, type TablePlan } from './tablePlan.js';

interface OpenOptions extends Pick<SourceOptions, 'signal'> {
  readonly engine?: Engine;
}

export interface OpenedSources {
  readonly sources: readonly CsvSource[];
  readonly orders: DateOrders;
  readonly unused: readonly string[];
  readonly lookups: readonly LookupReport[];
}

/** Finds the files of a history and settles what each column is. */
export async function openSources(
  input: HistoryInput,
  mapping: Mapping,
  timeZone: string,
  { engine = 'bytes', signal }: OpenOptions,
): Promise<OpenedSources> {
  const { files, unused, pathOf } = await findTables(input, mapping);
  const lookups = createLookups((file) => fileBytes(pathOf(file, 'lookup'), file), engine);
  const plans: TablePlan[] = [];
  for (const file of files) plans.push(await planFile(file, fileBytes(file.path, file.name), lookups, engine));
  return { ...sourcesOf(plans, timeZone, signal ? { signal } : {}), unused, lookups: lookups.reports };
}

async function planFile(
  { table, rule }: TableFile,
  source: ByteSource,
  lookups: ReturnType<typeof createLookups>,
  engine: Engine,
): Promise<TablePlan> {
  const isHeader = (cells: readonly string[]): boolean => canBeHeader(tableSchema(table), rule, cells);
  const layout = await readLayout(source, { engine, delimiter: rule?.delimiter, header: rule?.header, isHeader });
  return planTable(table, layout, rule, lookups);
}

/** Sources of planned files; date orders are settled for all files of a table together, when the first needs it. */
export function sourcesOf(
  plans: readonly TablePlan[],
  timeZone: string,
  options: Pick<SourceOptions, 'signal' | 'rows'>,
): { readonly sources: readonly CsvSource[]; readonly orders: DateOrders } {
  const orders = new Map(SCHEMA.map(({ name, columns }) => [name, new Map(columns.map((column) => [column.name, {}]))]));
  const sources = plans.map((plan, source) =>
    csvSource(plan, {
      timeZone,
      source,
      orders: orders.get(plan.table)!,
      settle: (column) =>
        settleOrder(
          plans.filter(({ table }) => table === plan.table),
          column,
          orders.get(plan.table)!.get(column)!,
          timeZone,
        ),
      ...options,
    }),
  );
  return { sources, orders };
}

async function settleOrder(plans: readonly TablePlan[], column: string, order: { settled?: unknown }, timeZone: string): Promise<void> {
  const evidence = orderEvidence(timeZone);
  const place = { table: plans[0]!.table, column, header: '' };
  for (const { layout, columns } of plans) {
    const planned = columns.find(({ schema }) => schema.name === column);
    if (!planned || planned.rule?.format !== undefined) continue;
    place.header ||= planned.rule?.column ?? planned.header;
    await eachRecord(layout, (record) => {
      if (record.kind !== 'row' || record.cells !== layout.headers.length) return;
      const text =
        planned.index >= 0 ? cellText(record, planned.index) : planned.derive(planned.inputs.map((input) => cellText(record, input)));
      evidence.add(text.trim(), layout.source.name, record.line);
    });
  }
  order.settled = evidence.settle(place);
}
