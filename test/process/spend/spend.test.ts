import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../src/math/normalQuantile.js';
import { gammaVariate, uniformsOf } from '../../../src/math/variates.js';
import {
  chooseSpendModel,
  expectedSpend,
  fitGammaGamma,
  fitLogNormal,
  fitNormalNormal,
  gammaGammaLogLikelihood,
  normalNormalExpected,
  spendHistory,
} from '../../../src/process/index.js';
import { cdnowSpend, cdnowSpendOfAll, hasCdnow } from '../cdnow.js';
import { relative } from '../oracle.js';

const published = { p: 6.248802, q: 3.744588, v: 15.447748 };

/** Single shipments of customers of Gamma-Gamma, or of normal means with normal noise. */
function simulated(
  customers: number,
  money: (uniform: () => number) => () => number,
  count = (uniform: () => number) => 1 + Math.floor(9 * uniform()),
) {
  const [rows, amounts]: [number[], number[]] = [[], []];
  for (let i = 0; i < customers; i++) {
    const uniform = uniformsOf(3, 9, i);
    const draw = money(uniform);
    for (let left = count(uniform); left > 0; left--) {
      rows.push(i);
      amounts.push(draw());
    }
  }
  return spendHistory(rows, amounts, customers);
}
const gammaGamma = (uniform: () => number) => {
  const rate = gammaVariate(4, uniform) / 15;
  return () => gammaVariate(6, uniform) / rate;
};

describe('Gamma-Gamma', () => {
  it.skipIf(!hasCdnow)('reproduces the fit to the 946 repeaters of CDNOW', () => {
    const { model, report } = fitGammaGamma(cdnowSpend(), { ridge: 0 });
    expect(report.logLikelihood).toBeCloseTo(-4055.923244, 5);
    for (const name of ['p', 'q', 'v'] as const) expect(relative(model[name], published[name])).toBeLessThan(1e-6);
    expect(report).toMatchObject({ converged: true, boundary: [], customers: 946 });
    expect(expectedSpend(model, 0, 0)).toBeCloseTo(35.171, 3);
    expect(gammaGammaLogLikelihood(model, cdnowSpend())).toBeCloseTo(report.logLikelihood, 8);
  });
  it('expects the spend of science.md', () => {
    expect(expectedSpend(published, 1, 10)).toBeCloseTo(17.68164554, 5);
    expect(expectedSpend(published, 4, 35)).toBeCloseTo(35.01691903, 5);
  });
  it.skipIf(!hasCdnow)('expects the spend of the first ten customers of Hardie’s note 025', () => {
    const known = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]; // from means before they were rounded
    const first = cdnowSpendOfAll().slice(0, 10);
    const params = { p: 6.249572, q: 3.744225, v: 15.443523 };
    first.forEach(([x, mean], i) => expect(Math.abs(expectedSpend(params, x, mean) - (known[i] ?? NaN))).toBeLessThan(0.01));
  });
  it('finds the parameters that made the shipments, better from single ones than from means', () => {
    const history = simulated(3000, gammaGamma);
    const single = fitGammaGamma(history, { ridge: 0 });
    const means = fitGammaGamma({ shipmentCount: history.shipmentCount, meanSpend: history.meanSpend }, { ridge: 0 });
    for (const { model, report } of [single, means])
      for (const [name, truth] of [
        ['p', 6],
        ['q', 4],
        ['v', 15],
      ] as const)
        expect(Math.abs(model[name] - truth) / report.standardErrors[name]).toBeLessThan(3);
    expect(single.report.standardErrors.p).toBeLessThan(means.report.standardErrors.p);
  });
  it('has a maximum that no small step raises, and does not depend on the currency', () => {
    const history = simulated(300, gammaGamma);
    const { model, report } = fitGammaGamma(history, { ridge: 0 });
    for (const name of ['p', 'q', 'v'] as const)
      for (const factor of [0.98, 1.02])
        expect(gammaGammaLogLikelihood({ ...model, [name]: model[name] * factor }, history)).toBeLessThan(report.logLikelihood);
    const cents = fitGammaGamma(
      {
        shipmentCount: history.shipmentCount,
        meanSpend: Array.from(history.meanSpend, (m) => 100 * m),
        meanLogSpend: Array.from(history.meanLogSpend ?? [], (m) => m + Math.log(100)),
      },
      { ridge: 0 },
    ).model;
    expect(relative(cents.v, 100 * model.v)).toBeLessThan(1e-9);
    expect(relative(cents.p, model.p)).toBeLessThan(1e-9);
  });
  it('refuses money that is not above 0', () => {
    expect(() => fitGammaGamma({ shipmentCount: [1, 2], meanSpend: [5, -1] })).toThrow(expect.objectContaining({ code: 'bad-history' }));
    expect(() => expectedSpend({ p: 1, q: 1, v: 1 }, 1, 1)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => fitGammaGamma({ shipmentCount: [], meanSpend: [] })).toThrow(expect.objectContaining({ code: 'no-customers' }));
  });
});

