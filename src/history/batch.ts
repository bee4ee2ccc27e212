import type { TableName } from './schema.js';

/**
 * Text held as codes into a dictionary that grows while a table is read: `levels[code - 1]`, code 0 is missing.
 * All batches of one column of one source share the `levels` array; codes stay valid as it grows.
 */
export interface CodedColumn {
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

/** Unique keys as 64-bit hashes; both halves 0 where missing. */
export interface KeyColumn {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

/** A column of a batch, by kind: `id`, `category`, `choice` → coded (a choice's levels are its schema values, in order); `key` → hashes; `text` → strings; all others → numbers in the held unit, NaN is missing. */
export type BatchColumn = Float64Array | CodedColumn | KeyColumn | readonly string[];

/**
 * Some rows of one table, parsed and checked cell by cell, in columns. What the readers hand to the reducer, whatever the rows came from.
 * Columns that the source does not have are absent. Every row has its required cells. Arrays may be longer than `length` and are
 * reused by the reader after the reducer returns: copy what is kept.
 */
export interface ColumnBatch {
  readonly table: TableName;
  readonly length: number;
  /** Index of the source (file) in the run's list of sources, and the physical line (files, 1-based, header is 1) or row number (rows from code, 1-based) of each row. */
  readonly source: number;
  readonly line: Float64Array;
  readonly columns: Readonly<Record<string, BatchColumn>>;
}

/** One row that was not kept, or one cell that was not understood. */
export interface Issue {
  /** `rejected`: the row was not kept; `warning`: it was, without the cell or in spite of it. */
  readonly severity: 'rejected' | 'warning';
  /** Stable code: bad-cell, missing-cell, ragged-row, duplicate-key, duplicate-row, unknown-customer, line-too-long, quote-not-closed, … */
  readonly code: string;
  readonly table: TableName;
  /** Place in the list `Issues.sources`. */
  readonly source: number;
  /** Physical line of a file, the header is 1; number of a row from code, from 1. */
  readonly line: number;
  /** '' where the issue is of the whole row. */
  readonly column: string;
  readonly reason: { readonly en: string; readonly zh: string };
  /** The offending cell, cut to 80 characters; '' where there is none. */
  readonly value: string;
}
