import { describe, expect, it } from 'vitest';
import { logGamma } from '../../../src/math/logGamma.js';
import {
  bgNbd,
  expectedCumulativeShipments,
  holdoutReport,
  mbgNbd,
  nbd,
  type PurchaseProcess,
  paretoNbd,
  type RepeatHistory,
  trackingReport,
} from '../../../src/process/index.js';
import { cdnowExact, cdnowSummary, cdnowWeeks, hasCdnow } from '../cdnow.js';
import { customer, relative } from '../oracle.js';

const maximum = <N extends string>(process: PurchaseProcess<N>, history: RepeatHistory): ReturnType<typeof process.fit> =>
  process.fit(history, { ridge: 0 });

/** Parameters and log-likelihood recomputed by an independent program (reference.md 2.1), to the digits that its optimiser knows. */
const FITS = [
  ['bg-nbd', bgNbd, [0.242593, 4.413531, 0.792886, 2.425753], -9582.42556, [0.242595, 4.413602, 0.792922, 2.425906], -9582.42921],
  ['mbg-nbd', mbgNbd, [0.524838, 6.182991, 0.891356, 1.614], -9582.13268, [0.524843, 6.183086, 0.891359, 1.614002], -9582.13572],
  [
    'pareto-nbd',
    paretoNbd,
    [0.553276, 10.577612, 0.606214, 11.667908],
    -9594.97393,
    [0.553277, 10.577683, 0.60624, 11.668734],
    -9594.97618,
  ],
] as const;

