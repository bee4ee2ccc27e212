import { ensure } from '../../core/errors.js';
import { logistic, logit } from '../../math/logSums.js';

/**
 * Probabilities moved to another base rate: logit π_to − logit π_from is added to each on the log-odds. Right where only the share of events
 * has changed and not what they look like.
 *
 * @param probability - shape (n,), each in [0, 1]
 * @param from - base rate that the probabilities were made for, in (0, 1)
 * @param to - base rate now, in (0, 1)
 * @returns shape (n,); 0 and 1 stay
 * @throws HoldfastError `bad-parameter`
 * @remarks Saerens, Latinne & Decaestecker, Neural Computation 14 (2002).
 * @example
 * ```ts
 * shiftBaseRate([0.1, 0.5], 0.1, 0.2); // => [0.2, 0.6923] (4 dp)
 * ```
 */
export function shiftBaseRate(probability: ArrayLike<number>, from: number, to: number): Float64Array {
  for (const [name, rate] of [
    ['from', from],
    ['to', to],
  ] as const)
    ensure(rate > 0 && rate < 1, 'bad-parameter', () => ({
      en: `${name} is ${rate}; a base rate lies between 0 and 1`,
      zh: `${name} 为 ${rate}；基准率应在 0 与 1 之间`,
    }));
  const shift = logit(to) - logit(from);
  return Float64Array.from(probability, (p, row) => logistic(logit(checked(p, row)) + shift));
}

/**
 * Probabilities of a model that was trained on all events and a share β of the others, as they are for everybody: β·p / (β·p − p + 1).
 *
 * @param probability - shape (n,), each in [0, 1]
 * @param kept - β, share of the others that were kept, in (0, 1]
 * @returns shape (n,)
 * @throws HoldfastError `bad-parameter`
 * @remarks Exact, unlike class weights. Dal Pozzolo et al. 2015.
 * @example
 * ```ts
 * undoSubsampling([0.5], 0.1); // => [0.0909] (4 dp)
 * ```
 */
export function undoSubsampling(probability: ArrayLike<number>, kept: number): Float64Array {
  ensure(kept > 0 && kept <= 1, 'bad-parameter', () => ({
    en: `kept is ${kept}; it must be above 0 and at most 1, for example 0.1`,
    zh: `kept 为 ${kept}；应大于 0 且不超过 1，例如 0.1`,
  }));
  return Float64Array.from(probability, (p, row) => (kept * checked(p, row)) / (kept * p - p + 1));
}

function checked(p: number, row: number): number {
  ensure(p >= 0 && p <= 1, 'bad-parameter', () => ({
    en: `Row ${row} of probability is ${p}; it must be a number from 0 to 1`,
    zh: `probability 的第 ${row} 行是 ${p}；应为 0 到 1 之间的数`,
  }));
  return p;
}
