import { describe, expect, test } from 'vitest';
import type { RowTables } from '../../src/history/index.js';
import { type BgBbParams, bgBbConditionalExpected, bgBbProbabilityActive, mbgNbd, paretoNbd } from '../../src/process/index.js';
import { fitActivity } from '../../src/value/activity.js';
import { calibrate, GROUPS, groupsOf, recalibrated, uncalibrated } from '../../src/value/calibration.js';
import { horizonOf, seasonAhead } from '../../src/value/horizon.js';
import { lifetimeProfit, newCustomerValue, valueTable } from '../../src/value/index.js';
import { exposureOf, type Outlook } from '../../src/value/outlook.js';
import { valueState } from '../../src/value/valueState.js';
import { dayText, history, randomShipments } from './support.js';

const weekly = (customers: number, from: number, to: number) =>
  Array.from({ length: customers }, (_, c) =>
    Array.from({ length: Math.floor((to - from) / 7) }, (_unused, week) => ({
      customer_id: `w${100 + c}`,
      shipped_at: dayText(from + 7 * week),
      freight: 10,
      cost: 6,
    })),
  ).flat();

describe('discount and season', () => {
  test('money of a period is discounted from its middle, at the rate of a year of 364 days', () => {
    const { discount, lengths } = horizonOf(370, 0.1);
    expect([...lengths].map((days, k) => (k < 13 ? days === 28 : days === 6))).toEqual(new Array(14).fill(true));
    expect(discount[0]).toBeCloseTo(1.1 ** (-14 / 364), 12);
    expect(discount[12]).toBeCloseTo(1.1 ** (-350 / 364), 12);
    expect(discount[13]).toBeCloseTo(1.1 ** (-367 / 364), 12);
  });

  test('a customer that surely stays brings its volume × margin × the mean discount', async () => {
    const at = (await history({ shipments: weekly(30, 0, 294) })).at(dayText(294));
    const { columns } = lifetimeProfit(at, { survival: () => [1], annualDiscountRate: 0.2 });
    const mean = horizonOf(364, 0.2).discount.reduce((sum, factor) => sum + factor / 13, 0);
    columns.expected_profit.forEach((profit, row) => {
      expect(profit).toBeCloseTo(4 * columns.expected_shipments[row]! * mean, 6);
      expect(columns.expected_shipments[row]! / columns.probability_active[row]!).toBeCloseTo(52, 0);
    });
  });

  test('the season ahead is that of the same weeks a year ago', async () => {
    // Twenty customers ship daily, and three times a day in days 280 to 307 of each year of 364.
    const days = Array.from({ length: 728 }, (_, day) => day);
    const shipments = Array.from({ length: 20 }, (_, c) =>
      days.flatMap((day) =>
        Array.from({ length: Math.floor((day % 364) / 28) === 10 ? 3 : 1 }, () => ({
          customer_id: `s${c}`,
          shipped_at: dayText(day),
          freight: 10,
          cost: 6,
        })),
      ),
    ).flat();
    const { company } = (await history({ shipments })).at(dayText(728));
    const season = seasonAhead(company, 0, 13);
    expect(season.indexOf(Math.max(...season))).toBe(10);
    expect(season[10]! / season[3]!).toBeGreaterThan(2);
    // As of half a year ago the same weeks lie six periods nearer.
    const before = seasonAhead(company, 168, 13);
    expect(before.indexOf(Math.max(...before))).toBe(3);
  });
});

describe('the state of an earlier day', () => {
  test('is what the snapshot of that day gives', async () => {
    const contacts = Array.from({ length: 40 }, (_, k) => ({
      customer_id: `c${1000 + k}`,
      at: dayText(20 * k),
      kind: 'visit',
      cost: 5 + k,
    }));
    const complaints = contacts.map(({ customer_id, at }, k) => ({ complaint_id: `k${k}`, customer_id, opened_at: at }));
    const past = await history({ shipments: randomShipments(60, 800), contacts, complaints });
    const then = valueState(past.at(dayText(800)), 364, {});
    const now = valueState(past.at(dayText(436)), 0, {});
    expect({ ...then, customer: [...then.customer], seasonDays: 0, recentRatio: 0 }).toEqual({
      ...now,
      customer: [...now.customer],
      seasonDays: 0, // the season of a week is known better a year later
      recentRatio: 0,
    });
  });
});

