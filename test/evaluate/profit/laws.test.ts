import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import { lift } from '../../../src/evaluate/index.js';
import {
  contactGains,
  contactPlan,
  contactThresholds,
  costThresholds,
  empb,
  empbContactAlways,
  empc,
  expectedCostCurve,
  gainCurve,
  mpc,
  prepareEmpc,
  prepareMpc,
  profitCurve,
  profitCut,
} from '../../../src/evaluate/profit/index.js';
import { hullOfGroups, rocHull } from '../../../src/evaluate/profit/rocHull.js';
import { scoredRows } from '../../../src/evaluate/scoredRows.js';
import { tieGroups } from '../../../src/evaluate/tieGroups.js';
import { repeated, someRows } from '../rows.js';

/** Profit a customer of every cut between scores, highest. */
function mpcByCuts(score: number[], truth: number[], gamma: number): number {
  const of = (cut: number): number =>
    score.reduce((sum, value, row) => sum + (value < cut ? 0 : truth[row] === 1 ? gamma * 190 - 1 : -11), 0) / score.length;
  return Math.max(0, ...score.map(of));
}

describe('MPC and EMPC', () => {
  it('MPC is the best of all cuts', () => {
    fc.assert(
      fc.property(someRows, fc.double({ min: 0.01, max: 1, noNaN: true }), ({ score, truth }, acceptance) => {
        fc.pre(truth.includes(0) && truth.includes(1));
        expect(mpc(score, truth, { acceptance }).profit).toBeCloseTo(mpcByCuts(score, truth, acceptance), 10);
      }),
    );
  });
  it('EMPC is the mean of MPC over acceptance, by 1,000 points of the uniform distribution', () => {
    const score = [0.9, 0.8, 0.8, 0.6, 0.4, 0.4, 0.3, 0.1];
    const truth = [1, 0, 1, 1, 0, 0, 1, 0];
    const points = 1000;
    let sum = 0;
    for (let i = 0; i < points; i++) sum += mpc(score, truth, { acceptance: (i + 0.5) / points }).profit;
    expect(empc(score, truth, { alpha: 1, beta: 1 }).profit).toBeCloseTo(sum / points, 3);
  });
  it('a weight is a repeated row, and prepared metrics agree with plain ones', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const { score, truth } = repeated(rows);
        const [weighted, plain] = [empc(rows.score, rows.truth, rows), empc(score, truth)];
        expect(weighted.profit).toBeCloseTo(plain.profit, 10);
        expect(weighted.share).toBeCloseTo(plain.share, 12);
        const [s, t, w] = [Float64Array.from(rows.score), Uint8Array.from(rows.truth), Float64Array.from(rows.weights)];
        expect(prepareEmpc()(s, t)(w)).toBeCloseTo(plain.profit, 10);
        expect(prepareMpc()(s, t)(w)).toBeCloseTo(mpc(score, truth).profit, 10);
      }),
    );
  });
  it('prepared metrics of one outcome are NaN', () => {
    const [s, t, w] = [Float64Array.of(1, 2), Uint8Array.of(1, 1), Float64Array.of(1, 1)];
    expect([prepareEmpc()(s, t)(w), prepareMpc()(s, t)(w)]).toEqual([NaN, NaN]);
  });
  it('of cuts that earn the same the shortest list is named', () => {
    // A leaver earns as much as a stayer costs.
    expect(mpc([0.9, 0.5, 0.5], [1, 1, 0], { acceptance: 12 / 190 })).toMatchObject({ share: 1 / 3, cut: 0.9 });
  });
  it('the share contacted and the cut agree', () => {
    const score = Array.from({ length: 500 }, (_, row) => uniformAt(1, 2, row));
    const truth = score.map((value, row) => (uniformAt(1, 3, row) < value * value ? 1 : 0));
    const { share, cut } = mpc(score, truth);
    expect(score.filter((value) => value >= cut).length / 500).toBe(share);
  });
});

describe('the hull from buckets is the hull from sorting', () => {
  const shapes: Record<string, (row: number) => number> = {
    'logit-normal': (row) => 1 / (1 + Math.exp(-3 - 2 * Math.log(uniformAt(3, 1, row)))),
    'rounded to 1/100': (row) => Math.round(100 * uniformAt(3, 2, row)) / 100,
    'one far away': (row) => (row === 7 ? 1e12 : uniformAt(3, 3, row)),
    'all equal': () => 0.5,
    'two values': (row) => row % 2,
    'infinite at the ends': (row) => (row < 3 ? Infinity : row < 6 ? -Infinity : uniformAt(3, 4, row)),
  };
  it.each(Object.entries(shapes))('%s', (_, scoreOf) => {
    const n = 9000;
    const score = Float64Array.from({ length: n }, (_, row) => scoreOf(row));
    const truth = Uint8Array.from(score, (value, row) => (uniformAt(4, 1, row) < Math.min(0.8, Math.max(0.05, value)) ? 1 : 0));
    const rows = scoredRows(
      score,
      truth,
      Float64Array.from(score, (_, row) => 1 + (row % 3)),
    );
    expect(rocHull(rows)).toEqual(hullOfGroups(tieGroups(rows.score, rows.truth)(rows.weights)));
  });
});

