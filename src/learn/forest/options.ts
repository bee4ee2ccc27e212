import type { Matrix } from '../matrix.js';
import { within } from '../optionChecks.js';

/** How a forest is grown; every field has a default. */
export interface ForestOptions {
  /** 1…10,000. Default 100. */
  readonly trees?: number;
  /** Rows in a leaf at least; >= 1. Default 20. */
  readonly minRowsPerLeaf?: number;
  /** Leaves of a tree at most, the best splits first; 2…65,536. Default 512, which keeps the file of the model small. */
  readonly leaves?: number;
  /** Splits on a path at most; 1…1,000. Default 60. */
  readonly maxDepth?: number;
  /** Columns drawn for each split; 1…p. Default √p. More are drawn where none of them splits. */
  readonly columnsPerSplit?: number;
  /** Quantile bins of a number column; 2…255. Default 255. */
  readonly bins?: number;
  /** Whole number 0…2³²−1. Default 1. */
  readonly seed?: number;
}

/** Options with every default filled in. */
export type ForestSettings = Required<ForestOptions>;

/** Fills the defaults and throws `bad-parameter` for anything out of range. */
export function forestSettings(options: ForestOptions, { features }: Matrix): ForestSettings {
  const columns = Math.max(1, Math.round(Math.sqrt(features.length)));
  return {
    trees: within('trees', options.trees ?? 100, 1, 10_000, true),
    minRowsPerLeaf: within('minRowsPerLeaf', options.minRowsPerLeaf ?? 20, 1, 2 ** 31, true),
    leaves: within('leaves', options.leaves ?? 512, 2, 65_536, true),
    maxDepth: within('maxDepth', options.maxDepth ?? 60, 1, 1000, true),
    columnsPerSplit: within('columnsPerSplit', options.columnsPerSplit ?? columns, 1, features.length, true),
    bins: within('bins', options.bins ?? 255, 2, 255, true),
    seed: within('seed', options.seed ?? 1, 0, 2 ** 32 - 1, true),
  };
}
