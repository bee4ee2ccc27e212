import type { ChurnCause } from '../../core/codes.js';
import { CHURN_CAUSES, TYPE_PLACE } from './causes.js';

/** Share of leavers that name their true cause, before anything is known of these records. */
const HONEST = 0.8;
/** Of those dissatisfied with service or care that name another cause, the share that says it is the price. */
const SAYS_PRICE = 0.7;
const BLAMES_PRICE: readonly ChurnCause[] = ['service_quality', 'relationship'];
/** Leavers that the start matrix counts as, for each true cause. */
const PRIOR_COUNT = 60;
const ROUNDS = 5;
const SIZE = CHURN_CAUSES.length;
const PRICE = CHURN_CAUSES.indexOf('price');
const CARRIER = TYPE_PLACE.at(-1)!;

/** P(stated | true): row by true cause, column by stated cause; each row sums to 1. Causes of the carrier's doing are recorded by itself. */
export type SurveyBias = readonly Float64Array[];

/** What is assumed of exit reasons: four in five are true, and whoever leaves over service or care likes to say "price". */
export function startBias(): SurveyBias {
  return CHURN_CAUSES.map((cause, truth) => {
    const byCarrier = TYPE_PLACE[truth] === CARRIER;
    const others = CHURN_CAUSES.map((_, stated) => (stated !== truth && (TYPE_PLACE[stated] === CARRIER) === byCarrier ? 1 : 0));
    const blamed = BLAMES_PRICE.includes(cause) ? SAYS_PRICE : 0;
    const spread = ((1 - HONEST) * (1 - blamed)) / others.reduce<number>((a, b) => a + b, 0);
    // Nothing is impossible: a cell of the matrix may be small, never 0.
    const row = Float64Array.from(others, (other, stated) => Math.max(1e-4, stated === truth ? HONEST : other * spread));
    row[PRICE]! += (1 - HONEST) * blamed;
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((share) => share / sum);
  });
}

/** Probability by true cause of one that stated a cause: Bayes with the bias. */
export function causeGiven(stated: number, probability: ArrayLike<number>, bias: SurveyBias): Float64Array {
  const joint = Float64Array.from({ length: SIZE }, (_, truth) => probability[truth]! * bias[truth]![stated]!);
  const sum = joint.reduce((a, b) => a + b, 0);
  return joint.map((share) => share / sum);
}

/**
 * Bias of these records: stated causes against what the evidence says, which does not know them. Expectation–maximisation over the
 * unknown true causes, the start matrix counting as 60 leavers a row, so that a wrong rule cannot turn it over.
 *
 * @param stated - position of the stated cause of each leaver
 * @param probability - of each leaver by cause, from evidence alone
 */
export function fitBias(stated: readonly number[], probability: readonly Float64Array[], start: SurveyBias = startBias()): SurveyBias {
  let bias = start;
  for (let round = 0; round < ROUNDS; round++) {
    const counts = start.map((row) => row.map((share) => share * PRIOR_COUNT));
    stated.forEach((named, at) => {
      const given = causeGiven(named, probability[at]!, bias);
      for (let truth = 0; truth < SIZE; truth++) counts[truth]![named]! += given[truth]!;
    });
    bias = counts.map((row) => {
      const sum = row.reduce((a, b) => a + b, 0);
      return row.map((count) => count / sum);
    });
  }
  return bias;
}

/** Expected number of leavers by true cause behind stated ones, at a prior. */
export function trueCounts(stated: readonly number[], prior: ArrayLike<number>, bias: SurveyBias): Float64Array {
  const counts = new Float64Array(SIZE);
  for (const named of stated) {
    const given = causeGiven(named, prior, bias);
    for (let truth = 0; truth < SIZE; truth++) counts[truth]! += given[truth]!;
  }
  return counts;
}
