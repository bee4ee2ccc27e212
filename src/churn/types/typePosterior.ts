import { CHURN_CAUSES } from './causes.js';
import type { Finding } from './evidenceCatalogue.js';

/** Below it a probability is taken for this. */
export const LEAST_PROBABILITY = 1e-6;

/** What the combination of evidence rests on; shares by cause are in the order of the causes. */
export interface EvidenceWeights {
  readonly prior: ArrayLike<number>;
  /** Precision of each vote by {@link voteKey}; what is not listed has its start precision. */
  readonly precision: Readonly<Record<string, number>>;
  /** What the log likelihood ratios are divided by: votes that are not independent say less than they seem to, 1 until reasons tell. */
  readonly temperature: number;
}

/** Name of one vote of an evidence function. */
export function voteKey(id: string, vote: number): string {
  return vote === 0 ? id : `${id}#${vote + 1}`;
}

/** What one vote adds to the score of each of its causes. */
export interface Weighed {
  readonly finding: Finding;
  readonly causes: readonly number[];
  readonly logRatio: number;
}

/**
 * Log likelihood ratio of every vote, damped within families: w·[ln(q/(1−q)) + ln((1−π)/π)], w = 1/√(evidence of the family that spoke),
 * π the prior of the vote's causes together.
 */
export function weigh(findings: readonly Finding[], { prior, precision, temperature }: EvidenceWeights): Weighed[] {
  const spoken = new Map<string, number>();
  for (const { evidence } of findings) spoken.set(evidence.family, (spoken.get(evidence.family) ?? 0) + 1);
  return findings.flatMap((finding) => {
    const { id, family, votes } = finding.evidence;
    const damping = 1 / Math.sqrt(spoken.get(family)!) / temperature;
    return votes.map((vote, place) => {
      const causes = vote.causes.map((cause) => CHURN_CAUSES.indexOf(cause));
      const share = causes.reduce((sum, cause) => sum + prior[cause]!, 0);
      const q = precision[voteKey(id, place)] ?? vote.precision;
      return { finding, causes, logRatio: damping * (Math.log(q / (1 - q)) + Math.log((1 - share) / share)) };
    });
  });
}

/** Probability by cause: softmax of ln π plus the votes. */
export function posterior(weighed: readonly Weighed[], prior: ArrayLike<number>): Float64Array {
  const scores = Float64Array.from(prior, Math.log);
  for (const { causes, logRatio } of weighed) for (const cause of causes) scores[cause]! += logRatio;
  return softmax(scores);
}

/** Softmax, written over the scores and returned; safe for large ones. */
export function softmax(scores: Float64Array): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (const score of scores) largest = Math.max(largest, score);
  let sum = 0;
  for (let at = 0; at < scores.length; at++) sum += scores[at] = Math.exp(scores[at]! - largest);
  for (let at = 0; at < scores.length; at++) scores[at]! /= sum;
  return scores;
}

/** Probabilities made surer (below 1) or less sure (above 1): p^(1/temperature), of sum 1 again. */
export function tempered(probability: Float64Array, temperature: number): Float64Array {
  return softmax(probability.map((share) => Math.log(Math.max(share, LEAST_PROBABILITY)) / temperature));
}
