import { describe, expect, it } from 'vitest';
import { chiSquareTail } from '../../../src/math/incompleteGamma.js';
import { curvatureAt } from '../../../src/process/fit/curvature.js';
import {
  bgNbd,
  bootstrapPurchases,
  contractSurvival,
  fitBdw,
  fitSbg,
  likelihoodRatioTest,
  mbgNbd,
  nbd,
  parameterDraws,
  type RepeatHistory,
} from '../../../src/process/index.js';
import { relative } from '../oracle.js';
import { simulated } from '../simulated.js';

const TRUTH = { r: 0.8, alpha: 30, a: 0.7, b: 2.5 };
const part = (history: RepeatHistory, from: number, to: number): RepeatHistory => ({
  repeatCount: Array.from(history.repeatCount).slice(from, to),
  firstToLastDays: Array.from(history.firstToLastDays).slice(from, to),
  observedDays: Array.from(history.observedDays).slice(from, to),
});

describe('standard errors', () => {
  it('cover the truth 95 times in a hundred: 60 samples of MBG/NBD here, thousands in bench/coverage.mjs', () => {
    const all = simulated(60 * 1500, TRUTH);
    let inside = 0;
    for (let sample = 0; sample < 60; sample++) {
      const { model, report } = mbgNbd.fit(part(all, 1500 * sample, 1500 * (sample + 1)), { ridge: 0, randomStarts: 0 });
      for (const name of ['r', 'alpha', 'a', 'b'] as const) {
        const error = report.standardErrors[name] / model[name];
        if (Math.abs(Math.log(model[name] / TRUTH[name])) < 1.96 * error) inside++;
      }
    }
    expect(inside / 240).toBeGreaterThan(0.9); // 240 intervals, not independent: about 0.95 ± 0.03
    expect(inside / 240).toBeLessThan(0.99);
  });
  it('are those of the inverse curvature of a known quadratic', () => {
    const { covariance, conditionNumber } = curvatureAt(
      (x, gradient) => {
        gradient[0] = 4 * x[0]! + x[1]!;
        gradient[1] = x[0]! + 3 * x[1]!;
        return 2 * x[0]! * x[0]! + x[0]! * x[1]! + 1.5 * x[1]! * x[1]!;
      },
      Float64Array.of(0.3, -0.2),
      10,
    );
    [3 / 110, -1 / 110, -1 / 110, 4 / 110].forEach((value, i) => expect(covariance[i]).toBeCloseTo(value, 10));
    expect(conditionNumber).toBeCloseTo((7 + Math.sqrt(5)) / (7 - Math.sqrt(5)), 6);
  });
  it('are unknown, and say so, where the data do not tell', () => {
    const steady = { repeatCount: Array(50).fill(20), firstToLastDays: Array(50).fill(360), observedDays: Array(50).fill(364) };
    const { report } = bgNbd.fit(steady, { ridge: 0 });
    const honest = !report.converged || report.boundary.length > 0 || !(report.conditionNumber < 1e6);
    expect(honest).toBe(true);
  });
});

describe('bootstrap', () => {
  const history = simulated(1500, TRUTH);
  const fit = nbd.fit(history, { ridge: 0 });
  it('of parameters has the spread of the standard errors', () => {
    const { draws, intervals } = bootstrapPurchases(nbd, history, fit, { replicates: 4000 });
    expect(draws).toHaveLength(4000);
    const logs = draws.map((draw) => Math.log((draw[0] ?? NaN) / fit.model.r));
    const deviation = Math.sqrt(logs.reduce((sum, x) => sum + x * x, 0) / 4000);
    expect(relative(deviation, fit.report.standardErrors.r / fit.model.r)).toBeLessThan(0.05);
    expect(relative(intervals.r.high, fit.model.r * Math.exp((1.645 * fit.report.standardErrors.r) / fit.model.r))).toBeLessThan(0.02);
  });
  it('of customers agrees with it where the model holds', () => {
    const mbg = mbgNbd.fit(history, { ridge: 0 });
    const customers = bootstrapPurchases(mbgNbd, history, mbg, { kind: 'customers', replicates: 60, fitOptions: { ridge: 0 } });
    const parameters = bootstrapPurchases(mbgNbd, history, mbg, { kind: 'parameters' });
    const width = ({ low, high }: { low: number; high: number }): number => Math.log(high / low);
    expect(customers.failed).toBe(0);
    expect(width(customers.intervals.r) / width(parameters.intervals.r)).toBeGreaterThan(0.6);
    expect(width(customers.intervals.r) / width(parameters.intervals.r)).toBeLessThan(1.6);
  });
  it('gives the same draws for the same seed', () => {
    expect(parameterDraws(fit, 5, 3)).toEqual(parameterDraws(fit, 5, 3));
    expect(parameterDraws(fit, 5, 3)).not.toEqual(parameterDraws(fit, 5, 4));
  });
  it('widens predictive intervals, a little', () => {
    const one = { repeatCount: [6], firstToLastDays: [200], observedDays: [400] };
    const plain = nbd.predictiveCounts(fit.model, one, { days: 200, draws: 20_000 });
    const wide = nbd.predictiveCounts(fit.model, one, { days: 200, draws: 20_000, parameterDraws: parameterDraws(fit) });
    expect(Math.abs((wide.mean[0] ?? NaN) - (plain.mean[0] ?? NaN))).toBeLessThan(0.15);
    expect(wide.high[0]).toBeGreaterThanOrEqual(plain.high[0] ?? NaN);
  });
  it('refuses a fit without a covariance', () => {
    const bad = { ...fit, report: { ...fit.report, logCovariance: [NaN, NaN, NaN, NaN] } };
    expect(() => parameterDraws(bad)).toThrow(expect.objectContaining({ code: 'no-convergence' }));
  });
});

describe('likelihoodRatioTest', () => {
  it('is the tail of chi-square', () => {
    expect(likelihoodRatioTest(-100, -100 + 3.841458821 / 2, 1).pValue).toBeCloseTo(0.05, 6);
    expect(chiSquareTail(5.991464547, 2)).toBeCloseTo(0.05, 9);
  });
  it('never rewards the smaller model', () => {
    expect(likelihoodRatioTest(-10, -11, 2)).toEqual({ statistic: 0, pValue: 1 });
  });
  it('finds sBG enough for sBG customers', () => {
    const curve = Array.from({ length: 8 }, (_, t) => Math.round(1e5 * contractSurvival({ gamma: 0.68, delta: 1.2 }, t)));
    const p = likelihoodRatioTest(
      fitSbg([curve], { ridge: 0 }).report.logLikelihood,
      fitBdw([curve], { ridge: 0 }).report.logLikelihood,
      1,
    ).pValue;
    expect(p).toBeGreaterThan(0.5);
  });
  it('refuses what cannot be compared', () => {
    expect(() => likelihoodRatioTest(NaN, 1, 1)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => likelihoodRatioTest(-2, -1, 0)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
});

describe('a warm start', () => {
  it('ends where the whole search ends', () => {
    const history = simulated(800, TRUTH);
    const cold = mbgNbd.fit(history, { ridge: 0 });
    const warm = mbgNbd.fit(history, { ridge: 0, start: cold.model });
    for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(relative(warm.model[name], cold.model[name])).toBeLessThan(1e-5);
    expect(warm.report.starts).toBe(1);
  });
});
