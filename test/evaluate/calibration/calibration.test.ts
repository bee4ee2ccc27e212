import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import { holm } from '../../../src/evaluate/calibration/calibrationByGroup.js';
import {
  applyCalibrator,
  applyIsotonic,
  brier,
  calibrationByGroup,
  calibrationGap,
  calibrationTable,
  classwiseCalibration,
  expectedCalibrationError,
  fitCalibrator,
  fitIsotonic,
  fitPlatt,
  isotonicRegression,
  logLoss,
  shiftBaseRate,
  undoSubsampling,
} from '../../../src/evaluate/index.js';
import { logistic, logit } from '../../../src/math/logSums.js';
import oracle from '../../oracle/evaluate/isotonic.json' with { type: 'json' };

/** Rows whose true probability is given. */
function drawn(seed: number, n: number, truly: (p: number) => number): { p: number[]; truth: number[] } {
  const p = Array.from({ length: n }, (_, row) => 0.02 + 0.6 * uniformAt(seed, 1, row));
  return { p, truth: p.map((value, row) => (uniformAt(seed, 2, row) < truly(value) ? 1 : 0)) };
}

describe('isotonic regression', () => {
  it('gives the published sequence', () => expect([...isotonicRegression([3, 7, 5, 9, 8, 7, 10])]).toEqual([3, 6, 6, 8, 8, 8, 10]));
  it('pools the smallest fall', () => {
    for (const value of isotonicRegression([0.5001, 0.5, 1]).subarray(0, 2)) expect(value).toBeCloseTo(0.50005, 14);
  });
  it('is the max–min of block means', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ y: fc.integer({ min: -5, max: 5 }), w: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 12 }),
        (list) => {
          const mean = (from: number, to: number): number => {
            const part = list.slice(from, to + 1);
            return part.reduce((sum, { y, w }) => sum + y * w, 0) / part.reduce((sum, { w }) => sum + w, 0);
          };
          const fitted = isotonicRegression(
            list.map(({ y }) => y),
            list.map(({ w }) => w),
          );
          for (const [at, value] of fitted.entries()) {
            const starts = list.slice(0, at + 1).map((_, from) => Math.min(...list.slice(at).map((__, to) => mean(from, at + to))));
            expect(value).toBeCloseTo(Math.max(...starts), 10);
          }
        },
      ),
    );
  });
  it.each(oracle.cases.map((one, index) => [index, one] as const))('agrees with scikit-learn on scores with ties, case %i', (_, rows) => {
    const plain = applyIsotonic(fitIsotonic(rows.score, rows.truth), rows.at);
    const weighted = applyIsotonic(fitIsotonic(rows.score, rows.truth, { weights: rows.weights }), rows.at);
    for (let at = 0; at < rows.at.length; at++) {
      expect(plain[at]).toBeCloseTo(rows.plain[at]!, 12);
      expect(weighted[at]).toBeCloseTo(rows.weighted[at]!, 12);
    }
  });
  it('never fits worse than the scores themselves', () => {
    const { p, truth } = drawn(3, 2000, (value) => value * value);
    expect(brier(applyIsotonic(fitIsotonic(p, truth), p), truth)).toBeLessThan(brier(p, truth));
  });
  it('refuses values without a number and weights of 0', () => {
    expect(() => isotonicRegression([1, Number.NaN])).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => isotonicRegression([1, 2], [1, 0])).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
});

describe("Platt's calibration", () => {
  it('gives the published curve of three rows', () => {
    const { slope, intercept } = fitPlatt([5, -4, 1], [1, 0, 0]);
    expect(-slope).toBeCloseTo(-0.20261448962, 10); // published to 7 digits; the root of the two equations at 30 digits
    expect(-intercept).toBeCloseTo(0.652366638998, 10);
  });
  it('stays finite where a threshold splits the outcomes without error, and says no where scores are infinite', () => {
    expect(Number.isFinite(fitPlatt([1, 2, 3, 4], [0, 0, 1, 1]).slope)).toBe(true);
    expect(() => fitPlatt([1, Infinity], [0, 1])).toThrow(expect.objectContaining({ code: 'no-convergence' }));
  });
});

