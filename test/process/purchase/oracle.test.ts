import { describe, expect, it } from 'vitest';
import { betaGeometricPresent } from '../../../src/process/betaGeometric/betaGeometricPresent.js';
import { bgNbd, mbgNbd, paretoNbd } from '../../../src/process/index.js';
import { paretoCount } from '../../../src/process/paretoNbd/paretoCount.js';
import { scaledExponentialIntegral } from '../../../src/process/scaledExponentialIntegral.js';
import { customer, oracle, relative } from '../oracle.js';

type Rows = readonly (readonly number[])[];
const known = oracle<Record<'bgMean' | 'pareto' | 'paretoPresent' | 'bgPresent' | 'paretoCount' | 'integral', Rows>>('purchases');

/** Largest relative error over the rows, whose last column is the truth. */
const worst = (rows: Rows, value: (row: readonly number[]) => number): number =>
  Math.max(...rows.map((row) => relative(value(row), row[row.length - 1] ?? NaN)));
const at = (row: readonly number[], i: number): number => row[i] ?? NaN;

describe('purchase processes against 60-digit arithmetic', () => {
  it('BG/NBD expectations agree on 1,500 customers over wide ranges, without a NaN', () => {
    expect(known.bgMean).toHaveLength(1500);
    const error = worst(known.bgMean, (row) => {
      const params = { r: at(row, 0), alpha: at(row, 1), a: at(row, 2), b: at(row, 3) };
      return bgNbd.conditionalExpectedShipments(params, customer(at(row, 4), at(row, 5), at(row, 6)), at(row, 7))[0] ?? NaN;
    });
    expect(error).toBeLessThan(1e-11);
  });
  it('Pareto/NBD likelihoods and probabilities to be active agree on 300 customers over wide ranges', () => {
    for (const row of known.pareto) {
      const params = { r: at(row, 0), alpha: at(row, 1), s: at(row, 2), beta: at(row, 3) };
      const one = customer(at(row, 4), at(row, 5), at(row, 6));
      expect(Math.abs(paretoNbd.logLikelihood(params, one) - at(row, 7)) / Math.max(1, Math.abs(at(row, 7)))).toBeLessThan(1e-12);
      expect(relative(paretoNbd.probabilityActive(params, one)[0] ?? NaN, at(row, 8))).toBeLessThan(1e-12);
    }
  });
  it('discounted residual shipments agree', () => {
    const pareto = worst(known.paretoPresent, (row) => {
      const params = { r: at(row, 0), alpha: at(row, 1), s: at(row, 2), beta: at(row, 3) };
      const one = customer(at(row, 4), at(row, 4) > 0 ? at(row, 5) : 0, at(row, 5));
      const active = paretoNbd.probabilityActive(params, one)[0] ?? NaN;
      return (paretoNbd.discountedExpectedShipments(params, one, at(row, 6))[0] ?? NaN) / active;
    });
    expect(pareto).toBeLessThan(1e-12);
    const geometric = worst(known.bgPresent, ([s = NaN, now = NaN, a = NaN, b = NaN, discount = NaN]) =>
      betaGeometricPresent({ shape: 1, s, now, silence: 0, a, b }, discount),
    );
    expect(geometric).toBeLessThan(5e-12);
  });
  it('Pareto/NBD counts and the exponential integral agree', () => {
    expect(
      worst(known.paretoCount, ([r = NaN, alpha = NaN, s = NaN, beta = NaN, t = NaN, n = NaN]) => paretoCount(r, alpha, s, beta, t, n)),
    ).toBeLessThan(1e-11);
    expect(worst(known.integral, ([s = NaN, w = NaN]) => scaledExponentialIntegral(s, w))).toBeLessThan(1e-12);
  });
});