describe.skipIf(!hasCdnow)('purchase processes on CDNOW', () => {
  it.each(FITS)(
    '%s: parameters and log-likelihood on the published summary and on exact times',
    (_, process, summary, low, exact, high) => {
      for (const [history, theta, logLikelihood] of [
        [cdnowSummary(), summary, low],
        [cdnowExact(), exact, high],
      ] as const) {
        const { model, report } = maximum(process as PurchaseProcess, history);
        expect(report.logLikelihood).toBeCloseTo(logLikelihood, 5);
        Object.values(model).forEach((value, i) => expect(relative(value, theta[i] ?? NaN)).toBeLessThan(3e-6));
        expect(report).toMatchObject({ converged: true, boundary: [], customers: 2357 });
        expect(report.conditionNumber).toBeLessThan(1000);
        expect(process.logLikelihood(model as never, history)).toBeCloseTo(report.logLikelihood, 9);
      }
    },
  );
  it('bg-nbd: log-likelihood, and its gradient by the standard errors, of science.md', () => {
    expect(bgNbd.logLikelihood({ r: 0.3, alpha: 5, a: 0.9, b: 2.1 }, cdnowSummary())).toBeCloseTo(-9600.201440649731, 9);
    const { standardErrors } = maximum(bgNbd, cdnowSummary()).report;
    Object.values(standardErrors).forEach((value, i) => expect(value).toBeCloseTo([0.01256, 0.37822, 0.18572, 0.70535][i] ?? NaN, 5));
  });
  it('pareto-nbd: standard errors of CLVTools', () => {
    const { standardErrors } = maximum(paretoNbd, cdnowExact()).report;
    const published = [0.0476264, 0.8427222, 0.1872594, 6.2105448]; // at its own maximum on a flat ridge
    Object.values(standardErrors).forEach((value, i) => expect(relative(value, published[i] ?? NaN)).toBeLessThan(5e-4));
  });
  it('nbd: parameters, and the log-likelihood of the counts', () => {
    const history = cdnowSummary();
    const { model, report } = maximum(nbd, history);
    expect(model.r).toBeCloseTo(0.384768, 6);
    expect(model.alpha).toBeCloseTo(12.072085, 5);
    const counts = Array.from(history.repeatCount, (x, i) => (x > 0 ? x * Math.log(history.observedDays[i] ?? NaN) : 0) - logGamma(x + 1));
    expect(report.logLikelihood + counts.reduce((sum, value) => sum + value, 0)).toBeCloseTo(-3193.0568314, 6);
  });
  it('the published walkthrough: customer 1516, a year of a new customer, and the paradox of frequency', () => {
    const published = { r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 };
    const one = customer(26, 30.85714, 31);
    expect(relative(paretoNbd.conditionalExpectedShipments(published, one, 52)[0] ?? NaN, 25.45647)).toBeLessThan(2e-4); // parameters are printed to four digits
    expect(paretoNbd.probabilityActive(published, one)[0]).toBeCloseTo(0.997874, 5);
    const pareto = maximum(paretoNbd, cdnowExact()).model;
    expect(relative(paretoNbd.expectedShipments(pareto, 52), 1.473434)).toBeLessThan(3e-4);
    const paradox = [0.7062289, 0.1442396, 0.02250658, 0.00309267];
    paradox.forEach((value, i) =>
      expect(relative(paretoNbd.conditionalExpectedShipments(published, customer(10 + 5 * i, 20, 39), 52)[0] ?? NaN, value)).toBeLessThan(
        1e-3,
      ),
    );
    const geometric = maximum(bgNbd, cdnowExact()).model;
    expect(relative(bgNbd.expectedShipments(geometric, 52), 1.444004)).toBeLessThan(2e-5);
    expect(relative(bgNbd.conditionalExpectedShipments(geometric, one, 52)[0] ?? NaN, 25.75659)).toBeLessThan(5e-5);
    expect(bgNbd.probabilityActive(geometric, one)[0]).toBeCloseTo(0.9688523, 5);
    const less = [0.3474606, 0.04283391, 0.004158973, 0.0003583685];
    less.forEach((value, i) =>
      expect(relative(bgNbd.conditionalExpectedShipments(geometric, customer(10 + 5 * i, 20, 39), 52)[0] ?? NaN, value)).toBeLessThan(2e-4),
    );
  });
  it('39 weeks of holdout: totals, and means by calibration frequency, better than every baseline', () => {
    const { later } = cdnowWeeks();
    const expected = [
      [bgNbd, 1653.41, [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036]],
      [paretoNbd, 1665.51, [0.138, 0.6, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403]],
    ] as const;
    for (const [process, total, means] of expected) {
      const { model } = maximum(process as PurchaseProcess, cdnowExact());
      const report = holdoutReport(process as PurchaseProcess, model, cdnowExact(), 39, later);
      expect(report.actualTotal).toBe(1882);
      expect(relative(report.model.total, total)).toBeLessThan(1e-4);
      expect(report.byRepeatCount.map(({ customers }) => customers)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
      const actual = [0.237, 0.697, 1.393, 1.56, 2.532, 2.947, 3.862, 6.359];
      report.byRepeatCount.forEach((row, i) => {
        expect(row.actual).toBeCloseTo(actual[i] ?? NaN, 3);
        expect(Math.abs(row.expected - (means[i] ?? NaN))).toBeLessThan(process === bgNbd ? 2e-4 : 1e-3);
      });
      const { ownRate, commonRate, nothing } = report.baselines;
      for (const naive of [ownRate, commonRate, nothing]) expect(report.model.rootMeanSquareError).toBeLessThan(naive.rootMeanSquareError);
      expect(report.model.meanAbsoluteError).toBeLessThan(Math.min(ownRate.meanAbsoluteError, commonRate.meanAbsoluteError));
      expect(nothing.total).toBe(0);
    }
  });
  it('tracking: cumulative repeats of weeks 20 to 25, and the year against the naive forecast', () => {
    const { joinWeeks, repeatWeeks, fittedUntil } = cdnowWeeks();
    const history = cdnowExact();
    const born = Array.from(history.observedDays, (T) => Math.max(...Array.from(history.observedDays)) - T);
    const pareto = maximum(paretoNbd, history).model;
    const weeks = [20, 21, 22, 23, 24, 25];
    const published = [1308.856, 1385.275, 1459.923, 1532.906, 1604.32, 1674.253];
    expectedCumulativeShipments(paretoNbd, pareto, born, weeks).forEach((value, i) =>
      expect(relative(value, published[i] ?? NaN)).toBeLessThan(3e-4),
    );
    const geometric = expectedCumulativeShipments(bgNbd, maximum(bgNbd, history).model, born, weeks);
    expect(relative(geometric[0] ?? NaN, 1312.458)).toBeLessThan(3e-5);
    expect(relative(geometric[5] ?? NaN, 1669.6)).toBeLessThan(3e-5);
    const atDays = Array.from({ length: 77 }, (_, i) => i + 1 - 1 / 14); // a week holds its seven days, not the next
    const report = trackingReport(paretoNbd, pareto, { joinDays: joinWeeks, repeatDays: repeatWeeks, atDays, fittedUntilDay: fittedUntil });
    expect([...report.actual.slice(19, 25)]).toEqual([1359, 1414, 1484, 1517, 1573, 1672]);
    expect(report.expectedError).toBeLessThan(0.05);
    expect(report.naiveError).toBeGreaterThan(2 * report.expectedError);
  });
});
