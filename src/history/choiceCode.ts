import { columnSchema, type TableName } from './schema.js';

/** Code of a word in a choice column: its 1-based position among the values of the schema; 0 for a word that is none of them. */
export function choiceCode(table: TableName, column: string, value: string): number {
  return (columnSchema(table, column)?.values ?? []).findIndex((choice) => choice.value === value) + 1;
}
