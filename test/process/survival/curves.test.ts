import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aalenJohansen,
  kaplanMeier,
  logRankTest,
  nelsonAalen,
  remainingLife,
  type SurvivalRows,
  valueAt,
} from '../../../src/process/index.js';
import { oracle } from '../oracle.js';
import { columnsOf, hasSurvivalData, numbers } from './data.js';

type Rows = { durations: number[]; events: number[] };
const known = oracle<{
  g3: { Control: Rows; RIT: Rows };
  leukemia: Rows & { groups: number[] };
  lymphoma: Rows & { groups: number[] };
  three: Rows & { groups: number[]; statistic: number };
  km: { survival: number[]; low: number[]; high: number[] };
  na: { hazard: number[]; low: number[] };
  aj: { durations: number[]; causes: number[]; incidence: number[]; variance: number[] };
}>('survival');
/** null where lifelines has no number. */
const close = (values: ArrayLike<number>, expected: readonly (number | null)[], digits: number): void => {
  expect(values).toHaveLength(expected.length);
  Array.from(values).forEach((value, i) => expected[i] !== null && expect(value).toBeCloseTo(expected[i] ?? NaN, digits));
};
const rows = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 1 })), { minLength: 1, maxLength: 40 })
  .map((list): SurvivalRows => ({ durations: list.map(([t]) => t), events: list.map(([, e]) => e) }));

describe('kaplanMeier', () => {
  it('reproduces the glioma study: shares and log-log limits', () => {
    const rit = kaplanMeier(known.g3.RIT);
    expect([25, 53].map((t) => valueAt(rit, t).toFixed(3))).toEqual(['0.909', '0.779']);
    const control = kaplanMeier(known.g3.Control);
    const at = [9, 19, 32, 34].map((t) => control.times.indexOf(t));
    expect(at.map((i) => control.values[i]?.toFixed(3))).toEqual(['0.833', '0.667', '0.500', '0.333']);
    expect(at.map((i) => control.low[i]?.toFixed(4))).toEqual(['0.2731', '0.1946', '0.1109', '0.0461']);
    close(control.values, known.km.survival.slice(1), 14);
    close(control.low, known.km.low.slice(1), 12);
    close(control.high, known.km.high.slice(1), 12);
  });
  it.skipIf(!hasSurvivalData)('finds the median of 56 days in the Waltons data', () => {
    const data = columnsOf('waltons_dataset.csv');
    expect(kaplanMeier({ durations: numbers(data, 'T'), events: numbers(data, 'E') }).median).toBe(56);
  });
  const telco = join(process.env.HOLDFAST_DATA ?? '../shared/data', 'telco_ibm_classic', 'Telco-Customer-Churn.csv.gz');
  it.skipIf(!existsSync(telco))('reproduces the retention of the Telco customers by tenure', () => {
    const cells = gunzipSync(readFileSync(telco))
      .toString()
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(','));
    const curve = kaplanMeier({ durations: cells.map((row) => Number(row[5])), events: cells.map((row) => (row[20] === 'Yes' ? 1 : 0)) });
    close(
      [1, 12, 24, 48, 60, 72].map((month) => valueAt(curve, month)),
      [0.945961, 0.8432, 0.788736, 0.70884, 0.664404, 0.59279],
      6,
    );
  });
  it('is the product over times of a naive count', () => {
    fc.assert(
      fc.property(rows, ({ durations, events }) => {
        const curve = kaplanMeier({ durations, events });
        let share = 1;
        curve.times.forEach((time, i) => {
          const there = Array.from(durations).filter((t) => t >= time).length;
          share *= 1 - Array.from(durations).filter((t, row) => t === time && events[row] === 1).length / there;
          expect(curve.values[i]).toBeCloseTo(share, 12);
          expect(curve.atRisk[i]).toBe(there);
        });
      }),
    );
  });
  it('is the plain share of those that stayed longer when nobody is censored', () => {
    const durations = [3, 1, 4, 1, 5, 9, 2, 6];
    const curve = kaplanMeier({ durations, events: durations.map(() => 1) });
    for (const t of [0, 1, 2.5, 5, 9]) expect(valueAt(curve, t)).toBeCloseTo(durations.filter((d) => d > t).length / 8, 14);
  });
  it('refuses impossible rows', () => {
    const code = (value: string) => expect.objectContaining({ code: value });
    expect(() => kaplanMeier({ durations: [], events: [] })).toThrow(code('no-customers'));
    expect(() => kaplanMeier({ durations: [1, -2], events: [1, 1] })).toThrow(code('bad-history'));
    expect(() => kaplanMeier({ durations: [1], events: [2] })).toThrow(code('bad-history'));
    expect(() => kaplanMeier({ durations: [1], events: [1] }, 95)).toThrow(code('bad-parameter'));
  });
});

