import type { Case } from './cases.js';
import { TYPE_PLACE } from './causes.js';
import { learnWeights, probabilityStated, startWeights, TEMPERATURES } from './learnWeights.js';
import { fitSoftmax } from './softmaxRegression.js';
import { fitBias, type SurveyBias } from './surveyBias.js';
import { evidenceProbability, STATED_CAUSES, supervisedRow, type TypeModel } from './typeModel.js';
import { posterior, tempered, weigh } from './typePosterior.js';

/** One that stated why it left, by a day that its reason became known. */
export interface ReasonedCase extends Pick<Case, 'findings' | 'traits'> {
  readonly stated: number;
  readonly knownOn: number;
}

/** How the rules and the supervised model did on reasons that came later than those they learned from. */
export interface ForwardComparison {
  /** Reasons predicted. */
  readonly reasons: number;
  /** Mean log likelihood of the stated cause. */
  readonly rules: number;
  readonly supervised: number;
  /** Of the mix of all reasons alone, without evidence. */
  readonly mix: number;
  /** Temperature that fits the supervised model to the reasons it had not seen; its likelihood is stated without it. */
  readonly temperature: number;
  /** Of the difference between the supervised model and the better of the other two. */
  readonly standardError: number;
}

/** Reasons from which a supervised model is tried. */
export const FEWEST_REASONS = 500;
const FOLDS = 4;
const RIDGE = 20;
/** One-sided 95 %. */
const SURE = 1.645;

/**
 * Learns from exit reasons: the survey's bias, priors, precisions and temperature; with 500 reasons or more also a multinomial logistic
 * model on the evidence, the traits and the rules' own probabilities, kept only when it predicted later reasons better, beyond chance.
 *
 * @param cases - those that stated a cause of their own, in any order
 */
export function learnModel(
  cases: readonly ReasonedCase[],
  recordsClosures: boolean,
): { readonly model: TypeModel; readonly comparison: ForwardComparison | null } {
  const stated = cases.filter((one) => TYPE_PLACE[one.stated] !== TYPE_PLACE.at(-1)).sort((a, b) => a.knownOn - b.knownOn);
  const rules = learnRules(stated, recordsClosures);
  if (stated.length < FEWEST_REASONS) return { model: rules, comparison: null };
  const comparison = compareForward(stated);
  return { model: isSupervisedBetter(comparison) ? withSupervised(stated, rules, comparison.temperature) : rules, comparison };
}

/** Whether the supervised model was better on later reasons than the rules and than no evidence at all, beyond chance. */
export function isSupervisedBetter({ rules, supervised, mix, standardError }: ForwardComparison): boolean {
  return supervised - Math.max(rules, mix) > SURE * standardError;
}

/** The rules with what exit reasons teach them. */
function learnRules(cases: readonly ReasonedCase[], recordsClosures: boolean): TypeModel {
  const bias = biasOf(cases);
  return { weights: learnWeights(cases, bias), bias, supervised: null, recordsClosures };
}

function biasOf(cases: readonly ReasonedCase[]): SurveyBias {
  const start = startWeights();
  const probability = cases.map(({ findings }) => posterior(weigh(findings, start), start.prior));
  return fitBias(
    cases.map(({ stated }) => stated),
    probability,
  );
}

function withSupervised(cases: readonly ReasonedCase[], rules: TypeModel, temperature = 1): TypeModel {
  const rows = cases.map(({ findings, traits }) => supervisedRow(findings, traits, evidenceProbability({ findings, traits }, rules)));
  const evidence = cases.map(({ stated }) => STATED_CAUSES.map((place) => rules.bias[place]![stated]!));
  return { ...rules, supervised: { softmax: fitSoftmax({ rows, evidence, classes: STATED_CAUSES.length, ridge: RIDGE }), temperature } };
}

/** Trains on the reasons known by a day and predicts the next ones, over four later parts of the reasons. */
function compareForward(cases: readonly ReasonedCase[]): ForwardComparison {
  const scores: { readonly rules: number; readonly supervised: number; readonly mix: number }[] = [];
  const likelihood = TEMPERATURES.map(() => 0);
  for (let fold = 1; fold <= FOLDS; fold++) {
    const from = Math.floor((cases.length * fold) / (FOLDS + 1));
    const to = Math.floor((cases.length * (fold + 1)) / (FOLDS + 1));
    const rules = learnRules(cases.slice(0, from), false);
    const supervised = withSupervised(cases.slice(0, from), rules);
    const logOf = (probability: ArrayLike<number>, stated: number): number => Math.log(probabilityStated(probability, stated, rules.bias));
    for (const one of cases.slice(from, to)) {
      const probability = evidenceProbability(one, supervised);
      TEMPERATURES.forEach((temperature, place) => {
        likelihood[place]! += logOf(tempered(probability, temperature), one.stated);
      });
      scores.push({
        rules: logOf(evidenceProbability(one, rules), one.stated),
        supervised: logOf(probability, one.stated),
        mix: logOf(rules.weights.prior, one.stated),
      });
    }
  }
  const n = scores.length;
  const mean = (score: (one: (typeof scores)[number]) => number): number => scores.reduce((sum, one) => sum + score(one), 0) / n;
  const [rules, supervised, mix] = [mean((one) => one.rules), mean((one) => one.supervised), mean((one) => one.mix)];
  const gain = (one: (typeof scores)[number]): number => one.supervised - (mix > rules ? one.mix : one.rules);
  const centre = mean(gain);
  const variance = scores.reduce((sum, one) => sum + (gain(one) - centre) * (gain(one) - centre), 0) / Math.max(1, n - 1);
  const temperature = TEMPERATURES[likelihood.indexOf(Math.max(...likelihood))]!;
  return { reasons: n, rules, supervised, mix, temperature, standardError: Math.sqrt(variance / n) };
}