const customers = fc.array(
  fc.record({
    p: fc.double({ min: 0, max: 1, noNaN: true }),
    value: fc.integer({ min: -50, max: 900 }),
    d: fc.integer({ min: 0, max: 40 }),
  }),
  { minLength: 1, maxLength: 9 },
);

describe('contacts', () => {
  it('pay exactly above the threshold of the customer', () => {
    fc.assert(
      fc.property(customers, (list) => {
        const terms = { customerValue: list.map(({ value }) => value), incentive: list.map(({ d }) => d), contactCost: 1 };
        const p = list.map((one) => one.p);
        const limits = contactThresholds(terms);
        for (const [row, gain] of contactGains(p, terms).entries())
          if (Math.abs(gain) > 1e-9) expect(gain > 0).toBe(p[row]! > limits[row]!);
      }),
    );
  });
  it('have the threshold that the costs of the four outcomes of an offer give', () => {
    fc.assert(
      fc.property(customers, fc.double({ min: 0.05, max: 1, noNaN: true }), (list, acceptance) => {
        const [customerValue, incentive] = [list.map(({ value }) => value), list.map(({ d }) => d)];
        const limits = contactThresholds({ customerValue, incentive, contactCost: 1, acceptance });
        const costs = {
          falsePositive: incentive.map((d) => d + 1),
          falseNegative: customerValue,
          truePositive: customerValue.map((value, row) => 1 + acceptance * incentive[row]! + (1 - acceptance) * value),
        };
        for (const [row, limit] of costThresholds(costs, list.length).entries())
          if (limit < 1e6) expect(limit).toBeCloseTo(limits[row]!, 8);
      }),
    );
  });
  it('are planned as well as any choice of customers can be, without a budget', () => {
    fc.assert(
      fc.property(customers, (list) => {
        const terms = { customerValue: list.map(({ value }) => value), incentive: list.map(({ d }) => d), contactCost: 1 };
        const p = list.map((one) => one.p);
        const gains = contactGains(p, terms);
        const best = gains.filter((gain) => gain > 0).reduce((a, b) => a + b, 0);
        const { columns, length } = contactPlan(p, terms);
        expect(columns.cumulative_profit[length - 1] ?? 0).toBeCloseTo(best, 8);
        for (let place = 0; place < length; place++) {
          const row = columns.row[place]!;
          const atBreakEven = contactGains([p[row]!], {
            customerValue: terms.customerValue[row]!,
            incentive: terms.incentive[row]!,
            contactCost: 1,
            acceptance: columns.break_even_acceptance[place]!,
          });
          expect(atBreakEven[0]).toBeCloseTo(0, 8);
        }
      }),
    );
  });
  it('cost the contact, and the incentive as often as it is taken', () => {
    const { columns } = contactPlan([0.3], { customerValue: 200, incentive: 10, contactCost: 1 });
    expect(columns.expected_cost[0]).toBeCloseTo(1 + 10 * (0.7 + 0.3 * 0.3), 12);
  });
  it('stay within the budget, and leave none that would still fit', () => {
    fc.assert(
      fc.property(customers, fc.double({ min: 0, max: 60, noNaN: true }), (list, budget) => {
        const terms = { customerValue: list.map(({ value }) => value), incentive: list.map(({ d }) => d), contactCost: 1 };
        const p = list.map((one) => one.p);
        const [all, { columns, length }] = [contactPlan(p, terms), contactPlan(p, terms, { budget })];
        const spent = columns.cumulative_cost[length - 1] ?? 0;
        expect(spent).toBeLessThanOrEqual(budget);
        const left = [...all.columns.row].filter((row) => !columns.row.includes(row));
        for (const row of left) expect(all.columns.expected_cost[all.columns.row.indexOf(row)]!).toBeGreaterThan(budget - spent);
      }),
    );
  });
});

