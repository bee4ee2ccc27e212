import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import { fitVennAbers, isotonicRegression, vennAbers } from '../../../src/evaluate/index.js';
import { someRows } from '../rows.js';

/** Isotonic probability at a score, by fitting all rows again with one more. */
function refitted(score: number[], truth: number[], at: number, outcome: number): number {
  const all = [...score, at];
  const labels = [...truth, outcome];
  const distinct = [...new Set(all)].sort((a, b) => a - b);
  const sizes = distinct.map((value) => all.filter((one) => one === value).length);
  const rates = distinct.map((value, place) => all.reduce((sum, one, row) => sum + (one === value ? labels[row]! : 0), 0) / sizes[place]!);
  return isotonicRegression(rates, sizes)[distinct.indexOf(at)]!;
}

describe('the Venn–Abers interval', () => {
  it('is what refitting with the new row in either outcome gives, at, between and outside the scores', () => {
    fc.assert(
      fc.property(someRows, fc.array(fc.integer({ min: -1, max: 34 }), { minLength: 1, maxLength: 6 }), ({ score, truth }, quarters) => {
        fc.pre(truth.includes(0) && truth.includes(1));
        const at = quarters.map((value) => value / 32);
        const { low, high, probability } = vennAbers(fitVennAbers(score, truth), at).columns;
        for (const [row, value] of at.entries()) {
          const [p0, p1] = [refitted(score, truth, value, 0), refitted(score, truth, value, 1)];
          expect(low[row]).toBeCloseTo(p0, 12);
          expect(high[row]).toBeCloseTo(p1, 12);
          expect(probability[row]).toBeCloseTo(p1 / (1 - p0 + p1), 12);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is calibrated: of all statements of the probability that comes true, so many come true', () => {
    // Exchangeable rows, few and badly scored: 40 to calibrate on, one to speak of, 6,000 times.
    const bins = Array.from({ length: 5 }, () => ({ n: 0, said: 0, happened: 0, spread: 0 }));
    for (let world = 0; world < 6000; world++) {
      const score = Array.from({ length: 41 }, (_, row) => uniformAt(world, 1, row));
      const truth = score.map((value, row) => (uniformAt(world, 2, row) < 0.1 + 0.6 * value * value ? 1 : 0));
      if (!truth.slice(0, 40).includes(1) || !truth.slice(0, 40).includes(0)) continue;
      const { low, high } = vennAbers(fitVennAbers(score.slice(0, 40), truth.slice(0, 40)), [score[40]!]).columns;
      const said = truth[40] === 1 ? high[0]! : low[0]!;
      const bin = bins[Math.min(4, Math.floor(5 * said))]!;
      bin.n++;
      bin.said += said;
      bin.happened += truth[40]!;
      bin.spread += said * (1 - said);
    }
    for (const { n, said, happened, spread } of bins) {
      expect(n).toBeGreaterThan(50);
      expect(Math.abs(happened - said)).toBeLessThan(3.3 * Math.sqrt(spread)); // 1 in 1,000 a bin
    }
  });

  it('narrows as rows grow, and holds the merged probability', () => {
    const widths = [50, 5000].map((n) => {
      const score = Array.from({ length: n }, (_, row) => uniformAt(9, 1, row));
      const truth = score.map((value, row) => (uniformAt(9, 2, row) < value ? 1 : 0));
      const { low, high, probability } = vennAbers(fitVennAbers(score, truth), [0.5]).columns;
      expect(low[0]! <= probability[0]! && probability[0]! <= high[0]!).toBe(true);
      return high[0]! - low[0]!;
    });
    expect(widths[1]).toBeLessThan(widths[0]! / 5);
  });

  it('fits 100,000 distinct scores within moments', () => {
    const n = 100_000;
    const score = Float64Array.from({ length: n }, (_, row) => uniformAt(9, 3, row));
    const truth = Uint8Array.from(score, (value, row) => (uniformAt(9, 4, row) < value ? 1 : 0));
    const { low, high } = vennAbers(fitVennAbers(score, truth), [0.25, 0.75]).columns;
    expect(low[0]).toBeCloseTo(0.25, 1);
    expect(high[1]! - low[1]!).toBeLessThan(0.01);
  });
});
