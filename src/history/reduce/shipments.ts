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
  const runs = (kept: readonly number[], hasMinor = false): Runs => createRuns(kept, hasMinor, CHUNKS_BEFORE_MERGE * chunkRows);
  const hasBranch = columns.has('branch');
  const books = {
    slots,
    families: {
      shipped: runs(slots.shipped),
      due: runs(slots.due),
      delivered: runs(slots.delivered),
      outcome: runs(slots.outcome),
    },
    branchDue: createTally(),
    mix: KIND_COLUMNS.some((name) => columns.has(name)) ? runs(MIX_SLOTS, true) : null,
    takenBack: runs([0], true),
    cells: createCellTable(),
    dictionaries: createShipmentDictionaries(customers),
  };
  const buffer = createRowBuffer(columns, chunkRows);
  const clerk = createClerk(books);
  const flush = (): void => {
    buffer.drain(clerk.take);
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

/** Takes rows customer by customer and adds what they teach to the runs. */
interface Clerk {
  take(row: WaitingRow): void;
  endRun(): void;
}

type Books = Omit<ShipmentBooks, 'book' | 'close'>;

function createClerk({ slots, families, branchDue, mix, takenBack }: Books): Clerk {
  const amounts = new Float64Array(MOST_AMOUNTS);
  const one = new Float64Array(1);
  const kinds = mix && createKinds(mix);
  const inUse = SHIPMENT_FACTS.filter(({ family }) => slots[family].length > 0).map(({ family, when, knownOn, amounts: fill }) => ({
    when,
    knownOn,
    fill,
    runs: families[family],
    isShipped: family === 'shipped',
    isDue: family === 'due',
    isDelivered: family === 'delivered',
  }));

  return {
    take({ shipment, customer, cell, branch, sign }) {
      settle(shipment);
      for (let f = 0; f < inUse.length; f++) {
        const { when, knownOn, fill, runs, isShipped, isDue, isDelivered } = inUse[f]!;
        if (!when(shipment)) continue;
        const day = knownOn(shipment);
        fill(shipment, amounts);
        if (sign < 0) for (let slot = 0; slot < MOST_AMOUNTS; slot++) amounts[slot] = -amounts[slot]!;
        runs.add(customer, day, 0, amounts);
        if (isDue) branchDue.add(branch, day, amounts[0]!, amounts[1]!);
        const isParcel = isShipped && amounts[0] !== 0;
        if (isParcel && amounts[0]! * sign < 0) {
          one[0] = sign;
          takenBack.add(customer, day, shipment.shippedOn, one);
        }
        if (kinds !== null && (isParcel || isDelivered)) kinds.add(isParcel, weekOf(day), amounts);
      }
      kinds?.end(customer, cell);
    },
    endRun() {
      for (const runs of Object.values(families)) runs.endRun();
      takenBack.endRun();
      mix?.endRun();
    },
  };
}

/** Gathers what a row adds to the mix, so that a parcel delivered in the week it was sent is one entry. */
function createKinds(mix: Runs): {
  add(isShipped: boolean, week: number, amounts: Float64Array): void;
  end(customer: number, cell: number): void;
} {
  const sums = [0, 1, 2].map(() => new Float64Array(MIX_SLOTS.length));
  const weeks = [0, 0, 0];
  let count = 0;
  return {
    add(isShipped, week, amounts) {
      if (count === 0 || weeks[count - 1] !== week) {
        weeks[count] = week;
        sums[count++]!.fill(0);
      }
      const sum = sums[count - 1]!;
      sum[isShipped ? 0 : 2]! += amounts[0]!;
      sum[isShipped ? 1 : 3]! += amounts[isShipped ? 5 : 3]!;
    },
    end(customer, cell) {
      for (let k = 0; k < count; k++) mix.add(customer, weeks[k]!, cell, sums[k]!);
      count = 0;
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
