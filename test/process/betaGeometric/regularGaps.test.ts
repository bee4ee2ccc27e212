import { describe, expect, it } from 'vitest';
import { logGamma } from '../../../src/math/logGamma.js';
import { betaVariate, gammaVariate, uniformsOf } from '../../../src/math/variates.js';
import { bgCnbd, fitRegularGaps, mbgCnbd, type RepeatHistory, wheatMorrisonShape } from '../../../src/process/index.js';
import { customer, relative } from '../oracle.js';

const PARAMS = { r: 1.2, alpha: 40, a: 0.6, b: 1.8 };
type Gaps = RepeatHistory & { readonly later: number[]; readonly pairs: [number, number][]; readonly active: boolean[] };

/** Customers whose gaps are Erlang-k, leaving after shipments, observed for 300 to 700 days; and their shipments in the 100 days after. */
function regular(n: number, shape: number, firstCanEnd: boolean, seed = 5): Gaps {
  const rows = Array.from({ length: n }, (_, i) => {
    const uniform = uniformsOf(seed, 1, i);
    const rate = gammaVariate(PARAMS.r, uniform) / PARAMS.alpha;
    const leaving = betaVariate(PARAMS.a, PARAMS.b, uniform);
    const observed = 300 + 400 * uniform();
    const days: number[] = [0];
    let gone = firstCanEnd && uniform() < leaving;
    for (let day = 0; !gone; gone = uniform() < leaving) {
      day += gammaVariate(shape, uniform) / rate;
      if (day > observed + 100) break;
      days.push(day);
    }
    const seen = days.filter((day) => day <= observed);
    const gaps = seen.slice(1).map((day, j) => day - (seen[j] ?? NaN));
    return { observed, seen, gaps, later: days.length - seen.length, active: days.length > seen.length || !gone };
  });
  return {
    repeatCount: rows.map(({ gaps }) => gaps.length),
    firstToLastDays: rows.map(({ seen }) => seen.at(-1) ?? NaN),
    observedDays: rows.map(({ observed }) => observed),
    sumLogGapDays: rows.map(({ gaps }) => gaps.reduce((sum, gap) => sum + Math.log(gap), 0)),
    later: rows.map(({ later }) => later),
    active: rows.map(({ active }) => active),
    pairs: rows.filter(({ gaps }) => gaps.length >= 2).map(({ gaps }) => [gaps.at(-2) ?? NaN, gaps.at(-1) ?? NaN]),
  };
}

/** ∫∫ of the density of a history over rate and leaving probability, by the trapezoid rule on their log and log-odds. */
function integrated(
  shape: number,
  firstCanEnd: boolean,
  x: number,
  tx: number,
  T: number,
  sumLog: number,
): { total: number; active: number } {
  const { r, alpha, a, b } = PARAMS;
  const n = firstCanEnd ? x + 1 : x;
  const constant =
    r * Math.log(alpha) - logGamma(r) - (logGamma(a) + logGamma(b) - logGamma(a + b)) + (shape - 1) * sumLog - x * logGamma(shape);
  let [total, active] = [0, 0];
  for (let u = -25; u < 6; u += 0.05)
    for (let y = -40; y < 40; y += 0.1) {
      const rate = Math.exp(u);
      const [p, stay] = [1 / (1 + Math.exp(-y)), 1 / (1 + Math.exp(y))];
      let silent = 0;
      for (let j = 0, term = Math.exp(-rate * (T - tx)); j < shape; term *= (rate * (T - tx)) / ++j) silent += term;
      const weight =
        Math.exp(constant + r * u - alpha * rate + a * Math.log(p) + b * Math.log(stay) + shape * x * u - rate * tx) * 0.05 * 0.1;
      active += weight * Math.pow(stay, n) * silent;
      total += weight * (Math.pow(stay, n) * silent + (n > 0 ? p * Math.pow(stay, n - 1) : 0));
    }
  return { total, active };
}

describe.each([
  ['BG/CNBD-2', 2, false],
  ['MBG/CNBD-2', 2, true],
  ['MBG/CNBD-3', 3, true],
] as const)('%s', (_, shape, firstCanEnd) => {
  const process = (firstCanEnd ? mbgCnbd : bgCnbd)(shape);
  it.each([
    [0, 0, 90],
    [1, 20, 90],
    [4, 100, 130],
  ])('has the likelihood and the probability to be active of its derivation: %i repeats', (x, tx, T) => {
    const sumLog = x === 0 ? 0 : x * Math.log(tx / x) - 0.3;
    const { total, active } = integrated(shape, firstCanEnd, x, tx, T, sumLog);
    const one = { ...customer(x, tx, T), sumLogGapDays: [sumLog] };
    expect(process.logLikelihood(PARAMS, one)).toBeCloseTo(Math.log(total), 9);
    expect(process.probabilityActive(PARAMS, one)[0]).toBeCloseTo(active / total, 9);
  });
  it('forecasts what simulated customers do, and who of them is still active', () => {
    const history = regular(20_000, shape, firstCanEnd);
    const expected = process.conditionalExpectedShipments(PARAMS, history, 100);
    const active = process.probabilityActive(PARAMS, history);
    const byCount = new Map<number, { forecast: number; later: number; squares: number; active: number; left: number }>();
    expected.forEach((value, i) => {
      const key = Math.min(6, history.repeatCount[i] ?? NaN);
      const cell = byCount.get(key) ?? { forecast: 0, later: 0, squares: 0, active: 0, left: 0 };
      const difference = (history.later[i] ?? NaN) - value;
      cell.forecast += difference;
      cell.squares += difference * difference;
      cell.active += (active[i] ?? NaN) - Number(history.active[i]);
      cell.left += (active[i] ?? NaN) * (1 - (active[i] ?? NaN));
      byCount.set(key, cell);
    });
    expect(byCount.size).toBe(7);
    for (const { forecast, squares, active: difference, left } of byCount.values()) {
      expect(Math.abs(forecast) / Math.sqrt(squares)).toBeLessThan(3.5);
      if (left > 0) expect(Math.abs(difference) / Math.sqrt(left)).toBeLessThan(3.5);
    }
  });
  it('is chosen for customers that it made, with parameters within three standard errors', () => {
    const fit = fitRegularGaps(regular(3000, shape, firstCanEnd, 8), { firstCanEnd, ridge: 0 });
    expect(fit.shape).toBe(shape);
    expect(fit.logLikelihoods).toHaveLength(shape + 1);
    for (const name of ['r', 'alpha', 'a', 'b'] as const)
      expect(Math.abs(fit.model[name] - PARAMS[name]) / fit.report.standardErrors[name]).toBeLessThan(3);
  });
});

describe('regularity', () => {
  it.each([1, 2, 4])('finds the shape %i of simulated gaps', (shape) => {
    const { pairs } = regular(30_000, shape, true);
    const { shape: found } = wheatMorrisonShape(
      pairs.map(([one]) => one),
      pairs.map(([, other]) => other),
    );
    expect(relative(found, shape)).toBeLessThan(0.06);
  });
  it('needs gaps to compare shapes', () => {
    expect(() => mbgCnbd(2).fit(customer(3, 40, 60))).toThrow(expect.objectContaining({ code: 'bad-history' }));
    expect(() => mbgCnbd(2.5)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => wheatMorrisonShape([1], [1])).toThrow(expect.objectContaining({ code: 'too-little-history' }));
    expect(() => wheatMorrisonShape([1, 2], [1, 0])).toThrow(expect.objectContaining({ code: 'bad-history' }));
  });
});