describe('the rules of recalibration', () => {
  it('take nothing below 100 events, a line from there, a curve only from 1,000 and where it is needed', () => {
    const kind = (n: number, truly: (p: number) => number): string => {
      const { p, truth } = drawn(5, n, truly);
      return fitCalibrator(p, truth).kind;
    };
    const bent = (p: number): number => (p < 0.3 ? 0.05 : 0.8);
    expect(kind(200, bent)).toBe('none');
    expect(kind(1000, bent)).toBe('logistic');
    expect(kind(8000, bent)).toBe('isotonic');
    expect(kind(8000, (p) => logistic(-0.5 + 1.4 * logit(p)))).toBe('logistic');
    // Bent a little: on other folds the curve is better here, but by less than a standard error.
    const little = drawn(2, 5000, (p) => p + (p < 0.3 ? -0.05 : 0.05));
    expect(fitCalibrator(little.p, little.truth).kind).toBe('logistic');
  });
  it('mend what was bent, on later rows', () => {
    const bent = (p: number): number => (p < 0.3 ? 0.05 : 0.8);
    const [now, later] = [drawn(6, 8000, bent), drawn(7, 8000, bent)];
    const mended = applyCalibrator(fitCalibrator(now.p, now.truth), later.p);
    expect(expectedCalibrationError(mended, later.truth)).toBeLessThan(0.02);
    expect(logLoss(mended, later.truth)).toBeLessThan(logLoss(later.p, later.truth));
    expect(applyCalibrator({ kind: 'none' }, [0.3])).toEqual(Float64Array.of(0.3));
  });
  it('move a base rate on the log-odds, and undo subsampling exactly', () => {
    expect(shiftBaseRate([0.2], 0.2, 0.05)[0]).toBeCloseTo(0.05, 14);
    expect([...shiftBaseRate([0, 1], 0.2, 0.05)]).toEqual([0, 1]);
    // 100 events and 900 others at one score, of which one in nine is kept: half the rows kept are events.
    expect(undoSubsampling([0.5], 1 / 9)[0]).toBeCloseTo(0.1, 14);
    expect(() => shiftBaseRate([0.2], 0, 0.5)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => undoSubsampling([0.2], 0)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
});

describe('calibration of parts', () => {
  it('finds the branch whose customers leave twice as often as was said, and no other', () => {
    const { p } = drawn(8, 4000, () => 0);
    const branch = p.map((_, row) => row % 8);
    const truth = p.map((value, row) => (uniformAt(8, 3, row) < (row % 8 === 3 ? 1.6 : 1) * value ? 1 : 0));
    const { columns } = calibrationByGroup(p, truth, branch);
    expect([...columns.group].filter((_, at) => columns.p_value[at]! < 0.01)).toEqual([3]);
    expect(columns.ratio[3]).toBeCloseTo(1.6, 0);
    expect(columns.ratio_low[3]).toBeGreaterThan(1);
    const total = [...columns.expected].reduce((sum, value) => sum + value, 0);
    expect(total).toBeCloseTo(
      p.reduce((sum, value) => sum + value, 0),
      8,
    );
  });
  it('of one group has the interval and the deviation of so many independent rows', () => {
    const { columns } = calibrationByGroup([0.5, 0.5, 0.5, 0.5, 0.2], [1, 1, 1, 0, 0], [7, 7, 7, 7, 2]);
    expect([...columns.group]).toEqual([2, 7]);
    expect([columns.ratio[1], columns.deviation[1]]).toEqual([1.5, 1]);
    expect(columns.ratio_low[1]).toBeCloseTo(1.5 - 1.6448536269514722 / 2, 12);
    expect(columns.ratio_high[1]).toBeCloseTo(1.5 + 1.6448536269514722 / 2, 12);
    expect(columns.ratio_low[0]).toBe(0);
  });
  it('multiplies the smallest of m surprises by m, the next by m − 1, and so on, never falling', () => {
    expect([...holm(Float64Array.of(0.01, 0.04, 0.03, 0.9))].map((p) => Number(p.toFixed(12)))).toEqual([0.04, 0.09, 0.09, 0.9]);
    expect([...holm(Float64Array.of(0.02, 0.021))]).toEqual([0.04, 0.04]);
  });
  it('raises an alarm in right probabilities no more often than it says', () => {
    let alarms = 0;
    for (let world = 0; world < 400; world++) {
      const { p, truth } = drawn(1000 + world, 400, (value) => value);
      const { columns } = calibrationByGroup(
        p,
        truth,
        p.map((_, row) => row % 5),
      );
      if (columns.p_value.some((value) => value < 0.05)) alarms++;
    }
    expect(alarms / 400).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 400));
  });
  it('of classes is that of each against the others', () => {
    const first = [0.7, 0.2, 0.5, 0.1];
    const { columns } = classwiseCalibration([first, first.map((p) => 1 - p)], [0, 1, 0, 1]);
    expect(columns.expected_calibration_error[0]).toBe(expectedCalibrationError(first, [1, 0, 1, 0]));
    expect(columns.expected_calibration_error[1]).toBeCloseTo(columns.expected_calibration_error[0]!, 14);
    expect(() => classwiseCalibration([[0.5], [0.6]], [0])).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => classwiseCalibration([[0.5], [0.5]], [2])).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
  it('of deciles names the worst, and right probabilities stay below what chance makes 9 times in 10', () => {
    const { p, truth } = drawn(9, 3000, (value) => (value > 0.5 ? value + 0.2 : value));
    const gap = calibrationGap(p, truth);
    const { columns } = calibrationTable(p, truth);
    expect(gap.largest).toBeCloseTo(
      Math.max(...columns.event_rate.map((rate, bin) => Math.abs(rate - columns.mean_probability[bin]!))),
      14,
    );
    expect(gap.meanProbability).toBeGreaterThan(0.5);
    expect(gap.largest).toBeGreaterThan(gap.byChance);
    let above = 0;
    for (let world = 0; world < 300; world++) {
      const right = drawn(3000 + world, 500, (value) => value);
      const { largest, byChance } = calibrationGap(right.p, right.truth);
      if (largest > byChance) above++;
    }
    expect(above / 300).toBeLessThan(0.1 + 3 * Math.sqrt(0.09 / 300));
  });
});