describe('purchase processes against published numbers', () => {
  const cdnow = { r: 0.242593952, alpha: 4.413590914, a: 0.792919956, b: 2.425894048 };
  it('BG/NBD: expectations of science.md, with a = 1, a + b = 1 and a + b + x < 1 among them', () => {
    const rows = [
      [0.242593952, 4.413590914, 0.792919956, 2.425894048, 39, 2, 30.43, 38.86, 1.2259064591568312],
      [0.11, 2.24, 0.31, 0.5, 30, 0, 0, 1, 0.5645886155327824],
      [0.24, 4.41, 1.0, 2.43, 39, 2, 30.43, 38.86, 1.1017203528222848],
      [0.24, 4.41, 1.5, 2.43, 52, 500, 501, 501, 47.68435889399332],
      [0.3, 50, 0.4, 0.81, 365, 300, 480, 500, 1.9561661854139303],
      [0.24, 4.41, 0.3, 0.7, 10, 0, 0, 20, 0.09202242392600508],
      [2, 30, 0.05, 0.9, 520, 100, 100, 104, 372.39655280437233],
    ];
    const error = worst(rows, ([r = NaN, alpha = NaN, a = NaN, b = NaN, t = NaN, x = NaN, tx = NaN, T = NaN]) => {
      return bgNbd.conditionalExpectedShipments({ r, alpha, a, b }, customer(x, tx, T), t)[0] ?? NaN;
    });
    expect(error).toBeLessThan(1e-14);
  });
  it('BG/NBD: probability to be active (science.md) and log-likelihoods of single customers (pymc-marketing)', () => {
    expect(bgNbd.probabilityActive(cdnow, customer(2, 30.43, 38.86))[0]).toBeCloseTo(0.726608937854586, 14);
    const params = { r: 0.25, alpha: 4, a: 0.8, b: 2.5 };
    expect(bgNbd.logLikelihood(params, customer(0, 0, 40))).toBeCloseTo(-0.59947382, 8);
    expect(bgNbd.logLikelihood(params, customer(200, 38, 40))).toBeCloseTo(100.7957, 4);
  });
  it('BG/NBD: expected shipments of a new customer (lifetimes)', () => {
    const days = [0.1429, 1, 3, 31.8571, 32];
    expect(days.map((t) => bgNbd.expectedShipments(cdnow, t).toFixed(4))).toEqual(['0.0078', '0.0532', '0.1506', '1.0405', '1.0437']);
    // The published value at 78 weeks is the sum of the first 150 terms of a series that has not converged by then.
    expect(Math.abs(bgNbd.expectedShipments(cdnow, 78) - 1.8576)).toBeLessThan(5e-4);
  });
  it('BG/NBD: probabilities of counts (lifetimes)', () => {
    const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    expect(bgNbd.countProbability(published, 10, 2).toExponential(5)).toBe('1.07869e-7');
    expect(bgNbd.countProbability(published, 0, 39)).toBeCloseTo(0.5737864, 7);
    const eleven = [
      0.0019995214, 0.0015170236, 0.001163315, 0.0009003148, 0.0007023638, 0.0005517902, 0.0004361913, 0.0003467171, 0.0002769613,
      0.000222226,
    ];
    eleven.forEach((p, i) => expect(bgNbd.countProbability(published, 11 + i, 30)).toBeCloseTo(p, 10));
  });
  it('MBG/NBD: science.md', () => {
    const params = { r: 0.524838, alpha: 6.182992, a: 0.891356, b: 1.613999 };
    expect(mbgNbd.probabilityActive(params, customer(0, 0, 38.86))[0]).toBeCloseTo(0.389716, 6);
    expect(mbgNbd.conditionalExpectedShipments(params, customer(2, 30.43, 38.86), 39)[0]).toBeCloseTo(1.262671, 6);
  });
  it('Pareto/NBD: points of science.md', () => {
    const points = [
      [0.55, 10.58, 0.61, 11.66, 26, 30.86, 31, -39.149221653367164, 0.997904581211716],
      [10.465, 0.00798565181, 3.0516, 2.82, 50, 1, 37, 116.30126461011639, 1.4171442912865955e-96],
      [10.465, 0.00798565181, 3.0516, 2.82, 40, 5, 6, -5.719021585223061, 0.0018851281873608328],
      [0.5, 100, 0.6, 3, 0, 0, 80, -0.07815028244774913, 0.10993345602387672],
      [0.5, 3, 0.6, 100, 500, 100, 104, 280.7124355700671, 8.367198049917996e-6],
      [1, 5, 1, 5, 3, 10, 20, -9.868232908472526, 0.2965584574078597],
      [0.5534, 10.5802, 0.6061, 11.6562, 26, 30.86, 31, -39.132127883506136, 0.9979177665519023],
    ];
    for (const [r = NaN, alpha = NaN, s = NaN, beta = NaN, x = NaN, tx = NaN, T = NaN, ll = NaN, active = NaN] of points) {
      const params = { r, alpha, s, beta };
      expect(relative(paretoNbd.logLikelihood(params, customer(x, tx, T)), ll)).toBeLessThan(1e-13);
      expect(relative(paretoNbd.probabilityActive(params, customer(x, tx, T))[0] ?? NaN, active)).toBeLessThan(1e-11);
    }
  });
  it('Pareto/NBD: expectations of new customers, and very busy ones (lifetimes)', () => {
    const params = { r: 0.55, alpha: 10.58, s: 0.61, beta: 11.67 };
    expect(paretoNbd.conditionalExpectedShipments(params, customer(132, 200, 200), 10)[0]).toBeCloseTo(6.20605, 5);
    expect(paretoNbd.conditionalExpectedShipments(params, customer(133, 200, 200), 10)[0]).toBeCloseTo(6.25287, 5);
    const documented = { r: 0.55, alpha: 10.56, s: 0.61, beta: 11.64 }; // of BTYD's pnbd.Expectation
    const expected = [0, 0.05077821, 0.09916088, 0.14542507, 0.1897993, 0.23247466, 0.27361274, 0.31335159, 0.35181024, 0.38909211];
    expected.forEach((value, t) => expect(paretoNbd.expectedShipments(documented, t)).toBeCloseTo(value, 8));
  });
  it('Pareto/NBD: finite for very busy customers (CLVTools)', () => {
    const params = { r: 0.5143, alpha: 2.8845, s: 0.2856, beta: 14.1087 };
    for (const x of [221, 254, 161, 204]) expect(paretoNbd.probabilityActive(params, customer(x, 100, 104))[0]).toBeGreaterThanOrEqual(0);
  });
  it('Pareto/NBD: discounted residual shipments of the BTYD example', () => {
    const params = { r: 0.5629966, alpha: 12.559037, s: 0.4081095, beta: 10.5148048 };
    const present = (x: number, tx: number): number =>
      paretoNbd.discountedExpectedShipments(params, customer(x, tx, 77.86), 0.0027)[0] ?? NaN;
    expect(present(7, 35)).toBeCloseTo(1.864183, 6);
    const byCount = [2.199155, 2.843534, 2.867128, 2.44541, 1.840502, 1.262416, 0.809618, 0.494804, 0.292025, 0.167928];
    byCount.forEach((value, i) => expect(present(i + 1, 30)).toBeCloseTo(value, 6));
  });
});