describe('activity of the coming periods', () => {
  const rowsOf = (length: number): Int32Array => Int32Array.from({ length }, (_, row) => row);

  test('by weeks: the share still there is that of BG/BB', async () => {
    const state = valueState((await history({ shipments: randomShipments(80, 800) })).at(dayText(800)), 0, {});
    const fitted = fitActivity(state, rowsOf(state.length), 'weeks');
    const params = fitted.params as unknown as BgBbParams;
    const { active, stays } = fitted.of(state, 13);
    const seen = {
      activeCount: state.activeWeeks.map((weeks) => weeks - 1),
      lastActive: state.firstBlock.map((first, row) => first - state.lastBlock[row]!),
      periods: state.firstBlock,
    };
    const ahead = [5, 4, 53, 52].map((weeks) => bgBbConditionalExpected(params, seen, weeks));
    expect(active).toEqual(bgBbProbabilityActive(params, seen));
    for (let row = 0; row < state.length; row++) {
      const rate = (params.alpha + seen.activeCount[row]!) / (params.alpha + params.beta + seen.periods[row]!);
      // Expected active weeks of the 5th and of the 53rd week to come ÷ its own rate: the probability to be there after 4 and 52.
      expect((ahead[0]![row]! - ahead[1]![row]!) / rate / stays[13 * row]!).toBeCloseTo(1, 9);
      expect((ahead[2]![row]! - ahead[3]![row]!) / rate / stays[13 * row + 12]!).toBeCloseTo(1, 9);
    }
  });

  test('by days: the expected shipping days of the horizon are those of the process', async () => {
    const state = valueState((await history({ shipments: randomShipments(80, 800) })).at(dayText(800)), 0, {});
    const fitted = fitActivity(state, rowsOf(state.length), 'days');
    const process = fitted.id === 'pareto-nbd' ? paretoNbd : mbgNbd;
    expect(fitted.id).toBe(process.id);
    const seen = {
      repeatCount: state.shippingDays.map((days) => days - 1),
      firstToLastDays: state.tenureDays.map((days, row) => days - state.silenceDays[row]!),
      observedDays: state.tenureDays,
    };
    const expected = process.conditionalExpectedShipments(fitted.params as never, seen, 364);
    const { active, stays, perDay } = fitted.of(state, 13);
    for (let row = 0; row < state.length; row++) {
      let days = 0;
      for (let k = 0; k < 13; k++) days += 14 * ((k === 0 ? active[row]! : stays[13 * row + k - 1]!) + stays[13 * row + k]!);
      const shipments = (expected[row]! * state.allShipments[row]!) / state.shippingDays[row]!;
      expect(days * perDay[row]!).toBeCloseTo(shipments, 6);
    }
  });

  test('days of silence count as a customer’s by the probability that it still is one', async () => {
    const shipments = [0, 1].flatMap((c) =>
      Array.from({ length: 20 }, (_, k) => ({ customer_id: `e${c}`, shipped_at: dayText(10 * k), freight: 1 })),
    );
    const state = valueState((await history({ shipments })).at(dayText(300)), 0, {});
    expect([...exposureOf(state, Float64Array.of(1, 0))]).toEqual([300, 190]);
  });
});

describe('what serving costs', () => {
  test('contacts cost while it is a customer, claims with its shipments', async () => {
    const shipments = weekly(30, 0, 364);
    const contacts = shipments
      .filter((_, k) => k % 4 === 0)
      .map(({ customer_id, shipped_at }) => ({ customer_id, at: shipped_at, kind: 'call', cost: 5 }));
    const complaints = Array.from({ length: 52 }, (_, k) => ({ complaint_id: `k${k}`, customer_id: 'w100', opened_at: dayText(7 * k) }));
    const value = async (tables: RowTables) =>
      lifetimeProfit((await history(tables)).at(dayText(364)), { survival: () => [1], annualDiscountRate: 0 }).columns.profit_if_staying;
    const [plain, called, complained] = [
      await value({ shipments }),
      await value({ shipments, contacts }),
      await value({ shipments, complaints }),
    ];
    // Thirteen calls a year at 5 each.
    called.forEach((profit, row) => expect(plain[row]! - profit).toBeCloseTo(65, 3)); // but for the days on which it may have left
    // 52 complaints at 15 each, drawn towards the usual half as strongly as 200 shipments to its 52.
    const usual = (52 * 15) / (30 * 52);
    const own = (52 * 15 + 200 * usual) / (52 + 200);
    expect((plain[0]! - complained[0]!) / 52).toBeCloseTo(own, 1);
    expect(plain[1]! - complained[1]!).toBeLessThan(plain[0]! - complained[0]!);
  });
});

