import { describe, expect, it } from 'vitest';
import {
  contactThresholds,
  costThresholds,
  type EmpcOptions,
  empb,
  empbContactAlways,
  empc,
  type MpcOptions,
  mpc,
  savings,
} from '../../../src/evaluate/profit/index.js';
import rows221 from '../../oracle/evaluate/lift221.json' with { type: 'json' };
import oracle from '../../oracle/evaluate/profit.json' with { type: 'json' };

/** Agreement to so many significant digits. */
const digits = (got: number, wanted: number, significant = 11): void =>
  expect(Math.abs(got - wanted), `${got} against ${wanted}`).toBeLessThanOrEqual(Math.abs(wanted) * 10 ** -significant);

const named = (terms: Readonly<Record<string, number>>): EmpcOptions => ({
  alpha: terms['alpha'],
  beta: terms['beta'],
  customerValue: terms['clv'],
  incentive: terms['incentive_cost'] ?? terms['d'],
  contactCost: terms['contact_cost'] ?? terms['f'],
});

describe('MPC and EMPC agree with empulse', () => {
  it.each(oracle.cases.map((one, index) => [index, one] as const))('case %i', (_, { truth, score, terms, ...wanted }) => {
    const options = named(terms as Record<string, number>);
    const { alpha = 6, beta = 14 } = options;
    digits(empc(score, truth, options).profit, wanted.empc);
    digits(mpc(score, truth, { ...options, acceptance: alpha / (alpha + beta) }).profit, wanted.mpc);
  });
  it.each(oracle.published)('on 221 published rows with $params', ({ params, score, fraction }) => {
    const got = empc(rows221.score, rows221.truth, named(params as Record<string, number>));
    digits(got.profit, score);
    digits(got.share, fraction);
  });
  it.each<[MpcOptions, number]>([
    [{}, 14.814479638009047],
    [{ acceptance: 0.2 }, 9.02262443438914],
    [{ customerValue: 50 }, 1.493212669683258],
    [{ incentive: 100 }, 1.9095022624434383],
    [{ contactCost: 15 }, 8.316742081447961],
    [{ acceptance: 0.9, customerValue: 300, incentive: 50, contactCost: 25 }, 46.380090497737555],
  ])('MPC on the same rows with %j', (options, value) => digits(mpc(rows221.score, rows221.truth, options).profit, value, 14));
});

describe('the twenty rows and the eight of the documentation', () => {
  const { y, s, clv, empc_variants: variants, ...wanted } = oracle.metrics20;
  it('MPC and EMPC with their shares', () => {
    const [got, sure] = [empc(s, y), mpc(s, y)];
    digits(got.profit, wanted.empc[0]!);
    digits(got.share, wanted.empc[1]!);
    digits(sure.profit, wanted.mpc[0]!);
    digits(sure.share, wanted.mpc[1]!);
  });
  it.each([
    [variants.alpha2, { alpha: 2 }],
    [variants.beta5, { beta: 5 }],
    [variants.clv50, { customerValue: 50 }],
    [variants.d100, { incentive: 100 }],
    [variants.f15, { contactCost: 15 }],
  ])('EMPC %j with %j', ([profit = NaN, share = NaN], options) => {
    const got = empc(s, y, options);
    digits(got.profit, profit);
    digits(got.share, share);
  });
  it('EMPB as published and with every contact charged', () => {
    const [published, always] = [empb(s, y, clv), empbContactAlways(s, y, clv)];
    digits(published.profit, wanted.empb_published[0]!, 13);
    digits(always.profit, wanted.empb_contact_always[0]!, 13);
    expect([published.share, always.share]).toEqual([0.2, 0.2]);
  });
  it('EMPC and MPC of the documentation', () => {
    const { y: truth, s: score, empc: profit, mpc: sure } = oracle.document;
    digits(empc(score, truth).profit, profit[0]!);
    digits(empc(score, truth).share, profit[1]!);
    expect(mpc(score, truth)).toEqual({ profit: sure[0], share: sure[1], cut: 0.2 });
  });
  it('EMPC and MPC of a perfect list and of a reversed one', () => {
    const truth = Array.from({ length: 20 }, (_, row) => row % 2);
    const reversed = truth.map((left) => 1 - left);
    const [perfect, worst] = [empc(truth, truth), empc(reversed, truth)];
    const { perfect20, constant20 } = oracle.document;
    digits(perfect.profit, perfect20[0]!);
    digits(perfect.share, perfect20[1]!);
    digits(worst.profit, constant20[0]!);
    digits(worst.share, constant20[1]!);
    expect([mpc(truth, truth), mpc(reversed, truth)]).toMatchObject([
      { profit: 28, share: 0.5 },
      { profit: 22.5, share: 1 },
    ]);
  });
  it('EMPB of a perfect and of a reversed list of business customers', () => {
    const truth = Array.from({ length: 20 }, (_, row) => row % 2);
    const value = truth.map((left) => (left === 1 ? 200 : 100));
    expect(empb(truth, truth, value)).toMatchObject({ profit: 525, share: 0.5 });
    expect(
      empb(
        truth.map((left) => 1 - left),
        truth,
        value,
      ),
    ).toMatchObject({ profit: 325, share: 1 });
  });
  it('the rule of one customer', () => {
    const { clv: customerValue, d: incentive, f: contactCost, gamma: acceptance, v } = oracle.threshold;
    digits(contactThresholds({ customerValue, incentive, contactCost, acceptance })[0]!, v, 15);
  });
});

it('savings and thresholds of single costs agree with empulse', () => {
  const { truth, decision, threshold, savings: wanted, ...costs } = oracle.costs;
  digits(savings(decision, truth, costs), wanted);
  for (const [row, limit] of costThresholds(costs, truth.length).entries()) digits(limit, threshold[row]!, 14);
});
