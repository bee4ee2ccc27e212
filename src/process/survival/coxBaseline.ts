import type { Covariates } from '../covariates.js';
import { linearPredictor } from '../covariates.js';
import type { SurvivalRows } from './survivalRows.js';

/** Cumulative hazard of a customer with mean covariates, one step a time of leaving. */
export interface CoxBaseline {
  readonly stratum: number;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Breslow's estimate of the baseline of each stratum; `order` holds the rows by stratum, then falling time. */
export function coxBaselines(
  { durations, events }: SurvivalRows,
  covariates: Covariates,
  coefficients: Readonly<Record<string, number>>,
  means: Readonly<Record<string, number>>,
  strata: ArrayLike<number>,
  order: Int32Array,
): CoxBaseline[] {
  const centre = Object.keys(coefficients).reduce((sum, name) => sum + coefficients[name]! * means[name]!, 0);
  const baselines: CoxBaseline[] = [];
  for (let begin = 0; begin < order.length; ) {
    const stratum = strata[order[begin]!]!;
    const [times, jumps]: [number[], number[]] = [[], []];
    let risk = 0;
    let end = begin;
    while (end < order.length && strata[order[end]!] === stratum) {
      const time = durations[order[end]!]!;
      let left = 0;
      for (; end < order.length && strata[order[end]!] === stratum && durations[order[end]!] === time; end++) {
        risk += Math.exp(linearPredictor(coefficients, covariates, order[end]!) - centre);
        left += events[order[end]!]!;
      }
      if (left > 0) {
        times.push(time);
        jumps.push(left / risk);
      }
    }
    times.reverse();
    jumps.reverse();
    let total = 0;
    baselines.push({ stratum, times: Float64Array.from(times), values: Float64Array.from(jumps, (jump) => (total += jump)) });
    begin = end;
  }
  return baselines;
}
