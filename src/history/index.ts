export type { BatchColumn, CodedColumn, ColumnBatch, Issue, KeyColumn } from './batch.js';
export { compareCodePoints } from './codePoints.js';
export { hashKey, hashKeyBytes } from './hash.js';
export { type ReduceOptions, reduce } from './reduce/reduce.js';
export { type HistoryOptions, historyFrom, type Row, type RowTables } from './rows.js';
export {
  type Choice,
  type ColumnKind,
  type ColumnSchema,
  columnSchema,
  SCHEMA,
  type TableName,
  type TableSchema,
  tableSchema,
} from './schema.js';
export {
  type ChangesView,
  type Company,
  type ComplaintsView,
  type ContactsView,
  type Customers,
  type CustomerView,
  FAMILIES,
  type Family,
  type History,
  type InvoicesView,
  type Issues,
  type Measure,
  type MixCells,
  type ReadResult,
  type RowSource,
  type Snapshot,
  type SurveysView,
} from './types.js';
