import type { LabelCounts } from '../churn/index.js';
import type { Text } from '../core/text.js';
import type { LeakageSuspect, MetricName } from '../evaluate/index.js';
import type { DroppedFeature } from '../features/index.js';
import type { RiskRecalibration } from './recalibration.js';

/** A value with its 90 % interval by customer; null where it is undefined, as with no churner. */
export interface Measured {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type Evaluation = Readonly<Record<MetricName, Measured>>;

/** One bin of the reliability table: what was promised and what happened. */
export interface ReliabilityBin {
  readonly rows: number;
  readonly left: number;
  readonly mean_probability: number;
  readonly left_rate: number;
}

/** Cutoffs that served one purpose, and what became of the customers active at them. */
export interface BlockReport {
  readonly name: 'fit' | 'validation' | 'refit' | 'test' | 'all';
  /** First and last cutoff, ISO dates. */
  readonly from: string;
  readonly to: string;
  readonly cutoffs: number;
  readonly customers: LabelCounts;
}

/** How one candidate did. */
export interface CandidateReport {
  readonly name: string;
  readonly title: Text;
  readonly isBaseline: boolean;
  readonly chosen: boolean;
  /** Trees found by early stopping; null for learners without. */
  readonly rounds: number | null;
  /** Mean log loss on the validation block, how far behind the best, and the standard error of that; null without a block. */
  readonly validationLoss: number | null;
  readonly behindBest: number | null;
  readonly standardError: number | null;
  /** On the test block, fitted to everything before it. */
  readonly test: Evaluation;
}

/** How the model of downgrade does forward in time; nulls where there is none. */
export interface DowngradeReport {
  /** What became of the customers at all training cutoffs. */
  readonly customers: LabelCounts;
  readonly chosen: string | null;
  /** On the test block. */
  readonly evaluation: Evaluation | null;
  readonly reliability: readonly ReliabilityBin[];
  /** What is predicted by what, or why nothing is, in a sentence. */
  readonly text: Text;
}

/** Whether a feature knows too much; each suspect with a sentence. */
export interface LeakageReport {
  /** Rows looked at, and leavers among them. */
  readonly rows: number;
  readonly left: number;
  readonly suspects: readonly (LeakageSuspect & { readonly text: Text })[];
  /** What was found, and what to do. */
  readonly text: Text;
}

/** How a model was made and how well it does forward in time; plain JSON. */
export interface RiskReport {
  /** Facts known before the start of this day were used, ISO date. */
  readonly asOf: string;
  readonly horizonDays: number;
  readonly stepDays: number;
  /** When a silence was a lapse, and the share of confirmed lapses that came back (null where too few to tell). */
  readonly lapseRule: { readonly kind: string; readonly epsilon: number | null; readonly returnRate: number | null };
  /** Forward in time, from `fit` to `all`; a history too short to choose has neither `fit` nor `validation`. */
  readonly blocks: readonly BlockReport[];
  /** In the order of trying, simplest first. */
  readonly candidates: readonly CandidateReport[];
  /** Name of the one that was chosen. */
  readonly chosen: string;
  /** Why it was chosen, in a sentence. */
  readonly choice: Text;
  /** Of the chosen one on the test block. */
  readonly evaluation: Evaluation;
  /** Of the same: ten bins of equal count, ascending. */
  readonly reliability: readonly ReliabilityBin[];
  readonly recalibration: RiskRecalibration;
  /** Features the data cannot give, and what they would need. */
  readonly droppedFeatures: readonly DroppedFeature[];
  /** Features not learnt from, because they rest on the customers table of today, which carries no dates. */
  readonly undatedFeatures: readonly string[];
  /** Features that seem to know the outcome, from the fit block; absent in files of earlier releases. */
  readonly leakage?: LeakageReport;
  /** Of the second model, of customers that stay and bring half as much; absent in files of earlier releases. */
  readonly downgrade?: DowngradeReport;
}
