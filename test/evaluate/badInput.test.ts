import { describe, expect, it } from 'vitest';
import {
  auc,
  averagePrecision,
  bootstrapByGroup,
  bootstrapMetrics,
  brier,
  calibrationLine,
  calibrationTable,
  compareScores,
  expectedCalibrationError,
  lift,
  logLoss,
} from '../../src/evaluate/index.js';

const all = { auc, averagePrecision, lift, brier, logLoss, expectedCalibrationError, calibrationTable, calibrationLine };
const probabilities = { brier, logLoss, expectedCalibrationError, calibrationTable, calibrationLine };
const needBoth = { auc, averagePrecision, lift, calibrationLine };

describe.each(Object.entries(all))('%s refuses', (_, metric) => {
  it('columns of different length', () => {
    expect(() => metric([0.1, 0.2], [1])).toThrow(
      expect.objectContaining({ code: 'length-mismatch', message: expect.stringContaining('truth has 1 rows, the scores have 2') }),
    );
    expect(() => metric([0.1, 0.2], [1, 0], { weights: [1] })).toThrow(expect.objectContaining({ code: 'length-mismatch' }));
  });
  it('no rows, or none that counts', () => {
    expect(() => metric([], [])).toThrow(expect.objectContaining({ code: 'no-rows' }));
    expect(() => metric([0.1, 0.2], [1, 0], { weights: [0, 0] })).toThrow(expect.objectContaining({ code: 'no-rows' }));
  });
  it('a score that is not a number, naming the row', () => {
    expect(() => metric([0.1, NaN, NaN], [1, 0, 1])).toThrow(
      expect.objectContaining({ code: 'bad-parameter', message: expect.stringContaining('Row 1 of score is NaN') }),
    );
  });
  it('an outcome other than 0 and 1, and a negative weight', () => {
    expect(() => metric([0.1, 0.2], [1, 2])).toThrow(
      expect.objectContaining({ code: 'bad-parameter', message: expect.stringContaining('Row 1 of truth is 2') }),
    );
    expect(() => metric([0.1, 0.2], [1, 0], { weights: [1, -1] })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
});

describe('metrics that', () => {
  it.each(Object.entries(probabilities))('read probabilities refuse others: %s', (_, metric) => {
    expect(() => metric([0.1, 1.5], [1, 0])).toThrow(
      expect.objectContaining({ code: 'bad-parameter', message: expect.stringContaining('Row 1 of probability is 1.5') }),
    );
  });
  it.each(Object.entries(needBoth))('need both outcomes say which is missing: %s', (_, metric) => {
    expect(() => metric([0.1, 0.2], [1, 1])).toThrow(
      expect.objectContaining({ code: 'too-few-events', message: expect.stringContaining('2 ones and 0 zeros') }),
    );
    expect(() => metric([0.1, 0.2], [1, 0], { weights: [0, 1] })).toThrow(expect.objectContaining({ code: 'too-few-events' }));
  });
});

describe('options that make no sense are refused', () => {
  it('a share of the top outside (0, 1]', () => {
    for (const topShare of [0, -0.1, 1.1, NaN])
      expect(() => lift([0.1, 0.2], [1, 0], { topShare })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
  it('a number of bins that is not whole', () => {
    for (const bins of [0, 2.5, NaN])
      expect(() => expectedCalibrationError([0.1, 0.2], [1, 0], { bins })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
  it('probabilities through which no line goes', () => {
    expect(() => calibrationLine([0.2, 0.2, 0.2], [0, 1, 0])).toThrow(expect.objectContaining({ code: 'no-convergence' }));
    expect(() => calibrationLine([0.2, 0.3, 0.8], [0, 0, 1])).toThrow(expect.objectContaining({ code: 'no-convergence' }));
  });
  it('a bootstrap without rows, replicates or level, or with groups of another length', () => {
    const statistic = (): number => 0;
    expect(() => bootstrapByGroup({ groups: [], statistic })).toThrow(expect.objectContaining({ code: 'no-rows' }));
    expect(() => bootstrapByGroup({ groups: [1], statistic, replicates: 1 })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => bootstrapByGroup({ groups: [1], statistic, level: 1 })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => bootstrapMetrics(['auc'], [0.1, 0.2], [1, 0], { groups: [1] })).toThrow(
      expect.objectContaining({ code: 'length-mismatch' }),
    );
    expect(() => compareScores('auc', [0.1, 0.2], [0.1], [1, 0], { groups: [1, 2] })).toThrow(
      expect.objectContaining({ code: 'length-mismatch' }),
    );
  });
});
