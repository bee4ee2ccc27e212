import type { MatrixFeature } from '../matrix.js';
import { checkMonotone, within } from '../optionChecks.js';

/** How the glass box is fitted; every field has a default. */
export interface AdditiveOptions {
  /** Rounds over all features at most; 1…20,000. Default 2,000. */
  readonly rounds?: number;
  /** Share of each step that is taken; (0, 1]. Default 0.05. */
  readonly learningRate?: number;
  /** Steps of a curve in one round, plus one; 2…16. Default 2. */
  readonly leaves?: number;
  /** Rows on each side of a step at least; >= 1. Default 10. */
  readonly minRowsPerLeaf?: number;
  /** Penalty on squared step values; >= 0. Default 1. */
  readonly l2?: number;
  /** Models averaged, each fitted without another part of the rows; 1…100. Default 8. */
  readonly bags?: number;
  /** Share of rows that each bag leaves out, to stop by; (0, 0.5]. Default 0.15. */
  readonly validationShare?: number;
  /** Rounds without a better loss on the rows left out, after which a bag stops. Default 40. */
  readonly patience?: number;
  /** Pairs of features at most; 0…100. Default 5. Features under a monotone constraint enter no pair. */
  readonly pairs?: number;
  /** Quantile bins of a number column; 2…255. Default 255. */
  readonly bins?: number;
  /** For each feature: 1 where the risk may only rise with it, −1 only fall, 0 free. */
  readonly monotone?: readonly (-1 | 0 | 1)[];
  /** Whole number 0…2³²−1. Default 1. */
  readonly seed?: number;
}

/** Options with every default filled in. */
export type AdditiveSettings = Required<Omit<AdditiveOptions, 'monotone'>> & { readonly monotone: readonly number[] };

/** Fills the defaults and throws `bad-parameter` for anything out of range. */
export function additiveSettings(options: AdditiveOptions, features: readonly MatrixFeature[]): AdditiveSettings {
  const settings: AdditiveSettings = {
    rounds: within('rounds', options.rounds ?? 2000, 1, 20_000, true),
    learningRate: within('learningRate', options.learningRate ?? 0.05, 1e-6, 1),
    leaves: within('leaves', options.leaves ?? 2, 2, 16, true),
    minRowsPerLeaf: within('minRowsPerLeaf', options.minRowsPerLeaf ?? 10, 1, 2 ** 31, true),
    l2: within('l2', options.l2 ?? 1, 0, Number.MAX_VALUE),
    bags: within('bags', options.bags ?? 8, 1, 100, true),
    validationShare: within('validationShare', options.validationShare ?? 0.15, 1e-4, 0.5),
    patience: within('patience', options.patience ?? 40, 1, 20_000, true),
    pairs: within('pairs', options.pairs ?? 5, 0, 100, true),
    bins: within('bins', options.bins ?? 255, 2, 255, true),
    seed: within('seed', options.seed ?? 1, 0, 2 ** 32 - 1, true),
    monotone: options.monotone ?? [],
  };
  checkMonotone(settings.monotone, features);
  return settings;
}
