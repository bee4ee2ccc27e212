import type { ColumnBatch } from '../history/batch.js';
import { columnSchema } from '../history/schema.js';
import { idCode, idLevels } from './customerId.js';
import { allPaths, observedSpan } from './paths.js';
import { branchNames, placeNames, productNames } from './places.js';
import { eachShipment, newShipmentCells, type ShipmentCells } from './shipmentCells.js';
import { setWaybillKey } from './waybill.js';
import type { World } from './world.js';

/** A batch is handed on once it is this full; a week of the busiest customer is below the difference to the capacity. */
const FULL = 16_384;
const CAPACITY = 32_768;

/** Columns of `shipments` that the simulation fills, in the order of the schema. */
export const SHIPMENT_COLUMNS = [
  'waybill_no',
  'customer_id',
  'shipped_at',
  'product',
  'origin',
  'destination',
  'branch',
  'pieces',
  'weight_kg',
  'list_price',
  'freight',
  'cost',
  'promised_at',
  'delivered_at',
  'status',
  'status_at',
] as const;

type Numbers = 'shipped_at' | 'pieces' | 'weight_kg' | 'list_price' | 'freight' | 'cost' | 'promised_at' | 'delivered_at' | 'status_at';
type Codes = 'customer_id' | 'product' | 'origin' | 'destination' | 'branch' | 'status';

interface Buffer {
  readonly numbers: Readonly<Record<Numbers, Float64Array>>;
  readonly codes: Readonly<Record<Codes, Int32Array>>;
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly line: Float64Array;
}

/** The shipments table in columns, a batch at a time; the arrays are used again for the next batch. */
export function* shipmentBatches(world: World, source: number): Generator<ColumnBatch> {
  const buffer = newBuffer();
  const levels = levelsOf(world);
  const cells = newShipmentCells();
  let length = 0;
  let rows = 0;
  for (const path of allPaths(world)) {
    const { first, last } = observedSpan(world, path);
    for (let week = first; week <= last; week++) {
      eachShipment(world, path, week, cells, () => write(buffer, length++, cells, world));
      if (length < FULL) continue;
      yield batchOf(buffer, levels, source, length, rows);
      rows += length;
      length = 0;
    }
  }
  if (length > 0) yield batchOf(buffer, levels, source, length, rows);
}

function newBuffer(): Buffer {
  const n = (): Float64Array => new Float64Array(CAPACITY);
  const c = (): Int32Array => new Int32Array(CAPACITY);
  return {
    numbers: {
      shipped_at: n(),
      pieces: n().fill(1),
      weight_kg: n(),
      list_price: n(),
      freight: n(),
      cost: n(),
      promised_at: n(),
      delivered_at: n(),
      status_at: n(),
    },
    codes: { customer_id: c(), product: c(), origin: c(), destination: c(), branch: c(), status: c() },
    high: new Uint32Array(CAPACITY),
    low: new Uint32Array(CAPACITY),
    line: n(),
  };
}

function write({ numbers, codes, high, low }: Buffer, row: number, cells: ShipmentCells, world: World): void {
  setWaybillKey(high, low, row, cells.customer, cells.week, cells.index);
  codes.customer_id[row] = idCode(world, cells.customer, cells.isSecondNumber);
  codes.product[row] = cells.product;
  codes.origin[row] = cells.origin;
  codes.destination[row] = cells.destination;
  codes.branch[row] = cells.branch;
  codes.status[row] = cells.status;
  numbers.shipped_at[row] = cells.shippedAt;
  numbers.weight_kg[row] = cells.grams;
  numbers.list_price[row] = cells.listPrice;
  numbers.freight[row] = cells.freight;
  numbers.cost[row] = cells.cost;
  numbers.promised_at[row] = cells.promisedAt;
  numbers.delivered_at[row] = cells.deliveredAt;
  numbers.status_at[row] = cells.statusAt;
}

function levelsOf(world: World): Readonly<Record<Codes, readonly string[]>> {
  const places = placeNames(world.language);
  return {
    customer_id: idLevels(world),
    product: productNames(world.language),
    origin: places,
    destination: places,
    branch: branchNames(world.language),
    status: columnSchema('shipments', 'status')!.values!.map(({ value }) => value),
  };
}

function batchOf(
  buffer: Buffer,
  levels: Readonly<Record<Codes, readonly string[]>>,
  source: number,
  length: number,
  before: number,
): ColumnBatch {
  for (let row = 0; row < length; row++) buffer.line[row] = before + row + 1;
  const coded = Object.fromEntries(Object.entries(buffer.codes).map(([name, codes]) => [name, { codes, levels: levels[name as Codes] }]));
  return {
    table: 'shipments',
    length,
    source,
    line: buffer.line,
    columns: { waybill_no: { high: buffer.high, low: buffer.low }, ...coded, ...buffer.numbers },
  };
}
