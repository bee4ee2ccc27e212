import { beforeAll, describe, expect, it } from 'vitest';
import { churnLabels } from '../../src/churn/index.js';
import { reduce } from '../../src/history/index.js';
import type { History } from '../../src/history/types.js';
import { parseRiskModel, type RiskModel, scoreRisk, trainRisk } from '../../src/risk/index.js';
import { simulate, simulatedSources } from '../../src/simulate/index.js';

describe('the model of downgrade, beside that of leaving', () => {
  let history: History;
  let model: RiskModel;
  beforeAll(async () => {
    ({ history } = await reduce(simulatedSources(await simulate({ customers: 700, preset: 'easy', seed: 5 }))));
    ({ model } = await trainRisk(history, { learners: ['logistic'], seeds: 2 }));
  });

  it('is made, judged forward in time, and survives its file', async () => {
    const { downgrade } = model.card.report;
    expect(downgrade?.chosen).toBe('logistic');
    expect(downgrade?.evaluation?.auc.estimate).toBeGreaterThan(0.5);
    expect(downgrade?.customers.downgraded).toBeGreaterThan(20);
    expect(await parseRiskModel(JSON.stringify(model))).toEqual(model);
  });

  it('speaks of the upper tiers alone, and of nobody whose value has fallen already', () => {
    const cutoff = history.endDay - 200;
    const { columns, length } = scoreRisk(model, history.at(cutoff), { explain: 0 });
    const { labels } = churnLabels(history, { cutoff, event: 'downgrade' });
    const { codes, levels } = labels.columns.status;
    const status = new Map(labels.columns.customer_id.map((id, row) => [id, levels[codes[row]! - 1]]));
    let foretold = 0;
    for (let row = 0; row < length; row++) {
      const probability = columns.downgrade_probability[row]!;
      const what = status.get(columns.customer_id[row]!);
      if (what === 'not_upper_tier') expect(probability).toBeNaN();
      if (Number.isNaN(probability)) continue;
      foretold++;
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThan(1);
    }
    expect(foretold).toBeGreaterThan(30);
  });

  it('puts half of the profit at stake, and both together their sum', () => {
    const snapshot = history.at(history.endDay);
    const stakes = (event: 'leave' | 'downgrade' | 'either'): Map<string, number> => {
      const { columns } = scoreRisk(model, snapshot, { explain: 0, event });
      const all = columns.customer_id.map((id, row) => [id, columns.expected_profit_at_stake[row]!] as const);
      return new Map(all.filter(([, atStake]) => !Number.isNaN(atStake)));
    };
    const [leave, downgrade, either] = [stakes('leave'), stakes('downgrade'), stakes('either')];
    for (const [id, atStake] of either) expect(atStake).toBeCloseTo(leave.get(id)! + (downgrade.get(id) ?? 0), 6);
    expect(downgrade.size).toBeLessThan(leave.size / 2);
    const { columns } = scoreRisk(model, snapshot, { explain: 0, event: 'downgrade' });
    const first = columns.downgrade_probability[0]!;
    expect(first).toBeGreaterThan(0);
    const lastRow = columns.rank.length - 1;
    expect([columns.downgrade_probability[lastRow], columns.risk_band.codes[lastRow]]).toEqual([Number.NaN, 0]);
    const blank = columns.risk_band.codes.indexOf(0);
    expect(columns.risk_band.codes.slice(blank).every((code) => code === 0)).toBe(true);
    expect(columns.reason_1.slice(blank)).toContain(
      'No downgrade is foretold of it: its profit is not among the upper fifth, is known for less than half a year, or has fallen already.',
    );
  });

  it('is asked for in vain where the model has none, and says why', () => {
    const { downgrade: _, ...leaving } = model.model;
    const only: RiskModel = { ...model, model: leaving };
    expect(() => scoreRisk(only, history.at(history.endDay), { event: 'either' })).toThrow(
      /event is either, and this model does not predict downgrade/,
    );
    expect(scoreRisk(only, history.at(history.endDay), { explain: 0 }).columns.downgrade_probability.every(Number.isNaN)).toBe(true);
  });
});
