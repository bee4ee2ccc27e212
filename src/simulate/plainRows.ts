import { formatDay, formatInstant } from '../core/day.js';
import { MONEY_SCALE } from '../core/money.js';
import { type ColumnKind, columnSchema, type TableName } from '../history/schema.js';
import { customerId, secondId } from './customerId.js';
import { allPaths, observedSpan } from './paths.js';
import { branchNames, placeNames, productNames } from './places.js';
import { eachShipment, newShipmentCells, type ShipmentCells } from './shipmentCells.js';
import type { Simulation } from './simulate.js';
import type { SmallRow } from './smallRow.js';
import { filledColumns } from './tables.js';
import { waybillNo } from './waybill.js';
import type { World } from './world.js';

/** One row as a person would write it: dates and times as text, money and weight in plain units, '' where missing. */
export type SimulatedRow = Readonly<Record<string, string | number>>;

/**
 * Rows of one table as plain objects with the names of the schema, in the order of customers and time; made while they are read.
 * Choices are the schema's values, whatever the language of the names and texts.
 *
 * @param simulation - from {@link simulate}
 * @param table - one of the seven tables
 * @returns rows that `historyFrom` takes: dates and times as text, money in currency units, kilograms, '' where missing
 * @remarks O(rows); shipments are made anew on each reading and not kept.
 * @example
 * ```ts
 * const company = await simulate({ customers: 60, months: 12, preset: 'demo' });
 * const [first] = simulatedRows(company, 'surveys');
 * Object.keys(first); // => ['customer_id', 'answered_on', 'item', 'expected', 'actual', 'importance']
 * const { issues } = await historyFrom({ shipments: simulatedRows(company, 'shipments') });
 * issues.tables.shipments?.rejected; // => 0
 * ```
 */
export function* simulatedRows({ world, small }: Simulation, table: TableName): Generator<SimulatedRow> {
  const columns = filledColumns(world, table).map((name) => columnSchema(table, name)!);
  for (const row of table === 'shipments' ? shipmentRows(world) : small[table])
    yield Object.fromEntries(columns.map(({ name, kind }) => [name, plainCell(kind, row[name] ?? '')]));
}

function plainCell(kind: ColumnKind, value: number | string): number | string {
  if (typeof value === 'string') return value;
  if (Number.isNaN(value)) return '';
  if (kind === 'instant') return formatInstant(value);
  if (kind === 'date') return formatDay(value);
  if (kind === 'money') return value / MONEY_SCALE;
  return kind === 'mass' ? value / 1000 : value;
}

/** Shipments as rows in held units, a customer's week at a time. */
export function* shipmentRows(world: World): Generator<SmallRow> {
  const cells = newShipmentCells();
  const toRow = shipmentRowOf(world);
  for (const path of allPaths(world)) {
    const { first, last } = observedSpan(world, path);
    for (let week = first; week <= last; week++) {
      const rows: SmallRow[] = [];
      eachShipment(world, path, week, cells, () => rows.push(toRow(cells)));
      yield* rows;
    }
  }
}

const STATUSES = columnSchema('shipments', 'status')!.values!;

function shipmentRowOf({ language }: World): (cells: ShipmentCells) => SmallRow {
  const places = placeNames(language);
  const branches = branchNames(language);
  const products = productNames(language);
  return (c) => ({
    waybill_no: waybillNo(c.customer, c.week, c.index),
    customer_id: c.isSecondNumber ? secondId(c.customer) : customerId(c.customer),
    shipped_at: c.shippedAt,
    product: products[c.product - 1]!,
    origin: places[c.origin - 1]!,
    destination: places[c.destination - 1]!,
    branch: branches[c.branch - 1]!,
    pieces: 1,
    weight_kg: c.grams,
    list_price: c.listPrice,
    freight: c.freight,
    cost: c.cost,
    promised_at: c.promisedAt,
    delivered_at: c.deliveredAt,
    status: STATUSES[c.status - 1]!.value,
    status_at: c.statusAt,
  });
}
