import { describe, expect, it } from 'vitest';
import { betaVariate, gammaVariate, uniformsOf } from '../../../src/math/variates.js';
import {
  bgNbd,
  fitBetaGeometricCovariates,
  likelihoodRatioTest,
  mbgNbd,
  paramsWithCovariates,
  type RepeatHistory,
} from '../../../src/process/index.js';

const BASE = { r: 1.2, alpha: 30, a: 0.8, b: 2.4 };

/** Contract customers ship `faster` times as often and have a `steadier` times smaller a. */
function customers(n: number, faster: number, steadier: number): { history: RepeatHistory; contract: number[] } {
  const rows = Array.from({ length: n }, (_, i) => {
    const uniform = uniformsOf(21, 2, i);
    const contract = i % 2;
    const rate = (gammaVariate(BASE.r, uniform) / BASE.alpha) * (contract ? faster : 1);
    const leaving = betaVariate(contract ? BASE.a / steadier : BASE.a, BASE.b, uniform);
    const observed = 300 + Math.floor(300 * uniform());
    let [x, last] = [0, 0];
    for (let gone = uniform() < leaving; !gone; gone = uniform() < leaving) {
      const next = last - Math.log(uniform()) / rate;
      if (next > observed) break;
      [x, last] = [x + 1, next];
    }
    return { x, last, observed, contract };
  });
  return {
    history: {
      repeatCount: rows.map(({ x }) => x),
      firstToLastDays: rows.map(({ last }) => last),
      observedDays: rows.map(({ observed }) => observed),
    },
    contract: rows.map(({ contract }) => contract),
  };
}

describe('covariates of MBG/NBD', () => {
  it('are found where they made the customers, within three standard errors', () => {
    const { history, contract } = customers(3000, 2, 3);
    const { model, report } = fitBetaGeometricCovariates(history, { contract }, { ridge: 0 });
    expect(report.converged).toBe(true);
    const truth = {
      'rate.contract': [model.rate, Math.log(2)],
      'leaving.contract': [model.leaving, -Math.log(3)],
      'staying.contract': [model.staying, 0],
    } as const;
    for (const [name, [part, value]] of Object.entries(truth))
      expect(Math.abs((part.contract ?? NaN) - value) / (report.standardErrors[name] ?? NaN), name).toBeLessThan(3);
    const plain = mbgNbd.fit(history, { ridge: 0 }).report.logLikelihood;
    expect(likelihoodRatioTest(plain, report.logLikelihood, 3).pValue).toBeLessThan(1e-10);
  });
  it('change nothing where they say nothing: the likelihood is that of the parts, and hardly above that of the plain process', () => {
    const { history } = customers(1500, 1, 1);
    const noise = Array.from(history.repeatCount, (_, i) => (uniformsOf(5, 5, i)() < 0.5 ? 1 : 0));
    const { model, report } = fitBetaGeometricCovariates(history, { noise }, { ridge: 0 });
    const plain = mbgNbd.fit(history, { ridge: 0 });
    expect(likelihoodRatioTest(plain.report.logLikelihood, report.logLikelihood, 3).pValue).toBeGreaterThan(0.01);
    const parts = [0, 1].map((group) => {
      const rows = noise.flatMap((value, i) => (value === group ? [i] : []));
      const pick = (column: ArrayLike<number>): number[] => rows.map((i) => column[i] ?? NaN);
      const part = {
        repeatCount: pick(history.repeatCount),
        firstToLastDays: pick(history.firstToLastDays),
        observedDays: pick(history.observedDays),
      };
      return mbgNbd.logLikelihood(paramsWithCovariates(model, { noise: [group] }, 0), part);
    });
    expect(parts.reduce((sum, value) => sum + value, 0)).toBeCloseTo(report.logLikelihood, 7);
    const zero = { base: plain.model, rate: { noise: 0 }, leaving: { noise: 0 }, staying: { noise: 0 } };
    expect(paramsWithCovariates(zero, { noise: [1] }, 0)).toEqual(plain.model);
  });
  it('held at 0 by a strong ridge, leave the parameters of the plain process', () => {
    const { history, contract } = customers(600, 2, 3);
    const { model } = fitBetaGeometricCovariates(history, { contract }, { firstCanEnd: false, ridge: 1e9 });
    for (const part of [model.rate, model.leaving, model.staying]) expect(part.contract).toBeCloseTo(0, 4);
    expect(bgNbd.fit(history).report.converged).toBe(true);
  });
  it('refuses covariates that do not vary or are missing', () => {
    const { history } = customers(50, 1, 1);
    const same = Array.from(history.repeatCount, () => 1);
    expect(() => fitBetaGeometricCovariates(history, { same })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    const model = { base: BASE, rate: { z: 1 }, leaving: {}, staying: {} };
    expect(() => paramsWithCovariates(model, {}, 0)).toThrow(expect.objectContaining({ code: 'missing-column' }));
  });
});
