import { binNumbers } from '../binNumbers.js';
import type { Contributions } from '../explain/contributions.js';
import { featureOf, type Matrix } from '../matrix.js';
import { type AdditiveModel, type Axis, cellCount } from './model.js';

/** Margin (log-odds) of every row; the model's columns are found by name. O(rows × terms). Throws `missing-column`. */
export function predictAdditive(model: AdditiveModel, matrix: Matrix): Float64Array {
  const margins = new Float64Array(matrix.length).fill(model.base);
  eachTerm(model, matrix, (effects) => {
    for (let row = 0; row < margins.length; row++) margins[row]! += effects[row]!;
  });
  return margins;
}

/**
 * What each feature adds to the margin of every row against the mean training row: its curve, and half of each of its pair tables;
 * base + Σ of a row's values = its margin. O(rows × terms).
 */
export function additiveContributions(model: AdditiveModel, matrix: Matrix): Contributions {
  const width = model.features.length;
  const values = new Float64Array(matrix.length * width);
  eachTerm(model, matrix, (effects, features) => {
    for (const feature of features)
      for (let row = 0, at = feature; row < effects.length; row++, at += width) values[at]! += effects[row]! / features.length;
  });
  return { base: model.base, features: model.features.map(({ name }) => name), values };
}

/** Calls back with the effect of each term on every row, curves first. */
function eachTerm(model: AdditiveModel, matrix: Matrix, use: (effects: Float64Array, features: readonly number[]) => void): void {
  const cellsOf = (axis: Axis): Uint8Array | Uint16Array => axisCells(axis, featureOf(matrix, model.features[axis.feature]!.name).values);
  for (const curve of model.curves) {
    const cells = cellsOf(curve);
    use(
      Float64Array.from(cells, (cell) => curve.values[cell]!),
      [curve.feature],
    );
  }
  for (const { axes, values } of model.pairs) {
    const first = cellsOf(axes[0]);
    const second = cellsOf(axes[1]);
    const width = cellCount(axes[1]);
    use(
      Float64Array.from(first, (cell, row) => values[cell * width + second[row]!]!),
      [axes[0].feature, axes[1].feature],
    );
  }
}

/** Cell of each value on the axis. */
function axisCells({ cuts, codes }: Axis, values: Float64Array): Uint8Array | Uint16Array {
  if (codes === undefined) return binNumbers(values, Float64Array.from(cuts ?? []));
  const cellOf = new Map(codes.map((code, index) => [code, index + 1]));
  return Uint16Array.from(values, (code) => (code > 0 ? (cellOf.get(code) ?? codes.length + 1) : 0));
}
