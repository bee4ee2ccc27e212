import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BinnedMatrix, binMatrix } from '../../src/learn/binning.js';
import { type Ground, type GrownNode, growTree } from '../../src/learn/boosting/growTree.js';
import { COLUMN_STRIDE, packColumns } from '../../src/learn/boosting/histogram.js';
import type { MatrixFeature } from '../../src/learn/matrix.js';

interface Problem {
  readonly columns: readonly { readonly values: readonly number[]; readonly categories?: number }[];
  readonly gradients: readonly number[];
  readonly hessians: readonly number[];
  readonly monotone: readonly number[];
  readonly l2: number;
  readonly minRows: number;
}

const problem: fc.Arbitrary<Problem> = fc.integer({ min: 2, max: 60 }).chain((rows) => {
  const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { minLength: rows, maxLength: rows });
  const column = fc.oneof(
    { weight: 3, arbitrary: list(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant(Number.NaN))).map((values) => ({ values })) },
    { weight: 1, arbitrary: list(fc.integer({ min: 0, max: 3 })).map((values) => ({ values, categories: 3 })) },
  );
  return fc.record({
    columns: fc.array(column, { minLength: 1, maxLength: 6 }),
    gradients: list(fc.integer({ min: -100, max: 100 })),
    hessians: list(fc.integer({ min: 1, max: 50 })),
    monotone: fc.array(fc.constantFrom(-1, 0, 1), { minLength: 6, maxLength: 6 }),
    l2: fc.constantFrom(0, 10, 500),
    minRows: fc.integer({ min: 1, max: 5 }),
  });
});

/** Whole-number hessian of 1, for the categories' smoothing and penalty. */
const UNIT = 3;

function groundOf(given: Problem, leaves: number): Ground {
  const rows = given.gradients.length;
  const features: MatrixFeature[] = given.columns.map((column, index) => ({
    ...column,
    name: `x${index}`,
    values: Float64Array.from(column.values),
  }));
  const binned = binMatrix({ length: rows, features });
  const packed = packColumns(binned, Int32Array.from(features.keys()));
  const pairs = new Float64Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    pairs[2 * row] = given.gradients[row]!;
    pairs[2 * row + 1] = given.hessians[row]! * 65_536 + 1;
  }
  return {
    binned,
    packed,
    pairs,
    rows: Int32Array.from({ length: rows }, (_, row) => row),
    spare: new Int32Array(rows),
    work: new Float64Array(packed.wordsPerRow * 4 * 512),
    pool: { free: [], size: packed.wordsPerRow * 4 * COLUMN_STRIDE },
    rules: { l2: given.l2, minHessian: 1, minRows: given.minRows },
    monotone: given.columns.map((column, index) => ('categories' in column ? 0 : given.monotone[index]!)),
    leaves,
    limits: { maxDepth: Number.POSITIVE_INFINITY, groups: undefined, columnShare: 1, seed: 1, tree: 0 },
    mostValue: Number.POSITIVE_INFINITY,
    hessianUnit: UNIT,
  };
}

/** Every way to part the rows that the search may choose, as lists of the bins that go left. */
function* candidates(binned: BinnedMatrix, feature: number, rows: readonly number[], given: Problem): Generator<number[]> {
  const column = binned.columns[feature]!;
  const { binCount, sharedBin } = binned.features[feature]!;
  const present = new Set(rows.map((row) => column[row]!));
  if (sharedBin !== undefined) return yield* categoryCandidates(column, sharedBin, rows, given);
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);
  for (let last = 1; last < binCount; last++) yield upTo(last);
  if (present.has(0)) for (let last = 1; last < binCount - 1; last++) yield [0, ...upTo(last)];
}

function* categoryCandidates(column: Uint8Array, sharedBin: number, rows: readonly number[], given: Problem): Generator<number[]> {
  const sum = (bin: number, of: readonly number[]): number => rows.reduce((total, row) => total + (column[row] === bin ? of[row]! : 0), 0);
  const often = Array.from({ length: sharedBin }, (_, bin) => bin).filter((bin) => rows.filter((row) => column[row] === bin).length >= 10);
  const mean = (bin: number): number => sum(bin, given.gradients) / (sum(bin, given.hessians) + 10 * UNIT);
  const order = often.sort((a, b) => mean(a) - mean(b) || a - b);
  for (let size = 1; size <= order.length; size++) yield order.slice(0, size);
  for (let size = 1; size <= order.length; size++) yield order.slice(order.length - size);
}

