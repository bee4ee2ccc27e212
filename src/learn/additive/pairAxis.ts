import type { FeatureBins } from '../binning.js';
import type { Axis } from './model.js';

/** A feature in coarse cells for pair tables, ordered so that neighbours are alike. */
export interface PairAxis {
  /** Position in the binned matrix. */
  readonly feature: number;
  readonly cells: number;
  /** Cell of each bin. */
  readonly cellOfBin: Uint8Array;
  /** The axis as the model keeps it. */
  readonly axis: Axis;
  /** For each of its cells, the ordered cell. */
  readonly orderedOf: readonly number[];
}

/** Cells of a number axis at most, beside missing; categories with a cell of their own at most. */
const MOST_CELLS = 31;

/** Coarse cells of one feature: parts of about equal count, or the most frequent categories in the order of their curve. */
export function pairAxis(bins: FeatureBins, feature: number, counts: Float64Array, curve: Float64Array): PairAxis {
  return bins.codeOfBin === undefined ? numberAxis(bins, feature, counts) : categoryAxis(bins.codeOfBin, feature, counts, curve);
}

function numberAxis({ cuts, binCount }: FeatureBins, feature: number, counts: Float64Array): PairAxis {
  const present = counts.subarray(1).reduce((a, b) => a + b, 0);
  const target = binCount - 1 <= MOST_CELLS ? 0 : present / MOST_CELLS;
  const cellOfBin = new Uint8Array(256);
  const kept: number[] = [];
  let passed = 0;
  for (let bin = 1; bin < binCount; bin++) {
    cellOfBin[bin] = kept.length + 1;
    passed += counts[bin]!;
    const last = bin === binCount - 1 || kept.length === MOST_CELLS - 1;
    if (!last && passed >= target * (kept.length + 1)) kept.push(cuts[bin - 1]!);
  }
  const cells = kept.length + 2;
  return { feature, cells, cellOfBin, axis: { feature, cuts: kept }, orderedOf: Array.from({ length: cells }, (_, cell) => cell) };
}

function categoryAxis(codeOfBin: Int32Array, feature: number, counts: Float64Array, curve: Float64Array): PairAxis {
  // Bins are in order of frequency: the first have a cell of their own, the others share the last.
  const own = Math.min(MOST_CELLS, codeOfBin.length - 1);
  const codes = Array.from(codeOfBin.subarray(1, own + 1)).sort((a, b) => a - b);
  const binOf = new Map(Array.from(codeOfBin, (code, bin) => [code, bin]));
  const valueOfCell = [curve[0]!, ...codes.map((code) => curve[binOf.get(code)!]!), restValue(counts, curve, own + 1)];
  const byValue = [...valueOfCell.keys()].sort((a, b) => valueOfCell[a]! - valueOfCell[b]! || a - b);
  const orderedOf = valueOfCell.map((_, cell) => byValue.indexOf(cell));
  const cellOfBin = new Uint8Array(256).fill(orderedOf.at(-1)!);
  cellOfBin[0] = orderedOf[0]!;
  for (const [index, code] of codes.entries()) cellOfBin[binOf.get(code)!] = orderedOf[index + 1]!;
  return { feature, cells: valueOfCell.length, cellOfBin, axis: { feature, codes }, orderedOf };
}

/** Mean curve over the bins from `start` on. */
function restValue(counts: Float64Array, curve: Float64Array, start: number): number {
  let sum = 0;
  let rows = 0;
  for (let bin = start; bin < curve.length; bin++) {
    sum += counts[bin]! * curve[bin]!;
    rows += counts[bin]!;
  }
  return rows === 0 ? 0 : sum / rows;
}

/** Cell of each row in the table of two axes, `second` fastest. */
export function pairCells(first: PairAxis, firstColumn: Uint8Array, second: PairAxis, secondColumn: Uint8Array): Uint16Array {
  const cells = new Uint16Array(firstColumn.length);
  for (let row = 0; row < cells.length; row++)
    cells[row] = first.cellOfBin[firstColumn[row]!]! * second.cells + second.cellOfBin[secondColumn[row]!]!;
  return cells;
}
