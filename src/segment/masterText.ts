import type { Customers, Snapshot } from '../history/types.js';

/** Today's master data of some customers as text; '' where there is none. */
export function masterText({ columns }: Customers, indices: ArrayLike<number>, name: string): string[] {
  const column = columns[name];
  return Array.from(indices, (index) => {
    if (column === undefined) return '';
    if ('codes' in column) return column.levels[column.codes[index]! - 1] ?? '';
    return Array.isArray(column) ? ((column as readonly string[])[index] ?? '') : '';
  });
}

/** Today's code of a category of some customers, 0 where there is none; undefined when the data do not have it. */
export function masterCodes({ columns }: Customers, indices: ArrayLike<number>, name: string): Int32Array | undefined {
  const column = columns[name];
  return column !== undefined && 'codes' in column ? Int32Array.from(indices, (index) => column.codes[index]!) : undefined;
}

/** Today's date of some customers as day numbers, NaN where there is none. */
export function masterDays({ columns }: Customers, name: string): Float64Array | undefined {
  const column = columns[name];
  return column instanceof Float64Array ? column : undefined;
}

/** Ids of the customers of a snapshot, in its order. */
export function idsOf({ indices, customers: { ids } }: Pick<Snapshot, 'indices' | 'customers'>): string[] {
  const own = new Array<string>(indices.length);
  for (let row = 0; row < own.length; row++) own[row] = ids[indices[row]!]!;
  return own;
}
