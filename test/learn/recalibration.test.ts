import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitRecalibration, recalibrate } from '../../src/learn/recalibration.js';

interface Case {
  readonly truth: readonly number[];
  readonly probability: readonly number[];
  readonly plain: { readonly line: { readonly intercept: number; readonly slope: number; readonly standardErrors: readonly number[] } };
}

/** The lines of test/oracle/evaluate/metrics.py: maximum likelihood by scipy. */
const { cases } = JSON.parse(readFileSync(new URL('../oracle/evaluate/metrics.json', import.meta.url), 'utf8')) as { cases: Case[] };

describe('fitRecalibration', () => {
  it.each(cases)(
    'finds the line and the standard errors of maximum likelihood ($truth.length rows)',
    ({ truth, probability, plain: { line } }) => {
      const fit = fitRecalibration(
        probability.map((p) => Math.log(p / (1 - p))),
        truth,
      );
      expect(fit.a).toBeCloseTo(line.intercept, 7);
      expect(fit.b).toBeCloseTo(line.slope, 7);
      expect(fit.aStandardError).toBeCloseTo(line.standardErrors[0]!, 7);
      expect(fit.bStandardError).toBeCloseTo(line.standardErrors[1]!, 7);
    },
  );

  it('finds nothing to change in what it has recalibrated', () => {
    const { truth, probability } = cases[0]!;
    const margins = Float64Array.from(probability, (p) => 3 * Math.log(p / (1 - p)) - 1);
    const again = fitRecalibration(recalibrate(fitRecalibration(margins, truth), margins), truth);
    expect(again.a).toBeCloseTo(0, 8);
    expect(again.b).toBeCloseTo(1, 8);
  });

  it('refuses scores that are all equal, or that part the outcomes without error, or one outcome only', () => {
    expect(() => fitRecalibration([1, 1, 1, 1], [0, 1, 0, 1])).toThrowError(expect.objectContaining({ code: 'no-convergence' }));
    expect(() => fitRecalibration([-2, -1, 1, 2], [0, 0, 1, 1])).toThrowError(expect.objectContaining({ code: 'no-convergence' }));
    expect(() => fitRecalibration([1, 2], [0, 0])).toThrowError(expect.objectContaining({ code: 'too-few-events' }));
    expect(() => fitRecalibration([Infinity, 2], [0, 1])).toThrow('margins[0] is Infinity');
  });
});
