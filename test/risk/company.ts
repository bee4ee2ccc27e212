import { type History, historyFrom, type Row, type TableName } from '../../src/history/index.js';
import { type SimulateOptions, simulate, simulatedRows } from '../../src/simulate/index.js';

export type Tables = Partial<Record<TableName, readonly Row[]>>;

const TABLES = ['customers', 'shipments', 'complaints', 'contacts', 'invoices', 'changes', 'surveys'] as const;

/** All rows of a simulated company. */
export async function companyRows(options: SimulateOptions): Promise<Tables> {
  const simulation = await simulate({ preset: 'demo', ...options });
  return Object.fromEntries(TABLES.map((table) => [table, [...simulatedRows(simulation, table)]]));
}

export async function historyOf(tables: Tables): Promise<History> {
  return (await historyFrom(tables)).history;
}
