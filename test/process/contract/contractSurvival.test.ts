import { describe, expect, it } from 'vitest';
import {
  contractSurvival,
  discountedResidualLifetime,
  fitBdw,
  fitSbg,
  likelihoodRatioTest,
  retentionElasticity,
  retentionRate,
} from '../../../src/process/index.js';
import { relative } from '../oracle.js';

/** Fader & Hardie 2007, table 1: 1,000 customers a cohort; the first eight points are fitted. */
const REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241];
const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491];

describe('sBG', () => {
  it.each([
    [
      'regular',
      REGULAR,
      0.7040773,
      1.182043,
      -1680.265188463,
      [100, 62.7, 47.4, 38.8, 33.2, 29.2, 26.2, 23.9, 22.0, 20.4, 19.1, 18.0, 17.0],
    ],
    [
      'high-end',
      HIGH_END,
      0.6680884,
      3.8060954,
      -1611.158147391,
      [100, 85.1, 74.7, 67.0, 61.0, 56.2, 52.2, 48.9, 46.0, 43.6, 41.4, 39.5, 37.8],
    ],
  ] as const)('reproduces the %s customers and their published forecast', (_, curve, gamma, delta, logLikelihood, shares) => {
    const { model, report } = fitSbg([curve], { ridge: 0 });
    expect(report.logLikelihood).toBeCloseTo(logLikelihood, 8);
    expect(relative(model.gamma, gamma)).toBeLessThan(1e-5);
    expect(relative(model.delta, delta)).toBeLessThan(1e-5);
    expect(report).toMatchObject({ converged: true, boundary: [], customers: 1000 });
    shares.forEach((share, t) => expect(Math.abs(100 * contractSurvival(model, t) - share)).toBeLessThanOrEqual(0.0500001));
  });
  it('discounts the residual lifetime: science.md and Fader & Hardie 2010', () => {
    const lifetimes = (gamma: number, delta: number): number[] =>
      [1, 2, 3, 4, 5].map((n) => discountedResidualLifetime({ gamma, delta }, n, 0.1));
    const known = [5.414856, 5.901753, 6.294261, 6.62028, 6.897057];
    lifetimes(0.668, 3.806).forEach((value, i) => expect(value).toBeCloseTo(known[i] ?? NaN, 6));
    expect(lifetimes(3.8, 15.2).map((value) => value.toFixed(2))).toEqual(['3.31', '3.45', '3.59', '3.72', '3.84']);
    expect(lifetimes(1 / 15, 4 / 15).map((value) => value.toFixed(2))).toEqual(['7.68', '9.46', '9.86', '10.06', '10.19']);
    expect(1 + lifetimes(0.6680884, 3.8060954)[0]! / 1.1).toBeCloseTo(5.9226, 3);
  });
  it('has the elasticity (1 + d) / (1 + d − r) when all customers are alike, and a higher one when they differ', () => {
    expect(retentionElasticity({ gamma: 2e6, delta: 8e6 }, 1, 0.1)).toBeCloseTo(3.6666667, 5);
    expect(retentionElasticity({ gamma: 0.2, delta: 0.8 }, 1, 0.1)).toBeGreaterThan(3.6666667);
  });
  it('has retention rates that rise with age though each customer keeps its own', () => {
    const rates = [1, 2, 5, 20].map((n) => retentionRate({ gamma: 0.7, delta: 1.2 }, n));
    expect(rates).toEqual([...rates].sort((one, other) => one - other));
  });
});

describe('BdW', () => {
  it.each([
    ['regular', REGULAR, [0.455614, 0.7793256, 1.2834512], -1679.602832907, 17.733139411533866],
    ['high-end', HIGH_END, [0.2142533, 1.4265748, 1.723565], -1605.314213214, 40.392958322729676],
  ] as const)('reproduces the %s customers', (_, curve, theta, logLikelihood, twelve) => {
    const { model, report } = fitBdw([curve], { ridge: 0 });
    expect(report.logLikelihood).toBeCloseTo(logLikelihood, 7);
    Object.values(model).forEach((value, i) => expect(relative(value, theta[i] ?? NaN)).toBeLessThan(1e-5));
    expect(100 * contractSurvival(model, 12)).toBeCloseTo(twelve, 3);
    expect(report).toMatchObject({ converged: true, boundary: [] });
  });
  it('is sBG where c is 1', () => {
    const [sbg, bdw] = [
      { gamma: 0.7, delta: 1.2 },
      { gamma: 0.7, delta: 1.2, c: 1 + 1e-13 },
    ];
    for (const t of [0, 1, 7, 40]) expect(contractSurvival(bdw, t)).toBeCloseTo(contractSurvival(sbg, t), 11);
    expect(discountedResidualLifetime(bdw, 3, 0.1)).toBeCloseTo(discountedResidualLifetime(sbg, 3, 0.1), 9);
  });
  it('is preferred for the high-end customers by the likelihood-ratio test, not for the regular ones', () => {
    const p = (curve: number[]): number =>
      likelihoodRatioTest(fitSbg([curve], { ridge: 0 }).report.logLikelihood, fitBdw([curve], { ridge: 0 }).report.logLikelihood, 1).pValue;
    expect(p(REGULAR)).toBeCloseTo(0.2498, 3);
    expect(p(HIGH_END)).toBeLessThan(0.001);
  });
});

describe('retention curves', () => {
  it('may be of several cohorts, young ones shorter, and split or joined give the same fit', () => {
    const half = REGULAR.map((count) => count / 2);
    const [one, two] = [fitSbg([REGULAR], { ridge: 0 }), fitSbg([half, half], { ridge: 0 })];
    expect(two.model.gamma).toBeCloseTo(one.model.gamma, 8);
    const cohorts = fitSbg(
      [
        [10000, 6334, 4367, 3264, 2604],
        [10000, 6334, 4367, 3264],
        [10000, 6334],
      ],
      { ridge: 0 },
    );
    expect(cohorts.report.customers).toBe(30000);
    expect(cohorts.model.gamma / (cohorts.model.gamma + cohorts.model.delta)).toBeCloseTo(0.3666, 2);
  });
  it('refuses curves that rise, are empty, or lose nobody', () => {
    expect(() => fitSbg([[10, 11]])).toThrow(expect.objectContaining({ code: 'bad-history' }));
    expect(() => fitSbg([])).toThrow(expect.objectContaining({ code: 'no-customers' }));
    expect(() => fitBdw([[10, 10]])).toThrow(expect.objectContaining({ code: 'too-little-history' }));
    expect(() => discountedResidualLifetime({ gamma: 1, delta: 1 }, 0, 0.1)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
});
