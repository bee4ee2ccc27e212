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
  /** Gives all rows by customer, and tells where a customer ends; the buffer is empty afterwards. */
  drain(take: (row: WaitingRow) => void, endCustomer: (customer: number) => void): void;
}

/** Numbers a row takes. */
const FIELDS = 15;
const FIRST_ROOM = 256;

export function createRowBuffer(chunkRows: number): RowBuffer {
  let room = Math.min(FIRST_ROOM, chunkRows);
  let cells = new Float64Array(room * FIELDS);
  let customers = new Int32Array(room);
  let length = 0;
  const row: WaitingRow = { shipment: blankShipment(), customer: 0, cell: 0, branch: 0, sign: 1 };

  function grow(): void {
    room = Math.min(room * 2, chunkRows);
    const wider = new Float64Array(room * FIELDS);
    wider.set(cells);
    cells = wider;
    const more = new Int32Array(room);
    more.set(customers);
    customers = more;
  }

  function load(at: number): void {
    const base = at * FIELDS;
    const { shipment } = row;
    shipment.shippedAt = cells[base]!;
    shipment.promisedAt = cells[base + 1]!;
    shipment.deliveredAt = cells[base + 2]!;
    shipment.statusAt = cells[base + 3]!;
    const flags = cells[base + 4]! | 0;
    shipment.status = flags >> 2;
    shipment.isTracked = (flags & 1) === 1;
    row.sign = (flags & 2) === 2 ? -1 : 1;
    shipment.pieces = cells[base + 5]!;
    shipment.grams = cells[base + 6]!;
    shipment.declaredValue = cells[base + 7]!;
    shipment.listPrice = cells[base + 8]!;
    shipment.freight = cells[base + 9]!;
    shipment.discount = cells[base + 10]!;
    shipment.cost = cells[base + 11]!;
    row.cell = cells[base + 12]!;
    row.branch = cells[base + 13]!;
    row.customer = cells[base + 14]!;
  }

  return {
    put(shipment, customer, cell, branch, sign) {
      if (length === room) grow();
      const base = length * FIELDS;
      cells[base] = shipment.shippedAt;
      cells[base + 1] = shipment.promisedAt;
      cells[base + 2] = shipment.deliveredAt;
      cells[base + 3] = shipment.statusAt;
      cells[base + 4] = (shipment.status << 2) | (sign < 0 ? 2 : 0) | (shipment.isTracked ? 1 : 0);
      cells[base + 5] = shipment.pieces;
      cells[base + 6] = shipment.grams;
      cells[base + 7] = shipment.declaredValue;
      cells[base + 8] = shipment.listPrice;
      cells[base + 9] = shipment.freight;
      cells[base + 10] = shipment.discount;
      cells[base + 11] = shipment.cost;
      cells[base + 12] = cell;
      cells[base + 13] = branch;
      cells[base + 14] = customer;
      customers[length++] = customer;
    },
    isFull: () => length === chunkRows,
    drain(take, endCustomer) {
      const order = sortOrder([customers], length);
      let last = -1;
      for (let place = 0; place < length; place++) {
        load(order[place]!);
        if (row.customer !== last && last >= 0) endCustomer(last);
        last = row.customer;
        take(row);
      }
      if (last >= 0) endCustomer(last);
      length = 0;
    },
  };
}
