import { columnSchema, type TableName } from '../../history/schema.js';

/** 1-based position of a word among the values of a choice column. */
export function choiceCode(table: TableName, column: string, value: string): number {
  return (columnSchema(table, column)?.values ?? []).findIndex((choice) => choice.value === value) + 1;
}