/** Customers that stay for certain and are expected to bring 100 each, with chance enough to be missed. */
function sure(length: number): Outlook {
  const fill = (value: number): Float64Array => new Float64Array(length).fill(value);
  return {
    length,
    active: fill(1),
    shipments: fill(1),
    grossIfStaying: fill(100),
    profitIfStaying: fill(100),
    chanceVariance: fill(100),
    levelVariance: fill(0),
    leaving: fill(0),
    staying: fill(1),
    stretches: [{ share: 0.5, variance: 1 / 12, from: 0, to: 13 }],
  };
}

describe('calibration on the past', () => {
  const keys = Uint32Array.from({ length: 500 }, (_, row) => row);
  const group = 13;
  const groups = new Int32Array(500).fill(group);

  test('finds that everybody brought a fifth less', () => {
    const actual = Float64Array.from({ length: 500 }, (_, row) => 70 + 20 * ((row * 0.618034) % 1));
    const learnt = calibrate(sure(500), groups, actual, keys, 1, 364);
    expect(learnt.ratio).toBeCloseTo(0.8, 2);
    expect(learnt.factors[group]).toBeCloseTo(0.8, 2);
    expect(learnt.factors[0]).toBe(1); // nobody seen
  });

  test('widens an interval where outcomes fell further apart than the law says', () => {
    const wide = Float64Array.from({ length: 500 }, (_, row) => 200 * ((row * 0.618034) % 1));
    const ranks = calibrate(sure(500), groups, wide, keys, 1, 364).ranks[group]!;
    expect(recalibrated(ranks, 0.05)).toBeLessThan(0.001);
    expect(recalibrated(ranks, 0.95)).toBeGreaterThan(0.999);
  });

  test('gives a new outcome just the asked probability to fall below a quantile', () => {
    const ranks = Float64Array.from({ length: 19 }, (_, at) => (at + 1) / 20);
    expect(recalibrated(ranks, 0.05)).toBeCloseTo(0.05, 12);
    expect(recalibrated(ranks, 0.5)).toBeCloseTo(0.5, 12);
    expect(recalibrated(ranks, 0.001)).toBe(0.05); // not beyond what was seen
    expect(recalibrated(uncalibrated().ranks[0]!, 0.3)).toBe(0.3);
  });

  test('puts customers into groups by how they do and how much they ship', async () => {
    const shipments = [
      ...weekly(1, 0, 700),
      ...Array.from({ length: 600 }, (_, k) => ({ customer_id: 'x big', shipped_at: dayText(100 + k), freight: 1 })),
      ...Array.from({ length: 60 }, (_, k) => ({
        customer_id: 'y fading',
        shipped_at: dayText(k < 55 ? 300 + 5 * k : 600 + k),
        freight: 1,
      })),
      { customer_id: 'z young', shipped_at: dayText(690), freight: 1 },
    ];
    const state = valueState((await history({ shipments })).at(dayText(700)), 0, {});
    expect([...groupsOf(state, Float64Array.of(1, 1, 1, 1))].map((own) => Math.floor(own / 3))).toEqual([4, 4, 2, 1]);
    expect([...groupsOf(state, Float64Array.of(0.1, 1, 1, 1))][0]).toBeLessThan(3);
    expect(groupsOf(state, Float64Array.of(1, 1, 1, 1))[1]! % 3).toBe(1);
    expect(GROUPS).toBe(15);
  });
});

describe('the value table', () => {
  test('joins all that a customer is worth, referral value only when asked', async () => {
    const customers = [{ customer_id: 'c1000' }, { customer_id: 'c1001', referred_by: 'c1000' }];
    const at = (await history({ shipments: randomShipments(80, 900), customers })).at(dayText(900));
    const plain = valueTable(at);
    expect(plain.columns.customer_id).toEqual(plain.lifetime.columns.customer_id);
    expect(plain.columns.referral_value.every(Number.isNaN)).toBe(true);
    for (const name of ['expected_profit', 'expected_profit_low', 'expected_profit_high', 'probability_active'] as const)
      expect(plain.columns[name]).toEqual(plain.lifetime.columns[name]);
    const asked = valueTable(at, { referrals: { years: 1 } });
    expect(asked.columns.referral_value[0]!).toBeGreaterThan(asked.columns.referral_value[1]!);
    expect(newCustomerValue(at, plain.lifetime)).toBeGreaterThan(0);
  });
});