/** The best split of the root by trying everything row by row: the slow, obvious twin. */
function bestByHand(ground: Ground, given: Problem): { gain: number; feature: number; left: number[]; bins: number[] } | undefined {
  const rows = given.gradients.map((_, row) => row);
  const total = (of: readonly number[], among: readonly number[]): number => among.reduce((sum, row) => sum + of[row]!, 0);
  const score = (among: readonly number[], l2: number): number => total(given.gradients, among) ** 2 / (total(given.hessians, among) + l2);
  const value = (among: readonly number[]): number => -total(given.gradients, among) / (total(given.hessians, among) + given.l2);
  let best: { gain: number; feature: number; left: number[]; bins: number[] } | undefined;
  for (let feature = 0; feature < given.columns.length; feature++)
    for (const bins of candidates(ground.binned, feature, rows, given)) {
      const left = rows.filter((row) => bins.includes(ground.binned.columns[feature]![row]!));
      const right = rows.filter((row) => !left.includes(row));
      if (left.length < given.minRows || right.length < given.minRows) continue;
      if (ground.monotone[feature]! * (value(left) - value(right)) > 0) continue;
      const l2 = given.l2 + ('categories' in given.columns[feature]! ? 10 * UNIT : 0);
      const gain = score(left, l2) + score(right, l2) - score(rows, given.l2);
      if (gain > (best?.gain ?? 0) * (1 + 1e-12) + 1e-12) best = { gain, feature, left, bins };
    }
  return best;
}

const rowsUnder = (ground: Ground, node: GrownNode): number[] => [...ground.rows.subarray(node.start, node.end)].sort((a, b) => a - b);

describe('the split search', () => {
  it('finds the gain, the column and the rows that trying everything finds', () => {
    let splits = 0;
    fc.assert(
      fc.property(problem, (given) => {
        const ground = groundOf(given, 2);
        const [root, left] = growTree(ground);
        const expected = bestByHand(ground, given);
        const rowsScore = given.gradients.reduce((a, b) => a + b, 0) ** 2 / (given.hessians.reduce((a, b) => a + b, 0) + given.l2);
        if (!root!.split) {
          expect(expected?.gain ?? 0).toBeLessThan(2e-7 * (1 + rowsScore));
          return;
        }
        splits++;
        expect(Math.abs(root!.split.gain - expected!.gain)).toBeLessThan(1e-9 * (1 + rowsScore + expected!.gain));
        expect(root!.split.feature).toBe(expected!.feature);
        expect(rowsUnder(ground, left!)).toEqual(expected!.left);
        if (!root!.split.leftBins) expect(root!.split.bin).toBe(expected!.bins.at(-1));
      }),
      { numRuns: 600 },
    );
    expect(splits).toBeGreaterThan(200);
  });

  it('gives ties to the lowest column, then to the lowest bin', () => {
    const values = [0, 1, 2];
    const given = { gradients: [1, -2, 1], hessians: [1, 1, 1], monotone: [0, 0, 0, 0, 0, 0], l2: 0, minRows: 1 };
    const [root] = growTree(groundOf({ ...given, columns: [{ values: [5, 5, 5] }, { values }, { values }] }, 2));
    expect(root!.split).toMatchObject({ feature: 1, bin: 1 });
  });

  it('keeps every node’s sums equal to the sums of its rows, however deep, and its leaves in their rows', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const ground = groundOf(given, 8);
        const nodes = growTree(ground);
        for (const node of nodes) {
          const rows = rowsUnder(ground, node);
          expect(node.rows).toBe(rows.length);
          expect(node.gradient).toBe(rows.reduce((sum, row) => sum + given.gradients[row]!, 0));
          expect(node.hessian).toBe(rows.reduce((sum, row) => sum + given.hessians[row]!, 0));
          if (!node.split) expect(rows.length).toBeGreaterThanOrEqual(Math.min(given.minRows, given.gradients.length));
        }
        expect(nodes.filter((node) => !node.split).length).toBeLessThanOrEqual(8);
      }),
      { numRuns: 300 },
    );
  });
});
