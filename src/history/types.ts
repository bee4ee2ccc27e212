import type { BatchColumn, ColumnBatch, Issue } from './batch.js';
import type { TableName } from './schema.js';

/** Where rows of one table come from. `batches` may be called again and gives the same rows in the same order. */
export interface RowSource {
  readonly table: TableName;
  /** What a person calls it: a file name, or "rows". */
  readonly name: string;
  /** Schema columns that this source has. */
  readonly columns: readonly string[];
  batches(onIssue: (issue: Issue) => void): AsyncIterable<ColumnBatch> | Iterable<ColumnBatch>;
}

/**
 * What is summed by customer and day, by family. A family's amounts become known together, on the day given.
 * Money in whole 1/10,000 units, weight in grams, time in minutes; all whole numbers, so sums are exact in any order.
 */
export const FAMILIES = {
  /** On the day of `shipped_at`. Adjustments (negative freight) add money and no shipment. A cancellation takes back, on the day it becomes known, what the shipment added. */
  shipped: ['shipments', 'pieces', 'grams', 'declared_value', 'list_price', 'freight', 'discount', 'cost'],
  /** On the day of `promised_at`: parcels due, and those of them not delivered by then. */
  due: ['due', 'late'],
  /** On the day of `delivered_at`: parcels delivered, those of them after their promise, their minutes of delay, and the minutes from shipping to delivery. */
  delivered: ['delivered', 'late_delivered', 'late_minutes', 'transit_minutes'],
  /** On the day the status becomes known; `late_closed`: parcels past their promise that were closed (lost, returned, cancelled) without delivery. */
  outcome: ['damaged', 'lost', 'returned', 'short', 'misdelivered', 'late_closed'],
} as const;

export type Family = keyof typeof FAMILIES;
/** What `sum` of a customer or of the company adds up; {@link FAMILIES} says when each becomes known. */
export type Measure = (typeof FAMILIES)[Family][number];

/** Master data of today, one row a customer, sorted by id. Undated: for names and lists, never for features. */
export interface Customers {
  readonly ids: readonly string[];
  /** Other columns of the customers table that the source has, by schema name. */
  readonly columns: Readonly<Record<string, BatchColumn>>;
}

/** What a cell (kind of shipment by branch, lane, product and weight band) stands for; each code is into its `levels`, 0 is missing. */
export interface MixCells {
  readonly length: number;
  readonly branch: Int32Array;
  readonly origin: Int32Array;
  readonly destination: Int32Array;
  readonly product: Int32Array;
  readonly weightBand: Int32Array;
  readonly levels: {
    readonly branch: readonly string[];
    readonly origin: readonly string[];
    readonly destination: readonly string[];
    readonly product: readonly string[];
  };
}

/** What became known about whom, on which day. Never changed once made. */
export interface History {
  readonly customers: Customers;
  /** First day with a shipment. */
  readonly firstDay: number;
  /** The day after the latest shipment: the default cutoff. */
  readonly endDay: number;
  /** Rows kept by table. */
  readonly rowCounts: Readonly<Record<TableName, number>>;
  /** Whether any source had the table, or the column of it. */
  has(table: TableName, column?: string): boolean;
  /**
   * The only view of time: facts known before the start of the day `cutoff` (ISO date or day number).
   * @throws HoldfastError `bad-date`; `no-rows` when nothing was known before it
   */
  at(cutoff: string | number): Snapshot;
}

/** Facts known before the cutoff, and no way to reach others. */
export interface Snapshot {
  /** Start of this day. */
  readonly cutoff: number;
  /** Customers with at least one shipment before the cutoff, as indices into `customers`, ascending. */
  readonly indices: Int32Array;
  readonly customers: Customers;
  readonly company: Company;
  readonly cells: MixCells;
  has(table: TableName, column?: string): boolean;
  /** View of customer `index` (into `customers`). The same object is moved on every call: read what you need before the next call. */
  view(index: number): CustomerView;
  /** What was known `days` (whole, > 0) before the cutoff; undefined where that was nothing. */
  earlier(days: number): Snapshot | undefined;
}

/** The whole company as it was known at the cutoff. Blocks are the 7-day blocks before it: block k is [t − 7(k+1), t − 7k). */
export interface Company {
  /** Blocks since the first day, at least 1. */
  readonly blocks: number;
  /** Shipments in block k relative to the usual level around it, whales capped (1 = usual); 1 beyond the history. */
  volumeSeason(block: number): number;
  /** Share of then-current customers shipping in block k relative to the usual share (1 = usual). */
  shareSeason(block: number): number;
  /** Mean volume season expected over the coming `days`, from the same weeks of earlier years; 1 when there is less than a year. */
  seasonAhead(days: number): number;
  /** Business clock: Σ over days before `day` of the share season of that day, in days; differences are business-clock lengths. `day` at most the cutoff. */
  clock(day: number): number;
  /** Company sum of a measure over [t − end − window, t − end). */
  sum(measure: Measure, windowDays: number, endDaysAgo?: number): number;
  /** Complaints opened in the last `windowDays`. */
  complaints(windowDays: number): number;
  /** Late ÷ due of a branch (origin where there is no branch) over the last `windowDays`, shrunk towards the company rate; NaN for code 0. */
  branchLate(branch: number, windowDays: number): number;
  /** Mean freight (1/10,000) of a cell's (origin, destination, product, weight band) in the 52 ended weeks before the cutoff; falls back to (product, weight band), then NaN. */
  usualFreight(cell: number): number;
  /** Mean transit minutes of a cell's lane and product in the 52 ended weeks before the cutoff; NaN when there are none. */
  usualTransit(cell: number): number;
}

