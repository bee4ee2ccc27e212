import type { AdditiveOptions } from './additive/options.js';
import type { BoostingOptions } from './boosting/options.js';
import type { ForestOptions } from './forest/options.js';
import type { LogisticOptions } from './logistic/fitLogistic.js';
import type { MlRandomForestOptions } from './mlRandomForest/fitMlRandomForest.js';
import type { OneFeatureOptions } from './oneFeature.js';

/** Options of each learner that stands alone, told apart by `kind`. */
export type SingleLearnerOptions =
  | (BoostingOptions & { readonly kind: 'boosting' })
  | (AdditiveOptions & { readonly kind: 'additive' })
  | (LogisticOptions & { readonly kind: 'logistic' })
  | (OneFeatureOptions & { readonly kind: 'one-feature' })
  | (ForestOptions & { readonly kind: 'forest' })
  | (MlRandomForestOptions & { readonly kind: 'ml-random-forest' });

/** How members are blended; every field but the members has a default. */
export interface BlendOptions {
  /** 1…20 learners. */
  readonly members: readonly SingleLearnerOptions[];
  /** Share of rows held out to choose the weights by, where there are no validation rows; (0, 0.5]. Default 0.2. */
  readonly validationShare?: number;
  /** Of that draw; the members have seeds of their own. Whole number 0…2³²−1. Default 1. */
  readonly seed?: number;
}

/** Options of each learner, told apart by `kind`. */
export type LearnerOptions = SingleLearnerOptions | (BlendOptions & { readonly kind: 'blend' });
