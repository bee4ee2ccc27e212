import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateEpsilon, type LapseRule, lapses, silences } from '../../src/account/index.js';
import { errorCodeOf } from '../../src/core/errors.js';
import { rows } from '../../src/core/table.js';
import { every, snapshotOfDays } from './fakeSnapshot.js';

const dayLists = fc
  .uniqueArray(fc.integer({ min: 1000, max: 1800 }), { minLength: 1, maxLength: 60 })
  .map((days) => days.sort((a, b) => a - b));

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'no error';
  } catch (error) {
    return errorCodeOf(error);
  }
}

describe('lapses', () => {
  it('dates a lapse by the day after the last shipment and confirms it on the first day past the limit', () => {
    // 11 shipment days a week apart: A = 10.5, B = 77, tau(1e-3) = 77·(1000^(1/10.5) − 1) = 71.66 days.
    const snapshot = snapshotOfDays([every(7, 1000, 11)], 1300);
    expect([...rows(lapses(snapshot))]).toEqual([
      { customer: 0, lastDay: 1070, onset: 1071, confirmed: 1142, returned: Number.NaN, limitDays: 72, gapCount: 10 },
    ]);
  });

  it('names the return of a customer that came back after confirmation', () => {
    const table = lapses(snapshotOfDays([[...every(7, 1000, 11), 1200]], 1250));
    expect([table.length, table.columns.returned[0]]).toEqual([1, 1200]);
  });

  it('sees no lapse before the limit has passed, one day after it does', () => {
    const days = every(7, 1000, 11);
    expect(lapses(snapshotOfDays([days], 1141)).length).toBe(0);
    expect(lapses(snapshotOfDays([days], 1142)).length).toBe(1);
  });

  it('never calls a lapse when the customer returns before the limit', () => {
    expect(lapses(snapshotOfDays([[...every(7, 1000, 11), 1141]], 1200)).length).toBe(0);
    expect(lapses(snapshotOfDays([[...every(7, 1000, 11), 1142]], 1200)).length).toBe(1);
  });

  it('lets a quiet festival pass: days on which few ship count less', () => {
    const days = [...every(7, 1000, 11), ...every(7, 1070 + 75, 4)];
    const festival = (day: number): number => (day >= 1075 && day < 1105 ? 0.5 : 1);
    expect(lapses(snapshotOfDays([days], 1200)).length).toBe(1);
    expect(lapses(snapshotOfDays([days], 1200, festival)).length).toBe(0);
  });

  it('limits a fixed rule to its calendar days, whatever the season', () => {
    const days = [1000, 1010, 1020];
    const half = (): number => 0.5;
    expect(lapses(snapshotOfDays([days], 1051, half), { kind: 'fixed', days: 30 }).columns.confirmed[0]).toBe(1051);
    expect(lapses(snapshotOfDays([days], 1050, half), { kind: 'fixed', days: 30 }).length).toBe(0);
  });

  it('multiplies the mean or median gap, or a quantile, within 28 and 182 days', () => {
    const days = [1000, 1020, 1040, 1060, 1120];
    const confirmed = (rule: LapseRule): number => silences(snapshotOfDays([days], 1400), rule).columns.confirmed[0]! - 1120;
    expect(confirmed({ kind: 'multiple' })).toBe(91); // 3 × 30 days, then the day after
    expect(confirmed({ kind: 'multiple', times: 2, of: 'median' })).toBe(41);
    expect(confirmed({ kind: 'quantile', times: 2.01 })).toBe(109); // 2.01 × 54 days
    expect(confirmed({ kind: 'multiple', times: 1, of: 'median' })).toBe(29);
    expect(confirmed({ kind: 'multiple', times: 9 })).toBe(183);
  });

  it('hands the gaps of the last 364 days, ascending, to a custom rule', () => {
    const seen: number[][] = [];
    silences(snapshotOfDays([[100, 1000, 1030, 1040]], 1100), {
      kind: 'custom',
      limitDays: ({ gapsDays }) => {
        seen.push([...gapsDays]);
        return 5;
      },
    });
    expect(seen).toEqual([[10, 30]]);
  });

  it('refuses a rule whose number is out of range', () => {
    const snapshot = snapshotOfDays([[1000]], 1100);
    expect(codeOf(() => lapses(snapshot, { kind: 'adaptive', epsilon: 1 }))).toBe('bad-parameter');
    expect(codeOf(() => silences(snapshot, { kind: 'fixed', days: 0 }))).toBe('bad-parameter');
    expect(codeOf(() => lapses(snapshot, { kind: 'multiple', times: Number.NaN }))).toBe('bad-parameter');
  });

  it('confirms sooner the larger epsilon is', () => {
    fc.assert(
      fc.property(
        dayLists,
        fc.double({ min: 1e-6, max: 0.4, noNaN: true }),
        fc.double({ min: 1.01, max: 2, noNaN: true }),
        (days, epsilon, factor) => {
          const limit = (value: number): number =>
            silences(snapshotOfDays([days], 1900), { kind: 'adaptive', epsilon: value }).columns.limitDays[0]!;
          expect(limit(epsilon * factor)).toBeLessThanOrEqual(limit(epsilon));
        },
      ),
    );
  });

  it('moves every date when all dates move', () => {
    fc.assert(
      fc.property(dayLists, fc.integer({ min: -900, max: 900 }), (days, shift) => {
        const moved = lapses(snapshotOfDays([days.map((day) => day + shift)], 1900 + shift));
        expect([...moved.columns.confirmed].map((day) => day - shift)).toEqual([...lapses(snapshotOfDays([days], 1900)).columns.confirmed]);
      }),
    );
  });

  it('knows at a cutoff exactly the lapses that a later cutoff dates before it', () => {
    fc.assert(
      fc.property(dayLists, fc.integer({ min: 1001, max: 1900 }), (days, cutoff) => {
        fc.pre(days[0]! < cutoff);
        const early = lapses(snapshotOfDays([days], cutoff)).columns.confirmed;
        const late = lapses(snapshotOfDays([days], 2000)).columns.confirmed.filter((day) => day <= cutoff);
        expect([...early]).toEqual([...late]);
      }),
    );
  });

  it('agrees with a slow twin that walks day by day', () => {
    fc.assert(
      fc.property(dayLists, (days) => {
        const twin: number[] = [];
        for (const [at, day] of days.entries()) {
          const inside = days.filter((other) => other > day - 364 && other <= day);
          const weeks = new Set(inside.map((other) => Math.floor((day - other) / 7))).size;
          const limit = Math.min(Math.max((7 + day - inside[0]!) * (Math.exp(Math.log(1000) / (weeks - 0.5)) - 1), 28), 182);
          const end = days[at + 1] ?? 1900;
          for (let now = day + 1; now <= end; now++) {
            if (now - day > limit) {
              twin.push(now);
              break;
            }
          }
        }
        expect([...lapses(snapshotOfDays([days], 1900)).columns.confirmed]).toEqual(twin);
      }),
    );
  });
});

describe('calibrateEpsilon', () => {
  it('takes the largest epsilon whose lapses rarely return', () => {
    const leavers = Array.from({ length: 200 }, (_, customer) => every(7, 1000 + (customer % 7), 30));
    const found = calibrateEpsilon(snapshotOfDays(leavers, 2000));
    expect([found.epsilon, found.returnRate]).toEqual([1e-2, 0]);
  });

  it('asks for a longer silence where customers come in bursts', () => {
    // Ten weekly shipments, then two and a half months of silence, again and again.
    const bursts = Array.from({ length: 200 }, (_, customer) =>
      every(145, 1000 + (customer % 7), 6).flatMap((first) => every(7, first, 10)),
    );
    const found = calibrateEpsilon(snapshotOfDays(bursts, 2300));
    expect(found.epsilon).toBeLessThan(1e-2);
    expect(found.returnRate).toBeLessThanOrEqual(0.05);
  });

  it('keeps the default and says NaN when too few lapses were seen', () => {
    expect(calibrateEpsilon(snapshotOfDays([every(7, 1000, 10)], 2000))).toMatchObject({ epsilon: 1e-3, returnRate: Number.NaN });
  });
});
