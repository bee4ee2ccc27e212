import type { Text } from '../core/text.js';
import type { ReferenceBins } from '../evaluate/index.js';
import type { LearnerModel } from '../learn/index.js';
import type { RiskRecalibration } from './recalibration.js';
import type { RiskReport } from './report.js';

/** A column the members read: a feature's id and, of a categorical, the texts of its codes 1, 2, … */
export interface RiskFeature {
  readonly id: string;
  readonly levels?: readonly string[];
}

/** What prediction needs. */
export interface RiskPrediction {
  /** Days ahead the probability speaks of. */
  readonly horizonDays: number;
  /** Name of the candidate that was chosen. */
  readonly candidate: string;
  readonly features: readonly RiskFeature[];
  /** One fitted learner a seed; their margins are averaged. */
  readonly members: readonly LearnerModel[];
  readonly recalibration: RiskRecalibration;
}

/** Prediction of leaving, and of downgrade where enough was seen of it. */
export interface RiskPredictions extends RiskPrediction {
  /** That a customer of the upper tiers stays, and brings half as much or less. */
  readonly downgrade?: RiskPrediction;
}

/** How a column was spread in training. */
export interface SpreadReference extends ReferenceBins {
  /** Largest stability index of one training cutoff against all of them: what season and chance do in a year. Models of before have none. */
  readonly usualShift?: number;
}

/** The same of a feature. */
export interface FeatureReference extends SpreadReference {
  readonly id: string;
}

/** How, and on what, a model was recalibrated after its training. */
export interface CardRecalibration {
  /** Outcomes before the start of this day were read, ISO date. */
  readonly asOf: string;
  /** First and last cutoff used, ISO dates, and how many. */
  readonly from: string;
  readonly to: string;
  readonly cutoffs: number;
  /** Customers that left after one of them. */
  readonly leavers: number;
  /** `logistic`: a line on the log-odds; `shift`: only the level, where fewer than 100 left. */
  readonly method: 'logistic' | 'shift';
  /** Left ÷ promised by the model as it was. */
  readonly ratioBefore: number;
  /** Id of the model as it was. */
  readonly previousId: string;
  /** All this in a sentence. */
  readonly text: Text;
}

/** What people and monitoring need. */
export interface RiskCard {
  /** Facts known before the start of this day were used, and no others. */
  readonly asOf: string;
  readonly options: {
    readonly horizonDays: number;
    readonly stepDays: number;
    readonly seed: number;
    readonly seeds: number;
    readonly learners: readonly string[];
  };
  /** Of the rows learnt from: two models of the same data have the same. */
  readonly data: {
    readonly rows: number;
    readonly churners: number;
    readonly customers: number;
    readonly firstCutoff: string;
    readonly lastCutoff: string;
    /** First 16 hex digits of the SHA-256 of every row's cutoff, customer_id and outcome. */
    readonly fingerprint: string;
  };
  /** Of the features and of the probability, over the last training cutoffs: what drift is measured from. */
  readonly reference: { readonly score: SpreadReference; readonly features: readonly FeatureReference[] };
  readonly report: RiskReport;
  /** Absent until the model is recalibrated. */
  readonly recalibrated?: CardRecalibration;
}

/** A trained model, plain JSON: what `holdfast train` writes and `holdfast score` reads. */
export interface RiskModel {
  readonly format: 'holdfast-risk';
  readonly version: 1;
  /** First 16 hex digits of the SHA-256 of the canonical JSON of the rest. */
  readonly id: string;
  readonly model: RiskPredictions;
  readonly card: RiskCard;
}
