import { uniformAt } from '../../core/random.js';
import type { BinnedMatrix } from '../binning.js';
import type { FixedPoint } from '../boosting/fixedPoint.js';
import { gathered } from '../keyOrder.js';
import type { RowKeys } from '../matrix.js';
import type { HeldRows } from './boostTerms.js';
import type { BagRows } from './cyclicSums.js';
import type { AdditiveSettings } from './options.js';

const BAG_PURPOSE = 0x62616773;

/** What all bags are drawn from. */
export interface Ground {
  readonly settings: AdditiveSettings;
  readonly binned: BinnedMatrix;
  readonly outcome: Uint8Array;
  readonly weights: Float64Array | undefined;
  readonly rowKeys: RowKeys | undefined;
  readonly fixedPoint: FixedPoint;
  /** Log-odds of the base rate of all rows. */
  readonly base: number;
}

/** Rows that a bag learns from, and rows it stops by, each in columns of their own. */
export interface Bag {
  readonly columns: readonly Uint8Array[];
  readonly heldColumns: readonly Uint8Array[];
  readonly rows: BagRows;
  readonly held: HeldRows;
}

/**
 * Draws a bag, every row at the base rate. Rows with the same low word of their key stand on the same side, so that a customer seen at
 * several cutoffs is not learnt from and stopped by at once.
 */
export function drawBag({ settings, binned, outcome, weights, rowKeys, base }: Ground, bag: number): Bag {
  const inside = new Int32Array(binned.length);
  const outside = new Int32Array(binned.length);
  let chosen = 0;
  let left = 0;
  for (let row = 0; row < binned.length; row++) {
    const isHeld = uniformAt(settings.seed, BAG_PURPOSE, bag, rowKeys ? rowKeys.low[row]! : row) < settings.validationShare;
    if (isHeld) outside[left++] = row;
    else inside[chosen++] = row;
  }
  const train = chosen === 0 ? outside.subarray(0, left) : inside.subarray(0, chosen);
  const held = chosen === 0 ? inside.subarray(0, 0) : outside.subarray(0, left);
  return {
    columns: binned.columns.map((column) => pickBytes(column, train)),
    heldColumns: binned.columns.map((column) => pickBytes(column, held)),
    rows: {
      outcome: pickBytes(outcome, train),
      weights: weights && gathered(weights, train),
      odds: new Float64Array(train.length).fill(Math.exp(-base)),
    },
    held: {
      outcome: pickBytes(outcome, held),
      weights: weights && gathered(weights, held),
      margins: new Float64Array(held.length).fill(base),
    },
  };
}

function pickBytes(column: Uint8Array, rows: Int32Array): Uint8Array {
  const picked = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = column[rows[i]!]!;
  return picked;
}

/** Number of rows in each cell. */
export function countCells(cells: Uint8Array | Uint16Array, size: number): Float64Array {
  const counts = new Float64Array(size);
  for (let row = 0; row < cells.length; row++) counts[cells[row]!]!++;
  return counts;
}
