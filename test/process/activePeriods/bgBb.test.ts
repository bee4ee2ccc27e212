import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bgBbConditionalExpected,
  bgBbCountProbability,
  bgBbDiscounted,
  bgBbExpected,
  bgBbLogLikelihood,
  bgBbProbabilityActive,
  fitBgBb,
  type OpportunityHistory,
} from '../../../src/process/index.js';
import { relative } from '../oracle.js';

const file = join(process.env.HOLDFAST_DATA ?? '../shared/data', 'donations_bgbb', 'donations.csv');
const hasDonations = existsSync(file);
function donations(): OpportunityHistory {
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  const cells = rows.map((row) => row.split(',').map(Number));
  const column = (i: number): number[] => cells.map((row) => row[i] ?? NaN);
  return { activeCount: column(0), lastActive: column(1), periods: column(2), customers: column(3) };
}
const row = (x: number, last: number, n: number): OpportunityHistory => ({ activeCount: [x], lastActive: [last], periods: [n] });
/** Recomputed maximum (reference.md 2.2), and BTYD's own, from which its derived numbers come. */
const maximum = { alpha: 1.203522, beta: 0.749716, gamma: 0.656718, delta: 2.783443 };
const published = { alpha: 1.203528, beta: 0.749726, gamma: 0.6567808, delta: 2.783796 };

describe('BG/BB', () => {
  it.skipIf(!hasDonations)('reproduces the donations fit', () => {
    const { model, report } = fitBgBb(donations(), { ridge: 0 });
    expect(report.logLikelihood).toBeCloseTo(-33225.58127, 5);
    for (const [name, value] of Object.entries(maximum)) expect(relative(model[name as 'alpha'], value)).toBeLessThan(5e-6);
    expect(report).toMatchObject({ converged: true, boundary: [], customers: 11104 });
    expect(bgBbLogLikelihood(model, donations())).toBeCloseTo(report.logLikelihood, 8);
  });
  it('expects the published active periods of a new customer', () => {
    const known = [0.4985, 0.9233, 1.2969, 1.6323, 1.9381, 2.2202, 2.4826, 2.7285, 2.9603, 3.1798, 3.3887];
    known.forEach((value, i) => expect(bgBbExpected(maximum, i + 1)).toBeCloseTo(value, 4));
    expect(bgBbExpected(published, 10)).toBeCloseTo(3.179805, 5);
  });
  it('expects the published active periods of known customers', () => {
    expect(bgBbConditionalExpected(published, row(0, 0, 6), 10)[0]).toBeCloseTo(0.1302169, 6);
    expect(bgBbConditionalExpected(published, row(4, 5, 6), 10)[0]).toBeCloseTo(3.627858, 5);
    const active = bgBbProbabilityActive(published, { activeCount: [0, 2, 6], lastActive: [0, 4, 6], periods: [6, 6, 6] });
    expect([...active].map((value) => value.toFixed(2))).toEqual(['0.11', '0.59', '0.93']);
  });
  it.skipIf(!hasDonations)('expects the published totals: five more years, counts within the sample, tracking by year', () => {
    const data = donations();
    const total = bgBbConditionalExpected(published, data, 5).reduce((sum, value, i) => sum + value * (data.customers?.[i] ?? NaN), 0);
    expect(relative(total, 12884.2)).toBeLessThan(3e-5);
    expect(relative(11104 * bgBbCountProbability(published, 0, 6), 3454.9)).toBeLessThan(2e-5);
    expect(relative(11104 * bgBbCountProbability(published, 6, 6), 1253.1)).toBeLessThan(4e-5);
    const years = [5535.833, 4717.059, 4147.621, 3724.665, 3395.888, 3131.647, 2913.778, 2730.482, 2573.731, 2437.854, 2318.727];
    years.forEach((value, i) =>
      expect(relative(11104 * (bgBbExpected(published, i + 1) - bgBbExpected(published, i)), value)).toBeLessThan(2e-5),
    );
  });
  it('has counts that sum to 1 with the mean expected', () => {
    const p = Array.from({ length: 31 }, (_, n) => bgBbCountProbability(published, n, 30));
    expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    expect(p.reduce((sum, value, n) => sum + n * value, 0)).toBeCloseTo(bgBbExpected(published, 30), 11);
    expect(bgBbCountProbability(published, 31, 30)).toBe(0);
  });
  it('is the sum over all ways to be silent: every history of five periods together has probability 1', () => {
    let total = 0;
    for (let bits = 0; bits < 32; bits++) {
      const active = [1, 2, 3, 4, 5].filter((k) => bits & (1 << (k - 1)));
      total += Math.exp(bgBbLogLikelihood(published, row(active.length, active.at(-1) ?? 0, 5)));
    }
    expect(total).toBeCloseTo(1, 13);
  });
  it('discounts coming periods as the sum of yearly forecasts does', () => {
    const one = row(4, 5, 6);
    let sum = 0;
    let before = 0;
    for (let t = 1; t < 400; t++) {
      const [after = NaN] = bgBbConditionalExpected(published, one, t);
      sum += (after - before) / Math.exp((t - 1) * Math.log(1.1));
      before = after;
    }
    expect(relative(bgBbDiscounted(published, one, 0.1)[0] ?? NaN, sum)).toBeLessThan(1e-9);
  });
  it('has the gradient of central differences, also for three years of weeks', () => {
    const history = { activeCount: [3, 0, 150, 90], lastActive: [5, 0, 155, 100], periods: [9, 4, 156, 156], customers: [2, 5, 1, 3] };
    const fit = fitBgBb(history, { ridge: 0.5 });
    expect(fit.report.gradientNorm).toBeLessThan(1e-5);
    for (const name of ['alpha', 'beta', 'gamma', 'delta'] as const)
      for (const factor of [0.9, 1.1]) {
        const moved = { ...fit.model, [name]: fit.model[name] * factor };
        const ridge = (params: typeof moved): number =>
          Object.values(params).reduce((sum, value) => sum + 0.5 * Math.log(value) * Math.log(value), 0);
        expect(bgBbLogLikelihood(moved, history) - ridge(moved)).toBeLessThan(fit.report.logLikelihood - ridge(fit.model));
      }
  });
  it('refuses what cannot be', () => {
    expect(() => fitBgBb(row(2, 1, 6))).toThrow(expect.objectContaining({ code: 'bad-history' }));
    expect(() => fitBgBb(row(0, 0, 6))).toThrow(expect.objectContaining({ code: 'too-little-history' }));
    expect(() => bgBbExpected({ ...published, gamma: -1 }, 3)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => bgBbDiscounted(published, row(1, 1, 6), 0)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
});
