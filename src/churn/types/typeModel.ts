import type { Case } from './cases.js';
import { CHURN_CAUSES, TYPE_PLACE } from './causes.js';
import { EVIDENCE, type Finding } from './evidenceCatalogue.js';
import type { Closing } from './evidenceContext.js';
import { startWeights } from './learnWeights.js';
import { predictSoftmax, type SoftmaxModel } from './softmaxRegression.js';
import { type SurveyBias, startBias } from './surveyBias.js';
import { type EvidenceWeights, LEAST_PROBABILITY, posterior, tempered, weigh } from './typePosterior.js';

/** A multinomial model, and the temperature that fits it to reasons it had not seen. */
export interface SupervisedModel {
  readonly softmax: SoftmaxModel;
  readonly temperature: number;
}

/** What is learned of why customers leave. Plain data. */
export interface TypeModel {
  readonly weights: EvidenceWeights;
  /** P(stated | true) of exit reasons. */
  readonly bias: SurveyBias;
  /** Used in place of the rules where it beat them on later reasons. */
  readonly supervised: SupervisedModel | null;
  /** Whether closures by the carrier are on record, so that one without is hardly of its doing. */
  readonly recordsClosures: boolean;
}

/** The model before any exit reason is known. */
export function startModel(): TypeModel {
  return { weights: startWeights(), bias: startBias(), supervised: null, recordsClosures: false };
}

/** Causes that the supervised model tells apart: those a customer can state. */
export const STATED_CAUSES: readonly number[] = [...CHURN_CAUSES.keys()].filter((place) => TYPE_PLACE[place] !== TYPE_PLACE.at(-1));

/** What the supervised model sees of a case: which evidence spoke, what the rules make of it, and the traits. */
export function supervisedRow(findings: readonly Finding[], traits: Float64Array, rules: Float64Array): Float64Array {
  const spoken = new Set(findings.map(({ evidence }) => evidence.id));
  return Float64Array.from([
    ...EVIDENCE.map(({ id }) => (spoken.has(id) ? 1 : 0)),
    ...STATED_CAUSES.map((place) => Math.log(Math.max(rules[place]!, LEAST_PROBABILITY))),
    ...traits,
  ]);
}

/** Probability by cause from what was known at the onset alone, without the closing. */
export function evidenceProbability({ findings, traits }: Pick<Case, 'findings' | 'traits'>, model: TypeModel): Float64Array {
  const { weights, supervised } = model;
  const rules = posterior(weigh(findings, weights), weights.prior);
  if (supervised === null) return rules;
  const { softmax, temperature } = supervised;
  const given = tempered(predictSoftmax(softmax, supervisedRow(findings, traits, rules)), temperature);
  const left = STATED_CAUSES.reduce((sum, place) => sum + rules[place]!, 0);
  const mixed = rules.slice();
  STATED_CAUSES.forEach((place, at) => {
    mixed[place] = left * given[at]!;
  });
  return mixed;
}

const CARRIER = TYPE_PLACE.at(-1)!;
/** P(what the records say of the closure | type) against the other types. */
const CLOSED_BY_CARRIER = 1e-3;
const CLOSED_BY_CUSTOMER = 0.02;
const NOT_CLOSED_BY_CARRIER = 0.1;

/**
 * Probability by cause after what is known of the end: who closed the account, and the stated cause weighed by its reliability. A closure
 * by the carrier is our own doing and beats a stated cause that contradicts it.
 *
 * @param stated - position of the stated cause, −1 for none
 */
export function closingProbability(probability: Float64Array, closing: Closing, stated: number, model: TypeModel): Float64Array {
  const believed = contradicts(closing, stated) ? -1 : stated;
  const notClosed = model.recordsClosures ? NOT_CLOSED_BY_CARRIER : 1;
  const ofCarrier = { carrier: 1, customer: CLOSED_BY_CUSTOMER, '': notClosed }[closing.closedBy];
  const ofOthers = closing.closedBy === 'carrier' ? CLOSED_BY_CARRIER : 1;
  const scaled = probability.map((share, place) => {
    const isCarrier = TYPE_PLACE[place] === CARRIER;
    return share * (isCarrier ? ofCarrier : ofOthers) * (believed < 0 ? 1 : model.bias[place]![believed]!);
  });
  const sum = scaled.reduce((a, b) => a + b, 0);
  return scaled.map((share) => share / sum);
}

/** Whether the stated cause and the party that closed the account exclude one another. */
export function contradicts(closing: Closing, stated: number): boolean {
  if (stated < 0 || closing.closedBy === '') return false;
  return (closing.closedBy === 'carrier') !== (TYPE_PLACE[stated] === CARRIER);
}
