import { blankShipment, type Shipment } from '../facts.js';
import { sortOrder } from './sortOrder.js';

/** Rows as they wait to be booked: whose, of which cell and branch, and whether they are added or taken back. */
export interface WaitingRow {
  readonly shipment: Shipment;
  customer: number;
  cell: number;
  branch: number;
  sign: 1 | -1;
}

/** Rows in one block of memory, a row's cells side by side, so that going through them by customer touches each row once. */
export interface RowBuffer {
  put(shipment: Shipment, customer: number, cell: number, branch: number, sign: 1 | -1): void;
  isFull(): boolean;
  /** Gives all rows by customer; the buffer is empty afterwards. */
  drain(take: (row: WaitingRow) => void): void;
}

/** Cells that not every source has, with what stands for them where no source does. */
const OPTIONAL = {
  promisedAt: ['promised_at', Number.NaN],
  deliveredAt: ['delivered_at', Number.NaN],
  statusAt: ['status_at', Number.NaN],
  pieces: ['pieces', 1],
  grams: ['weight_kg', 0],
  declaredValue: ['declared_value', 0],
  listPrice: ['list_price', 0],
  freight: ['freight', 0],
  discount: ['discount', 0],
  cost: ['cost', 0],
} as const;

type OptionalCell = keyof typeof OPTIONAL;

/** Numbers every row takes: when, status with sign and tracking, cell, branch, customer. */
const FIXED = 5;
const FIRST_ROOM = 256;
/** Rows fetched at a time: a short loop lets the processor wait for several far rows at once. */
const TILE_ROWS = 128;

/** @param columns - columns that any source has; only these take room */
export function createRowBuffer(columns: ReadonlySet<string>, chunkRows: number): RowBuffer {
  const names = (Object.keys(OPTIONAL) as OptionalCell[]).filter((name) => columns.has(OPTIONAL[name][0]));
  const fields = FIXED + names.length;
  /** Where an optional cell stands in a row; −1 where it is not kept. */
  const placeOf = (name: OptionalCell): number => (names.includes(name) ? FIXED + names.indexOf(name) : -1);
  const promisedAt = placeOf('promisedAt');
  const deliveredAt = placeOf('deliveredAt');
  const statusAt = placeOf('statusAt');
  const pieces = placeOf('pieces');
  const grams = placeOf('grams');
  const declaredValue = placeOf('declaredValue');
  const listPrice = placeOf('listPrice');
  const freight = placeOf('freight');
  const discount = placeOf('discount');
  const cost = placeOf('cost');
  let room = Math.min(FIRST_ROOM, chunkRows);
  let cells = new Float64Array(room * fields);
  let customers = new Int32Array(room);
  const tile = new Float64Array(TILE_ROWS * fields);
  let length = 0;
  const row: WaitingRow = { shipment: { ...blankShipment(), ...standIns() }, customer: 0, cell: 0, branch: 0, sign: 1 };

  function grow(): void {
    room = Math.min(room * 2, chunkRows);
    const wider = new Float64Array(room * fields);
    wider.set(cells);
    cells = wider;
    const more = new Int32Array(room);
    more.set(customers);
    customers = more;
  }

  function fetchTile(order: Int32Array, first: number, rows: number): void {
    let to = 0;
    for (let place = first; place < first + rows; place++) {
      const base = order[place]! * fields;
      for (let field = 0; field < fields; field++) tile[to++] = cells[base + field]!;
    }
  }

  function load(at: number): void {
    const base = at * fields;
    const cells = tile;
    const { shipment } = row;
    shipment.shippedAt = cells[base]!;
    const flags = cells[base + 1]! | 0;
    shipment.status = flags >> 2;
    shipment.isTracked = (flags & 1) === 1;
    row.sign = (flags & 2) === 2 ? -1 : 1;
    row.cell = cells[base + 2]!;
    row.branch = cells[base + 3]!;
    row.customer = cells[base + 4]!;
    if (promisedAt > 0) shipment.promisedAt = cells[base + promisedAt]!;
    if (deliveredAt > 0) shipment.deliveredAt = cells[base + deliveredAt]!;
    if (statusAt > 0) shipment.statusAt = cells[base + statusAt]!;
    if (pieces > 0) shipment.pieces = cells[base + pieces]!;
    if (grams > 0) shipment.grams = cells[base + grams]!;
    if (declaredValue > 0) shipment.declaredValue = cells[base + declaredValue]!;
    if (listPrice > 0) shipment.listPrice = cells[base + listPrice]!;
    if (freight > 0) shipment.freight = cells[base + freight]!;
    if (discount > 0) shipment.discount = cells[base + discount]!;
    if (cost > 0) shipment.cost = cells[base + cost]!;
  }

  return {
    put(shipment, customer, cell, branch, sign) {
      if (length === room) grow();
      const base = length * fields;
      cells[base] = shipment.shippedAt;
      cells[base + 1] = (shipment.status << 2) | (sign < 0 ? 2 : 0) | (shipment.isTracked ? 1 : 0);
      cells[base + 2] = cell;
      cells[base + 3] = branch;
      cells[base + 4] = customer;
      if (promisedAt > 0) cells[base + promisedAt] = shipment.promisedAt;
      if (deliveredAt > 0) cells[base + deliveredAt] = shipment.deliveredAt;
      if (statusAt > 0) cells[base + statusAt] = shipment.statusAt;
      if (pieces > 0) cells[base + pieces] = shipment.pieces;
      if (grams > 0) cells[base + grams] = shipment.grams;
      if (declaredValue > 0) cells[base + declaredValue] = shipment.declaredValue;
      if (listPrice > 0) cells[base + listPrice] = shipment.listPrice;
      if (freight > 0) cells[base + freight] = shipment.freight;
      if (discount > 0) cells[base + discount] = shipment.discount;
      if (cost > 0) cells[base + cost] = shipment.cost;
      customers[length++] = customer;
    },
    isFull: () => length === chunkRows,
    drain(take) {
      const order = sortOrder([customers], length);
      for (let first = 0; first < length; first += TILE_ROWS) {
        const rows = Math.min(TILE_ROWS, length - first);
        fetchTile(order, first, rows);
        for (let at = 0; at < rows; at++) {
          load(at);
          take(row);
        }
      }
      length = 0;
    },
  };
}

function standIns(): Record<OptionalCell, number> {
  return Object.fromEntries(Object.entries(OPTIONAL).map(([name, [, standIn]]) => [name, standIn])) as Record<OptionalCell, number>;
}
