import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponentialGapMean } from '../../../src/process/betaGeometric/betaGeometricMean.js';
import { erlangMean } from '../../../src/process/betaGeometric/erlangFuture.js';
import { bgCnbd, bgNbd, mbgCnbd, mbgNbd, nbd, type PurchaseProcess, paretoNbd, type RepeatHistory } from '../../../src/process/index.js';
import { customer, relative } from '../oracle.js';
import { simulated } from '../simulated.js';

const geometric = { r: 0.8, alpha: 30, a: 0.7, b: 2.5 };
const PROCESSES: readonly (readonly [string, PurchaseProcess, Readonly<Record<string, number>>])[] = [
  ['nbd', nbd as PurchaseProcess, { r: 0.8, alpha: 30 }],
  ['bg-nbd', bgNbd as PurchaseProcess, geometric],
  ['mbg-nbd', mbgNbd as PurchaseProcess, geometric],
  ['bg-cnbd-2', bgCnbd(2) as PurchaseProcess, geometric],
  ['mbg-cnbd-3', mbgCnbd(3) as PurchaseProcess, geometric],
  ['pareto-nbd', paretoNbd as PurchaseProcess, { r: 0.8, alpha: 30, s: 0.6, beta: 50 }],
];

const withGaps = (history: RepeatHistory): RepeatHistory => ({
  repeatCount: history.repeatCount,
  firstToLastDays: history.firstToLastDays,
  observedDays: history.observedDays,
  sumLogGapDays: Array.from(history.repeatCount, (x, i) => (x > 0 ? x * Math.log((history.firstToLastDays[i] ?? NaN) / x) : 0)),
});
const sample = withGaps(simulated(400, geometric));

describe.each(PROCESSES)('%s', (id, process, params) => {
  const row = fc.tuple(
    fc.integer({ min: 0, max: 40 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 900, noNaN: true }),
  );
  const rowOf = ([x, share, T]: [number, number, number]): RepeatHistory => customer(x, x === 0 ? 0 : share * T, T);

  it('has its name, and parameters by name', () => {
    expect([process.id, [...process.parameters]]).toEqual([id, Object.keys(params)]);
  });
  it('gives probabilities to be active between 0 and 1 that fall with silence', () => {
    fc.assert(
      fc.property(row, fc.double({ min: 0, max: 500, noNaN: true }), ([x, share, T], more) => {
        const [now = NaN] = process.probabilityActive(params, rowOf([x, share, T]));
        const [later = NaN] = process.probabilityActive(params, customer(x, x === 0 ? 0 : share * T, T + more));
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(1);
        expect(later).toBeLessThanOrEqual(now + 1e-12);
      }),
    );
  });
  it('gives counts whose probabilities sum to 1 and whose mean is the expectation', () => {
    for (const one of [customer(0, 0, 0), customer(0, 0, 60), customer(3, 50, 70), customer(8, 100, 180)]) {
      let [sum, mean] = [0, 0];
      for (let n = 0; n < 400; n++) {
        const [p = NaN] = process.conditionalCountProbability(params, one, n, 60);
        sum += p;
        mean += n * p;
      }
      expect(sum).toBeCloseTo(1, 10);
      expect(relative(mean, process.conditionalExpectedShipments(params, one, 60)[0] ?? NaN)).toBeLessThan(1e-8);
    }
  });
  it('treats a new customer as one that has just shipped for the first time', () => {
    expect(process.expectedShipments(params, 45)).toBeCloseTo(
      process.conditionalExpectedShipments(params, customer(0, 0, 0), 45)[0] ?? NaN,
      13,
    );
    expect(process.countProbability(params, 2, 45)).toBeCloseTo(
      process.conditionalCountProbability(params, customer(0, 0, 0), 2, 45)[0] ?? NaN,
      13,
    );
  });
  it('expects nothing in no time and more in more', () => {
    fc.assert(
      fc.property(row, fc.double({ min: 0.01, max: 800, noNaN: true }), (cells, days) => {
        const [none, some = NaN, more] = [0, days, 1.5 * days].map(
          (t) => process.conditionalExpectedShipments(params, rowOf(cells), t)[0] ?? NaN,
        );
        expect(none).toBe(0);
        expect(some).toBeGreaterThanOrEqual(0);
        expect(more).toBeGreaterThanOrEqual(some * (1 - 1e-9));
      }),
    );
  });
  it('discounts coming shipments as the sum over thin slices of time does', () => {
    const one = customer(3, 50, 60);
    const discount = 0.2; // over within half a year
    let sum = 0;
    let before = 0;
    for (let t = 0; t < 200; t += 0.25) {
      const [after = NaN] = process.conditionalExpectedShipments(params, one, t + 0.25);
      sum += (after - before) * Math.exp(-discount * (t + 0.125));
      before = after;
    }
    expect(relative(process.discountedExpectedShipments(params, one, discount)[0] ?? NaN, sum)).toBeLessThan(2e-4);
  });
  it('draws futures as often as their probability says', () => {
    const one = customer(3, 50, 70);
    const repeated = { repeatCount: Array(40).fill(3), firstToLastDays: Array(40).fill(50), observedDays: Array(40).fill(70) };
    const { mean } = process.predictiveCounts(params, repeated, { days: 120, draws: 1000 });
    const [expected = NaN] = process.conditionalExpectedShipments(params, one, 120);
    let variance = 0;
    for (let n = 0; n < 300; n++)
      variance += (process.conditionalCountProbability(params, one, n, 120)[0] ?? NaN) * (n - expected) * (n - expected);
    const drawn = mean.reduce((total, value) => total + value, 0) / 40;
    expect(Math.abs(drawn - expected)).toBeLessThan(4 * Math.sqrt(variance / 40_000));
    const { low, median, high } = process.predictiveCounts(params, one, { days: 120, draws: 20_000 });
    const below = (bound: number): number => {
      let total = 0;
      for (let n = 0; n <= bound; n++) total += process.conditionalCountProbability(params, one, n, 120)[0] ?? NaN;
      return total;
    };
    expect(below(low[0] ?? NaN)).toBeGreaterThan(0.04);
    expect(below(median[0] ?? NaN)).toBeGreaterThan(0.48);
    expect(below(high[0] ?? NaN)).toBeGreaterThan(0.94);
    expect(below((high[0] ?? NaN) - 1)).toBeLessThan(0.96);
  });
  it('walks the path of a customer: the same answers, knowing only what had happened', () => {
    const path = process.probabilityActivePath(params, [10, 30, 35], [5, 10, 20, 30, 34, 80]);
    expect(path[0]).toBe(0);
    const known = [customer(0, 0, 0), customer(0, 0, 10), customer(1, 20, 20), customer(1, 20, 24), customer(2, 25, 70)];
    known.forEach((one, i) => expect(path[i + 1]).toBe(process.probabilityActive(params, one)[0]));
  });
  it('fits with a gradient near 0, the same bits in any order of rows, and does not touch its input', () => {
    const before = JSON.stringify(sample);
    const fit = process.fit(sample, { ridge: 0 });
    const turn = (column: ArrayLike<number> = []): number[] => Array.from(column).reverse();
    const turned = {
      repeatCount: turn(sample.repeatCount),
      firstToLastDays: turn(sample.firstToLastDays),
      observedDays: turn(sample.observedDays),
      sumLogGapDays: sample.sumLogGapDays,
    };
    expect(process.fit(turned, { ridge: 0 }).model).toEqual(fit.model);
    expect(JSON.stringify(sample)).toBe(before);
    expect(fit.report.gradientNorm).toBeLessThan(1e-6);
    for (const name of process.parameters)
      for (const factor of [0.99, 1.01])
        expect(process.logLikelihood({ ...fit.model, [name]: (fit.model[name] ?? NaN) * factor }, sample)).toBeLessThan(
          fit.report.logLikelihood,
        );
    expect(process.logLikelihood(fit.model, sample)).toBeCloseTo(fit.report.logLikelihood, 7);
  });
  it('refuses what cannot be', () => {
    const first = process.parameters[0] ?? '';
    expect(() => process.probabilityActive({ ...params, [first]: 0 }, sample)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => process.probabilityActive(params, customer(1, 9, 8))).toThrow(expect.objectContaining({ code: 'bad-history' }));
    expect(() => process.conditionalExpectedShipments(params, sample, -1)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => process.discountedExpectedShipments(params, sample, 0)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => process.countProbability(params, 0.5, 10)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => process.fit(customer(0, 0, 90))).toThrow(expect.objectContaining({ code: 'too-little-history' }));
  });
});

