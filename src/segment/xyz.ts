import { ensure } from '../core/errors.js';
import type { CategoryColumn, Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { idsOf } from './masterText.js';

/** How evenly a customer ships. */
export const XYZ_CLASSES = ['X', 'Y', 'Z', 'unknown'] as const;

const MONTHS = 12;
const BLOCKS_A_MONTH = 4;

export interface XyzOptions {
  /** Coefficient of variation up to which a customer is X, and up to which Y; default .5 and 1. */
  readonly limits?: readonly [x: number, y: number];
  /** Months that must be known; default 6. */
  readonly fewestMonths?: number;
}

/** One row a customer of the snapshot, in its order. */
export type XyzTable = Table<{
  readonly customer_id: readonly string[];
  readonly xyz_class: CategoryColumn;
  /** Standard deviation ÷ mean of the monthly volumes; NaN where unknown. */
  readonly variation: Float64Array;
  readonly months: Int32Array;
}>;

/**
 * XYZ: how even a customer's volume is from month to month, once the company's season is taken out: X even (variation up to .5), Y (up to 1),
 * Z uneven. A month is four weeks; only whole months since the first shipment count, at most twelve, at least six.
 *
 * @throws HoldfastError `bad-parameter`
 * @remarks O(customers). A description, not a policy: small customers look uneven by chance alone.
 * @example
 * ```ts
 * const every = (days, count) => Array.from({ length: count }, (_, at) => ({ customer_id: `every ${days}`, shipped_at: new Date(Date.UTC(2025, 0, 1 + at * days)).toISOString() }));
 * const { history } = await historyFrom({ shipments: [...every(1, 360), ...every(120, 3)] });
 * xyz(history.at('2025-12-20')).columns.xyz_class.codes; // => [1, 3]
 * ```
 */
export function xyz(snapshot: Snapshot, options: XyzOptions = {}): XyzTable {
  const { limits = [0.5, 1], fewestMonths = 6 } = options;
  ensure(limits[0] > 0 && limits[0] <= limits[1] && fewestMonths >= 2, 'bad-parameter', () => ({
    en: `XYZ needs 0 < x ≤ y and at least 2 months, got ${limits.join(', ')} and ${fewestMonths}.`,
    zh: `XYZ 应满足 0 < x ≤ y 且至少 2 个月，收到 ${limits.join('、')} 和 ${fewestMonths}。`,
  }));
  const { indices, company } = snapshot;
  const season = Float64Array.from({ length: MONTHS * BLOCKS_A_MONTH }, (_, block) => company.volumeSeason(block));
  const months = new Int32Array(indices.length);
  const variation = new Float64Array(indices.length);
  const codes = new Int32Array(indices.length);
  const volumes = new Float64Array(MONTHS);
  for (let row = 0; row < indices.length; row++) {
    const view = snapshot.view(indices[row]!);
    const known = Math.min(MONTHS, Math.floor((snapshot.cutoff - view.shipmentDays[0]!) / (7 * BLOCKS_A_MONTH)));
    for (let month = 0; month < known; month++) volumes[month] = monthVolume(view.weekly, season, month);
    months[row] = known;
    variation[row] = known < fewestMonths ? Number.NaN : variationOf(volumes.subarray(0, known));
    codes[row] = Number.isNaN(variation[row]!) ? 4 : variation[row]! <= limits[0] ? 1 : variation[row]! <= limits[1] ? 2 : 3;
  }
  const customer_id = idsOf(snapshot);
  return { length: indices.length, columns: { customer_id, xyz_class: { codes, levels: XYZ_CLASSES }, variation, months } };
}

/** Shipments of one month, each week over the company's season of that week. */
function monthVolume(weekly: Float64Array, season: Float64Array, month: number): number {
  let sum = 0;
  for (let block = month * BLOCKS_A_MONTH; block < (month + 1) * BLOCKS_A_MONTH; block++) sum += weekly[block]! / season[block]!;
  return sum;
}

/** Sample standard deviation ÷ mean; NaN for a mean of 0. */
function variationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (!(mean > 0)) return Number.NaN;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(squares / (values.length - 1)) / mean;
}
