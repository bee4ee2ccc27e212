import { columnSchema } from './schema.js';

const positionOf = (value: string): number =>
  (columnSchema('shipments', 'status')?.values ?? []).findIndex((choice) => choice.value === value) + 1;

/** Positions of the values of `shipments.status` that teach something. */
export const STATUS: Readonly<Record<'returned' | 'lost' | 'damaged' | 'short' | 'misdelivered' | 'cancelled', number>> = {
  returned: positionOf('returned'),
  lost: positionOf('lost'),
  damaged: positionOf('damaged'),
  short: positionOf('short'),
  misdelivered: positionOf('misdelivered'),
  cancelled: positionOf('cancelled'),
};