describe('nelsonAalen', () => {
  it('agrees with lifelines on the leukemia study', () => {
    const { values, low } = nelsonAalen(known.leukemia);
    close(values, known.na.hazard.slice(1), 12);
    close(low, known.na.low.slice(1), 12);
  });
  it('is close to −ln of Kaplan–Meier where few leave at once', () => {
    const durations = Array.from({ length: 400 }, (_, i) => i + 1);
    const data = { durations, events: durations.map((t) => t % 2) };
    expect(valueAt(nelsonAalen(data), 200)).toBeCloseTo(-Math.log(valueAt(kaplanMeier(data), 200)), 2);
  });
});

describe('logRankTest', () => {
  const of = ({ groups, ...data }: Rows & { groups: number[] }, weight?: Parameters<typeof logRankTest>[2]) =>
    logRankTest(data, groups, weight);
  it('reproduces the 6-MP leukemia study with every weighting', () => {
    const plain = of(known.leukemia);
    expect(plain.statistic).toBeCloseTo(16.79, 2);
    expect(plain.pValue).toBeCloseTo(4.17e-5, 7);
    expect(of(known.leukemia, 'wilcoxon').statistic).toBeCloseTo(13.457852, 6);
    expect(of(known.leukemia, 'tarone-ware').statistic).toBeCloseTo(15.123575, 6);
    expect(of(known.leukemia, 'peto').statistic).toBeCloseTo(14.08414, 5);
  });
  it('reproduces a tiny study, the lymphoma study and three groups', () => {
    const tiny = of({ durations: [10, 20, 30, 10, 20, 50], events: [1, 1, 1, 1, 1, 1], groups: [0, 0, 0, 1, 1, 1] });
    expect(tiny.statistic).toBeCloseTo(0.254237, 6);
    expect(tiny.pValue).toBeCloseTo(0.614107, 6);
    expect(of(known.lymphoma).statistic).toBeCloseTo(6.70971, 5);
    const three = of(known.three);
    expect(three.statistic).toBeCloseTo(known.three.statistic, 10);
    expect(three.degrees).toBe(2);
  });
  it('does not depend on which group is called which', () => {
    const turned = known.three.groups.map((group) => (group + 1) % 3);
    expect(of({ ...known.three, groups: turned }).statistic).toBeCloseTo(known.three.statistic, 9);
  });
  it('refuses groups that leave a gap, and groups of which nobody left', () => {
    expect(() => of({ durations: [1, 2], events: [1, 1], groups: [0, 2] })).toThrow(expect.objectContaining({ code: 'bad-history' }));
    expect(() => of({ durations: [1, 2], events: [0, 0], groups: [0, 1] })).toThrow(expect.objectContaining({ code: 'too-few-events' }));
  });
});

describe('aalenJohansen', () => {
  it('has the variance of SAS PHREG on its example', () => {
    const [, two] = aalenJohansen({ durations: [1, 2, 3, 4, 5, 6], events: [0, 1, 1, 2, 2, 0] }, 2);
    close(two?.variance ?? [], [0, 0, 0, 0.032, 0.048, 0.048], 12);
  });
  it('agrees with lifelines on random causes', () => {
    const [, two] = aalenJohansen({ durations: known.aj.durations, events: known.aj.causes }, 2);
    close(two?.values ?? [], known.aj.incidence.slice(1), 12);
    close(two?.variance ?? [], known.aj.variance.slice(1), 12);
  });
  it('divides what Kaplan–Meier loses among the causes', () => {
    const { durations, causes } = known.aj;
    const curves = aalenJohansen({ durations, events: causes }, 2);
    const all = kaplanMeier({ durations, events: causes.map((cause) => Math.min(1, cause)) });
    all.values.forEach((share, i) => expect(curves.reduce((sum, { values }) => sum + (values[i] ?? NaN), share)).toBeCloseTo(1, 12));
  });
});

describe('remainingLife', () => {
  it('is the mean and median of what is left of an exponential life, however much has passed', () => {
    const times = Float64Array.from({ length: 20_000 }, (_, i) => 0.005 * (i + 1));
    const curve = { times, values: times.map((t) => Math.exp(-t / 10)), before: 1 };
    for (const soFar of [0, 7, 20]) {
      const { mean, median, survival } = remainingLife(curve, soFar, 50);
      expect(mean).toBeCloseTo(10 * (1 - Math.exp(-5)), 2);
      expect(median).toBeCloseTo(10 * Math.LN2, 1);
      expect(survival).toBeCloseTo(Math.exp(-5), 5);
    }
  });
  it('is unknown where nobody stayed so long', () => {
    expect(remainingLife(kaplanMeier({ durations: [1, 2], events: [1, 1] }), 3, 5).mean).toBeNaN();
  });
});
