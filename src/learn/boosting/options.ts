import type { MatrixFeature } from '../matrix.js';
import { checkMonotone, within } from '../optionChecks.js';
import { interactionGroups } from './pathLimits.js';
import { checkedProfit, type ProfitObjective } from './profit.js';

/** How trees are grown; every field has a default. */
export interface BoostingOptions {
  /** Trees at most; 1…10,000. Default 200. */
  readonly rounds?: number;
  /** Share of each tree's step that is taken; (0, 1]. Default 0.05. */
  readonly learningRate?: number;
  /** Leaves of a tree at most; 2…1024. 2 gives stumps, an additive model. Default 15. */
  readonly leaves?: number;
  /** Splits on a path at most; 1…1,000. Default 1,000: the leaves alone limit a tree. */
  readonly maxDepth?: number;
  /** Rows in a leaf at least; >= 1. Default 50. */
  readonly minRowsPerLeaf?: number;
  /** Sum of p(1 − p) over a leaf at least; >= 0. Default 0.001. */
  readonly minHessian?: number;
  /** Penalty on squared leaf values; >= 0. Default 1. */
  readonly l2?: number;
  /** Share of rows drawn for each tree; (0, 1]. Default 1. */
  readonly rowShare?: number;
  /** Share of columns drawn for each tree; (0, 1]. Default 1. */
  readonly columnShare?: number;
  /** Share of the tree's columns drawn anew for each split; (0, 1]. Default 1. */
  readonly columnShareBySplit?: number;
  /**
   * Groups of columns, by name, that may meet on one path of a tree: what interacts is known beforehand then. A column may be in several
   * groups; one in none meets no other. Default: any may meet.
   */
  readonly interactions?: readonly (readonly string[])[];
  /**
   * What is minimised: the log-loss, or the cost of a campaign, see {@link ProfitObjective}. A model trained for profit ranks by what a
   * contact earns: its margins are no log-odds, and its probabilities none before they are calibrated. Default `log-loss`.
   */
  readonly objective?: 'log-loss' | ProfitObjective;
  /** Quantile bins of a number column; 2…255. Default 255. */
  readonly bins?: number;
  /** For each feature: 1 where the risk may only rise with it, −1 only fall, 0 free. */
  readonly monotone?: readonly (-1 | 0 | 1)[];
  /** Whole number 0…2³²−1. Default 1. */
  readonly seed?: number;
  /** Stops after so many rounds without a better validation loss and keeps the best; needs `validation` data. */
  readonly earlyStopping?: { readonly rounds: number };
}

/** Options with every default filled in. */
export type BoostingSettings = Required<Omit<BoostingOptions, 'monotone' | 'earlyStopping' | 'interactions' | 'objective'>> & {
  readonly groups: readonly Uint8Array[] | undefined;
  /** Undefined for the log-loss. */
  readonly profit: Required<ProfitObjective> | undefined;
  readonly monotone: readonly number[];
  readonly patience: number;
};

/** Fills the defaults and throws `bad-parameter` for anything out of range. */
export function boostingSettings(options: BoostingOptions, features: readonly MatrixFeature[]): BoostingSettings {
  const settings: BoostingSettings = {
    rounds: within('rounds', options.rounds ?? 200, 1, 10_000, true),
    learningRate: within('learningRate', options.learningRate ?? 0.05, 1e-6, 1),
    leaves: within('leaves', options.leaves ?? 15, 2, 1024, true),
    maxDepth: within('maxDepth', options.maxDepth ?? 1000, 1, 1000, true),
    minRowsPerLeaf: within('minRowsPerLeaf', options.minRowsPerLeaf ?? 50, 1, 2 ** 31, true),
    minHessian: within('minHessian', options.minHessian ?? 1e-3, 0, Number.MAX_VALUE),
    l2: within('l2', options.l2 ?? 1, 0, Number.MAX_VALUE),
    rowShare: within('rowShare', options.rowShare ?? 1, 1e-4, 1),
    columnShare: within('columnShare', options.columnShare ?? 1, 1e-4, 1),
    columnShareBySplit: within('columnShareBySplit', options.columnShareBySplit ?? 1, 1e-4, 1),
    groups: interactionGroups(options.interactions, features),
    profit: typeof options.objective === 'object' ? checkedProfit(options.objective) : undefined,
    bins: within('bins', options.bins ?? 255, 2, 255, true),
    seed: within('seed', options.seed ?? 1, 0, 2 ** 32 - 1, true),
    monotone: options.monotone ?? [],
    patience: options.earlyStopping ? within('earlyStopping.rounds', options.earlyStopping.rounds, 1, 10_000, true) : Infinity,
  };
  checkMonotone(settings.monotone, features);
  return settings;
}
