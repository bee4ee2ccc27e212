import { digamma } from '../../math/digamma.js';
import { logGamma } from '../../math/logGamma.js';
import type { Likelihood } from '../fit/likelihoodProblem.js';
import type { RetentionCounts } from './retentionCurve.js';

/** ln S(t) of the beta-discrete-Weibull law, S(t) = B(γ, δ + tᶜ) / B(γ, δ); c = 1 is the shifted beta-geometric. */
export function bdwLogSurvival(gamma: number, delta: number, c: number, t: number): number {
  if (t === 0) return 0;
  const power = Math.exp(c * Math.log(t));
  return logGamma(delta + power) - logGamma(gamma + delta + power) + logGamma(gamma + delta) - logGamma(delta);
}

/**
 * Log-likelihood of retention counts, Σ lost(t)·ln(S(t − 1) − S(t)) + Σ kept(t)·ln S(t), by γ, δ and, where theta has it, c.
 *
 * @remarks Fader, Hardie, Liu, Davin & Steenburgh, J. Interactive Marketing 43 (2018).
 */
export function bdwLikelihood({ lost, kept }: RetentionCounts): Likelihood {
  return (theta, gradient) => {
    gradient.fill(0);
    const [gamma, delta, c] = [theta[0]!, theta[1]!, theta[2] ?? 1];
    let before = 0; // ln S(t − 1) and its derivatives
    let slopesBefore = [0, 0, 0];
    let total = 0;
    for (let t = 1; t < lost.length; t++) {
      const now = bdwLogSurvival(gamma, delta, c, t);
      const slopes = survivalSlopes(gamma, delta, c, t);
      const share = -Math.expm1(now - before); // of those there that leave in t
      total += lost[t]! * (before + Math.log(share)) + kept[t]! * now;
      for (let j = 0; j < gradient.length; j++)
        gradient[j]! += (lost[t]! * (slopesBefore[j]! - (1 - share) * slopes[j]!)) / share + kept[t]! * slopes[j]!;
      before = now;
      slopesBefore = slopes;
    }
    return total;
  };
}

function survivalSlopes(gamma: number, delta: number, c: number, t: number): number[] {
  const power = Math.exp(c * Math.log(t));
  const [later, both, laterBoth] = [digamma(delta + power), digamma(gamma + delta), digamma(gamma + delta + power)];
  return [both - laterBoth, later - laterBoth + both - digamma(delta), (later - laterBoth) * power * Math.log(t)];
}
