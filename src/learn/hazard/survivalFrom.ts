import { ensure } from '../../core/errors.js';
import { logistic } from '../../math/logSums.js';
import { predictMargin } from '../learnerModel.js';
import type { Matrix } from '../matrix.js';
import { within } from '../optionChecks.js';
import type { HazardModel } from './fitHazard.js';
import { PERIOD } from './hazardRows.js';

export interface SurvivalOptions {
  /** Periods that each row has survived already, whole numbers >= 0: one for all, or shape (n,). Default 0. */
  readonly survived?: number | ArrayLike<number>;
}

/**
 * Probability that the event has not come within each horizon, for every row: S(H) = Π (1 − h_k). The probability that it has is 1 less it.
 *
 * @param model - from `fitHazard`
 * @param matrix - the model's columns, by name, as they are now; a column `period` is not needed
 * @param horizons - periods ahead, 0…100,000; a part of a period counts as if its hazard were spread evenly
 * @param options - see {@link SurvivalOptions}
 * @returns for each horizon in the order given, shape (n,), falling from 1 as the horizon grows
 * @throws HoldfastError `bad-parameter`, `missing-column`
 * @remarks O(largest horizon × cost of predicting). Past the last period learnt from its hazard stays, and is not computed anew.
 *   Allison 1982.
 * @example
 * ```ts
 * const matrix = { length: 40, features: [{ name: 'x', values: new Float64Array(40) }] };
 * const periods = Array.from({ length: 40 }, (_, row) => (row < 30 ? 1 : 2)); // of 40, 30 leave in the first period, 5 in the second
 * const event = Array.from({ length: 40 }, (_, row) => (row < 35 ? 1 : 0));
 * const { model } = await fitHazard({ kind: 'logistic', strength: 1000 }, { matrix, periods, event });
 * const one = { length: 1, features: [{ name: 'x', values: Float64Array.of(0) }] };
 * survivalFrom(model, one, [0, 1, 2]).map((survival) => survival[0]); // => [1, 0.25, 0.125] (2 dp)
 * ```
 */
export function survivalFrom(
  model: HazardModel,
  matrix: Matrix,
  horizons: readonly number[],
  options: SurvivalOptions = {},
): Float64Array[] {
  for (const horizon of horizons) within('horizon', horizon, 0, 1e5);
  const hazardAt = hazards(model, matrix, options);
  const longest = horizons.reduce((a, b) => Math.max(a, b), 0);
  const result = horizons.map(() => new Float64Array(matrix.length).fill(1));
  /** −ln S up to the period reached. */
  const cumulated = new Float64Array(matrix.length);
  for (let period = 0; period < longest; period++) {
    const hazard = hazardAt(period + 1);
    for (const [place, horizon] of horizons.entries()) {
      const part = Math.min(1, horizon - period);
      if (part <= 0 || horizon > period + 1) continue;
      const survival = result[place]!;
      for (let row = 0; row < survival.length; row++) survival[row] = Math.exp(-cumulated[row]! + part * Math.log1p(-hazard[row]!));
    }
    for (let row = 0; row < cumulated.length; row++) cumulated[row]! -= Math.log1p(-hazard[row]!);
  }
  return result;
}

export interface LifetimeOptions extends SurvivalOptions {
  /** Interest a period; >= 0. Default 0. */
  readonly discount?: number;
  /** Counts periods up to this one only; >= 1. Default: all there will be. */
  readonly limit?: number;
}

/**
 * Expected number of periods begun before the event, the present one included: Σ S(k) / (1 + discount)ᵏ over k = 0, 1, …
 *
 * @param model - from `fitHazard`
 * @param matrix - the model's columns, by name, as they are now
 * @param options - see {@link LifetimeOptions}
 * @returns shape (n,), >= 1; the tail past the last period learnt from is the geometric sum at its hazard
 * @throws HoldfastError `bad-parameter`, `missing-column`
 * @remarks O(periods learnt × cost of predicting). Multiply by the profit of a period for a lifetime value.
 * @example
 * ```ts
 * const matrix = { length: 40, features: [{ name: 'x', values: new Float64Array(40) }] };
 * const event = Array.from({ length: 40 }, (_, row) => (row < 10 ? 1 : 0)); // a quarter leaves in a period
 * const { model } = await fitHazard({ kind: 'logistic' }, { matrix, periods: new Array(40).fill(1), event });
 * const one = { length: 1, features: [{ name: 'x', values: Float64Array.of(0) }] };
 * expectedLifetime(model, one)[0]; // => 4 (6 dp)
 * ```
 */
export function expectedLifetime(model: HazardModel, matrix: Matrix, options: LifetimeOptions = {}): Float64Array {
  const { discount = 0, limit = Infinity } = options;
  within('discount', discount, 0, 1e6);
  ensure(limit >= 1 && (limit === Infinity || Number.isInteger(limit)), 'bad-parameter', () => ({
    en: `limit is ${limit}; it must be a whole number >= 1.`,
    zh: `limit 为 ${limit}；必须是不小于 1 的整数。`,
  }));
  const hazardAt = hazards(model, matrix, options);
  const keep = 1 / (1 + discount);
  const known = Math.min(model.lastPeriod, limit);
  const total = new Float64Array(matrix.length);
  const weight = new Float64Array(matrix.length).fill(1);
  for (let period = 1; period < known; period++) {
    const hazard = hazardAt(period);
    for (let row = 0; row < total.length; row++) {
      total[row]! += weight[row]!;
      weight[row]! *= keep * (1 - hazard[row]!);
    }
  }
  const last = hazardAt(known);
  const rest = limit - known + 1;
  for (let row = 0; row < total.length; row++) total[row]! += weight[row]! * geometricSum(keep * (1 - last[row]!), rest, last[row]!, keep);
  return total;
}

/** 1 + r + … + r^(terms − 1), where 1 − r = 1 − keep + keep · hazard. */
function geometricSum(ratio: number, terms: number, hazard: number, keep: number): number {
  const missing = 1 - keep + keep * hazard;
  if (terms === Infinity) return 1 / missing;
  return missing < 1e-12 ? terms : -Math.expm1(terms * Math.log(ratio)) / missing;
}

/** A function that gives the hazard of every row in the next period (1), the one after (2), …; the last answer is kept. */
function hazards({ learner, lastPeriod }: HazardModel, matrix: Matrix, { survived = 0 }: SurvivalOptions): (ahead: number) => Float64Array {
  const start = Float64Array.from({ length: matrix.length }, (_, row) => (typeof survived === 'number' ? survived : survived[row]!));
  ensure(
    start.every((periods) => Number.isInteger(periods) && periods >= 0),
    'bad-parameter',
    () => ({
      en: 'survived must be whole numbers >= 0, one for all rows or one for each.',
      zh: 'survived 必须是非负整数：所有行共用一个值，或每行一个值。',
    }),
  );
  const youngest = start.reduce((a, b) => Math.min(a, b), Infinity);
  let known = { place: 0, hazard: start };
  return (ahead) => {
    // Once the youngest row is past the last period learnt from, nothing changes any more.
    const place = Math.max(1, Math.min(ahead, lastPeriod - youngest));
    if (place === known.place) return known.hazard;
    const values = start.map((periods) => Math.min(periods + place, lastPeriod));
    const features = [...matrix.features.filter(({ name }) => name !== PERIOD), { name: PERIOD, values }];
    const hazard = predictMargin(learner, { length: matrix.length, features }).map(logistic);
    known = { place, hazard };
    return hazard;
  };
}
