import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaGeometricLikelihood } from '../../src/process/betaGeometric/betaGeometricLikelihood.js';
import { fitMbgNbd, type MbgNbdParams, type RepeatHistory } from '../../src/process/index.js';
import { repeatGroups } from '../../src/process/repeatGroups.js';
import { cdnowExact, cdnowSummary, hasCdnow } from './cdnow.js';
import { simulated } from './simulated.js';

const likelihoodOf = (history: RepeatHistory, { r, alpha, a, b }: MbgNbdParams, gradient = new Float64Array(4)): number =>
  betaGeometricLikelihood({ shape: 1, firstCanEnd: true }, repeatGroups(history, 1))(Float64Array.of(r, alpha, a, b), gradient);
const oneRow = (x: number, last: number, observed: number): RepeatHistory => ({
  repeatCount: [x],
  firstToLastDays: [last],
  observedDays: [observed],
});

describe('MBG/NBD log-likelihood', () => {
  const params = { r: 0.25, alpha: 4, a: 0.8, b: 2.5 };
  it('agrees with pymc-marketing on a customer without and one with many repeats', () => {
    expect(likelihoodOf(oneRow(0, 0, 40), params)).toBeCloseTo(-0.41792826, 8);
    expect(likelihoodOf(oneRow(200, 38, 40), params)).toBeCloseTo(100.7869, 4);
  });
  it('has the gradient that central differences give', () => {
    const number = fc.double({ min: 0.05, max: 15, noNaN: true });
    const row = fc.tuple(
      fc.integer({ min: 0, max: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 1, max: 40, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.tuple(number, number, number, number), fc.array(row, { minLength: 1, maxLength: 5 }), ([r, alpha, a, b], list) => {
        const history = {
          repeatCount: list.map(([x]) => x),
          firstToLastDays: list.map(([x, share, observed]) => (x === 0 ? 0 : share * observed)),
          observedDays: list.map(([, , observed]) => observed),
        };
        const at = { r, alpha, a, b };
        const gradient = new Float64Array(4);
        likelihoodOf(history, at, gradient);
        (['r', 'alpha', 'a', 'b'] as const).forEach((name, j) => {
          const step = 1e-5 * at[name];
          const difference =
            (likelihoodOf(history, { ...at, [name]: at[name] + step }) - likelihoodOf(history, { ...at, [name]: at[name] - step })) /
            (2 * step);
          expect(Math.abs((gradient[j] ?? NaN) - difference)).toBeLessThan(
            2e-6 * Math.max(1, Math.abs(difference), 1 / at[name]) * list.length,
          );
        });
      }),
    );
  });
});

describe('fitMbgNbd', () => {
  it.skipIf(!hasCdnow)('reproduces the CDNOW fit on the published summary', () => {
    const { model, report } = fitMbgNbd(cdnowSummary(), { ridge: 0 });
    expect(model.r).toBeCloseTo(0.524838, 5.5);
    expect(model.alpha).toBeCloseTo(6.182992, 5);
    expect(model.a).toBeCloseTo(0.891356, 5.5);
    expect(model.b).toBeCloseTo(1.613999, 5);
    expect(report).toMatchObject({ converged: true, boundary: [], customers: 2357 });
    expect(report.logLikelihood).toBeCloseTo(-9582.132685, 6);
    expect(report.gradientNorm).toBeLessThan(1e-6);
  });
  it.skipIf(!hasCdnow)('reproduces the CDNOW fit on exact times', () => {
    const { model, report } = fitMbgNbd(cdnowExact(), { ridge: 0 });
    expect(model.r).toBeCloseTo(0.524843, 5);
    expect(model.alpha).toBeCloseTo(6.183086, 4.5);
    expect(model.a).toBeCloseTo(0.891359, 5);
    expect(model.b).toBeCloseTo(1.614002, 4.5);
    expect(report.logLikelihood).toBeCloseTo(-9582.13572, 5);
  });
  it.skipIf(!hasCdnow)('moves the fit by less than a tenth of a standard error with the default ridge', () => {
    const [ridge, plain] = [fitMbgNbd(cdnowSummary()), fitMbgNbd(cdnowSummary(), { ridge: 0 })];
    expect(plain.report.logLikelihood - ridge.report.logLikelihood).toBeLessThan(0.005);
    expect(plain.report.logLikelihood).toBeGreaterThan(ridge.report.logLikelihood);
  });
  it.skipIf(!hasCdnow)('gives the same law in weeks and in days', () => {
    const weeks = cdnowSummary();
    const times7 = (column: ArrayLike<number>): number[] => Array.from(column, (value) => 7 * value);
    const days = fitMbgNbd({ ...weeks, firstToLastDays: times7(weeks.firstToLastDays), observedDays: times7(weeks.observedDays) }).model;
    const { r, alpha, a, b } = fitMbgNbd(weeks).model;
    for (const ratio of [days.r / r, days.alpha / (7 * alpha), days.a / a, days.b / b]) expect(ratio).toBeCloseTo(1, 9);
  });
  it('finds the parameters that made the customers', () => {
    const history = simulated(4000, { r: 0.8, alpha: 30, a: 0.7, b: 2.5 });
    const { model, report } = fitMbgNbd(history);
    expect(report.converged).toBe(true);
    expect(report.logLikelihood).toBeGreaterThan(likelihoodOf(history, { r: 0.8, alpha: 30, a: 0.7, b: 2.5 }));
    expect(Math.abs(Math.log(model.r / 0.8))).toBeLessThan(0.15); // about three standard errors
    expect(Math.abs(Math.log(model.alpha / 30))).toBeLessThan(0.2);
    expect(Math.abs(Math.log(model.a / model.b / (0.7 / 2.5)))).toBeLessThan(0.2);
  });
  it('gives the same bits in any order of rows', () => {
    const history = simulated(300, { r: 0.8, alpha: 30, a: 0.7, b: 2.5 });
    const turn = (column: ArrayLike<number>): number[] => Array.from(column).reverse();
    const turned = {
      repeatCount: turn(history.repeatCount),
      firstToLastDays: turn(history.firstToLastDays),
      observedDays: turn(history.observedDays),
    };
    expect(fitMbgNbd(turned)).toEqual(fitMbgNbd(history));
  });
  it('says so when the parameters run to a boundary', () => {
    const steady = Array.from({ length: 200 }, (_, i) => i);
    const { model, report } = fitMbgNbd(
      { repeatCount: steady.map(() => 50), firstToLastDays: steady.map(() => 360), observedDays: steady.map(() => 364) },
      { ridge: 0 },
    );
    expect(report.boundary).toContain('r');
    expect(fitMbgNbd(simulated(2000, { r: 80, alpha: 3000, a: 0.7, b: 2.5 })).report.boundary).toEqual(['r']);
    expect(fitMbgNbd(simulated(2000, { r: 3, alpha: 100, a: 0.7, b: 2.5 })).report.boundary).toEqual([]);
    expect(Object.values(model).every(Number.isFinite)).toBe(true);
  });
  it('fits frequent shippers observed for years without overflow', () => {
    const daily = Array.from({ length: 100 }, (_, i) => i);
    const { report } = fitMbgNbd({
      repeatCount: daily.map((i) => 600 + i),
      firstToLastDays: daily.map((i) => 900 - i),
      observedDays: daily.map(() => 1000),
    });
    expect(Number.isFinite(report.logLikelihood)).toBe(true);
  });
  it('refuses what cannot be fitted', () => {
    const none = { repeatCount: [], firstToLastDays: [], observedDays: [] };
    expect(() => fitMbgNbd(none)).toThrow(expect.objectContaining({ code: 'no-customers' }));
    expect(() => fitMbgNbd({ ...none, repeatCount: [1] })).toThrow(expect.objectContaining({ code: 'length-mismatch' }));
    expect(() => fitMbgNbd(oneRow(0, 0, 90))).toThrow(expect.objectContaining({ code: 'too-little-history' }));
    expect(() => fitMbgNbd(oneRow(2, 91, 90))).toThrow(
      expect.objectContaining({ code: 'bad-history', message: expect.stringContaining('Row 0') }),
    );
    expect(() => fitMbgNbd(oneRow(2, 9, 90), { ridge: -1 })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
});
