import type { BatchColumn, CodedColumn, ColumnBatch, KeyColumn } from '../batch.js';
import { type Shipment, settle, weightBand } from '../facts.js';
import { createDictionary, type Dictionary } from './dictionary.js';

/** Texts that shipments name, by column; one dictionary each for the whole reading. */
export interface ShipmentDictionaries {
  readonly customers: Dictionary;
  readonly branch: Dictionary;
  readonly origin: Dictionary;
  readonly destination: Dictionary;
  readonly product: Dictionary;
}

export function createShipmentDictionaries(customers: Dictionary): ShipmentDictionaries {
  return {
    customers,
    branch: createDictionary(),
    origin: createDictionary(),
    destination: createDictionary(),
    product: createDictionary(),
  };
}

/** Codes of one batch in the dictionaries of the reading; the arrays are used again for the next batch. */
export interface ShipmentCodes {
  customer: Int32Array;
  branch: Int32Array;
  origin: Int32Array;
  destination: Int32Array;
  product: Int32Array;
}

/** Translates the coded columns of a batch into `codes`. */
export function translateCodes(batch: ColumnBatch, dictionaries: ShipmentDictionaries, codes: ShipmentCodes): void {
  const coded = (name: string): CodedColumn | undefined => batch.columns[name] as CodedColumn | undefined;
  const { length } = batch;
  codes.customer = dictionaries.customers.translate(coded('customer_id'), length, codes.customer);
  codes.branch = dictionaries.branch.translate(coded('branch'), length, codes.branch);
  codes.origin = dictionaries.origin.translate(coded('origin'), length, codes.origin);
  codes.destination = dictionaries.destination.translate(coded('destination'), length, codes.destination);
  codes.product = dictionaries.product.translate(coded('product'), length, codes.product);
}

export function noCodes(): ShipmentCodes {
  const none = new Int32Array(0);
  return { customer: none, branch: none, origin: none, destination: none, product: none };
}

/** The columns of a batch that facts read; `null` where the source has none. */
export interface ShipmentColumns {
  readonly shippedAt: Float64Array;
  readonly promisedAt: Float64Array | null;
  readonly deliveredAt: Float64Array | null;
  readonly status: Int32Array | null;
  readonly statusAt: Float64Array | null;
  readonly pieces: Float64Array | null;
  readonly grams: Float64Array | null;
  readonly declaredValue: Float64Array | null;
  readonly listPrice: Float64Array | null;
  readonly freight: Float64Array | null;
  readonly discount: Float64Array | null;
  readonly cost: Float64Array | null;
  readonly waybill: KeyColumn | null;
}

export function columnsOf({ columns }: ColumnBatch): ShipmentColumns {
  const numbers = (name: string): Float64Array | null => (columns[name] as Float64Array | undefined) ?? null;
  const shippedAt: BatchColumn | undefined = columns['shipped_at'];
  return {
    shippedAt: shippedAt as Float64Array,
    promisedAt: numbers('promised_at'),
    deliveredAt: numbers('delivered_at'),
    status: (columns['status'] as CodedColumn | undefined)?.codes ?? null,
    statusAt: numbers('status_at'),
    pieces: numbers('pieces'),
    grams: numbers('weight_kg'),
    declaredValue: numbers('declared_value'),
    listPrice: numbers('list_price'),
    freight: numbers('freight'),
    discount: numbers('discount'),
    cost: numbers('cost'),
    waybill: (columns['waybill_no'] as KeyColumn | undefined) ?? null,
  };
}

const orMissing = (column: Float64Array | null, row: number): number => (column === null ? Number.NaN : column[row]!);

/** The number, or a stand-in where it is missing. */
function orElse(column: Float64Array | null, row: number, missing: number): number {
  if (column === null) return missing;
  const value = column[row]!;
  return Number.isNaN(value) ? missing : value;
}

/** Fills `shipment` from one row and settles it. @returns whether its delivery was impossible */
export function loadShipment(shipment: Shipment, columns: ShipmentColumns, row: number): boolean {
  shipment.shippedAt = columns.shippedAt[row]!;
  shipment.promisedAt = orMissing(columns.promisedAt, row);
  shipment.deliveredAt = orMissing(columns.deliveredAt, row);
  shipment.isTracked = columns.deliveredAt !== null;
  shipment.statusAt = orMissing(columns.statusAt, row);
  shipment.status = columns.status === null ? 0 : columns.status[row]!;
  shipment.pieces = orElse(columns.pieces, row, 1);
  shipment.weightBand = weightBand(orMissing(columns.grams, row));
  shipment.grams = orElse(columns.grams, row, 0);
  shipment.declaredValue = orElse(columns.declaredValue, row, 0);
  shipment.listPrice = orElse(columns.listPrice, row, 0);
  shipment.freight = orElse(columns.freight, row, 0);
  shipment.discount = orElse(columns.discount, row, 0);
  shipment.cost = orElse(columns.cost, row, 0);
  return settle(shipment);
}