describe('laws that join the processes', () => {
  it('gaps of shape 1 are the exponential gaps', () => {
    expect([bgCnbd(1), mbgCnbd(1)]).toEqual([bgNbd, mbgNbd]);
  });
  it('the sum over shipments and the series give the same expectation', () => {
    const positive = fc.double({ min: 0.05, max: 20, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, positive, fc.double({ min: 0.01, max: 50, noNaN: true }), (s, now, a, b, time) => {
        expect(relative(erlangMean({ shape: 1, s, now, silence: 0, a, b }, time), exponentialGapMean(s, now, a, b, time))).toBeLessThan(
          1e-9,
        );
      }),
    );
  });
  it('BG/NBD becomes NBD when nobody leaves', () => {
    const never = { ...geometric, a: 1e-150 };
    const { r, alpha } = geometric;
    expect(relative(bgNbd.logLikelihood(never, sample), nbd.logLikelihood({ r, alpha }, sample))).toBeLessThan(1e-9);
    const expected = nbd.conditionalExpectedShipments({ r, alpha }, sample, 90);
    bgNbd
      .conditionalExpectedShipments(never, sample, 90)
      .forEach((value, i) => expect(relative(value, expected[i] ?? NaN)).toBeLessThan(1e-6));
  });
});

describe('predictive intervals', () => {
  it('leave 5 % of the exact law on either side, for a busy customer and any level', () => {
    const params = { r: 0.8, alpha: 30 };
    const busy = customer(60, 95, 100);
    const upTo = (bound: number): number => {
      let total = 0;
      for (let n = 0; n <= bound; n++) total += nbd.conditionalCountProbability(params, busy, n, 200)[0] ?? NaN;
      return total;
    };
    for (const level of [0.9, 0.5]) {
      const { low, high } = nbd.predictiveCounts(params, busy, { days: 200, level, draws: 40_000 });
      expect(Math.abs(upTo(low[0] ?? NaN) - (1 - level) / 2)).toBeLessThan(0.02);
      expect(Math.abs(upTo(high[0] ?? NaN) - (1 + level) / 2)).toBeLessThan(0.02);
    }
  });
  it('depend on the row and the seed only, not on other customers', () => {
    const two = { repeatCount: [3, 5], firstToLastDays: [50, 60], observedDays: [70, 90] };
    const options = { days: 100, draws: 200 };
    const both = nbd.predictiveCounts({ r: 0.8, alpha: 30 }, two, options);
    expect(nbd.predictiveCounts({ r: 0.8, alpha: 30 }, customer(3, 50, 70), options).mean[0]).toBe(both.mean[0]);
  });
});
