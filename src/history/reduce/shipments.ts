import { weekOf } from '../../core/day.js';
import type { ColumnBatch } from '../batch.js';
import { blankShipment, MOST_AMOUNTS, SHIPMENT_FACTS, type Shipment, settle } from '../facts.js';
import { FAMILIES, type Family } from '../types.js';
import { type CellTable, createCellTable } from './cellTable.js';
import { createContentHasher } from './contentHash.js';
import type { Dictionary } from './dictionary.js';
import { type IssueLog, REASONS } from './issueLog.js';
import { createKeyTable } from './keyTable.js';
import { createRowBuffer, type WaitingRow } from './rowBuffer.js';
import { createRuns, type Runs } from './runs.js';
import { createSegment } from './segment.js';
import {
  columnsOf,
  createShipmentDictionaries,
  loadShipment,
  noCodes,
  type ShipmentCodes,
  type ShipmentDictionaries,
  translateCodes,
} from './shipmentBatch.js';
import { createTally, type Tally } from './tally.js';

/** Which amounts of each family are kept, by slot; none where the columns they come from are absent. */
export type Slots = Readonly<Record<Family, readonly number[]>>;

/** Codes of one row in the dictionaries. */
export interface RowCodes {
  customer: number;
  branch: number;
  origin: number;
  destination: number;
  product: number;
}

/** Everything that reading shipments fills. */
export interface ShipmentBooks {
  readonly slots: Slots;
  readonly families: Readonly<Record<Family, Runs>>;
  /** Parcels due and late by branch (origin where no source has branches) and day. */
  readonly branchDue: Tally;
  /** Shipments, freight, delivered, transit minutes by customer, week and cell; null where no column tells kinds apart. */
  readonly mix: Runs | null;
  /** Parcels taken back, by customer, day known and day shipped. */
  readonly takenBack: Runs;
  readonly cells: CellTable;
  readonly dictionaries: ShipmentDictionaries;
  /** Books (`sign` 1) or takes back (−1) all that one settled row teaches. */
  book(shipment: Shipment, codes: RowCodes, sign: 1 | -1): void;
  /** Books what still waits; call before the sums are used. */
  close(): void;
}

/** With this many chunks' worth of entries, runs are merged. */
const CHUNKS_BEFORE_MERGE = 32;
const MIX_SLOTS = [0, 1, 2, 3];
const KIND_COLUMNS = ['branch', 'origin', 'destination', 'product', 'weight_kg'];

export function createShipmentBooks(columns: ReadonlySet<string>, customers: Dictionary, chunkRows: number): ShipmentBooks {
  const slots = slotsOf(columns);
  const runs = (measures: number, hasMinor = false): Runs => createRuns(measures, hasMinor, CHUNKS_BEFORE_MERGE * chunkRows);
  const hasBranch = columns.has('branch');
  const books = {
    slots,
    families: {
      shipped: runs(slots.shipped.length),
      due: runs(slots.due.length),
      delivered: runs(slots.delivered.length),
      outcome: runs(slots.outcome.length),
    },
    branchDue: createTally(),
    mix: KIND_COLUMNS.some((name) => columns.has(name)) ? runs(MIX_SLOTS.length, true) : null,
    takenBack: runs(1, true),
    cells: createCellTable(),
    dictionaries: createShipmentDictionaries(customers),
  };
  const buffer = createRowBuffer(chunkRows);
  const clerk = createClerk(books);
  const flush = (): void => {
    buffer.drain(clerk.take, clerk.endCustomer);
    clerk.endRun();
  };
  return {
    ...books,
    book(shipment, codes, sign) {
      const cell =
        books.mix === null ? 0 : books.cells.codeOf(codes.branch, codes.origin, codes.destination, codes.product, shipment.weightBand);
      buffer.put(shipment, codes.customer, cell, hasBranch ? codes.branch : codes.origin, sign);
      if (buffer.isFull()) flush();
    },
    close: flush,
  };
}

function slotsOf(columns: ReadonlySet<string>): Slots {
  const shippedFrom = [null, 'pieces', 'weight_kg', 'declared_value', 'list_price', 'freight', 'discount', 'cost'];
  const hasDelivery = columns.has('delivered_at');
  const hasPromise = columns.has('promised_at') && hasDelivery;
  return {
    shipped: shippedFrom.flatMap((name, slot) => (name === null || columns.has(name) ? [slot] : [])),
    due: hasPromise ? [0, 1] : [],
    delivered: hasDelivery ? (hasPromise ? [0, 1, 2, 3] : [0, 3]) : [],
    outcome: columns.has('status') ? FAMILIES.outcome.map((_, slot) => slot) : [],
  };
}

