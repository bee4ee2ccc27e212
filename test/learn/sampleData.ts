import { uniformAt } from '../../src/core/random.js';
import type { Matrix, TrainingData } from '../../src/learn/matrix.js';

/** Rows with a smooth, a spiky, a missing-ridden and a category column, a constant one, and an outcome that depends on four of them. */
export function sampleData(rows: number, seed = 1): TrainingData & { matrix: Matrix } {
  const draw = (purpose: number, row: number): number => uniformAt(seed, purpose, row);
  const column = (make: (row: number) => number): Float64Array => Float64Array.from({ length: rows }, (_, row) => make(row));
  const smooth = column((row) => draw(1, row) * 10 - 5);
  const spiky = column((row) => (draw(2, row) < 0.6 ? 0 : Math.floor(draw(3, row) * 8)));
  const holes = column((row) => (draw(4, row) < 0.3 ? Number.NaN : draw(5, row)));
  const branch = column((row) => Math.floor(draw(6, row) * 13));
  const effects = [0, 1, -1, 2, -2, 0.5, -0.5, 1.5, -1.5, 0, 0, 3, -3];
  const outcome = column((row) => {
    const hole = holes[row]!;
    const margin = 0.4 * smooth[row]! + (spiky[row]! > 3 ? 1.5 : 0) + (Number.isNaN(hole) ? 1 : hole - 0.5) + effects[branch[row]!]! - 0.5;
    return draw(7, row) < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
  });
  const features = [
    { name: 'smooth', values: smooth },
    { name: 'spiky', values: spiky },
    { name: 'constant', values: column(() => 7) },
    { name: 'holes', values: holes },
    { name: 'branch', values: branch, categories: 12 },
    { name: 'noise', values: column((row) => draw(8, row)) },
  ];
  return { matrix: { length: rows, features }, outcome };
}

/** The same matrix with its rows in another order: row i is row `order[i]` of the source. */
export function reordered(matrix: Matrix, order: readonly number[]): Matrix {
  return {
    length: order.length,
    features: matrix.features.map((feature) => ({ ...feature, values: Float64Array.from(order, (row) => feature.values[row]!) })),
  };
}

/** 0 … n−1 shuffled. */
export function shuffledOrder(rows: number, seed: number): number[] {
  const order = Array.from({ length: rows }, (_, row) => row);
  return order.sort((a, b) => uniformAt(seed, 99, a) - uniformAt(seed, 99, b));
}

/** Mean log-loss of margins. */
export function logLossOf(margins: Float64Array, outcome: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < margins.length; row++) sum += Math.log1p(Math.exp(outcome[row] === 1 ? -margins[row]! : margins[row]!));
  return sum / margins.length;
}
