import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GAP_PRIOR, gapLimit, gapSurprise, gapSurvival } from '../../src/process/index.js';

/** Gaps seen, weeks they took, probability, limit in weeks: computed independently with prior (0.5, 1 week). */
const oracle = [
  [25, 50, 0.001, 15.867830808499777],
  [50, 50, 0.001, 7.475792546356704],
  [200, 50, 0.001, 1.7877036148301682],
  [3, 20, 0.01, 57.279468126613736],
  [12, 48, 0.01, 21.826548766550445],
  [0, 10, 0.01, 109989],
] as const;

const shape = fc.double({ min: 0.5, max: 500, noNaN: true });
const rate = fc.double({ min: 1, max: 5000, noNaN: true });
const gap = fc.double({ min: 0, max: 2000, noNaN: true });
const share = fc.double({ min: 1e-4, max: 1, noNaN: true });

describe('gap law', () => {
  it.each(oracle)('%i gaps in %i weeks: a gap of probability %d', (gaps, weeks, epsilon, limit) => {
    expect(Math.abs(gapLimit(0.5 + gaps, 1 + weeks, epsilon) / limit - 1)).toBeLessThan(2e-14);
  });
  it('starts from half a gap in a week', () => expect(GAP_PRIOR).toEqual({ shape: 0.5, rateDays: 7 }));
  it('has a limit that is exceeded with the probability asked for', () => {
    fc.assert(
      fc.property(shape, rate, share, (A, B, epsilon) => Math.abs(gapSurvival(A, B, gapLimit(A, B, epsilon)) / epsilon - 1) < 1e-10),
    );
  });
  it('is certain at a gap of 0 and less likely the longer it lasts', () => {
    expect([gapSurvival(3, 10, 0), gapSurprise(3, 10, 0), gapLimit(3, 10, 1)]).toEqual([1, 0, 0]);
    fc.assert(
      fc.property(
        shape,
        rate,
        gap,
        gap,
        (A, B, one, other) => gapSurvival(A, B, Math.min(one, other)) >= gapSurvival(A, B, Math.max(one, other)),
      ),
    );
  });
  it('allows longer gaps for a smaller probability and shorter ones after more gaps', () => {
    fc.assert(
      fc.property(shape, rate, share, fc.integer({ min: 1, max: 50 }), (A, B, epsilon, more) => {
        return gapLimit(A, B, epsilon / 2) > gapLimit(A, B, epsilon) && gapLimit(A + more, B, epsilon) <= gapLimit(A, B, epsilon);
      }),
    );
  });
  it('does not depend on the unit of time', () => {
    fc.assert(
      fc.property(shape, rate, gap, (A, B, time) => Math.abs(gapSurprise(A, 7 * B, 7 * time) - gapSurprise(A, B, time)) <= 1e-12 * (1 + A)),
    );
  });
  it('measures surprise as −ln of the probability', () => {
    fc.assert(
      fc.property(
        shape,
        rate,
        gap,
        (A, B, time) => Math.abs(gapSurprise(A, B, time) + Math.log((B / (B + time)) ** A)) < 1e-9 || gapSurprise(A, B, time) > 600,
      ),
    );
  });
});
