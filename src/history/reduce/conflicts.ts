import type { BatchColumn, ColumnBatch, KeyColumn } from '../batch.js';
import { compareCodePoints } from '../codePoints.js';
import { blankShipment, type Shipment } from '../facts.js';
import { tableSchema } from '../schema.js';
import { type IssueLog, placeOf, REASONS } from './issueLog.js';
import { columnsOf, loadShipment, noCodes, translateCodes } from './shipmentBatch.js';
import type { RowCodes, ShipmentBooks } from './shipments.js';

/** A whole row whose key also came with other cells. */
interface Contender {
  readonly source: number;
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly shipment: Shipment;
  readonly codes: RowCodes;
}

export type Cell = number | string;

/** Gathers, on a second reading, all rows of the keys in conflict, and lets the smallest of each count instead of the first. */
export interface ConflictCourt {
  collect(batch: ColumnBatch): void;
  settle(): void;
}

const { columns: COLUMNS, time: TIME } = tableSchema('shipments');
/** Canonical order of cells: the time, then the columns as the schema lists them. */
const CANONICAL = [...COLUMNS.filter(({ name }) => name === TIME), ...COLUMNS.filter(({ name, kind }) => name !== TIME && kind !== 'key')];

export function createConflictCourt(keys: ReadonlySet<string>, books: ShipmentBooks, log: IssueLog): ConflictCourt {
  const groups = new Map<string, Contender[]>();
  const codes = noCodes();
  return {
    collect(batch) {
      const columns = columnsOf(batch);
      const { waybill } = columns;
      if (waybill === null) return;
      translateCodes(batch, books.dictionaries, codes);
      for (let row = 0; row < batch.length; row++) {
        const key = keyText(waybill, row);
        if (!keys.has(key)) continue;
        const shipment = blankShipment();
        loadShipment(shipment, columns, row);
        if (shipment.isAdjustment) continue;
        const group = groups.get(key) ?? [];
        groups.set(key, group);
        const own = {
          customer: codes.customer[row]!,
          branch: codes.branch[row]!,
          origin: codes.origin[row]!,
          destination: codes.destination[row]!,
          product: codes.product[row]!,
        };
        group.push({
          source: batch.source,
          line: batch.line[row]!,
          cells: CANONICAL.map(({ name }) => cellOf(batch.columns[name], row)),
          shipment,
          codes: own,
        });
      }
    },
    settle() {
      for (const group of groups.values()) settleGroup(group, books, log);
    },
  };
}

function settleGroup(group: readonly Contender[], books: ShipmentBooks, log: IssueLog): void {
  const first = group[0]!;
  const winner = group.reduce((best, row) => (compareCells(row.cells, best.cells) < 0 ? row : best));
  const same = (a: Contender, b: Contender): boolean => compareCells(a.cells, b.cells) === 0;
  books.book(first.shipment, first.codes, -1);
  books.book(winner.shipment, winner.codes, 1);
  const warnedBefore = group.filter((row) => row !== first && same(row, first));
  if (warnedBefore.length > 0)
    log.withdraw('duplicate-row', 'shipments', new Set(warnedBefore.map(({ source, line }) => placeOf(source, line))));
  for (const row of group) {
    if (row === winner) continue;
    const issue = { table: 'shipments' as const, source: row.source, line: row.line, column: '', value: '' };
    if (same(row, winner)) log.warn({ ...issue, code: 'duplicate-row', reason: REASONS.duplicateRow });
    else log.reject({ ...issue, column: 'waybill_no', code: 'duplicate-key', reason: REASONS.duplicateKey });
  }
}

const keyText = (key: KeyColumn, row: number): string => `${key.high[row]}:${key.low[row]}`;

/** One cell as it is compared: a number (NaN is missing), or text ('' is missing). */
export function cellOf(column: BatchColumn | undefined, row: number): Cell {
  if (column === undefined) return '';
  if (column instanceof Float64Array) return column[row]!;
  if ('codes' in column) return column.levels[column.codes[row]! - 1] ?? '';
  if ('high' in column) return keyText(column, row);
  return column[row]!;
}

/** Canonical order of rows: cell by cell, missing first, numbers by size, texts by code point. */
export function compareCells(a: readonly Cell[], b: readonly Cell[]): number {
  for (let at = 0; at < a.length; at++) {
    const order = compareCell(a[at]!, b[at]!);
    if (order !== 0) return order;
  }
  return 0;
}

function compareCell(a: Cell, b: Cell): number {
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b);
  const left = isMissing(a) ? Number.NEGATIVE_INFINITY : Number(a);
  const right = isMissing(b) ? Number.NEGATIVE_INFINITY : Number(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

const isMissing = (cell: Cell): boolean => cell === '' || Number.isNaN(cell);
