import type { Likelihood } from '../fit/likelihoodProblem.js';
import type { OpportunityHistory } from './opportunityHistory.js';
import { type RisingLogs, risingLogs } from './risingLogs.js';

/** The rising logs of α, β, α+β, δ, γ+δ. */
interface Tables {
  readonly a: RisingLogs;
  readonly b: RisingLogs;
  readonly ab: RisingLogs;
  readonly d: RisingLogs;
  readonly gd: RisingLogs;
}

/**
 * BG/BB log-likelihood: active in a period with probability p ~ Beta(α, β) while it lasts, leaving before a period with probability
 * θ ~ Beta(γ, δ). Sum over still active after n periods, B(α+x, β+n−x)/B(α, β)·B(γ, δ+n)/B(γ, δ), and left after period i = t_x … n − 1,
 * B(α+x, β+i−x)/B(α, β)·B(γ+1, δ+i)/B(γ, δ).
 *
 * @remarks Fader, Hardie & Shang, Marketing Science 29 (2010), eq. 4. O(largest n + Σ (n − t_x)) an evaluation; log-sum-exp.
 */
export function bgBbLikelihood({ activeCount, lastActive, periods, customers }: OpportunityHistory): Likelihood {
  const most = Array.from(periods).reduce((largest, n) => Math.max(largest, n), 0);
  return (theta, gradient) => {
    gradient.fill(0);
    const tables = tablesOf(theta, most);
    const slopes = new Float64Array(4);
    let total = 0;
    for (let i = 0; i < activeCount.length; i++) {
      const weight = customers?.[i] ?? 1;
      total += weight * cell(tables, theta[2]!, activeCount[i]!, lastActive[i]!, periods[i]!, slopes);
      for (let j = 0; j < 4; j++) gradient[j]! += weight * slopes[j]!;
    }
    return total;
  };
}

function tablesOf(theta: Float64Array, most: number): Tables {
  const [alpha, beta, gamma, delta] = [theta[0]!, theta[1]!, theta[2]!, theta[3]!];
  return {
    a: risingLogs(alpha, most),
    b: risingLogs(beta, most),
    ab: risingLogs(alpha + beta, most),
    d: risingLogs(delta, most),
    gd: risingLogs(gamma + delta, most + 1),
  };
}

/** ln likelihood of one row; its derivatives go to `slopes`. */
function cell({ a, b, ab, d, gd }: Tables, gamma: number, x: number, last: number, n: number, slopes: Float64Array): number {
  const logGammaParameter = Math.log(gamma);
  const activeThrough = (i: number): number => a.log[x]! + b.log[i - x]! - ab.log[i]! + d.log[i]!;
  let top = activeThrough(n) - gd.log[n]!;
  for (let i = last; i < n; i++) top = Math.max(top, activeThrough(i) + logGammaParameter - gd.log[i + 1]!);
  slopes.fill(0);
  let sum = 0;
  for (let i = last; i <= n; i++) {
    const left = i < n ? 1 : 0; // left after period i, or still there after n
    const term = Math.exp(activeThrough(i) + left * logGammaParameter - gd.log[i + left]! - top);
    sum += term;
    slopes[0]! += term * (a.slope[x]! - ab.slope[i]!);
    slopes[1]! += term * (b.slope[i - x]! - ab.slope[i]!);
    slopes[2]! += term * (left / gamma - gd.slope[i + left]!);
    slopes[3]! += term * (d.slope[i]! - gd.slope[i + left]!);
  }
  for (let j = 0; j < 4; j++) slopes[j]! /= sum;
  return top + Math.log(sum);
}