/** Goes through rows customer by customer and hands their sums to the runs. */
interface Clerk {
  take(row: WaitingRow): void;
  endCustomer(customer: number): void;
  endRun(): void;
}

type Books = Omit<ShipmentBooks, 'book' | 'close'>;

function createClerk({ slots, families, branchDue, mix, takenBack }: Books): Clerk {
  const amounts = new Float64Array(MOST_AMOUNTS);
  const kinds = new Float64Array(MIX_SLOTS.length);
  const one = new Float64Array(1);
  const mixSegment = createSegment(MIX_SLOTS);
  const takenSegment = createSegment([0]);
  const segments = {
    shipped: createSegment(slots.shipped),
    due: createSegment(slots.due),
    delivered: createSegment(slots.delivered),
    outcome: createSegment(slots.outcome),
  };
  const targets = (Object.keys(segments) as Family[])
    .filter((family) => slots[family].length > 0)
    .map((family) => ({ segment: segments[family], runs: families[family] }));
  const inUse = SHIPMENT_FACTS.filter(({ family }) => slots[family].length > 0).map(({ family, when, knownOn, amounts }) => ({
    when,
    knownOn,
    fill: amounts,
    segment: segments[family],
    isShipped: family === 'shipped',
    isDue: family === 'due',
    isDelivered: family === 'delivered',
  }));

  function addKinds(isShipped: boolean, day: number, cell: number): void {
    kinds[0] = isShipped ? amounts[0]! : 0;
    kinds[1] = isShipped ? amounts[5]! : 0;
    kinds[2] = isShipped ? 0 : amounts[0]!;
    kinds[3] = isShipped ? 0 : amounts[3]!;
    mixSegment.add(weekOf(day), cell, kinds);
  }

  return {
    take({ shipment, cell, branch, sign }) {
      settle(shipment);
      for (let f = 0; f < inUse.length; f++) {
        const { when, knownOn, fill, segment, isShipped, isDue, isDelivered } = inUse[f]!;
        if (!when(shipment)) continue;
        const day = knownOn(shipment);
        fill(shipment, amounts);
        if (sign < 0) for (let slot = 0; slot < MOST_AMOUNTS; slot++) amounts[slot] = -amounts[slot]!;
        segment.add(day, 0, amounts);
        if (isDue) branchDue.add(branch, day, amounts[0]!, amounts[1]!);
        const isParcel = isShipped && amounts[0] !== 0;
        if (isParcel && amounts[0]! * sign < 0) {
          one[0] = sign;
          takenSegment.add(day, shipment.shippedOn, one);
        }
        if (mix !== null && (isParcel || isDelivered)) addKinds(isShipped, day, cell);
      }
    },
    endCustomer(customer) {
      for (const { segment, runs } of targets) segment.drain(customer, runs.push);
      takenSegment.drain(customer, takenBack.push);
      if (mix !== null) mixSegment.drain(customer, mix.push);
    },
    endRun() {
      for (const { runs } of targets) runs.endRun();
      takenBack.endRun();
      mix?.endRun();
    },
  };
}

/** A reducer of shipment batches: books every row that counts and remembers the keys of those that contradict another. */
export interface ShipmentReducer {
  take(batch: ColumnBatch): void;
  /** Keys (high:low) seen with different cells. */
  readonly conflicts: ReadonlySet<string>;
  /** Lets the table of keys go. */
  forgetKeys(): void;
}

export function createShipmentReducer(books: ShipmentBooks, log: IssueLog): ShipmentReducer {
  const shipment = blankShipment();
  const row: RowCodes = { customer: 0, branch: 0, origin: 0, destination: 0, product: 0 };
  const codes: ShipmentCodes = noCodes();
  const hasher = createContentHasher();
  const conflicts = new Set<string>();
  let keys = createKeyTable();

  return {
    conflicts,
    forgetKeys() {
      keys = createKeyTable();
    },
    take(batch) {
      translateCodes(batch, books.dictionaries, codes);
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
        books.book(shipment, row, 1);
      }
    },
  };
}
