import { weekOf } from '../../core/day.js';
import type { ColumnBatch } from '../batch.js';
import { blankShipment, SENT, SHIPMENT_FACTS, type Shipment } from '../facts.js';
import { FAMILIES, type Family } from '../types.js';
import { type CellTable, createCellTable } from './cellTable.js';
import { createContentHasher } from './contentHash.js';
import type { Dictionary } from './dictionary.js';
import { type IssueLog, REASONS } from './issueLog.js';
import { createKeyTable } from './keyTable.js';
import { createLedger, type Ledger } from './ledger.js';
import {
  columnsOf,
  createShipmentDictionaries,
  loadShipment,
  noCodes,
  type ShipmentCodes,
  type ShipmentDictionaries,
  translateCodes,
} from './shipmentBatch.js';

/** Which amounts of each family are kept, by slot; none where the columns they come from are absent. */
export type Slots = Readonly<Record<Family, readonly number[]>>;

/** Everything that reading shipments fills. */
export interface ShipmentLedgers {
  readonly slots: Slots;
  readonly families: Readonly<Record<Family, Ledger>>;
  /** Parcels due and late by branch (origin where no source has branches) and day. */
  readonly branchDue: Ledger;
  /** Shipments, freight, delivered, transit minutes by customer, week and cell; null where no column tells kinds apart. */
  readonly mix: Ledger | null;
  /** Parcels taken back, by customer, day known and day shipped. */
  readonly takenBack: Ledger;
  readonly cells: CellTable;
  readonly dictionaries: ShipmentDictionaries;
}

export function createShipmentLedgers(columns: ReadonlySet<string>, customers: Dictionary, chunkRows: number): ShipmentLedgers {
  const slots = slotsOf(columns);
  const ledger = (family: Family): Ledger => createLedger(slots[family], false, chunkRows);
  const hasMix = ['branch', 'origin', 'destination', 'product', 'weight_kg'].some((name) => columns.has(name));
  return {
    slots,
    families: { shipped: ledger('shipped'), due: ledger('due'), delivered: ledger('delivered'), outcome: ledger('outcome') },
    branchDue: createLedger([0, 1], false, chunkRows),
    mix: hasMix ? createLedger([0, 1, 2, 3], true, chunkRows) : null,
    takenBack: createLedger([0], true, chunkRows),
    cells: createCellTable(),
    dictionaries: createShipmentDictionaries(customers),
  };
}

function slotsOf(columns: ReadonlySet<string>): Slots {
  const shippedFrom = [null, 'pieces', 'weight_kg', 'declared_value', 'list_price', 'freight', 'discount', 'cost', 'status'];
  const hasDelivery = columns.has('delivered_at');
  const hasPromise = columns.has('promised_at') && hasDelivery;
  return {
    shipped: shippedFrom.flatMap((name, slot) => (name === null || columns.has(name) ? [slot] : [])),
    due: hasPromise ? [0, 1] : [],
    delivered: hasDelivery ? (hasPromise ? [0, 1, 2, 3] : [0, 3]) : [],
    outcome: columns.has('status') ? FAMILIES.outcome.map((_, slot) => slot) : [],
  };
}

/** Codes of one row in the dictionaries. */
export interface RowCodes {
  customer: number;
  branch: number;
  origin: number;
  destination: number;
  product: number;
}

