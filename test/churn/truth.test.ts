import { beforeAll, describe, expect, it } from 'vitest';
import { churnLabels } from '../../src/churn/index.js';
import { dayOf } from '../../src/core/day.js';
import { type History, reduce } from '../../src/history/index.js';
import { type Simulation, simulate, simulatedSources } from '../../src/simulate/index.js';

let company: Simulation;
let history: History;

beforeAll(async () => {
  company = await simulate({ customers: 1500, months: 42, seed: 2, preset: 'realistic' });
  ({ history } = await reduce(simulatedSources(company)));
}, 120_000);

describe('labels against the simulator’s truth', () => {
  it('are right in at least 92 of 100 cases and miss at most 5 of 100 leavers at ε = 1e-3', () => {
    const { columns } = company.truth;
    const lastDay = new Map(columns.customer_id.map((id, row) => [id, columns.last_shipped_on[row] ?? Number.NaN]));
    let [left, leftTruly, stopped, stoppedFound] = [0, 0, 0, 0];
    for (let cutoff = history.endDay - 300; cutoff > history.firstDay + 200; cutoff -= 91) {
      const { labels } = churnLabels(history, { cutoff, rule: { kind: 'adaptive', epsilon: 1e-3 } });
      labels.columns.outcome.forEach((outcome, row) => {
        if (Number.isNaN(outcome)) return;
        const last = lastDay.get(labels.columns.customer_id[row] ?? '') ?? Number.NaN;
        const truly = last >= cutoff && last < cutoff + 91 ? 1 : 0;
        left += outcome;
        leftTruly += outcome * truly;
        stopped += truly;
        stoppedFound += outcome * truly;
      });
    }
    expect(left).toBeGreaterThan(200);
    expect(leftTruly / left).toBeGreaterThanOrEqual(0.92);
    expect(stoppedFound / stopped).toBeGreaterThanOrEqual(0.95);
  });

  it('leave out, and count, those who had gone unseen, and say nothing of the last months', () => {
    const middle = churnLabels(history, { cutoff: '2024-01-01' });
    expect(middle.counts.already_gone).toBeGreaterThan(0);
    expect(middle.counts.censored).toBe(0);
    expect(middle.labels.length).toBe(Object.values(middle.counts).reduce((sum, count) => sum + count, 0));
    const last = churnLabels(history, { cutoff: history.endDay - 28 });
    expect(last.counts).toMatchObject({ left: 0, stayed: 0 });
    expect(last.counts.censored).toBeGreaterThan(500);
    expect([...last.labels.columns.outcome].every(Number.isNaN)).toBe(true);
  });

  it('do not change with what happens after the end they are told', () => {
    const cutoff = dayOf('2023-06-05');
    const early = churnLabels(history, { cutoff, dataEnd: cutoff + 300 });
    const late = churnLabels(history, { cutoff });
    early.labels.columns.outcome.forEach((outcome, row) => {
      if (!Number.isNaN(outcome)) expect(late.labels.columns.outcome[row]).toBe(outcome);
    });
  });
});
