import { countBins, stabilityIndex, stabilityLimit } from '../../evaluate/index.js';
import type { Matrix } from '../../learn/index.js';
import type { RiskCard, SpreadReference } from '../riskModel.js';

/** Shift of one column since training. */
export interface DriftRow {
  /** Feature id, or `churn_probability`. */
  readonly id: string;
  /** Population stability index against training; half a pseudo-count a bin. */
  readonly psi: number;
  /** What a column that did not move stays below: in 99 of 100 cases by chance, and at every cutoff of the training. */
  readonly expectedPsi: number;
}

/** Shift of the probability and of every column it is made from, largest first. */
export function driftTable({ reference }: RiskCard, matrix: Matrix, probability: Float64Array): DriftRow[] {
  const columns = new Map(matrix.features.map(({ name, values }) => [name, values]));
  return [
    driftRow('churn_probability', reference.score, probability),
    ...reference.features.map((one) => driftRow(one.id, one, columns.get(one.id) ?? new Float64Array(0))),
  ].sort((a, b) => b.psi - a.psi || (a.id < b.id ? -1 : 1));
}

function driftRow(id: string, { edges, counts, usualShift = 0 }: SpreadReference, values: Float64Array): DriftRow {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const now = countBins(edges, values);
  const bins = counts.filter((count, bin) => count + now[bin]! > 0).length;
  return { id, psi: stabilityIndex(counts, now), expectedPsi: Math.max(usualShift, stabilityLimit(bins, rows, values.length)) };
}
