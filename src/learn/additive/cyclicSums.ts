import type { FixedPoint } from '../boosting/fixedPoint.js';
import { LEAST_ODDS, MOST_ODDS, ROUNDER } from '../boosting/gradients.js';

/** Rows of one bag: their outcomes, weights and odds (1 − p) / p. */
export interface BagRows {
  readonly outcome: Uint8Array;
  readonly weights: Float64Array | undefined;
  readonly odds: Float64Array;
}

/** Cells of each row, of a curve or of a pair table. */
export type Cells = Uint8Array | Uint16Array;

/**
 * Takes the last step, and sums the log-loss gradients after it by the cells of the next term, in one pass over the rows.
 *
 * @param taken - cell of each row in the term of the last step
 * @param factors - of each of those cells, e^−step
 * @param sums - by cell of `next`: gradient and hessian in turn, whole numbers; overwritten
 * @remarks O(rows). Whole numbers sum exactly, so the order of the rows does not matter.
 */
export function stepAndSum(
  { outcome, weights, odds }: BagRows,
  taken: Cells,
  factors: Float64Array,
  next: Cells,
  { gradientScale, hessianScale }: FixedPoint,
  sums: Float64Array,
): void {
  sums.fill(0);
  for (let row = 0; row < odds.length; row++) {
    const stepped = odds[row]! * factors[taken[row]!]!;
    const odd = stepped > MOST_ODDS ? MOST_ODDS : stepped < LEAST_ODDS ? LEAST_ODDS : stepped;
    odds[row] = odd;
    const p = 1 / (1 + odd);
    const q = odd * p;
    const weight = weights === undefined ? 1 : weights[row]!;
    const gradient = (outcome[row]! === 1 ? -q : p) * weight * gradientScale;
    const hessian = p * q * weight * hessianScale;
    const at = 2 * next[row]!;
    sums[at]! += gradient + ROUNDER - ROUNDER;
    sums[at + 1]! += hessian + ROUNDER - ROUNDER;
  }
}
