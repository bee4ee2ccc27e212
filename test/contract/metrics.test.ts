import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRIC_NAMES, METRICS } from '../../src/evaluate/index.js';
import { type Rows, repeated, someRows } from '../evaluate/rows.js';

/** What every metric of the registry must obey. */
describe.each(METRIC_NAMES)('metric %s', (name) => {
  const metric = METRICS[name];
  const value = ({ score, truth, weights }: Rows): number =>
    metric.prepare(Float64Array.from(score), Uint8Array.from(truth))(Float64Array.from(weights));
  const near = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
  const holds = (law: (rows: Rows) => boolean): void => fc.assert(fc.property(someRows, law));

  it('does not depend on the order of rows', () => {
    holds((rows) => {
      const turned = { score: rows.score.toReversed(), truth: rows.truth.toReversed(), weights: rows.weights.toReversed() };
      return near(value(rows), value(turned));
    });
  });
  it('takes a weight as that many equal rows', () => holds((rows) => near(value(rows), value(repeated(rows)))));
  it('does not see rows of weight 0', () => {
    holds((rows) => {
      const more = { score: [...rows.score, 0.5, 0.25], truth: [...rows.truth, 1, 0], weights: [...rows.weights, 0, 0] };
      return near(value(rows), value(more));
    });
  });
  it('gives the same value when asked again, and in between asked something else', () => {
    holds(({ score, truth, weights }) => {
      const statistic = metric.prepare(Float64Array.from(score), Uint8Array.from(truth));
      const first = statistic(Float64Array.from(weights));
      statistic(new Float64Array(score.length).fill(1));
      return Object.is(first, statistic(Float64Array.from(weights)));
    });
  });
  it('changes neither scores, outcomes nor weights', () => {
    holds((rows) => {
      const score = Float64Array.from(rows.score);
      const truth = Uint8Array.from(rows.truth);
      const weights = Float64Array.from(rows.weights);
      metric.prepare(score, truth)(weights);
      return [score, truth, weights].every((column, i) =>
        [rows.score, rows.truth, rows.weights][i]?.every((cell, row) => cell === column[row]),
      );
    });
  });
  if (metric.reads === 'order')
    it('does not change when scores are rescaled in the same order', () => {
      holds((rows) => Object.is(value(rows), value({ ...rows, score: rows.score.map((score) => Math.exp(3 * score) - 5) })));
    });
  if (typeof metric.best === 'string')
    it('is best where scores say exactly what happened', () => {
      holds((rows) => {
        const gain = value({ ...rows, score: rows.truth }) - value(rows);
        return metric.best === 'highest' ? gain >= -1e-9 : gain <= 1e-9;
      });
    });
});

describe('calibration slope and intercept', () => {
  it('are 1 and 0 when every share of events equals its probability', () => {
    const rows = { score: [0.25, 0.25, 0.75, 0.75], truth: [0, 1, 0, 1], weights: [3, 1, 1, 3] };
    for (const name of ['calibration_slope', 'calibration_intercept'] as const) {
      const statistic = METRICS[name].prepare(Float64Array.from(rows.score), Uint8Array.from(rows.truth));
      expect(statistic(Float64Array.from(rows.weights))).toBeCloseTo(Number(METRICS[name].best), 12);
    }
  });
});