describe('shrinkage', () => {
  const profit = (uniform: () => number) => {
    const mean = 5 + 6 * normalQuantile(uniform());
    return () => mean + 10 * normalQuantile(uniform());
  };
  it('finds mean and variances of profit that may be negative', () => {
    const { mean, within, between } = fitNormalNormal(simulated(4000, profit));
    expect(Math.abs(mean - 5)).toBeLessThan(0.4);
    expect(relative(within, 100)).toBeLessThan(0.04);
    expect(relative(between, 36)).toBeLessThan(0.12);
  });
  it('forecasts a coming shipment better than the customer’s mean and better than the mean of all', () => {
    const history = simulated(4000, profit, () => 4);
    const model = fitNormalNormal(history);
    let [own, all, shrunk] = [0, 0, 0];
    Array.from(history.meanSpend).forEach((m, i) => {
      const uniform = uniformsOf(3, 9, i);
      const truth = 5 + 6 * normalQuantile(uniform()); // the first draw of the customer is its mean
      own += (m - truth) * (m - truth);
      all += (model.mean - truth) * (model.mean - truth);
      const forecast = normalNormalExpected(model, 4, m);
      shrunk += (forecast - truth) * (forecast - truth);
    });
    expect(shrunk).toBeLessThan(0.7 * Math.min(own, all));
  });
  it('gives everybody the same when customers do not differ', () => {
    const model = fitNormalNormal(simulated(500, (uniform) => () => 5 + normalQuantile(uniform())));
    expect(model.between).toBeLessThan(0.05);
    expect(normalNormalExpected({ ...model, between: 0 }, 1e6, 99)).toBe(model.mean);
  });
  it('expects on average what lognormal shipments cost', () => {
    const history = simulated(4000, (uniform) => {
      const mean = 3 + 0.4 * normalQuantile(uniform());
      return () => Math.exp(mean + 0.5 * normalQuantile(uniform()));
    });
    const { mean, within, between } = fitLogNormal(history);
    expect(Math.abs(mean - 3)).toBeLessThan(0.03);
    expect(relative(within, 0.25)).toBeLessThan(0.04);
    expect(relative(between, 0.16)).toBeLessThan(0.1);
  });
});

describe('chooseSpendModel', () => {
  it('keeps Gamma-Gamma when its assumption holds, and says so in both languages', () => {
    const choice = chooseSpendModel(simulated(500, gammaGamma));
    expect(choice.kind).toBe('gamma-gamma');
    expect([choice.reason.en, choice.reason.zh].every((text) => text.includes(choice.correlation.toFixed(2)))).toBe(true);
    expect(choice.expected).toHaveLength(500);
  });
  it('takes lognormal when those who ship more pay less a shipment', () => {
    const uniform = uniformsOf(4, 9, 0);
    const rows = Array.from({ length: 500 }, (_, i) => Array<number>(1 + (i % 9)).fill(i)).flat();
    const history = spendHistory(
      rows,
      rows.map((i) => (20 / (1 + (i % 9))) * Math.exp(0.3 * normalQuantile(uniform()))),
      500,
    );
    expect(chooseSpendModel(history).kind).toBe('lognormal');
  });
  it('takes normal–normal when a shipment made a loss', () => {
    const choice = chooseSpendModel(spendHistory([0, 0, 1, 1, 2, 2], [5, -1, 8, 9, 3, 2], 3));
    expect(choice.kind).toBe('normal-normal');
    expect(choice.expectedOfNew).toBeCloseTo(4.33, 1);
  });
});
