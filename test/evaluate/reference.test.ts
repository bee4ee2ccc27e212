import { describe, expect, it } from 'vitest';
import {
  auc,
  averagePrecision,
  brier,
  calibrationLine,
  calibrationTable,
  expectedCalibrationError,
  lift,
  logLoss,
} from '../../src/evaluate/index.js';
import rows221 from '../oracle/evaluate/lift221.json' with { type: 'json' };
import oracle from '../oracle/evaluate/metrics.json' with { type: 'json' };

describe('metrics agree with scikit-learn on rows with ties', () => {
  const kinds = oracle.cases.flatMap((rows, i) => [
    { name: `case ${i}`, rows, weights: undefined, answer: rows.plain },
    { name: `case ${i}, weighted`, rows, weights: rows.weights, answer: rows.weighted },
  ]);
  it.each(kinds)('$name', ({ rows, weights, answer }) => {
    const options = { weights };
    expect(auc(rows.probability, rows.truth, options)).toBeCloseTo(answer.auc, 14);
    expect(averagePrecision(rows.probability, rows.truth, options)).toBeCloseTo(answer.averagePrecision, 14);
    expect(brier(rows.probability, rows.truth, options)).toBeCloseTo(answer.brier, 14);
    expect(logLoss(rows.probability, rows.truth, options)).toBeCloseTo(answer.logLoss, 14);
    const line = calibrationLine(rows.probability, rows.truth, options);
    expect(line.slope).toBeCloseTo(answer.line.slope, 9);
    expect(line.intercept).toBeCloseTo(answer.line.intercept, 9);
    expect(line.interceptStandardError).toBeCloseTo(answer.line.standardErrors[0] ?? NaN, 9);
    expect(line.slopeStandardError).toBeCloseTo(answer.line.standardErrors[1] ?? NaN, 9);
  });
  it('log loss of certain statements is clipped as there', () => {
    expect(logLoss(oracle.certain.probability, oracle.certain.truth)).toBeCloseTo(oracle.certain.logLoss, 12);
  });
});

describe('the twenty rows worked by hand', () => {
  const truth = [1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0];
  const score = [0.92, 0.88, 0.81, 0.77, 0.77, 0.66, 0.61, 0.55, 0.55, 0.5, 0.46, 0.41, 0.37, 0.33, 0.3, 0.26, 0.22, 0.15, 0.11, 0.05];
  it('AUC is 61.5 of 84 pairs', () => expect(auc(score, truth)).toBe(61.5 / 84));
  it('lift at 10 % and 20 %', () => {
    expect(lift(score, truth)).toBeCloseTo(5 / 3, 14);
    expect(lift(score, truth, { topShare: 0.2 })).toBeCloseTo(25 / 12, 14); // the fourth place is half of a tie
  });
  it('Brier score and log loss', () => {
    expect(brier(score, truth)).toBeCloseTo(0.2207, 14);
    expect(logLoss(score, truth)).toBeCloseTo(0.6338801917049551, 14);
  });
  it('expected calibration error by equal count and equal width', () => {
    expect(expectedCalibrationError(score, truth)).toBeCloseTo(0.26, 14);
    expect(expectedCalibrationError(score, truth, { binning: 'equal-width' })).toBeCloseTo(0.257, 14);
  });
});

describe('published numbers', () => {
  it.each([
    [0.1, 2.714987715],
    [0.2, 2.307739558],
    [110 / 221, 1.764742014], // published for 0.5: half a row is rounded to even there, up here
    [1, 1],
  ])('lift of 221 rows at %d', (topShare, value) => expect(lift(rows221.score, rows221.truth, { topShare })).toBeCloseTo(value, 8)); // nine digits, cut
  it('Brier score of four rows', () => expect(brier([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0])).toBeCloseTo(0.0375, 15));
  it('calibration curve of nine rows in three bins', () => {
    const probability = [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1];
    const { columns } = calibrationTable(probability, [0, 0, 0, 0, 1, 1, 1, 1, 1], { bins: 3, binning: 'equal-width' });
    expect([...columns.event_rate]).toEqual([0, 0.5, 1]);
    for (const [bin, mean] of [0.2, 0.525, 0.85].entries()) expect(columns.mean_probability[bin]).toBeCloseTo(mean, 14);
  });
  it('expected calibration error of five rows in two bins', () => {
    const options = { bins: 2, binning: 'equal-width' } as const;
    expect(expectedCalibrationError([0.25, 0.25, 0.55, 0.75, 0.75], [0, 0, 1, 1, 1], options)).toBeCloseTo(0.29, 14);
  });
});

describe('the calibration table', () => {
  it('leaves out rows of weight 0 and bins without rows', () => {
    const options = { bins: 4, binning: 'equal-width', weights: [0, 2, 1, 0, 1] } as const;
    const { length, columns } = calibrationTable([0.05, 0.125, 0.2, 0.6, 1], [1, 1, 0, 1, 1], options);
    expect(length).toBe(2);
    expect({ ...columns }).toEqual({
      probability_low: Float64Array.of(0.125, 1),
      probability_high: Float64Array.of(0.2, 1),
      rows: Float64Array.of(3, 1),
      events: Float64Array.of(2, 1),
      mean_probability: Float64Array.of(0.15, 1),
      event_rate: Float64Array.of(2 / 3, 1),
    });
  });
  it('keeps equal probabilities in one bin of equal count', () => {
    const { columns } = calibrationTable([0.1, 0.5, 0.5, 0.5, 0.5, 0.9], [0, 0, 1, 0, 1, 1], { bins: 3 });
    expect([...columns.rows]).toEqual([1, 4, 1]);
  });
});
