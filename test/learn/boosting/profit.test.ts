import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import { checkedProfit, contactCosts, meanContactCost, setProfitGradients } from '../../../src/learn/boosting/profit.js';
import { fitBoosting, fitRecalibration, predictBoosting, recalibrate } from '../../../src/learn/index.js';
import { learnerModelSchema } from '../../../src/learn/learnerModelSchema.js';
import { logLossOf, sampleData } from '../sampleData.js';

const ROWS = 3000;
const rowValue = Float64Array.from({ length: ROWS }, (_, row) => 400 * uniformAt(3, 9, row));

/** Rows whose value is a column that the trees can see. */
function withValue(seed: number): ReturnType<typeof sampleData> {
  const { matrix, outcome } = sampleData(ROWS, seed);
  return { matrix: { ...matrix, features: [...matrix.features, { name: 'value', values: rowValue }] }, outcome };
}

const data = withValue(16);
const objective = { kind: 'profit', acceptance: 0.6, incentiveShare: 0.04, contactCost: 4 } as const;
const settings = checkedProfit(objective);
const options = { rounds: 60, leaves: 6, minRowsPerLeaf: 20, learningRate: 0.2 } as const;

/** Σ of what contacting the rows with a margin above 0 earns. */
const earned = (margins: Float64Array): number => {
  const { acceptance, incentiveShare, contactCost } = settings;
  return margins.reduce((sum, margin, row) => {
    if (margin <= 0) return sum;
    const value = rowValue[row]!;
    return sum - contactCost + (data.outcome[row] === 1 ? acceptance * (1 - incentiveShare) * value : -incentiveShare * value);
  }, 0);
};

describe('the profit objective', () => {
  it('has the gradient and hessian of p · c', () => {
    const costs = contactCosts(settings, rowValue, data.outcome, undefined);
    expect(Math.max(...costs.map(Math.abs))).toBe(1);
    const scales = { gradientScale: 2 ** 30, hessianScale: 2 ** 23 };
    for (const margin of [-3, -0.7, 0.4, 2]) {
      const pairs = new Float64Array(2 * ROWS);
      setProfitGradients(new Float64Array(ROWS).fill(Math.exp(-margin)), costs, scales, pairs);
      const p = (m: number): number => 1 / (1 + Math.exp(-m));
      for (const row of [0, 1, 2, 3, 4]) {
        const slope = ((p(margin + 1e-5) - p(margin - 1e-5)) / 2e-5) * costs[row]!;
        const bend = ((p(margin + 1e-3) - 2 * p(margin) + p(margin - 1e-3)) / 1e-6) * costs[row]!;
        expect(pairs[2 * row]! / scales.gradientScale).toBeCloseTo(slope, 8);
        expect((pairs[2 * row + 1]! - 1) / 65_536 / scales.hessianScale).toBeCloseTo(Math.abs(bend), 6);
      }
    }
  });

  it('lowers the cost round by round, and earns more than contacting whoever is likely to leave', async () => {
    const profit = await fitBoosting({ ...options, objective }, { ...data, rowValue });
    const { trainingLoss } = profit.report;
    expect(trainingLoss.at(-1)).toBeLessThan(trainingLoss[0]!);
    const costs = contactCosts(settings, rowValue, data.outcome, undefined);
    expect(trainingLoss.at(-1)).toBeCloseTo(meanContactCost(predictBoosting(profit.model, data.matrix), costs), 6);
    const plain = await fitBoosting(options, data);
    expect(earned(predictBoosting(profit.model, data.matrix))).toBeGreaterThan(1.05 * earned(predictBoosting(plain.model, data.matrix)));
  });

  it('gives no probability before it is calibrated, which its model says', async () => {
    const { model } = await fitBoosting({ ...options, objective }, { ...data, rowValue });
    expect(model.objective).toBe('profit');
    expect(learnerModelSchema.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
    const margins = predictBoosting(model, data.matrix);
    const calibrated = recalibrate(fitRecalibration(margins, data.outcome), margins);
    expect(logLossOf(calibrated, data.outcome)).toBeLessThan(logLossOf(margins, data.outcome) - 0.05);
    expect((await fitBoosting(options, data)).model.objective).toBeUndefined();
  });

  it('stops early by the cost of the validation rows', async () => {
    const validation = withValue(17);
    const stopping = { ...options, rounds: 300, earlyStopping: { rounds: 10 }, objective } as const;
    const { model, report } = await fitBoosting(stopping, { ...data, rowValue, validation: { ...validation, rowValue } });
    const costs = contactCosts(settings, rowValue, validation.outcome, undefined);
    expect(report.stoppedEarly).toBe(true);
    expect(meanContactCost(predictBoosting(model, validation.matrix), costs)).toBeCloseTo(Math.min(...report.validationLoss), 6);
  });

  it('needs values, and says which is wrong', async () => {
    await expect(fitBoosting({ objective }, data)).rejects.toThrow('needs data.rowValue');
    await expect(fitBoosting({ objective }, { ...data, rowValue: rowValue.with(4, -1) })).rejects.toThrow('rowValue[4] is -1');
    await expect(fitBoosting({ objective: { kind: 'profit', acceptance: 0 } }, { ...data, rowValue })).rejects.toThrow('acceptance is 0');
  });
});
