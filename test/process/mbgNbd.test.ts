import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mbgNbdProbabilityActive, probabilityActive } from '../../src/process/index.js';
import { simulated } from './simulated.js';

const cdnow = { r: 0.524838, alpha: 6.182992, a: 0.891356, b: 1.613999 };
const active = (x: number, last: number, observed: number): number =>
  probabilityActive(cdnow, { repeatCount: [x], firstToLastDays: [last], observedDays: [observed] })[0] ?? NaN;

describe('probabilityActive', () => {
  it('agrees with independent numbers for CDNOW', () => {
    expect(active(0, 0, 38.86)).toBeCloseTo(0.389716, 6);
    expect(active(2, 30.43, 38.86)).toBeCloseTo(0.706126, 6);
  });
  it('is the alive share of the two likelihood terms', () => {
    const number = fc.double({ min: 0.01, max: 20, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(number, number, number, number, fc.integer({ min: 0, max: 100 }), share, number, (r, alpha, a, b, x, part, T) => {
        const tx = x === 0 ? 0 : part * T;
        const alive = -(r + x) * Math.log(alpha + T);
        const gone = Math.log(a / (b + x)) - (r + x) * Math.log(alpha + tx);
        const naive = Math.exp(alive) / (Math.exp(alive) + Math.exp(gone));
        const value = mbgNbdProbabilityActive(r, alpha, a, b, x, tx, T);
        if (Number.isFinite(naive) && naive > 1e-200) expect(Math.abs(value / naive - 1)).toBeLessThan(1e-11);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
  it('is the share still active among simulated customers, whatever their count and silence', () => {
    const params = { r: 0.8, alpha: 30, a: 0.7, b: 2.5 };
    const history = simulated(60_000, params);
    const cells = new Map<string, { expected: number; variance: number; active: number }>();
    probabilityActive(params, history).forEach((p, i) => {
      const silence = (history.observedDays[i] ?? NaN) - (history.firstToLastDays[i] ?? NaN);
      const key = `${Math.min(4, history.repeatCount[i] ?? NaN)} repeats, silent ${Math.min(3, Math.floor(silence / 100))}00 days`;
      const cell = cells.get(key) ?? { expected: 0, variance: 0, active: 0 };
      cells.set(key, {
        expected: cell.expected + p,
        variance: cell.variance + p * (1 - p),
        active: cell.active + Number(history.active[i]),
      });
    });
    expect(cells.size).toBe(17);
    for (const [key, { expected, variance, active }] of cells)
      expect(Math.abs(active - expected) / Math.sqrt(variance), key).toBeLessThan(3.5);
  });
  it('falls with silence and is b / (a + b) straight after the first shipment', () => {
    const silences = [0, 1, 5, 20, 80].map((silence) => active(3, 10, 10 + silence));
    expect(silences).toEqual(silences.toSorted((one, other) => other - one));
    expect(active(0, 0, 0)).toBeCloseTo(cdnow.b / (cdnow.a + cdnow.b), 15);
  });
  it('goes to 0, never to NaN, after a long silence of a busy customer', () => {
    expect(active(5000, 10, 1e9)).toBe(0);
    expect(active(5000, 1e9, 1e9)).toBeCloseTo(1, 3);
  });
  it('gives nothing for no customers', () => {
    expect(probabilityActive(cdnow, { repeatCount: [], firstToLastDays: [], observedDays: [] })).toEqual(new Float64Array(0));
  });
  it('names the first row that cannot be', () => {
    const history = { repeatCount: [1, 0, 1.5], firstToLastDays: [3, 2, 1], observedDays: [9, 9, 9] };
    expect(() => probabilityActive(cdnow, history)).toThrow(
      expect.objectContaining({ code: 'bad-history', message: expect.stringContaining('Row 1') }),
    );
    for (const row of [
      { repeatCount: [-1] },
      { repeatCount: [0.5] },
      { firstToLastDays: [10] },
      { observedDays: [Infinity] },
      { firstToLastDays: [NaN] },
    ])
      expect(() => probabilityActive(cdnow, { repeatCount: [1], firstToLastDays: [3], observedDays: [9], ...row })).toThrow(
        expect.objectContaining({ code: 'bad-history' }),
      );
  });
  it('refuses parameters that are not positive and columns of different length', () => {
    const history = { repeatCount: [1], firstToLastDays: [3], observedDays: [9] };
    for (const r of [0, -1, NaN, Infinity])
      expect(() => probabilityActive({ ...cdnow, r }, history)).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => probabilityActive(cdnow, { ...history, observedDays: [] })).toThrow(expect.objectContaining({ code: 'length-mismatch' }));
  });
});
