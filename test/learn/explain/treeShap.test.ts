import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interventionalShap } from '../../../src/learn/explain/interventionalShap.js';
import { type Matrix, type Tree, treeShap } from '../../../src/learn/index.js';
import { meanByCover, rowOf, shapleyValues } from './bruteForce.js';
import { FEATURES, randomMatrix, randomTree } from './randomTrees.js';

const cases = fc.record({ seed: fc.nat(1_000_000), depth: fc.integer({ min: 0, max: 6 }), trees: fc.integer({ min: 1, max: 3 }) });
const treesOf = ({ seed, depth, trees }: { seed: number; depth: number; trees: number }): Tree[] =>
  Array.from({ length: trees }, (_, index) => randomTree(seed + 7919 * index, depth));
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

function expectClose(actual: ArrayLike<number>, expected: readonly number[], within: number): void {
  for (const [index, value] of expected.entries()) expect(Math.abs(actual[index]! - value)).toBeLessThan(within);
}

/** fever and cough, each 0 or 1, with equal covers: 80 if both, 10 more for a cough where `cough` is set. */
function andTree(cough: number): Tree {
  return {
    feature: [0, -1, 1, -1, -1],
    threshold: [0.5, 0, 0.5, 0, 0],
    left: [1, 0, 3, 0, 0],
    right: [2, 0, 4, 0, 0],
    missingLeft: [0, 0, 0, 0, 0],
    value: [0, 0, 0, 0, 80 + cough],
    cover: [4, 2, 2, 1, 1],
    gain: [0, 0, 0, 0, 0],
    leftCategories: [],
  };
}
const SYMPTOMS = [{ name: 'fever' }, { name: 'cough' }];
const ill: Matrix = { length: 1, features: SYMPTOMS.map(({ name }) => ({ name, values: Float64Array.of(1) })) };

describe('path-dependent Shapley values', () => {
  it('share 80 for fever and cough alike: 30 each above the mean of 20', () => {
    const { base, values, features } = treeShap([andTree(0)], SYMPTOMS, ill);
    expect(features).toEqual(['fever', 'cough']);
    expect(base).toBeCloseTo(20, 12);
    expectClose(values, [30, 30], 1e-12);
  });

  it('are those of the definition, over all sets of features, for random trees with missing values and categories', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const trees = treesOf(given);
        const matrix = randomMatrix(given.seed, 4);
        const { base, values } = treeShap(trees, FEATURES, matrix);
        for (let row = 0; row < matrix.length; row++) {
          const cells = rowOf(matrix, row);
          const worth = (known: readonly boolean[]): number => sum(trees.map((tree) => meanByCover(tree, FEATURES, cells, known)));
          const own = values.subarray(row * FEATURES.length, (row + 1) * FEATURES.length);
          expectClose(own, shapleyValues(FEATURES.length, worth), 1e-10);
          expectClose([base, base + sum(own)], [worth([]), worth(FEATURES.map(() => true))], 1e-9);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('give a row the same bits alone and among hundreds of others', () => {
    const trees = treesOf({ seed: 5, depth: 6, trees: 3 });
    const matrix = randomMatrix(9, 300);
    const { values } = treeShap(trees, FEATURES, matrix);
    for (const row of [0, 255, 256, 299]) {
      const alone = { length: 1, features: matrix.features.map((feature) => ({ ...feature, values: feature.values.slice(row, row + 1) })) };
      expect(treeShap(trees, FEATURES, alone).values).toEqual(values.subarray(5 * row, 5 * row + 5));
    }
  });

  it('stay exact on a path of a thousand features', () => {
    const size = 1000;
    // A chain: the row meets every condition; each step keeps half of the rows, so that the deepest leaf holds next to nothing.
    const nodes = 2 * size + 1;
    const odd = (node: number): boolean => node % 2 === 1;
    const range = Array.from({ length: nodes }, (_, node) => node);
    const inner = (node: number): boolean => !odd(node) && node < nodes - 1;
    const chain: Tree = {
      feature: range.map((node) => (inner(node) ? node / 2 : -1)),
      threshold: range.map(() => 0),
      left: range.map((node) => (inner(node) ? node + 1 : 0)),
      right: range.map((node) => (inner(node) ? node + 2 : 0)),
      missingLeft: range.map(() => 0),
      value: range.map((node) => (node === nodes - 1 ? 1 : 0)),
      cover: range.map((node) => (odd(node) ? 1 : 2)),
      gain: range.map(() => 0),
      leftCategories: [],
    };
    // Shares of 2/3 each: by symmetry every feature gets the same, 1/size of (1 − (2/3)^size).
    const features = Array.from({ length: size }, (_, f) => ({ name: `x${f}` }));
    const matrix = { length: 1, features: features.map(({ name }) => ({ name, values: Float64Array.of(1) })) };
    const { values } = treeShap([chain], features, matrix);
    for (const value of values) expect(Math.abs(value - 1 / size)).toBeLessThan(1e-12);
  });
});

describe('interventional Shapley values', () => {
  it('are those of the definition, unknown features taken from each background row in turn', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const trees = treesOf(given);
        const matrix = randomMatrix(given.seed, 3);
        const background = randomMatrix(given.seed + 1, 4);
        const { base, values } = interventionalShap(trees, FEATURES, matrix, background);
        const all = FEATURES.map(() => true);
        for (let row = 0; row < matrix.length; row++) {
          const cells = rowOf(matrix, row);
          const worth = (known: readonly boolean[]): number => {
            const mixed = (other: number): number[] => rowOf(background, other).map((cell, f) => (known[f] ? cells[f]! : cell));
            const margins = [0, 1, 2, 3].map((other) => sum(trees.map((tree) => meanByCover(tree, FEATURES, mixed(other), all))));
            return sum(margins) / 4;
          };
          const own = values.subarray(row * FEATURES.length, (row + 1) * FEATURES.length);
          expectClose(own, shapleyValues(FEATURES.length, worth), 1e-10);
          expectClose([base, base + sum(own)], [worth([]), worth(all)], 1e-9);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('need a background', () => {
    const empty = randomMatrix(1, 0);
    expect(() => interventionalShap([randomTree(1, 3)], FEATURES, randomMatrix(1, 2), empty)).toThrowError(
      expect.objectContaining({ code: 'no-rows' }),
    );
  });
});