/** Adds (`sign` 1) or takes back (`sign` −1) all facts of one settled row. */
export function createBookkeeper(
  ledgers: ShipmentLedgers,
  hasBranch: boolean,
): (shipment: Shipment, codes: RowCodes, sign: 1 | -1) => void {
  const { slots, families, branchDue, mix, takenBack, cells } = ledgers;
  const amounts = new Float64Array(SENT + 1);
  const kinds = new Float64Array(4);
  const inUse = SHIPMENT_FACTS.filter(({ family }) => slots[family].length > 0);
  return (shipment, codes, sign) => {
    const { customer } = codes;
    kinds.fill(0);
    let week = 0;
    let cell = -1;
    for (let f = 0; f < inUse.length; f++) {
      const fact = inUse[f]!;
      if (!fact.when(shipment)) continue;
      const day = fact.knownOn(shipment);
      fact.amounts(shipment, amounts);
      if (sign < 0) for (let slot = 0; slot <= SENT; slot++) amounts[slot] = -amounts[slot]!;
      families[fact.family].add(customer, day, 0, amounts);
      if (fact.family === 'due') branchDue.add(hasBranch ? codes.branch : codes.origin, day, 0, amounts);
      const isShipped = fact.family === 'shipped' && amounts[0] !== 0;
      if (isShipped && amounts[0]! * sign < 0) takenBack.add(customer, day, shipment.shippedOn, [sign]);
      if (mix === null || !(isShipped || fact.family === 'delivered')) continue;
      if (cell < 0) cell = cells.codeOf(codes.branch, codes.origin, codes.destination, codes.product, shipment.weightBand);
      else if (weekOf(day) !== week) {
        mix.add(customer, week, cell, kinds);
        kinds.fill(0);
      }
      week = weekOf(day);
      if (isShipped) {
        kinds[0]! += amounts[0]!;
        kinds[1]! += amounts[5]!;
      } else {
        kinds[2]! += amounts[0]!;
        kinds[3]! += amounts[3]!;
      }
    }
    if (mix !== null && cell >= 0) mix.add(customer, week, cell, kinds);
  };
}

/** A reducer of shipment batches: books every row that counts and remembers the keys of those that contradict another. */
export interface ShipmentReducer {
  take(batch: ColumnBatch): void;
  /** Keys (high:low) seen with different cells. */
  readonly conflicts: ReadonlySet<string>;
  readonly book: (shipment: Shipment, codes: RowCodes, sign: 1 | -1) => void;
  /** Lets the table of keys go. */
  forgetKeys(): void;
}

export function createShipmentReducer(ledgers: ShipmentLedgers, columns: ReadonlySet<string>, log: IssueLog): ShipmentReducer {
  const book = createBookkeeper(ledgers, columns.has('branch'));
  const shipment = blankShipment();
  const row: RowCodes = { customer: 0, branch: 0, origin: 0, destination: 0, product: 0 };
  const codes: ShipmentCodes = noCodes();
  const hasher = createContentHasher();
  const conflicts = new Set<string>();
  let keys = createKeyTable();

  return {
    conflicts,
    book,
    forgetKeys() {
      keys = createKeyTable();
    },
    take(batch) {
      translateCodes(batch, ledgers.dictionaries, codes);
      const columns = columnsOf(batch);
      const { waybill, freight } = columns;
      const content = waybill === null ? null : hasher.hash(batch);
      const place = (at: number) => ({ table: 'shipments' as const, source: batch.source, line: batch.line[at]!, value: '' });
      for (let at = 0; at < batch.length; at++) {
        if (loadShipment(shipment, columns, at))
          log.warnLazily('shipments', 'delivered_at', 'impossible-time', () => ({
            ...place(at),
            column: 'delivered_at',
            code: 'impossible-time',
            reason: REASONS.impossibleTime,
          }));
        if (freight !== null && Number.isNaN(freight[at]))
          log.warnLazily('shipments', 'freight', 'missing-cell', () => ({
            ...place(at),
            column: 'freight',
            code: 'missing-cell',
            reason: REASONS.missingFreight,
          }));
        if (waybill !== null && !shipment.isAdjustment && (waybill.high[at] !== 0 || waybill.low[at] !== 0)) {
          const sighting = keys.see(waybill.high[at]!, waybill.low[at]!, content![at]!);
          if (sighting === 'differs') conflicts.add(`${waybill.high[at]}:${waybill.low[at]}`);
          if (sighting === 'identical')
            log.warnLazily('shipments', '', 'duplicate-row', () => ({
              ...place(at),
              column: '',
              code: 'duplicate-row',
              reason: REASONS.duplicateRow,
            }));
          if (sighting !== 'new') continue;
        }
        row.customer = codes.customer[at]!;
        row.branch = codes.branch[at]!;
        row.origin = codes.origin[at]!;
        row.destination = codes.destination[at]!;
        row.product = codes.product[at]!;
        book(shipment, row, 1);
      }
    },
  };
}
