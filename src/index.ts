// The public door, listed by hand: what is not here can change without notice.

export { CAUSES_BY_TYPE, type ChurnCause, type ChurnType } from './core/codes.js';
export { dayOf, formatDay } from './core/day.js';
export { type ErrorCode, EXIT_CODES, errorCodeOf, HoldfastError } from './core/errors.js';
export type { Progress, RunOptions } from './core/run.js';
export { type CategoryColumn, type CellOf, type Column, cell, rows, type Table } from './core/table.js';
export type { Lang, Text } from './core/text.js';
