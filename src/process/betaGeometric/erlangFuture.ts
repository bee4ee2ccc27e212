import { logGamma } from '../../math/logGamma.js';

const MAX_STAGES = 20_000_000;

/** Probability of each number of stages 0 … shape − 1 of the running gap that passed unseen, of an active customer. */
export function stageWeights(shape: number, s: number, ratio: number): Float64Array {
  const weights = new Float64Array(shape);
  let sum = 0;
  for (let j = 0, term = 1; j < shape; term *= ((s + j) / (j + 1)) * ratio, j++) {
    weights[j] = term;
    sum += term;
  }
  return weights.map((weight) => weight / sum);
}

/** Probabilities of 0, 1, 2, … stages in the coming time, one after the other: Poisson with a rate ~ Gamma(s, now), so negative binomial. */
export function stageCounts(s: number, now: number, time: number): () => number {
  const logShare = Math.log(time / (now + time));
  let logTerm = -s * Math.log1p(time / now);
  let m = 0;
  return () => {
    const probability = Math.exp(logTerm);
    logTerm += logShare + Math.log((s + m) / (m + 1));
    m++;
    return probability;
  };
}

/** An active customer whose gaps are Erlang-`shape`: rate, leaving probability and silence as its history leaves them. */
export interface ErlangPosterior {
  readonly shape: number;
  /** r + kx; the rate is Gamma(s + unseen stages, now). */
  readonly s: number;
  readonly now: number;
  readonly silence: number;
  readonly a: number;
  /** b + chances of leaving survived. */
  readonly b: number;
}

/**
 * Probability of each number 0, 1, 2, … of shipping stages passed by the end of the coming time, the unseen ones included, until `use`
 * says stop.
 */
function eachStageTotal(
  { shape, s, now, silence }: ErlangPosterior,
  time: number,
  use: (probability: number, total: number) => boolean,
): void {
  const weights = stageWeights(shape, s, silence / now);
  const counts = Array.from(weights, (_, j) => stageCounts(s + j, now, time));
  for (let total = 0; total < MAX_STAGES; total++) {
    let probability = 0;
    for (let j = 0; j < shape && j <= total; j++) probability += weights[j]! * counts[j]!();
    if (use(probability, total)) return;
  }
}

/**
 * Expected shipments in the coming `time` of an active customer: Σ over numbers of stages m of P(m) · Σ_{n ≤ m/k} E[(1−p)^(n−1)], a sum
 * of positive terms instead of ₂F₁, for any shape.
 */
export function erlangMean(posterior: ErlangPosterior, time: number): number {
  if (time === 0) return 0;
  const { shape, s, a, b, now } = posterior;
  const usual = ((s + shape) * time) / now; // terms rise up to here
  const tail = 1 + time / now; // their ratio beyond is 1 − 1 / tail
  let staying = 1; // E[(1 − p)^(n − 1)]
  let counted = 0; // Σ of it
  let mean = 0;
  eachStageTotal(posterior, time, (probability, total) => {
    if (total > 0 && total % shape === 0) {
      const n = total / shape;
      counted += staying;
      staying *= (b + n - 1) / (a + b + n - 1);
    }
    mean += probability * counted;
    return total > usual + shape && probability * (counted + 1) * tail < 1e-16 * mean;
  });
  return mean;
}

/**
 * Probability of exactly `count` shipments in the coming `time` of an active customer: it is still active and counted so many, or
 * it left after the last of them.
 */
export function erlangCount(posterior: ErlangPosterior, time: number, count: number): number {
  const { shape, a, b } = posterior;
  if (time === 0) return count === 0 ? 1 : 0;
  let below = 0; // P(stages < count·k)
  let within = 0;
  eachStageTotal(posterior, time, (probability, total) => {
    if (total < count * shape) below += probability;
    else if (total < (count + 1) * shape) within += probability;
    return total >= (count + 1) * shape - 1;
  });
  const stay = Math.exp(logStaying(a, b, count));
  const leave = count === 0 ? 0 : (Math.exp(logStaying(a, b, count - 1)) * a) / (a + b + count - 1);
  return stay * within + leave * Math.max(0, 1 - below);
}

/** ln E[(1 − p)ⁿ] of p ~ Beta(a, b). */
function logStaying(a: number, b: number, n: number): number {
  return logGamma(a + b) - logGamma(a + b + n) + logGamma(b + n) - logGamma(b);
}
