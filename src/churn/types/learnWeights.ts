import { CHURN_CAUSES, TYPE_PLACE } from './causes.js';
import type { Vote } from './evidence.js';
import type { Finding } from './evidenceCatalogue.js';
import { startPriors, updatePriors } from './priors.js';
import { type SurveyBias, startBias, trueCounts } from './surveyBias.js';
import { type EvidenceWeights, posterior, voteKey, weigh } from './typePosterior.js';

/** Evidence of one that stated why it left. */
export interface StatedCase {
  readonly findings: readonly Finding[];
  /** Position of the stated cause. */
  readonly stated: number;
}

/** Reasons that the start precision of an evidence function counts as. */
const PRECISION_COUNT = 8;
const ROUNDS = 8;
const CARRIER = TYPE_PLACE.at(-1)!;
/** Below so many reasons the temperature stays as it is. */
const FEWEST_FOR_TEMPERATURE = 100;
/** Tried in this order: of equals the first is kept. */
export const TEMPERATURES: readonly number[] = [1, 0.9, 1.1, 0.8, 1.2, 0.7, 1.3, 0.6, 1.4, 1.5, 1.7, 2, 2.5, 3];
/** Log likelihood by which another temperature must be better. */
const LEAST_GAIN = 2;

/** Weights before any exit reason is known. */
export function startWeights(): EvidenceWeights {
  return { prior: startPriors(), precision: {}, temperature: 1 };
}

/**
 * Priors, precisions and temperature after exit reasons: prior (counts + 20π) ÷ (n + 20); each precision a Beta posterior from a = 8q,
 * b = 8(1 − q); counts and hits are expected ones under the survey's bias, since a stated cause is not the true one. The share of
 * carrier-initiated ends is known from closures, not from reasons, and stays.
 */
export function learnWeights(cases: readonly StatedCase[], bias: SurveyBias = startBias()): EvidenceWeights {
  const start = startWeights();
  const stated = cases.map((one) => one.stated).filter((place) => TYPE_PLACE[place] !== CARRIER);
  const prior = learnPriors(stated, Float64Array.from(start.prior), bias);
  const precision = learnPrecisions(cases, prior, bias);
  return { prior, precision, temperature: learnTemperature(cases, prior, precision, bias) };
}

function learnPriors(stated: readonly number[], start: Float64Array, bias: SurveyBias): Float64Array {
  let prior = start;
  for (let round = 0; round < ROUNDS; round++) prior = keepCarrier(updatePriors(start, trueCounts(stated, prior, bias)), start);
  return prior;
}

/** The causes of the carrier's doing at their start shares, the others scaled to fill the rest. */
function keepCarrier(prior: Float64Array, start: Float64Array): Float64Array {
  const isCarrier = (place: number): boolean => TYPE_PLACE[place] === CARRIER;
  const own = (shares: Float64Array): number => shares.reduce((sum, share, place) => sum + (isCarrier(place) ? 0 : share), 0);
  const scale = own(start) / own(prior);
  return prior.map((share, place) => (isCarrier(place) ? start[place]! : share * scale));
}

/** Each precision from the mix of true causes among those of whom the evidence spoke, which is fitted to what they stated. */
function learnPrecisions(cases: readonly StatedCase[], prior: Float64Array, bias: SurveyBias): Record<string, number> {
  const statedBy = new Map<string, { readonly vote: Vote; readonly stated: number[] }>();
  for (const { findings, stated } of cases)
    for (const { evidence } of findings)
      evidence.votes.forEach((vote, place) => {
        const key = voteKey(evidence.id, place);
        const known = statedBy.get(key) ?? { vote, stated: [] };
        known.stated.push(stated);
        statedBy.set(key, known);
      });
  return Object.fromEntries(
    [...statedBy].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { vote, stated }]) => [key, precisionOf(vote, stated, prior, bias)]),
  );
}

/** Beta posterior of a precision: a = 8q, b = 8(1 − q), plus expected hits and misses. */
function precisionOf({ causes, precision }: Vote, stated: readonly number[], prior: Float64Array, bias: SurveyBias): number {
  const isHit = CHURN_CAUSES.map((cause) => causes.includes(cause));
  const share = (mix: Float64Array): number => mix.reduce((sum, part, place) => sum + (isHit[place] ? part : 0), 0);
  const within = share(prior);
  const start = prior.map((part, place) => (isHit[place] ? (precision * part) / within : ((1 - precision) * part) / (1 - within)));
  let mix = start;
  for (let round = 0; round < ROUNDS; round++) {
    const counts = trueCounts(stated, mix, bias);
    mix = start.map((part, place) => (PRECISION_COUNT * part + counts[place]!) / (PRECISION_COUNT + stated.length));
  }
  return share(mix);
}

function learnTemperature(cases: readonly StatedCase[], prior: Float64Array, precision: Record<string, number>, bias: SurveyBias): number {
  if (cases.length < FEWEST_FOR_TEMPERATURE) return 1;
  const likelihood = TEMPERATURES.map((temperature) => statedLogLikelihood(cases, { prior, precision, temperature }, bias));
  const best = likelihood.indexOf(Math.max(...likelihood));
  return likelihood[best]! - likelihood[0]! > LEAST_GAIN ? TEMPERATURES[best]! : 1;
}

/** Σ ln P(stated) of cases under weights and bias. */
function statedLogLikelihood(cases: readonly StatedCase[], weights: EvidenceWeights, bias: SurveyBias): number {
  let sum = 0;
  for (const { findings, stated } of cases)
    sum += Math.log(probabilityStated(posterior(weigh(findings, weights), weights.prior), stated, bias));
  return sum;
}

/** P(stated) of one whose probability by true cause is given. */
export function probabilityStated(probability: ArrayLike<number>, stated: number, bias: SurveyBias): number {
  let sum = 0;
  for (let truth = 0; truth < bias.length; truth++) sum += probability[truth]! * bias[truth]![stated]!;
  return sum;
}
