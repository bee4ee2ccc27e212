import type { NumberArray, Packed } from './reduce/packed.js';
import type { TableName } from './schema.js';
import type { Customers, Family, Measure, MixCells } from './types.js';

/** Where each customer's entries lie: in which block, and there `[from, to)`. Blocks hold whole customers. */
export interface Places {
  readonly block: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export type Prefix = Int16Array | Int32Array | Float64Array;

/** Running totals of one measure over the entries of a block, one longer than these, divided by `scale`. */
export interface Sums {
  readonly prefix: Prefix;
  readonly scale: number;
}

/** Sum of the entries [from, to) of one customer, exact although totals may have wrapped around; 0 of a measure without amounts. */
export function sumBetween(sums: Sums | null, from: number, to: number): number {
  if (sums === null) return 0;
  const { prefix, scale } = sums;
  const difference = prefix[to]! - prefix[from]!;
  if (prefix instanceof Int16Array) return ((difference << 16) >> 16) * scale;
  return (prefix instanceof Int32Array ? difference | 0 : difference) * scale;
}

export interface DailyBlock {
  readonly days: NumberArray;
  /** By position in `FAMILIES`; null where there are no amounts. */
  readonly sums: readonly (Sums | null)[];
}

/** One family's sums by customer and day, each customer's ascending by day. */
export interface DailySums {
  readonly places: Places;
  readonly blocks: readonly DailyBlock[];
}

const NO_ENTRIES: DailyBlock = { days: new Int8Array(0), sums: [] };

/** Block of a customer; an empty one where no customer has entries. */
export function dailyBlock({ places, blocks }: DailySums, index: number): DailyBlock {
  return blocks[places.block[index]!] ?? NO_ENTRIES;
}

/** Parcels taken back: entries of customer i are `[from[i], to[i])`, ascending by the day it became known. */
export interface TakenBack {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly knownOn: NumberArray;
  readonly shippedOn: NumberArray;
  readonly counts: NumberArray;
}

/** Kinds of shipments by customer and week, each customer's ascending by week, then cell. */
export interface MixRows {
  readonly places: Places;
  readonly blocks: readonly MixBlock[];
}

export interface MixBlock {
  readonly weeks: NumberArray;
  readonly cells: NumberArray;
  readonly shipments: Packed;
  readonly freight: Packed;
  readonly delivered: Packed;
  readonly transitMinutes: Packed;
}

/** One value of a packed column. */
export function valueAt({ data, scale }: Packed, entry: number): number {
  return data === null ? 0 : data[entry]! * scale;
}

/** A table of rows sorted by customer and time: rows of customer i are `[starts[i], starts[i + 1])`. */
export interface StoredRows {
  readonly length: number;
  readonly starts: Int32Array;
  /** The time of each row: minutes or day numbers. */
  readonly time: Float64Array;
  readonly numbers: Readonly<Record<string, Float64Array>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

export type RowTable = Exclude<TableName, 'customers' | 'shipments'>;

/** Columns of the customers table that a view reads, by customer; NaN and 0 are missing. */
export interface MasterData {
  readonly contractStart: Float64Array;
  readonly contractEnd: Float64Array;
  readonly committedMonthlyPieces: Float64Array;
  readonly closedOn: Float64Array;
  readonly closedBy: Int32Array;
  readonly parent: Int32Array;
  readonly referrer: Int32Array;
}

/** Sums over the whole company by day: `prefixes[m][day − firstDay]` is the sum of all days before `day`. */
export interface CompanyDaily {
  readonly firstDay: number;
  readonly prefixes: Readonly<Record<Measure, Float64Array | null>>;
  /** Complaints opened. */
  readonly complaints: Float64Array;
}

/** Parcels due and late by branch and day: entries of branch code b are `[starts[b], starts[b + 1])`. */
export interface BranchDue {
  readonly starts: Int32Array;
  readonly days: NumberArray;
  readonly due: Float64Array;
  readonly late: Float64Array;
}

/** All that is known, sorted and summed; only `at` looks into it, and only at what lies before the cutoff. */
export interface Store {
  readonly customers: Customers;
  readonly firstDay: number;
  readonly endDay: number;
  readonly rowCounts: Readonly<Record<TableName, number>>;
  readonly columns: ReadonlyMap<TableName, ReadonlySet<string>>;
  readonly families: Readonly<Record<Family, DailySums>>;
  readonly takenBack: TakenBack;
  readonly mix: MixRows | null;
  readonly cells: MixCells;
  readonly rows: Readonly<Record<RowTable, StoredRows>>;
  readonly master: MasterData;
  readonly daily: CompanyDaily;
  readonly branchDue: BranchDue;
}
