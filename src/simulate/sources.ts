import type { ColumnBatch } from '../history/batch.js';
import { SCHEMA, type TableName } from '../history/schema.js';
import type { RowSource } from '../history/types.js';
import { shipmentBatches } from './shipmentBatches.js';
import type { Simulation } from './simulate.js';
import { smallBatches } from './smallBatches.js';
import { filledColumns } from './tables.js';

/**
 * The seven tables of a simulated company as sources of column batches, for the reducer: no text in between. Shipments
 * are made while they are read and not kept; each reading gives the same rows. Sources are numbered in the order of the schema.
 *
 * @param simulation - from {@link simulate}
 * @returns seven sources for `reduce`
 * @remarks O(rows) on each reading.
 * @example
 * ```ts
 * const sources = simulatedSources(await simulate({ customers: 60, months: 12, preset: 'demo' }));
 * sources.map(({ table }) => table); // => ['customers', 'shipments', 'complaints', 'contacts', 'invoices', 'changes', 'surveys']
 * const { history } = await reduce(sources);
 * formatDay(history.firstDay); // => '2022-01-03'
 * ```
 */
export function simulatedSources(simulation: Simulation): RowSource[] {
  return SCHEMA.map(({ name }, source) => ({
    table: name,
    name: 'simulated',
    columns: filledColumns(simulation.world, name),
    batches: () => batchesOf(simulation, name, source),
  }));
}

function batchesOf({ world, small }: Simulation, table: TableName, source: number): Iterable<ColumnBatch> {
  return table === 'shipments' ? shipmentBatches(world, source) : smallBatches(table, filledColumns(world, table), small[table], source);
}
