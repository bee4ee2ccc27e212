import type { CodedColumn, ColumnBatch } from '../batch.js';
import type { TableName } from '../schema.js';
import type { Dictionary } from './dictionary.js';

/** Where each customer was first seen, by code − 1; needed only for those that the customers table does not have. */
export interface FirstSightings {
  note(batch: ColumnBatch): void;
  readonly places: readonly { readonly table: TableName; readonly source: number; readonly line: number }[];
}

/** Customers are numbered as they are first seen, so each batch adds a stretch of codes. */
export function createFirstSightings(customers: Dictionary): FirstSightings {
  const places: { table: TableName; source: number; line: number }[] = [];
  let scratch = new Int32Array(0);
  return {
    places,
    note({ table, source, line, length, columns }) {
      const before = places.length;
      if (before === customers.texts.length) return;
      while (places.length < customers.texts.length) places.push({ table, source, line: 0 });
      const column = columns['customer_id'] as CodedColumn | undefined;
      if (scratch.length < length) scratch = new Int32Array(length);
      const codes = customers.translate(column, length, scratch);
      for (let row = length - 1; row >= 0; row--) {
        const code = codes[row]!;
        if (code > before) places[code - 1]!.line = line[row]!;
      }
    },
  };
}