/** One customer under the snapshot's cutoff t. Windows are [t − endDaysAgo − windowDays, t − endDaysAgo) in days. */
export interface CustomerView {
  /** Into the history's customers. */
  readonly index: number;
  readonly id: string;
  /** t, a day number; facts known before its start are seen. */
  readonly cutoff: number;
  readonly company: Company;
  /** Sum of a measure over a window. */
  sum(measure: Measure, windowDays: number, endDaysAgo?: number): number;
  /** Sum of a measure over all time before t. */
  total(measure: Measure): number;
  /** Days with at least one shipment before t, ascending, whole history. A view into shared memory: do not write. */
  readonly shipmentDays: Int32Array;
  /** How many of `shipmentDays` lie before the window [t − windowDays, t): the index of the first day inside it. */
  firstDayWithin(windowDays: number): number;
  /** Shipments of blocks 0..103 (block k is [t − 7(k+1), t − 7k)); shared, do not write. */
  readonly weekly: Float64Array;
  /** Visits the mix rows of the ended calendar weeks lying in [t − windowDays − endDaysAgo, t − endDaysAgo), ascending by week then cell; `week` as `weekOf` of core/day numbers it. */
  eachMix(
    windowDays: number,
    endDaysAgo: number,
    visit: (cell: number, shipments: number, freight: number, delivered: number, transitMinutes: number, week: number) => void,
  ): void;
  /** Contract known at t (its start lies before t), day numbers and pieces a month; NaN otherwise. */
  readonly contractStart: number;
  readonly contractEnd: number;
  readonly committedMonthlyPieces: number;
  /** Day of closure when before t, else NaN; `closedBy` is the 1-based position in the schema's values, 0 while not closed. */
  readonly closedOn: number;
  readonly closedBy: number;
  /** Index of the customer above this one, or of the one that referred it; -1 for none. Relations carry no date and are taken as standing. */
  readonly parent: number;
  readonly referrer: number;
  readonly complaints: ComplaintsView;
  readonly contacts: ContactsView;
  readonly invoices: InvoicesView;
  readonly changes: ChangesView;
  readonly surveys: SurveysView;
}

/** Rows known before t, ascending by time. Instants in minutes, days as day numbers; what was not yet known is NaN (choices: 0). */
export interface ComplaintsView {
  readonly count: number;
  openedAt(row: number): number;
  respondedAt(row: number): number;
  resolvedAt(row: number): number;
  reopenedAt(row: number): number;
  /** 1-based position in the schema's values, 0 missing; likewise `channel` and `outcome`. */
  category(row: number): number;
  channel(row: number): number;
  outcome(row: number): number;
  claimed(row: number): number;
  compensation(row: number): number;
  satisfaction(row: number): number;
  /** What the customer said, '' for nothing; known from the opening. */
  text(row: number): string;
  /** How far that says that the customer will leave, 0–1 (`leaveIntent` of the text room); read once a text. */
  leaveIntent(row: number): number;
}

export interface ContactsView {
  readonly count: number;
  at(row: number): number;
  kind(row: number): number;
  cost(row: number): number;
}

export interface InvoicesView {
  readonly count: number;
  issuedOn(row: number): number;
  dueOn(row: number): number;
  amount(row: number): number;
  paidOn(row: number): number;
}

export interface ChangesView {
  readonly count: number;
  changedOn(row: number): number;
  /** 1-based position in the schema's values of `changes.field`. */
  field(row: number): number;
  oldValue(row: number): string;
  newValue(row: number): string;
  reason(row: number): string;
}

export interface SurveysView {
  readonly count: number;
  answeredOn(row: number): number;
  expected(row: number): number;
  actual(row: number): number;
  importance(row: number): number;
  text(row: number): string;
  leaveIntent(row: number): number;
}

/** What reading gave: the history, and every row or cell that was not taken as it stood. */
export interface ReadResult {
  readonly history: History;
  readonly issues: Issues;
}

/** Totals always hold: read = kept + rejected. The lists hold every rejected row, and the first 1,000 warnings; `warningCounts` holds all. */
export interface Issues {
  /** Of each table that a source had. */
  readonly tables: Readonly<Partial<Record<TableName, { readonly read: number; readonly kept: number; readonly rejected: number }>>>;
  readonly rejected: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** Count of warnings by `table.column.code` (column '' for whole rows). */
  readonly warningCounts: Readonly<Record<string, number>>;
  /** Count of empty cells that were filled from the text of their row, by `table.column`; absent where none was. */
  readonly guessed?: Readonly<Record<string, number>>;
  /** Names of the sources, by `Issue.source`. */
  readonly sources: readonly string[];
}