describe('curves', () => {
  const score = [0.9, 0.8, 0.8, 0.6, 0.4, 0.3];
  const truth = [1, 0, 1, 0, 1, 0];
  const gains = contactGains(truth, { customerValue: [100, 300, 200, 50, 80, 70], incentive: 5, contactCost: 2 });

  it('the cut is the top of the profit curve, and beyond break-even the list loses', () => {
    const curve = profitCurve(score, gains).columns;
    const cut = profitCut(score, gains);
    expect(cut.profit).toBe(Math.max(...curve.profit));
    expect(curve.profit[cut.contacted]).toBe(cut.profit);
    for (let k = cut.breakEven + 1; k <= 6; k++) expect(curve.profit[k]).toBeLessThan(0);
    expect(profitCut([1, 2], [-1, -1])).toEqual({ contacted: 0, share: 0, profit: 0, cut: Infinity, breakEven: 0 });
  });
  it('name the score of the last one contacted, and the longest list that costs no more than it saves', () => {
    const { columns } = profitCurve([0.9, 0.8, 0.7], [1, 1, 1]);
    expect([...columns.cut]).toEqual([Infinity, 0.9, 0.8, 0.7]);
    expect(profitCut([0.9, 0.8], [10, -10])).toMatchObject({ contacted: 1, breakEven: 2 });
  });
  it('are made of rounded shares of the list', () => {
    expect([...profitCurve([0.9, 0.8, 0.7], [1, 1, 1], { steps: 2 }).columns.contacted]).toEqual([0, 2, 3]);
  });
  it('the business profit offers nothing to whom the carrier loses by', () => {
    expect(empbContactAlways([0.9, 0.8], [0, 1], [-100, 900]).profit).toBeCloseTo(-15 + 0.3 * 855 - 15, 10);
  });
  it('the business profit is the cut of what contacts would have earned', () => {
    const value = [100, 300, 200, 50, 80, 70];
    const earned = contactGains(truth, { customerValue: value, incentive: value.map((v) => 0.05 * v), contactCost: 15 });
    expect(empbContactAlways(score, truth, value).profit).toBeCloseTo(profitCut(score, earned).profit, 10);
    expect(empb(score, truth, value).profit).toBeGreaterThan(empbContactAlways(score, truth, value).profit);
  });
  it('the gain curve is the lift times the share', () => {
    const { columns } = gainCurve(score, truth);
    for (let k = 1; k <= 6; k++) expect(columns.found[k]).toBeCloseTo((k / 6) * lift(score, truth, { topShare: k / 6 }), 12);
    expect([...columns.perfect]).toEqual([0, 1 / 3, 2 / 3, 1, 1, 1, 1]);
  });
  it('the expected-cost curve is the best cut at every ratio of costs', () => {
    fc.assert(
      fc.property(someRows, fc.double({ min: 0, max: 1, noNaN: true }), (rows, x) => {
        const plain = repeated(rows);
        const { columns, length } = expectedCostCurve(plain.score, plain.truth);
        const events = plain.truth.filter((value) => value === 1).length;
        const others = plain.truth.length - events;
        const costs = [...plain.score, Infinity].map((cut) => {
          const taken = plain.truth.filter((_, row) => plain.score[row]! >= cut);
          const hits = taken.filter((value) => value === 1).length;
          return (1 - hits / events) * x + ((taken.length - hits) / others) * (1 - x);
        });
        let at = 0;
        while (at + 2 < length && columns.probability_cost[at + 1]! < x) at++;
        const [from, to] = [columns.probability_cost[at]!, columns.probability_cost[at + 1]!];
        const share = to > from ? (x - from) / (to - from) : 0;
        const cost = columns.expected_cost[at]! + share * (columns.expected_cost[at + 1]! - columns.expected_cost[at]!);
        expect(cost).toBeCloseTo(Math.min(...costs), 10);
      }),
    );
  });
});

describe('what makes no sense is refused', () => {
  const bad = expect.objectContaining({ code: 'bad-parameter' });
  const [s, y] = [
    [0.2, 0.8],
    [0, 1],
  ];
  it.each([
    { incentive: 0 },
    { incentive: 200 },
    { incentive: Number.NaN },
    { customerValue: 10 },
    { customerValue: Infinity },
    { contactCost: -1 },
    { contactCost: Infinity },
    { alpha: 0 },
    { beta: -1 },
  ])('EMPC with %j', (options) => expect(() => empc(s, y, options)).toThrow(bad));
  it('MPC, EMPB, thresholds and plans', () => {
    expect(() => mpc(s, y, { acceptance: 0 })).toThrow(bad);
    expect(() => mpc(s, y, { acceptance: 1.5 })).toThrow(bad);
    expect(() => empb(s, y, [1, Number.NaN])).toThrow(bad);
    expect(() => empb(s, y, [1])).toThrow(expect.objectContaining({ code: 'length-mismatch' }));
    expect(() => empb(s, y, [1, 2], { incentiveShare: 1 })).toThrow(bad);
    expect(() => contactThresholds({ customerValue: 10, incentive: -1, contactCost: 1 })).toThrow(bad);
    expect(() => contactGains([1.2], { customerValue: 10, incentive: 1, contactCost: 1 })).toThrow(bad);
    expect(() => contactPlan(s, { customerValue: 10, incentive: 1, contactCost: 1 }, { budget: -1 })).toThrow(bad);
    expect(() => profitCurve(s, [1, 2], { steps: 0 })).toThrow(bad);
    expect(() => profitCut([Number.NaN], [1])).toThrow(bad);
    expect(() => profitCut([], [])).toThrow(expect.objectContaining({ code: 'no-rows' }));
    expect(() => mpc([0.1, 0.2], [1, 1])).toThrow(expect.objectContaining({ code: 'too-few-events' }));
  });
});
